"""Addresses of the same page with something added or taken away: how a chip, a filter or a sort is a plain link."""

from collections.abc import Iterable
from urllib.parse import urlencode
from uuid import UUID

from flask import request, url_for

from directory.queries.labels import GROUPS

_NO_KEY = UUID(int=0)


def with_(**values: str) -> str:
    """This page with parameters set; an empty value takes one away. The first page of the results is shown again."""
    kept = [(name, value) for name, value in _given() if name not in values and name != "page"]
    return _address([*kept, *((name, value) for name, value in values.items() if value)])


def adding(name: str, value: str) -> str:
    """This page with one more value of a parameter that may have several."""
    kept = [pair for pair in _given() if pair != (name, value) and pair[0] != "page"]
    return _address([*kept, (name, value)])


def without(name: str, value: str = "") -> str:
    """This page without a parameter, or without one of its values."""
    return _address(pair for pair in _given() if pair[0] != "page" and not (pair[0] == name and value in {"", pair[1]}))


def unfiltered() -> str:
    """This page with every filter taken away; what is known of the client stays."""
    filters = {*GROUPS, "accepting", "page"}
    return _address(pair for pair in _given() if pair[0] not in filters)


def page(number: int) -> str:
    """Another page of the same results."""
    kept = [pair for pair in _given() if pair[0] != "page"]
    return _address([*kept, ("page", str(number))] if number > 1 else kept)


def listings() -> str:
    """What the address of every listing begins with, its key coming last: to build twenty of them takes its time."""
    return url_for("listing.show", service_id=_NO_KEY).removesuffix(str(_NO_KEY))


def _given() -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.args.items(multi=True) if value]


def _address(pairs: Iterable[tuple[str, str]]) -> str:
    # Not with url_for, to which a parameter called _scheme or _external is an order.
    query = urlencode(list(pairs), safe=":")
    here = url_for(request.endpoint or "search.start")
    return f"{here}?{query}" if query else here
