"""Refusals and faults as pages: a clear sentence, a way on, never a trace."""

import logging
from collections.abc import Callable, Iterator
from itertools import islice
from traceback import format_tb

from flask import Flask, Response, current_app, render_template, request
from flask.sansio.app import App
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from directory.errors import (
    ConflictError,
    DirectoryError,
    InputError,
    InvalidTransitionError,
    NotAllowedError,
    NotFoundError,
    TooOftenError,
)
from directory.forms.written import showable

logger = logging.getLogger(__name__)

_STATUS = {
    NotFoundError: 404,
    NotAllowedError: 403,
    InputError: 400,
    InvalidTransitionError: 409,
    TooOftenError: 429,
    ConflictError: 409,
}
"""Refusals of what was asked. Others tell the keeper of the machine what is missing, which is no answer here."""

_SAID = {
    400: ("This address cannot be read", "Check that it was copied whole."),
    403: ("You cannot do this", "Your account does not allow it."),
    409: ("This cannot be done now", "Somebody may have done it in the meantime. Go back and look again."),
    404: ("Page not found", "If you typed the address, check it. A listing may also have been withdrawn by its group."),
    405: ("This page cannot be used in that way", "Go back to the search and start from there."),
    413: ("That was too much at once", "Send a smaller file or a shorter text."),
    429: ("Too many requests", "Wait a minute, then try again."),
}
_OF_THE_PAGE = {"Content-Type", "Content-Length"}
"""Headers of a refusal that are those of its own short page instead of ours."""

_FAULT = ("Sorry, something went wrong", "It is our fault, and has been noted. Try again in a minute.")

_FEWEST_WORDS = 3
"""Shorter answers are quickly typed again, and the marks of a form have fewer."""

_MOST_LINES = 200
"""Of a trace in the log; more is a fault that goes round in a circle."""


Tell = Callable[[int, str, str], ResponseReturnValue]
"""Makes an answer of a status, a heading and a sentence."""


def set_up_problems(app: Flask) -> None:
    """Let every refusal and fault of the application end on a page of its own."""
    app.register_error_handler(DirectoryError, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)


def tell_otherwise(app: App, prefix: str, tell: Tell) -> None:
    """Let the refusals and faults of all addresses that begin so be told to a program and not by a page."""
    app.extensions.setdefault("tell_otherwise", {})[prefix] = tell


def _refused(refusal: DirectoryError) -> ResponseReturnValue:
    status = next((code for kind, code in _STATUS.items() if isinstance(refusal, kind)), None)
    if status is None:
        logger.error("a page cannot be shown: %s", refusal)
        return _page(503, *_FAULT)
    heading, _ = _said(status)
    return _page(status, heading, f"{refusal}.")


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code or 500) < 400:
        return error
    if isinstance(error, CSRFError):
        return render_template("problems/not_saved.html", written=_written()), 400
    if isinstance(error, SecurityError):
        # A name that is not ours: a page would have links, and there is nothing that they could lead to.
        return Response(f"{_said(400)[0]}.", 400, mimetype="text/plain")
    code = error.code or 500
    # What else the answer should say, such as which methods are allowed.
    kept = [(name, value) for name, value in error.get_headers() if name not in _OF_THE_PAGE]
    answer = current_app.make_response(_page(code, *_said(code)))
    answer.headers.extend(kept)
    return answer


def _written() -> list[str]:
    """The texts of a form, to be copied. It is not offered to be sent again: another site may have made it up."""
    texts = (showable(value).strip() for _, value in request.form.items(multi=True))
    return list(dict.fromkeys(text for text in texts if len(text.split()) >= _FEWEST_WORDS))


def _said(status: int) -> tuple[str, str]:
    return _SAID.get(status, _SAID[400] if status < 500 else _FAULT)


def _broken(fault: Exception) -> ResponseReturnValue:
    # Where it failed, but not its message: that may repeat what was typed, which the logs must not hold.
    logger.error("a page failed\n%s", "".join(islice(_places(fault), _MOST_LINES)))
    return _page(500, *_FAULT)


def _places(fault: BaseException | None) -> Iterator[str]:
    """The kind of a fault and the lines of code it came through, then those of the fault that led to it."""
    while fault is not None:
        yield f"{type(fault).__name__}\n"
        yield from format_tb(fault.__traceback__)
        fault = fault.__cause__ or fault.__context__


def _page(status: int, heading: str, sentence: str) -> ResponseReturnValue:
    tellers: dict[str, Tell] = current_app.extensions.get("tell_otherwise", {})
    for prefix, tell in tellers.items():
        if f"{request.path}/".startswith(f"{prefix}/"):
            return tell(status, heading, sentence)
    return render_template("problems/problem.html", heading=heading, sentence=sentence), status
