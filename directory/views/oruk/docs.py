"""What the feed says of itself: for programs, and for the people who write them."""

from collections.abc import Mapping
from typing import Any

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from directory.oruk.entities import ENTITIES, Document, Field, Layer
from directory.oruk.openapi import LISTS, PARAMETERS, PROFILE, VERSION, openapi_document
from directory.queries.oruk import first_published
from directory.views.context import session, settings
from directory.views.guards import open_to_all
from directory.views.oruk.asking import site
from directory.views.oruk.blueprint import PREFIX, blueprint, json_answer

_AN_HOUR = 3600

_FORMS = {
    "string": "text",
    "number": "number",
    "integer": "whole number",
    "boolean": "true or false",
    "object": "texts by their names",
    "array": "list of texts",
    "uuid": "id (UUID)",
    "uri": "address (URI)",
    "email": "e-mail address",
    "date": "date",
    "date-time": "date and time",
}
"""The types and formats of JSON Schema, in words."""

_LAYERS = {
    Layer.CORE: "",
    Layer.HSDS: "HSDS 3.0",
    Layer.HSDS_3_1: "HSDS 3.1",
    Layer.OWN: "ours",
}
"""Where a field is from that is not one of Open Referral UK's."""


@blueprint.get("/", strict_slashes=False)
@open_to_all
def root() -> ResponseReturnValue:
    return _kept({"version": VERSION, "profile": PROFILE, "openapi_url": f"{_stub()}/openapi.json"})


@blueprint.get("/openapi.json")
@open_to_all
def openapi() -> ResponseReturnValue:
    chosen = settings()
    return _kept(openapi_document(_stub(), title=chosen.service_name, contact=chosen.contact_email))


@blueprint.get("/docs")
@open_to_all
def docs() -> ResponseReturnValue:
    return render_template(
        "oruk/docs.html",
        stub=_stub(),
        lists=LISTS,
        parameters=PARAMETERS.values(),
        entities=ENTITIES.values(),
        form_of=form_of,
        form_of_field=form_of_field,
        layers=_LAYERS,
        example_id=first_published(session()),
    )


def form_of(schema: Mapping[str, Any]) -> str:
    """What a value looks like, in words."""
    if "enum" in schema:
        return f"one of {', '.join(schema['enum'])}"
    return _FORMS[schema.get("format", schema["type"])]


def form_of_field(field: Field) -> str:
    """What a value of a field looks like, in words."""
    if field.of:
        return f"list of {field.of}" if field.kind == "array" else field.of
    return form_of(field.schema(""))


def _kept(document: Document) -> Response:
    """What changes with the program and its settings alone: others may keep it for a while, and ask whether it has."""
    answer = json_answer(document)
    answer.headers["Cache-Control"] = f"public, max-age={_AN_HOUR}"
    answer.add_etag(weak=True)
    answer.make_conditional(request)
    return answer


def _stub() -> str:
    return f"{site()}{PREFIX}"
