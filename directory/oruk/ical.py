"""When something takes place: recurrences in the terms of iCalendar (RFC 5545), counted out and put into
words.

Times are those of a clock on a wall in Europe/London. What cannot be known is not guessed: a fortnightly
session without a day to count from has no next date.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from heapq import merge
from itertools import islice

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from directory.clock import LONDON

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""The codes of iCalendar, in the order of the week."""

_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January February March April May June July August September October November December").split()
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "last but one"}
_END_OF_DAY = time(23, 59)
_HORIZON = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """One row of a timetable.

    Attributes:
        freq: ``WEEKLY``, ``MONTHLY``, or empty for something that takes place once, on ``dtstart``.
        byday: pairs of a number and a weekday's code: (0, "MO") every Monday, (2, "TH") the second Thursday
            of the month, (-1, "FR") the last Friday.
        bymonthday: days of the month; -1 is the last one.
        bymonth: the only months, 1 to 12; none: all.
        dtstart: a day on which it takes place; intervals are counted from it.
        since, until: the first and last day on which it may take place.
    """

    freq: str = ""
    interval: int = 1
    byday: tuple[tuple[int, str], ...] = ()
    bymonthday: tuple[int, ...] = ()
    bymonth: tuple[int, ...] = ()
    dtstart: date | None = None
    since: date | None = None
    until: date | None = None
    opens_at: time | None = None
    closes_at: time | None = None

    def days(self, start: date) -> Iterator[date]:
        """The days from ``start`` on, up to a year ahead, on which it takes place."""
        end = min(start + _HORIZON, self.until or date.max)
        start = max(start, self.since or date.min)
        if not self.freq:
            return iter([self.dtstart] if self.dtstart and start <= self.dtstart <= end else [])
        rule = self._rule(start)
        if rule is None:
            return iter(())
        first = datetime.combine(start, time.min)
        found = rule.xafter(first, inc=True)
        return (day.date() for day in _until(found, end))

    def starts(self, now: datetime) -> Iterator[datetime]:
        """The moments (aware, UTC) from ``now`` on at which it starts; at the end of the day when no time is
        known.
        """
        for day in self.days(now.astimezone(LONDON).date()):
            at = datetime.combine(day, self.opens_at or _END_OF_DAY, LONDON).astimezone(UTC)
            if at >= now:
                yield at

    def _rule(self, start: date) -> rrule | None:
        """The rule, anchored; None where it cannot be known on which days it falls."""
        if not (self.byday or self.bymonthday) and self.dtstart is None:
            return None
        if self.interval > 1 and self.dtstart is None:
            return None
        monthly = self.freq == "MONTHLY"
        weekdays = [
            weekday(WEEKDAYS.index(code), number if monthly and number else None) for number, code in self.byday
        ]
        return rrule(
            MONTHLY if monthly else WEEKLY,
            dtstart=datetime.combine(self._anchor(start), time.min),
            interval=self.interval,
            byweekday=weekdays or None,
            bymonthday=self.bymonthday or None,
            bymonth=self.bymonth or None,
        )

    def _anchor(self, start: date) -> date:
        """A day to count from, not long before ``start``, since every step from it on is taken one by one."""
        if self.dtstart is None or (self.interval == 1 and (self.byday or self.bymonthday)):
            return start
        if self.freq == "MONTHLY" or self.dtstart >= start:
            return self.dtstart
        step = timedelta(weeks=self.interval)
        return self.dtstart + (start - self.dtstart) // step * step

    @property
    def weekdays(self) -> frozenset[str]:
        """The codes of the weekdays on which it is known to take place."""
        if self.byday:
            return frozenset(code for _, code in self.byday)
        if self.dtstart and self.freq != "MONTHLY":
            return frozenset({WEEKDAYS[self.dtstart.weekday()]})
        return frozenset()

    def in_words(self) -> str:
        """The recurrence as a person would say it: "Every Tuesday, 10:30am to midday"."""
        parts = [self._days_in_words(), self._times_in_words()]
        if self.bymonth:
            parts.append(f"{_months(self.bymonth)} only")
        return ", ".join(part for part in parts if part)

    def _days_in_words(self) -> str:
        if not self.freq:
            return long_date(self.dtstart) if self.dtstart else ""
        if self.bymonthday:
            days = listed(_day_of_month(day) for day in self.bymonthday)
            return f"On the {days} of {_every(self.interval, 'month')}"
        if self.freq == "MONTHLY":
            days = listed(f"{_ORDINALS.get(number, f'{number}th')} {_name(code)}" for number, code in self.byday)
            return f"{days[:1].upper()}{days[1:]} of {_every(self.interval, 'month')}" if days else "Every month"
        names = [_name(code) for code in sorted(self.weekdays, key=WEEKDAYS.index)]
        if not names:
            return _every(self.interval, "week").capitalize()
        if self.interval == 1:
            return "Every day" if len(names) == len(WEEKDAYS) else f"Every {listed(names)}"
        return f"{_every(self.interval, 'week').capitalize()} on {listed(names)}"

    def _times_in_words(self) -> str:
        if self.opens_at and self.closes_at:
            return f"{clock_time(self.opens_at)} to {clock_time(self.closes_at)}"
        return f"from {clock_time(self.opens_at)}" if self.opens_at else ""


def next_starts(recurrences: Iterable[Recurrence], now: datetime, limit: int) -> list[datetime]:
    """The next moments (aware, UTC) at which any of them starts, each once."""
    starts = merge(*(recurrence.starts(now) for recurrence in recurrences))
    return list(islice(dict.fromkeys(starts), limit))


def parse_byday(text: str) -> tuple[tuple[int, str], ...]:
    """Read iCalendar's BYDAY ("MO,TH", "2TH,-1FR").

    Raises:
        ValueError: it is no such text.
    """
    days = []
    for part in filter(None, (part.strip().upper() for part in text.split(","))):
        number, code = part[:-2], part[-2:]
        if code not in WEEKDAYS:
            raise ValueError(f"{part} is not a day of the week")
        days.append((int(number or 0), code))
    return tuple(days)


def write_byday(days: Iterable[tuple[int, str]]) -> str:
    """Write what ``parse_byday`` reads."""
    return ",".join(f"{number or ''}{code}" for number, code in days)


def clock_time(at: time) -> str:
    """A time as GOV.UK writes it: 9am, 10:30am, midday."""
    if at in {time(12), time(0)}:
        return "midday" if at.hour else "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def long_date(day: date) -> str:
    """A date as GOV.UK writes it: Tuesday 24 November 2026."""
    return f"{_NAMES[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def listed(words: Iterable[str]) -> str:
    """Words in a row: "one", "one and two", "one, two and three"."""
    *most, last = list(words) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def _until(days: Iterable[datetime], end: date) -> Iterator[datetime]:
    for day in days:
        if day.date() > end:
            return
        yield day


def _name(code: str) -> str:
    return _NAMES[WEEKDAYS.index(code)]


def _every(interval: int, unit: str) -> str:
    return f"every {unit}" if interval == 1 else f"every {interval} {unit}s"


def _days_of_month(byday: tuple[tuple[int, str], ...]) -> str:
    """As in "second and fourth Thursday" or "first Monday and last Friday"."""
    ordinals = [_ORDINALS.get(number, f"{number}th") if number else "every" for number, _ in byday]
    if len({code for _, code in byday}) == 1:
        return f"{listed(ordinals)} {_name(byday[0][1])}"
    return listed(f"{ordinal} {_name(code)}" for ordinal, (_, code) in zip(ordinals, byday, strict=True))


def _day_of_month(day: int) -> str:
    if day < 0:
        return "last day" if day == -1 else f"{-day}th day from the end"
    ending = "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def _months(months: tuple[int, ...]) -> str:
    ordered = sorted(months)
    if len(ordered) > 2 and ordered == list(range(ordered[0], ordered[-1] + 1)):
        return f"{_MONTHS[ordered[0] - 1]} to {_MONTHS[ordered[-1] - 1]}"
    return listed(_MONTHS[month - 1] for month in ordered)
