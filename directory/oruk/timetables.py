"""The timetable of an Open Referral UK document: what its schedules say, in the many ways in which feeds write it."""

import re
from collections.abc import Iterator
from datetime import time
from itertools import chain
from typing import Final

from directory.oruk.cleaning.mended import Mended
from directory.oruk.cleaning.sessions import sessions_in
from directory.oruk.ical import WEEKDAYS, Recurrence, clock_time, long_date, parse_byday
from directory.oruk.records import LONGEST_INTERVAL, TimeRecord
from directory.oruk.taking import LONGEST_TEXT, Document, Taker

_TIME: Final = re.compile(r"([01]?[0-9]|2[0-3]|24(?=[:.]?00))[:.]?([0-5][0-9])(?:[:.][0-9.]+)?(?:Z|[+-][0-9:]{2,5})?")
_HALVES: Final = re.compile(r"(1[0-2]|0?[1-9])(?:[:.]([0-5][0-9]))?([ap])\.?m\.?")
_NAMED_TIMES: Final = {"noon": time(12), "midday": time(12), "12noon": time(12), "midnight": time(0)}
_FREQUENCIES: Final = {
    "": ("", 1),
    "DAY": ("WEEKLY", 1),
    "DAILY": ("WEEKLY", 1),
    "WEEK": ("WEEKLY", 1),
    "WEEKLY": ("WEEKLY", 1),
    "FORTNIGHTLY": ("WEEKLY", 2),
    "MONTH": ("MONTHLY", 1),
    "MONTHLY": ("MONTHLY", 1),
}
"""What feeds write: weekly, monthly or once, and every how many."""

_ROWS: Final = ("schedules", "regular_schedules", "regular_schedule")
_HOLIDAYS: Final = ("holiday_schedules", "holiday_schedule")
Days = tuple[tuple[int, str], ...]


def times(document: Document, taker: Taker) -> Iterator[TimeRecord]:
    """The rows of the timetable, also those of places; one that says nothing at all is passed over."""
    owners = [document, *taker.rows(document, "service_at_locations")]
    for row in chain.from_iterable(_lists(owner, _ROWS, taker) for owner in owners):
        said = "\n".join(filter(None, (taker.text(row, "description"), taker.text(row, "notes"))))[:LONGEST_TEXT]
        recurrence = _recurrence(row, taker)
        if recurrence or said:
            yield TimeRecord(recurrence=recurrence, description=said)
    for row in chain.from_iterable(_lists(owner, _HOLIDAYS, taker) for owner in owners):
        if said := _holiday(row, taker):
            yield TimeRecord(description=said)


def _lists(owner: Document, keys: tuple[str, ...], taker: Taker) -> Iterator[Document]:
    for key in keys:
        if key in owner:
            yield from taker.rows(owner, key)


def _holiday(row: Document, taker: Taker) -> str:
    """What differs on some days, in words: no recurrence can say that something does not take place."""
    first, last = taker.day(row, "start_date"), taker.day(row, "end_date")
    days = " to ".join(dict.fromkeys(long_date(day) for day in (first, last) if day))
    if not days:
        return ""
    hours = [
        clock_time(at) for key in ("open_at", "opens_at", "close_at", "closes_at") if (at := _clock(row, key, taker))
    ]
    is_closed = str(row.get("closed")).lower() in ("true", "1", "yes") or not hours
    return f"{'Closed' if is_closed else ' to '.join(hours)}: {days}"


def _recurrence(row: Document, taker: Taker) -> Recurrence | None:
    byday = _days(row, taker)
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
    if said.startswith("DA"):
        byday = byday or tuple((0, code) for code in WEEKDAYS)
    return Recurrence(
        freq=freq,
        interval=int(taker.number(row, "interval", 1, LONGEST_INTERVAL // every) or 1) * every,
        byday=byday if freq == "MONTHLY" else tuple(dict.fromkeys((0, code) for _, code in byday)),
        bymonthday=dates if freq == "MONTHLY" else (),
        dtstart=start,
        since=since,
        until=until,
        opens_at=_clock(row, "opens_at", taker),
        closes_at=_clock(row, "closes_at", taker),
    )


def _implied(byday: Days, dates: tuple[int, ...]) -> str:
    """What the days say of the frequency where it is not said."""
    if dates or any(number for number, _ in byday):
        return "MONTHLY"
    return "WEEKLY" if byday else ""


def _days(row: Document, taker: Taker) -> Days:
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


def _month_days(text: str) -> tuple[int, ...]:
    days = {int(part) for part in text.split(",") if part.strip()}
    if not all(1 <= abs(day) <= 31 for day in days):
        raise ValueError("it names a day that no month has")
    return tuple(sorted(days, key=lambda day: (day < 0, day)))


def _clock(row: Document, key: str, taker: Taker) -> time | None:
    found = taker.parsed(row, key, _time, "a time of day, like 09:30")
    if found is not None and re.search("[a-y]", str(row[key])):
        taker.mended(key, Mended.CLOCK)
    return found


def _time(text: str) -> time:
    """A time on the wall: what a feed says of its zone is as a rule not meant."""
    bare = text.replace(" ", "").lower()
    if named := _NAMED_TIMES.get(bare):
        return named
    if halves := _HALVES.fullmatch(bare):
        return time(int(halves[1]) % 12 + (12 if halves[3] == "p" else 0), int(halves[2] or 0))
    found = _TIME.fullmatch(bare.upper())
    if found is None:
        raise ValueError(text)
    # Midnight at the end of a day is written as 24:00, which no clock shows.
    return time(int(found[1]) % 24, int(found[2]))
