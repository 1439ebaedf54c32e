"""The days of a row of a timetable: by codes, by names, by numbers."""

import re

from directory.oruk.cleaning.mended import Mended
from directory.oruk.cleaning.sessions import sessions_in
from directory.oruk.ical import WEEKDAYS, parse_byday
from directory.oruk.taking import Document, Taker

Days = tuple[tuple[int, str], ...]
"""Pairs of a number and a weekday's code, as a `Recurrence` has them."""


def days_of(row: Document, taker: Taker) -> Days:
    """The days of a row: as iCalendar has them, by their names, or by the number of version 1."""
    for key in ("byday", "weekday"):
        if (said := taker.line(row, key)) and (named := _named_days(said)):
            taker.mended(key, Mended.WEEKDAY)
            return named
    return taker.parsed(row, "byday", parse_byday, "days of the week, like MO,TH or 2TH") or _weekday(row, taker)


def _named_days(said: str) -> Days:
    """Days that are written out. Codes of iCalendar are no such names, but "Mon" is, and "Monday and Thursday"."""
    if not re.search(r"[A-Za-z]{3}", said):
        return ()
    found = sessions_in(said)
    plain = len(found) == 1 and found[0].freq == "WEEKLY" and not (found[0].bymonth or found[0].opens_at)
    return found[0].byday if plain else ()


def _weekday(row: Document, taker: Taker) -> Days:
    """The day by its number: 1 is Monday, and both 0 and 7 are Sunday, so that the two customs agree."""
    number = taker.number(row, "weekday", 0, 7)
    if number is None or number % 1:
        return ()
    taker.mended("weekday", Mended.WEEKDAY)
    return ((0, WEEKDAYS[int(number) - 1]),)


def days_of_the_month(row: Document, taker: Taker) -> tuple[int, ...]:
    """The days of the month of a row; -1 is the last one."""
    return taker.parsed(row, "bymonthday", _month_days, "days of the month, like 1,15") or ()


def _month_days(text: str) -> tuple[int, ...]:
    days = {int(part) for part in text.split(",") if part.strip()}
    if not all(1 <= abs(day) <= 31 for day in days):
        raise ValueError("it names a day that no month has")
    return tuple(sorted(days, key=lambda day: (day < 0, day)))
