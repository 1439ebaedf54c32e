"""Dates as FHIR's searches write them: a prefix, and a moment, a day, a month or a year, which are spans of time."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from directory.clock import LONDON

_CLOCK = r"T(\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(.*)"
_WRITTEN = re.compile(rf"(eq|ne|gt|lt|ge|le|sa|eb|ap)?(\d{{4}})(?:-(\d\d)(?:-(\d\d)(?:{_CLOCK})?)?)?")
_ZONE = re.compile(r"Z|[+-]\d\d:\d\d")
_NEARLY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """A test of a moment, by the first moment of a span and the first after it.

    Attributes:
        prefix: how the moment has to lie to the span (eq, ne, gt, lt, ge, le, sa, eb, ap).
    """

    prefix: str
    first: datetime
    after: datetime

    def holds(self, moment: datetime) -> bool:
        """Whether a moment passes."""
        match self.prefix:
            case "ne":
                return not self.first <= moment < self.after
            case "gt" | "sa":
                return moment >= self.after
            case "lt" | "eb":
                return moment < self.first
            case "ge":
                return moment >= self.first
            case "le":
                return moment < self.after
            case "ap":
                return self.first - _NEARLY <= moment < self.after + _NEARLY
            case _:
                return self.first <= moment < self.after


def span(written: str) -> Span:
    """Read a date of a search; what says no zone means the clock on a wall here.

    Raises:
        ValueError: it is none.
    """
    # A plus in an address that was not written as %2B arrives as a space.
    found = _WRITTEN.fullmatch(written.strip().replace(" ", "+"))
    if found is None:
        raise ValueError(written)
    prefix, year, month, day, hour, minute, second, _, zone = found.groups()
    if zone and not _ZONE.fullmatch(zone):
        raise ValueError(written)
    text = f"{year}-{month or '01'}-{day or '01'}T{hour or '00'}:{minute or '00'}:{second or '00'}{zone or ''}"
    first = datetime.fromisoformat(text)
    if first.tzinfo is None:
        first = first.replace(tzinfo=LONDON)
    try:
        after = _after(first, month, day, hour, second)
        return Span(prefix or "eq", first.astimezone(UTC), after.astimezone(UTC))
    except OverflowError as fault:
        raise ValueError(written) from fault


def _after(first: datetime, month: str | None, day: str | None, hour: str | None, second: str | None) -> datetime:
    """The first moment after the span that begins here: as long as the least that was written."""
    if second or hour:
        return first + timedelta(seconds=1 if second else 60)
    if day:
        return first + timedelta(days=1)
    if month:
        return first + timedelta(days=monthrange(first.year, first.month)[1])
    return first.replace(year=first.year + 1)
