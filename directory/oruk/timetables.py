"""The timetable of an Open Referral UK document: what its schedules say, in the many ways in which feeds write it."""

import re
from collections.abc import Iterator, Mapping
from datetime import time
from typing import Any

from directory.oruk.ical import Recurrence, parse_byday
from directory.oruk.records import LONGEST_INTERVAL, TimeRecord
from directory.oruk.taking import Taker

_TIME = re.compile(r"([01]?[0-9]|2[0-3]|24(?=[:.]?00))[:.]?([0-5][0-9])(?:[:.][0-9.]+)?(?:Z|[+-][0-9:]{2,5})?")
_FREQUENCIES = {
    "": ("", 1),
    "WEEK": ("WEEKLY", 1),
    "WEEKLY": ("WEEKLY", 1),
    "FORTNIGHTLY": ("WEEKLY", 2),
    "MONTH": ("MONTHLY", 1),
    "MONTHLY": ("MONTHLY", 1),
}
"""What feeds write: weekly, monthly or once, and every how many."""


def times(document: Mapping[str, Any], taker: Taker) -> Iterator[TimeRecord]:
    """The rows of the timetable; one that says nothing at all is passed over."""
    for row in taker.rows(document, "schedules"):
        said = taker.text(row, "description")
        recurrence = _recurrence(row, taker)
        if recurrence or said:
            yield TimeRecord(recurrence=recurrence, description=said)


def _recurrence(row: Mapping[str, Any], taker: Taker) -> Recurrence | None:
    byday = taker.parsed(row, "byday", parse_byday, "days of the week, like MO,TH or 2TH") or ()
    dates = taker.parsed(row, "bymonthday", _month_days, "days of the month, like 1,15") or ()
    start = taker.day(row, "dtstart")
    since, until = taker.day(row, "valid_from"), taker.day(row, "valid_to") or taker.day(row, "until")
    said = taker.line(row, "freq").upper() or _implied(byday, dates)
    if said not in _FREQUENCIES:
        taker.problem("freq", "This should be WEEKLY or MONTHLY")
        return None
    if since and until and since > until:
        taker.problem("valid_to", "The last day is before the first")
        return None
    freq, every = _FREQUENCIES[said]
    if not freq and start is None:
        return None
    return Recurrence(
        freq=freq,
        interval=int(taker.number(row, "interval", 1, LONGEST_INTERVAL // every) or 1) * every,
        byday=byday if freq == "MONTHLY" else tuple(dict.fromkeys((0, code) for _, code in byday)),
        bymonthday=dates if freq == "MONTHLY" else (),
        dtstart=start,
        since=since,
        until=until,
        opens_at=taker.parsed(row, "opens_at", _time, "a time of day, like 09:30"),
        closes_at=taker.parsed(row, "closes_at", _time, "a time of day, like 09:30"),
    )


def _implied(byday: tuple[tuple[int, str], ...], dates: tuple[int, ...]) -> str:
    """What the days say of the frequency where it is not said."""
    if dates or any(number for number, _ in byday):
        return "MONTHLY"
    return "WEEKLY" if byday else ""


def _month_days(text: str) -> tuple[int, ...]:
    days = {int(part) for part in text.split(",") if part.strip()}
    if not all(1 <= abs(day) <= 31 for day in days):
        raise ValueError("it names a day that no month has")
    return tuple(sorted(days, key=lambda day: (day < 0, day)))


def _time(text: str) -> time:
    """A time on the wall: what a feed says of its zone is as a rule not meant."""
    found = _TIME.fullmatch(text.replace(" ", ""))
    if found is None:
        raise ValueError(text)
    # Midnight at the end of a day is written as 24:00, which no clock shows.
    return time(int(found[1]) % 24, int(found[2]))
