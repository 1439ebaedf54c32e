"""Refusals and faults as pages: a clear sentence, a way on, never a trace."""

import logging

from flask import Flask, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from directory.errors import DirectoryError, InvalidTransitionError, NotAllowedError, NotFoundError

logger = logging.getLogger(__name__)

_STATUS = {NotFoundError: 404, NotAllowedError: 403, InvalidTransitionError: 409}

_SAID = {
    400: ("This address cannot be read", "Check that it was copied whole."),
    403: ("You cannot do this", "Your account does not allow it."),
    404: ("Page not found", "If you typed the address, check it. A listing may also have been withdrawn by its group."),
    405: ("This page cannot be used in that way", "Go back to the search and start from there."),
    413: ("That was too much at once", "Send a smaller file or a shorter text."),
    429: ("Too many requests", "Wait a minute, then try again."),
}
_FAULT = ("Sorry, something went wrong", "It is our fault, and has been noted. Try again in a minute.")


def set_up_problems(app: Flask) -> None:
    """Let every refusal and fault of the application end on a page of its own."""
    app.register_error_handler(DirectoryError, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)


def _refused(refusal: DirectoryError) -> ResponseReturnValue:
    status = next((code for kind, code in _STATUS.items() if isinstance(refusal, kind)), 400)
    heading, _ = _SAID.get(status, _FAULT)
    return _page(status, heading, f"{refusal}.")


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code or 500) < 400:
        return error
    heading, sentence = _SAID.get(error.code or 500, _FAULT)
    return _page(error.code or 500, heading, sentence)


def _broken(fault: Exception) -> ResponseReturnValue:
    # The path may hold an id, never a postcode: those are in the query, which is not logged.
    logger.error("a page failed", exc_info=fault)
    return _page(500, *_FAULT)


def _page(status: int, heading: str, sentence: str) -> ResponseReturnValue:
    return render_template("problems/problem.html", heading=heading, sentence=sentence), status
