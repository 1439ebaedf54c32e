"""The OpenAPI document as a whole."""

from typing import Final

from directory.oruk.entities import ENTITIES, Document
from directory.oruk.openapi.paths import LISTS, REFERENCE, all_paths
from directory.oruk.openapi.questions import PARAMETERS

VERSION: Final = "HSDS-UK-3.0"
PROFILE: Final = "https://openreferraluk.org/specifications/3.0/"

_DESCRIPTION: Final = """\
What local voluntary groups offer, in Open Referral UK 3.0: its fields, those of HSDS where it has none, and a few of \
our own, which begin with fingerpost_. Nothing is ever null; what is not known is left out. Times are those of a clock \
on a wall in Europe/London. Statements of room go off after some weeks and are then only told with their date. \
Parameters combine with and; one with a value that cannot be read is refused, and one that is not known passed over."""

_LICENCE: Final = {
    "name": "Open Government Licence v3.0",
    "url": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}

_TEXT: Final = {"type": "string"}
_COUNT: Final = {"type": "integer", "minimum": 0}


def openapi_document(stub: str, *, title: str = "Fingerpost", contact: str = "", strict: bool = False) -> Document:
    """The document of a feed.

    Args:
        stub: the address that those of the feed begin with, without a slash at its end.
        title: the name of the directory.
        contact: the mailbox of those who run it; empty: not told.
        strict: allow no field that is not declared: for tests of what is written. Others must be let add some.
    """
    return {
        "openapi": "3.1.0",
        "x-hsds-version": VERSION,
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": _about(title, contact),
        "servers": [{"url": stub or "/"}],
        "tags": [
            {"name": "required", "description": "What every feed of Open Referral UK has."},
            {"name": "optional", "description": "What the standard leaves open."},
        ],
        "paths": all_paths(),
        "components": {
            "schemas": _schemas(strict=strict),
            "parameters": {name: each.document() for name, each in PARAMETERS.items()},
            "responses": {
                "400": _refusal("A parameter has a value that cannot be read."),
                "404": _refusal("There is no such record."),
            },
        },
    }


def _about(title: str, contact: str) -> Document:
    said: Document = {"title": f"{title}: open data", "version": VERSION, "description": _DESCRIPTION}
    if contact:
        said["contact"] = {"email": contact}
    return {**said, "license": dict(_LICENCE), "x-hsds-version": VERSION}


def _schemas(*, strict: bool) -> Document:
    own = {name: entity.schema(REFERENCE, strict=strict) for name, entity in sorted(ENTITIES.items())}
    pages = {f"{each.entity}_page": _page(each.entity, strict=strict) for each in LISTS}
    return {**own, **pages, "api_details": _details(strict=strict), "problem": _problem()}


def _page(entity: str, *, strict: bool) -> Document:
    """A page of a list. All that stands around the records stands beside them."""
    properties = {
        "total_items": {**_COUNT, "description": "How many records the whole list has."},
        "total_pages": {**_COUNT, "description": "How many pages it has."},
        "page_number": {**_COUNT, "description": "Which page this is, from 1."},
        "size": {**_COUNT, "description": "How many records this page has."},
        "first_page": {"type": "boolean", "description": "Whether it is the first."},
        "last_page": {"type": "boolean", "description": "Whether it is the last."},
        "empty": {"type": "boolean", "description": "Whether there is nothing on it."},
        "contents": {"type": "array", "items": {"$ref": f"{REFERENCE}{entity}"}, "description": "The records."},
    }
    return _closed({"type": "object", "properties": properties, "required": [*properties]}, strict=strict)


def _details(*, strict: bool) -> Document:
    properties = {
        "version": {**_TEXT, "description": f"{VERSION}."},
        "profile": {**_TEXT, "format": "uri", "description": "Where the standard is described."},
        "openapi_url": {**_TEXT, "format": "uri", "description": "Where this document is."},
    }
    return _closed({"type": "object", "properties": properties, "required": [*properties]}, strict=strict)


def _problem() -> Document:
    properties = {
        "status": {"type": "integer", "description": "The same as that of the answer."},
        "title": {**_TEXT, "description": "What is wrong."},
        "detail": {**_TEXT, "description": "What to do about it, or why."},
        "parameter": {**_TEXT, "description": "The parameter that cannot be read."},
    }
    return {"type": "object", "properties": properties, "required": ["status", "title", "detail"]}


def _refusal(description: str) -> Document:
    content = {"application/json": {"schema": {"$ref": f"{REFERENCE}problem"}}}
    return {"description": description, "content": content}


def _closed(schema: Document, *, strict: bool) -> Document:
    return {**schema, "additionalProperties": False} if strict else schema
