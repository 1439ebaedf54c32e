"""Whether a service is offered at present, what is to be noticed of it, and how one joins."""

from collections.abc import Mapping
from typing import Final

from directory.oruk.cleaning.mended import Mended
from directory.oruk.taking import LONGEST_TEXT, Document, Taker

_CLOSED: Final = "Temporarily closed"
_WORDS: Final = ("title", "name", "message", "text", "description", "alert")
_ACCESS: Final = {
    "referral": "By referral",
    "appointment": "By appointment",
    "membership": "For members",
    "drop-in": "Just turn up",
}
"""How one joins, by the codes of version 1."""


def is_active(document: Document, taker: Taker) -> bool:
    """Whether it is offered. What is closed for a time is still there to be found, with a notice."""
    return taker.line(document, "status").lower() in {"active", ""} or is_closed_for_a_time(document)


def is_closed_for_a_time(document: Document) -> bool:
    """Whether its status is "temporarily closed"."""
    status = document.get("status")
    return isinstance(status, str) and " ".join(status.lower().replace("_", " ").split()) == _CLOSED.lower()


def alert(document: Document, taker: Taker) -> str:
    """What is to be noticed: a text, or an object that has one."""
    said = document.get("alert")
    if isinstance(said, Mapping) and any(said.get(key) for key in _WORDS):
        taker.mended("alert", Mended.NOTICE)
        notice = "\n".join(dict.fromkeys(filter(None, (taker.text(said, key) for key in _WORDS))))[:LONGEST_TEXT]
    else:
        notice = taker.text(document, "alert")
    return _with_closing(notice, taker) if is_closed_for_a_time(document) else notice


def _with_closing(notice: str, taker: Taker) -> str:
    taker.mended("status", Mended.CLOSED)
    is_said = _CLOSED.lower() in notice.lower()
    return notice if is_said else "\n".join(filter(None, (_CLOSED, notice)))[:LONGEST_TEXT]


def joining(document: Document, taker: Taker) -> str:
    """How one joins, and how long one waits, in words."""
    said = taker.text(document, "application_process") or _ACCESS.get(
        taker.line(document, "attending_access").lower(), ""
    )
    wait = taker.line(document, "wait_time")
    return "\n".join(filter(None, (said, f"Waiting time: {wait}" if wait else "")))[:LONGEST_TEXT]
