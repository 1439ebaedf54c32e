"""What stands behind the question mark of an address that programs ask for, one value at a time.

A person's slip on a page is passed over or explained beside its field; a program is told at once, so that nobody takes
everything for what a filter let through.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, time
from math import inf, isfinite
from uuid import UUID

from directory.errors import InputError
from directory.geography import Postcode

LONGEST = 500
"""Characters of a value; nothing that makes sense is longer."""

_LAST_YEAR = 9000

_WORDS_OF_YES_AND_NO = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
_WHOLE = re.compile(r"[0-9]{1,100}")
_NUMBER = re.compile(r"[0-9]{1,18}(\.[0-9]{1,18})?([eE][+-]?[0-9]{1,3})?")
_CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_UNWRITABLE = re.compile(r"[\x00\ud800-\udfff]")
"""What no database keeps in a text."""


class Parameters:
    """The parameters of an address. One without a value is as if it were not there.

    Every method raises InputError, with the name of the parameter, where a value cannot be read or a parameter has two
    values that differ: to choose one of them would be to ignore the other.
    """

    def __init__(self, given: Mapping[str, Sequence[str]]) -> None:
        self._given = given

    def text(self, *names: str) -> str:
        """What is said under one of some names; nothing if none of them is there."""
        values = {value.strip() for name in names for value in self._given.get(name, ())} - {""}
        if len(values) > 1:
            raise InputError(names[0], f"{names[0]} has several values; give one")
        value = values.pop() if values else ""
        if len(value) > LONGEST:
            raise InputError(names[0], f"{names[0]} must be {LONGEST} characters or fewer")
        if _UNWRITABLE.search(value):
            raise InputError(names[0], f"{names[0]} has characters that are no text")
        return value

    def words(self, name: str) -> tuple[str, ...]:
        """The words of a text, each once."""
        return tuple(dict.fromkeys(self.text(name).split()))

    def whole(self, *names: str, default: int) -> int:
        """A whole number from 1."""
        value = self.text(*names)
        if not value:
            return default
        if not _WHOLE.fullmatch(value) or int(value) < 1:
            raise InputError(names[0], f"{names[0]} must be a whole number from 1")
        return int(value)

    def number(self, name: str, most: float = inf) -> float | None:
        """A number from 0, up to the highest that makes sense where there is one."""
        value = self.text(name)
        if not value:
            return None
        if not _NUMBER.fullmatch(value) or not isfinite(float(value)) or float(value) > most:
            bounds = "from 0" if most == inf else f"from 0 to {most:g}"
            raise InputError(name, f"{name} must be a number {bounds}, like 65 or 15.5")
        return float(value)

    def flag(self, name: str) -> bool:
        """Yes or no; no unless it is said."""
        value = self.text(name).lower() or "no"
        if value not in _WORDS_OF_YES_AND_NO:
            raise InputError(name, f"{name} must be true or false")
        return _WORDS_OF_YES_AND_NO[value]

    def key(self, name: str) -> UUID | None:
        """An id."""
        value = self.text(name)
        try:
            return UUID(value) if value else None
        except ValueError as fault:
            raise InputError(name, f"{name} must be an id, like 3f2504e0-4f89-41d3-9a0c-0305e82c3301") from fault

    def moment(self, name: str) -> datetime | None:
        """A moment, aware; one without a zone is in UTC, and a day alone is its beginning there."""
        # A plus that was not written as %2B arrives as a blank; RFC 3339 lets T and Z be small, which Python does not.
        value = self.text(name).replace(" ", "+").upper()
        if not value:
            return None
        try:
            read = datetime.fromisoformat(value)
            moment = read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
            # Within a day of the end of all dates nothing can be counted.
            return moment.replace(year=min(moment.year, _LAST_YEAR))
        except (ValueError, OverflowError) as fault:
            raise InputError(name, f"{name} must be a date and time, like 2026-11-21T12:00:00Z") from fault

    def clock(self, name: str) -> time | None:
        """A time of day on a wall in the United Kingdom."""
        value = self.text(name)
        if value and not _CLOCK.fullmatch(value):
            raise InputError(name, f"{name} must be a time, like 09:30")
        return time.fromisoformat(value) if value else None

    def postcode(self, name: str) -> Postcode | None:
        """A postcode in any spacing and case."""
        value = self.text(name)
        return Postcode.parse(value) if value else None

    def choice(self, name: str, among: Collection[str]) -> str:
        """One of a few words in any case; nothing if none is said."""
        value = self.text(name)
        found = next((word for word in among if word.lower() == value.lower()), "")
        if value and not found:
            raise InputError(name, f"{name} must be one of: {', '.join(among)}")
        return found
