"""Whose browser this is: a signed cookie with the secret of a sign-in, which the database can end at any moment."""

from datetime import datetime, timedelta
from typing import cast

from flask import g
from flask import session as cookie

from directory import clock
from directory.access import Person
from directory.errors import NotAllowedError
from directory.queries.accounts import signed_in
from directory.views.context import resources, session, settings

_SECRET, _SEEN = "secret", "seen"

_SAID_ANEW = timedelta(minutes=1)
"""How old the moment in the cookie may become before it is written again."""


def current_person() -> Person | None:
    """Whoever is signed in in this browser; None for anybody else."""
    if "person" not in g:
        g.person = _find_person() if cookie.get(_SECRET) else None
    return cast(Person | None, g.person)


def the_person() -> Person:
    """Whoever is signed in, on a page that is for such people alone.

    Raises:
        NotAllowedError: nobody is; the guard of the page was forgotten.
    """
    person = current_person()
    if person is None:
        raise NotAllowedError("Sign in first")
    return person


def digest_here() -> str:
    """What is kept of the secret of this browser's sign-in."""
    return resources().signer.digest(cookie.get(_SECRET, ""))


def remember(secret: str) -> None:
    """Let this browser be signed in. Whatever it held before is gone, but for what its open forms are known by."""
    forms = cookie.get("csrf_token")
    cookie.clear()
    cookie[_SECRET], cookie[_SEEN] = secret, clock.now().timestamp()
    if forms:
        # Somebody who was signed out while writing signs in elsewhere, and sends what they wrote then.
        cookie["csrf_token"] = forms
    g.pop("person", None)


def forget() -> None:
    """Let this browser be nobody's."""
    cookie.clear()
    g.pop("person", None)


def _find_person() -> Person | None:
    chosen, now = settings(), clock.now()
    # That somebody is there is said by the cookie, so that reading a page writes nothing.
    seen = datetime.fromtimestamp(float(cookie.get(_SEEN, 0)), tz=now.tzinfo)
    if now - seen > timedelta(minutes=chosen.idle_minutes):
        return None
    if now - seen > _SAID_ANEW:
        cookie[_SEEN] = now.timestamp()
    return signed_in(session(), digest_here(), hours=chosen.session_hours)
