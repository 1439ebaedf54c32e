"""The letters of a demonstration, for whoever tries it out: they lie in a folder and reach nobody."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from directory.clock import LONDON
from directory.errors import NotFoundError
from directory.mail import kept_letters
from directory.oruk.ical import clock_time, long_date
from directory.views.context import is_demonstration, settings
from directory.views.guards import open_to_all

blueprint = Blueprint("outbox", __name__)

MOST = 50
"""Letters on the page."""

_LINK = re.compile(r"""(https?://[^\s<>"]*[^\s<>".,;:!?)])""")
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class Piece(NamedTuple):
    """A piece of a letter, and where on this site it leads, if it is a link."""

    words: str
    address: str = ""


@blueprint.get("/demonstration/outbox")
@open_to_all
def letters() -> ResponseReturnValue:
    """Everybody's letters, and with them everybody's ways in: there is no such page but in a demonstration."""
    if not is_demonstration():
        raise NotFoundError("There is no such page")
    found = kept_letters(settings().outbox, limit=MOST)
    shown = [(letter, _when(letter.at), list(pieces(letter.body, request.host))) for letter in found]
    return render_template("outbox/letters.html", letters=shown, most=MOST)


def _when(moment: datetime) -> str:
    here = moment.astimezone(LONDON)
    return f"{long_date(here.date())} at {clock_time(here.time())}"


def pieces(body: str, host: str) -> Iterator[Piece]:
    """A letter with its links to be pressed: those to this site alone, as addresses within it.

    Args:
        host: what this site is called, with its port.
    """
    for number, words in enumerate(_LINK.split(body)):
        if words:
            yield Piece(words, _within(words) if number % 2 and _is_here(words, host) else "")


def _within(link: str) -> str:
    """The address of a link without its site. A path that began with two slashes would lead to another one."""
    found = urlsplit(link)
    return found._replace(scheme="", netloc="", path="/" + found.path.lstrip("/")).geturl()


def _is_here(link: str, host: str) -> bool:
    there, here = _host_and_port(link), _host_and_port(f"//{host}")
    return there == here or (there[1] == here[1] and {there[0], here[0]} <= _LOOPBACK)


def _host_and_port(address: str) -> tuple[str | None, int | None]:
    with suppress(ValueError):
        found = urlsplit(address)
        return found.hostname, found.port
    return None, None
