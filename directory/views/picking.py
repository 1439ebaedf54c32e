"""Services that somebody has put on a list while searching. The list is in the address of the page and nowhere else, so
that nothing is kept of whom it is for.
"""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from flask import request, url_for

MOST = 30
"""Services on a list; more are not read by anybody."""

LONGEST = 4_000
"""Characters of an address that results repeat."""

NAME = "list"
"""The parameter of an address that holds a service of the list."""


def picked() -> "Picked":
    """The list that stands in the address of this page; what is no key is passed over."""
    keys = (_key(text) for text in request.args.getlist(NAME))
    return Picked(tuple(dict.fromkeys(key for key in keys if key))[:MOST])


@dataclass(frozen=True, slots=True)
class Picked:
    """A list of services, in the order in which they were put on it."""

    keys: tuple[UUID, ...]

    def __contains__(self, key: object) -> bool:
        return key in self.keys

    @property
    def is_full(self) -> bool:
        return len(self.keys) >= MOST

    @property
    def query(self) -> str:
        """What an address ends with that carries the list along; empty for an empty list."""
        return f"?{urlencode([(NAME, key) for key in self.keys])}" if self.keys else ""

    @property
    def address(self) -> str:
        """Where the list is shown."""
        return url_for("shortlist.show") + self.query

    def adding(self, key: UUID) -> str:
        """Where the list is shown with one more on it."""
        return Picked(tuple(dict.fromkeys((*self.keys, key)))).address

    def without(self, key: UUID) -> str:
        """Where the list is shown without one."""
        return Picked(tuple(each for each in self.keys if each != key)).address

    def here_with(self, key: UUID) -> str:
        """This page, with one more on the list; the list itself where this address is too long to be said in each
        result again.
        """
        here = _here([*self._others(), *((NAME, str(each)) for each in self.keys), (NAME, str(key))])
        return here if len(here) <= LONGEST else self.adding(key)

    def here_without(self, key: UUID) -> str:
        """This page, with one taken off the list."""
        return _here([*self._others(), *((NAME, str(each)) for each in self.keys if each != key)])

    def _others(self) -> list[tuple[str, str]]:
        return [(name, value) for name, value in request.args.items(multi=True) if value and name != NAME]


def _here(pairs: list[tuple[str, str]]) -> str:
    query = urlencode(pairs, safe=":")
    return f"{request.path}?{query}" if query else request.path


def _key(text: str) -> UUID | None:
    try:
        return UUID(text) if len(text) == 36 else None
    except ValueError:
        return None
