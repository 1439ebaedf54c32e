"""When something takes place: recurrences in the terms of iCalendar (RFC 5545), counted out and put into
words.

Times are those of a clock on a wall in Europe/London. What cannot be known is not guessed: a fortnightly
session without a day to count from has no next date.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from heapq import merge
from itertools import groupby, islice

from directory.clock import LONDON

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""The codes of iCalendar, in the order of the week."""

_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January February March April May June July August September October November December").split()
_ORDINALS = dict(enumerate(("every", "first", "second", "third", "fourth", "fifth"))) | {
    -1: "last",
    -2: "last but one",
    -3: "last but two",
    -4: "last but three",
    -5: "last but four",
}
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
        dtstart: the first day on which it takes place; intervals are counted from it.
        since, until: the first and last day on which it may take place.
        opens_at, closes_at: one that closes before it opens goes on past midnight.
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
        """The days from ``start`` on, up to a year ahead, on which it takes place.

        They are looked at one by one, so that no recurrence, however odd, can take long.
        """
        end = min(start + _HORIZON, self.until or date.max).toordinal()
        first = max(start, self.since or start, self.dtstart or start).toordinal()
        # Most are weekly, and on one day of the week: six of seven days need not be looked at.
        after = sorted((day + 1 - first) % 7 for day in self._days_of_week())
        for week in range(first, end + 1, 7):
            for days in after:
                if week + days <= end and self._takes_place_on(day := date.fromordinal(week + days)):
                    yield day

    def starts(self, now: datetime) -> Iterator[datetime]:
        """The moments (aware, UTC) from ``now`` on at which it starts; at the end of the day when no time is
        known.
        """
        for day in self.days(now.astimezone(LONDON).date()):
            at = datetime.combine(day, self.opens_at or _END_OF_DAY, LONDON).astimezone(UTC)
            if at >= now:
                yield at

    def _takes_place_on(self, day: date) -> bool:
        if self.bymonth and day.month not in self.bymonth:
            return False
        match self.freq:
            case "WEEKLY":
                return WEEKDAYS[day.weekday()] in self.weekdays and self._in_step(day)
            case "MONTHLY":
                return self._is_its_day_of_the_month(day) and self._in_step(day)
            case _:
                return day == self.dtstart

    def _days_of_week(self) -> frozenset[int]:
        """The days of the week, from Monday's 0, of which it may be one: all where it is not known."""
        named = map(WEEKDAYS.index, self.weekdays if self.freq else ())
        return frozenset(named) or frozenset(range(7))

    def _in_step(self, day: date) -> bool:
        """Whether it is the turn of this week or month, counted from that of ``dtstart``."""
        if self.interval == 1:
            return True
        if self.dtstart is None:
            return False
        if self.freq == "MONTHLY":
            since = (day.year - self.dtstart.year) * 12 + day.month - self.dtstart.month
        else:
            since = (_monday(day) - _monday(self.dtstart)).days // 7
        return since % self.interval == 0

    def _is_its_day_of_the_month(self, day: date) -> bool:
        if not (self.byday or self.bymonthday):
            return self.dtstart is not None and day.day == self.dtstart.day
        days_after = monthrange(day.year, day.month)[1] - day.day
        if self.bymonthday and not {day.day, -days_after - 1} & set(self.bymonthday):
            return False
        code, number, from_end = WEEKDAYS[day.weekday()], (day.day - 1) // 7 + 1, -(days_after // 7) - 1
        return not self.byday or any((each, code) in self.byday for each in (0, number, from_end))

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
        if 0 < len(set(self.bymonth)) < len(_MONTHS):
            parts.append(f"{_months(self.bymonth)} only")
        return ", ".join(part for part in parts if part)

    def _days_in_words(self) -> str:
        match self.freq:
            case "WEEKLY":
                return self._weekdays_in_words()
            case "MONTHLY":
                return self._days_of_month_in_words()
            case _:
                return long_date(self.dtstart) if self.dtstart else ""

    def _weekdays_in_words(self) -> str:
        names = [_name(code) for code in sorted(self.weekdays, key=WEEKDAYS.index)]
        if self.interval == 1 and names:
            return "Every day" if len(names) == len(WEEKDAYS) else f"Every {listed(names)}"
        every = _every(self.interval, "week").capitalize()
        return f"{every} on {listed(names)}" if names else every

    def _days_of_month_in_words(self) -> str:
        dates = self.bymonthday or ((self.dtstart.day,) if self.dtstart and not self.byday else ())
        said = f"on the {listed(_day_of_month(day) for day in dates)}" if dates else _days_of_month(self.byday)
        if not said:
            return _every(self.interval, "month").capitalize()
        only = f" if it is a {listed(_name(code) for _, code in self.byday)}" if dates and self.byday else ""
        return f"{said[:1].upper()}{said[1:]} of {_every(self.interval, 'month')}{only}"

    def _times_in_words(self) -> str:
        if self.opens_at and self.closes_at:
            return f"{clock_time(self.opens_at)} to {clock_time(self.closes_at)}"
        return f"from {clock_time(self.opens_at)}" if self.opens_at else ""


def next_starts(recurrences: Iterable[Recurrence], now: datetime, limit: int) -> list[datetime]:
    """The next moments (aware, UTC) at which any of them starts, each once."""
    starts = merge(*(recurrence.starts(now) for recurrence in recurrences))
    # One after the other, so that no more are counted out than are asked for.
    return [start for start, _ in islice(groupby(starts), limit)]


@lru_cache(maxsize=1_024)
def parse_byday(text: str) -> tuple[tuple[int, str], ...]:
    """Read iCalendar's BYDAY ("MO,TH", "2TH,-1FR"): each day once, first the first of the month.

    Raises:
        ValueError: it is no such text.
    """
    days = set()
    for part in filter(None, (part.strip().upper() for part in text.split(","))):
        number, code = int(part[:-2] or 0), part[-2:]
        if code not in WEEKDAYS or number not in _ORDINALS:
            raise ValueError(f"{part} is not a day of the week or of the month")
        days.add((number, code))
    return tuple(sorted(days, key=lambda day: (day[0] < 0, day[0], WEEKDAYS.index(day[1]))))


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


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _name(code: str) -> str:
    return _NAMES[WEEKDAYS.index(code)]


def _every(interval: int, unit: str) -> str:
    return f"every {unit}" if interval == 1 else f"every {interval} {unit}s"


def _days_of_month(byday: tuple[tuple[int, str], ...]) -> str:
    """As in "second and fourth Thursday" or "first Monday and last Friday"."""
    codes = sorted({code for _, code in byday}, key=WEEKDAYS.index)
    ordinals = dict.fromkeys(_ORDINALS[number] for number, _ in byday)
    if len(byday) == len(codes) * len(ordinals):
        return f"{listed(ordinals)} {listed(_name(code) for code in codes)}".strip()
    return listed(f"{_ORDINALS[number]} {_name(code)}" for number, code in byday)


def _day_of_month(day: int) -> str:
    if day == -1:
        return "last day"
    from_end = " day from the end" if day < 0 else ""
    day = abs(day)
    ending = "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}{from_end}"


def _months(months: Iterable[int]) -> str:
    """As in "April to September", also over the turn of the year, or "May and August"."""
    ordered = sorted(set(months))
    # A run begins with a month that does not follow on another; January follows on December.
    first = [month for month in ordered if (month - 2) % 12 + 1 not in ordered]
    last = [month for month in ordered if month % 12 + 1 not in ordered]
    if len(first) == 1 and len(ordered) > 2:
        return f"{_MONTHS[first[0] - 1]} to {_MONTHS[last[0] - 1]}"
    return listed(_MONTHS[month - 1] for month in ordered)
