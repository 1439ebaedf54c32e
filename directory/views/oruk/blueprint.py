"""What all addresses of the feed share: any site may read them, refusals are JSON, nobody is known here."""

import json
from typing import Any

from flask import Blueprint, Response, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from directory.errors import InputError
from directory.views.problems import tell_otherwise

PREFIX = "/oruk/v3"

blueprint = Blueprint("oruk", __name__, url_prefix=PREFIX)

_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
    "Access-Control-Expose-Headers": "ETag",
    "Access-Control-Max-Age": "86400",
}
"""What browsers have to be told so that a page of another site may read an answer."""


def as_json(document: Any) -> str:
    """A document as text, its fields in the order in which they were written."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def json_answer(document: Any, status: int = 200) -> Response:
    """A document as an answer."""
    return Response(as_json(document), status, mimetype="application/json")


@blueprint.record_once
def _set_up(state: BlueprintSetupState) -> None:
    tell_otherwise(state.app, PREFIX, _problem)


@blueprint.after_app_request
def _let_any_site_read(answer: Response) -> Response:
    """Also what is no address of ours: so that a page elsewhere can tell what is wrong from that nobody is there."""
    if f"{request.path}/".startswith(f"{PREFIX}/"):
        answer.headers.update(_OPEN)
    return answer


@blueprint.errorhandler(InputError)
def _misread(refusal: InputError) -> ResponseReturnValue:
    said = {"status": 400, "title": "This cannot be asked", "detail": f"{refusal}.", "parameter": refusal.field}
    return json_answer(said, 400)


def _problem(status: int, heading: str, sentence: str) -> ResponseReturnValue:
    if status == 405:
        heading, sentence = "This cannot be done here", "The feed is only read: ask with GET."
    return json_answer({"status": status, "title": heading, "detail": sentence}, status)
