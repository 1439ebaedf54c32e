"""Boxes for times of the clock and for days, written as people write them."""

import re
from collections.abc import Sequence
from datetime import date, time

from wtforms import StringField

from directory import clock

_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.]?([0-9]{2}))? ?(am|pm|a\.m\.|p\.m\.)?")
_NAMED = {"midday": time(12), "noon": time(12), "12 midday": time(12), "12 noon": time(12), "midnight": time(0)}
_DAY = re.compile(
    r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?[ ./-]+(?P<month>[0-9]{1,2}|[a-z]{3,9})"
    r"(?:[ ./,-]+(?P<year>[0-9]{4}|[0-9]{2}))?"
)
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()

_ENTER_TIME = "Enter a time, like 10:30am or 2pm"
_ENTER_DAY = "Enter a date, like 24 November 2026"


class ClockField(StringField):
    """A time on a clock: "10am", "2.30pm", "14:30", "midday".

    Attributes:
        at: what was said; None when nothing was, or nothing that can be read.
    """

    at: time | None = None

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = " ".join(valuelist[0].split()) if valuelist else ""
        self.at = read_time(self.data) if self.data else None


class DayField(StringField):
    """A day: "24/11/2026", "24 November", "24 Nov 26". Without a year it is the next such day.

    Attributes:
        day: what was said; None when nothing was, or nothing that can be read.
    """

    day: date | None = None

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = " ".join(valuelist[0].split()) if valuelist else ""
        self.day = read_day(self.data) if self.data else None


def read_time(typed: str) -> time:
    """A time of the clock; a ``ValueError`` says what to type instead."""
    text = typed.casefold()
    if text in _NAMED:
        return _NAMED[text]
    found = _CLOCK.fullmatch(text) if text.isascii() else None
    if found is None:
        raise ValueError(_ENTER_TIME)
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").replace(".", "")
    if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12):
        raise ValueError(_ENTER_TIME)
    if half:
        return time(hour % 12 + (12 if half == "pm" else 0), minute)
    if 1 <= hour <= 7 and not found[1].startswith("0"):
        # A group that meets at two means the afternoon and a run at six the morning, perhaps.
        raise ValueError(f"Say whether {typed} is in the morning or the afternoon, like {typed}pm")
    return time(hour, minute)


def read_day(typed: str) -> date:
    """A day; a ``ValueError`` says what to type instead."""
    text = typed.casefold() if typed.isascii() else ""
    written = _ISO.fullmatch(text) or _DAY.fullmatch(text)
    if written is None:
        raise ValueError(_ENTER_DAY)
    day, month, year = written["day"], written["month"], written["year"]
    try:
        return _dated(int(day), _month(month), year)
    except ValueError as fault:
        raise ValueError(_ENTER_DAY) from fault


def _month(typed: str) -> int:
    return int(typed) if typed.isdecimal() else _MONTHS.index(typed[:3]) + 1


def _dated(day: int, month: int, year: str | None) -> date:
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    today = clock.today()
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)
