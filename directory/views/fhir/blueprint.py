"""What all addresses of the FHIR server share: JSON alone, open to any site, and every refusal an OperationOutcome."""

from datetime import datetime
from json import dumps

from flask import Blueprint, Response, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from directory.errors import NotFoundError
from directory.oruk.fhir.answers import outcome
from directory.oruk.fhir.asking import AskedWronglyError
from directory.oruk.fhir.values import Json
from directory.views.conditional import conditional
from directory.views.problems import tell_otherwise

PREFIX = "/fhir"

blueprint = Blueprint("fhir", __name__, url_prefix=PREFIX)

_TYPE = "application/fhir+json"
_FORMATS = ("json", "application/json", _TYPE, "text/json")
_ISSUES = {
    400: "invalid",
    403: "forbidden",
    404: "not-found",
    405: "not-supported",
    409: "conflict",
    413: "too-long",
    429: "throttled",
    503: "transient",
}
"""What is wrong by the codes of FHIR's list of issues; any other status of ours is a fault."""


def answer(said: Json) -> ResponseReturnValue:
    """A resource, in JSON, which is all that we write."""
    if not _takes_json():
        return _json(outcome("not-supported", "We write JSON only: application/fhir+json")), 406
    changed = said.get("meta", {}).get("lastUpdated")
    return conditional(_json(said), datetime.fromisoformat(changed) if changed else None)


def _json(said: Json) -> Response:
    indent = 2 if request.args.get("_pretty") == "true" else None
    return Response(dumps(said, ensure_ascii=False, indent=indent), content_type=f"{_TYPE}; charset=utf-8")


def _takes_json() -> bool:
    # A plus that was not written as %2B arrives as a space.
    if wanted := request.args.get("_format", "").replace(" ", "+").partition(";")[0].strip().lower():
        return wanted in _FORMATS
    return not request.accept_mimetypes or request.accept_mimetypes.best_match(_FORMATS[1:]) is not None


_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since, Prefer",
    "Access-Control-Expose-Headers": "ETag, Last-Modified",
    "Access-Control-Max-Age": "86400",
}
"""What browsers have to be told so that a page of another site may ask as FHIR has it, and read the answer."""


@blueprint.record_once
def _set_up(state: BlueprintSetupState) -> None:
    tell_otherwise(state.app, PREFIX, _problem)


@blueprint.after_app_request
def _for_everybody(sent: Response) -> Response:
    # Whatever is here is public, so that any page may read it; also that something else is not here.
    if f"{request.path}/".startswith(f"{PREFIX}/"):
        sent.headers.update(_OPEN)
    return sent


@blueprint.errorhandler(AskedWronglyError)
def _asked_wrongly(refusal: AskedWronglyError) -> ResponseReturnValue:
    said = outcome("value", f"{refusal.parameter}: {refusal}", expression=f"http.{refusal.parameter}")
    return _json(said), 400


@blueprint.errorhandler(NotFoundError)
def _not_found(refusal: NotFoundError) -> ResponseReturnValue:
    return _json(outcome("not-found", str(refusal))), 404


def _problem(status: int, heading: str, sentence: str) -> ResponseReturnValue:
    """What is refused, or has failed, before or outside of these pages."""
    code = _ISSUES.get(status, "exception")
    words = "This server only reads, and is asked with GET" if status == 405 else f"{heading}. {sentence}"
    return _json(outcome(code, words)), status
