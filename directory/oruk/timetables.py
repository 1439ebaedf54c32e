"""The timetable of an Open Referral UK document: what its schedules say, in the many ways in which feeds write it."""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from directory.oruk.ical import WEEKDAYS, Recurrence, clock_time, long_date
from directory.oruk.reading.days import Days, days_of, days_of_the_month
from directory.oruk.reading.hours import hour
from directory.oruk.records import LONGEST_INTERVAL, TimeRecord
from directory.oruk.taking import LONGEST_TEXT, Document, Taker

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

_DAILY: Final = ("DAY", "DAILY")
_ROWS: Final = ("schedules", "regular_schedules", "regular_schedule")
_HOLIDAYS: Final = ("holiday_schedules", "holiday_schedule")


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
        clock_time(at) for key in ("open_at", "opens_at", "close_at", "closes_at") if (at := hour(row, key, taker))
    ]
    is_closed = taker.flag(row, "closed") or not hours
    return f"{'Closed' if is_closed else ' to '.join(hours)}: {days}"


def _recurrence(row: Document, taker: Taker) -> Recurrence | None:
    """The recurrence of a row; None where it says none, or contradicts itself."""
    byday, dates, start = days_of(row, taker), days_of_the_month(row, taker), taker.day(row, "dtstart")
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
        byday=_weekdays(byday, said),
        bymonthday=dates if freq == "MONTHLY" else (),
        dtstart=start,
        since=since,
        until=until,
        opens_at=hour(row, "opens_at", taker),
        closes_at=hour(row, "closes_at", taker),
    )


def _weekdays(byday: Days, said: str) -> Days:
    """The days, as far as the frequency knows them: a week has no second Tuesday, and "daily" is every day of it."""
    if said.startswith("MONTH"):
        return byday
    if said in _DAILY and not byday:
        return tuple((0, code) for code in WEEKDAYS)
    return tuple(dict.fromkeys((0, code) for _, code in byday))


def _implied(byday: Days, dates: tuple[int, ...]) -> str:
    """What the days say of the frequency where it is not said."""
    if dates or any(number for number, _ in byday):
        return "MONTHLY"
    return "WEEKLY" if byday else ""
