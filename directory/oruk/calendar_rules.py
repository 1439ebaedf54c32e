"""A recurrence as iCalendar (RFC 5545) writes it: its first start, and the rule of those that follow."""

from datetime import UTC, date, datetime, time, timedelta

from directory.clock import LONDON
from directory.oruk.ical import WEEKDAYS, Recurrence, write_byday

_END_OF_DAY = time(23, 59, 59)


def first_day(recurrence: Recurrence, today: date) -> date | None:
    """The day that the rule is counted from: the first on which it takes place, or that from today on where nobody
    has said when it began. None: there is none within a year, or none that can be known.
    """
    return next(recurrence.days(recurrence.dtstart or recurrence.since or today), None)


def rule(recurrence: Recurrence, first: date) -> str:
    """The RRULE; empty for what takes place once."""
    if not recurrence.freq:
        return ""
    parts = {
        "FREQ": recurrence.freq,
        "INTERVAL": str(recurrence.interval) if recurrence.interval > 1 else "",
        "UNTIL": _until(recurrence),
        "BYMONTH": ",".join(str(month) for month in sorted(set(recurrence.bymonth))),
        **(_in_week(recurrence) if recurrence.freq == "WEEKLY" else _in_month(recurrence, first)),
    }
    return ";".join(f"{name}={value}" for name, value in parts.items() if value)


def times(recurrence: Recurrence, day: date) -> list[str]:
    """DTSTART, and DTEND where it is known, of the session on a day; for a whole day where the hour is not known."""
    if recurrence.opens_at is None:
        return [f"DTSTART;VALUE=DATE:{day:%Y%m%d}"]
    lines = [f"DTSTART;TZID=Europe/London:{_moment(day, recurrence.opens_at)}"]
    if recurrence.closes_at is not None:
        # What closes before it opens goes on past midnight.
        ends = day if recurrence.closes_at > recurrence.opens_at else day + timedelta(days=1)
        lines.append(f"DTEND;TZID=Europe/London:{_moment(ends, recurrence.closes_at)}")
    return lines


def _in_week(recurrence: Recurrence) -> dict[str, str]:
    days = ",".join(sorted(recurrence.weekdays, key=WEEKDAYS.index))
    # Where every other week counts, it matters on which day a week begins.
    return {"BYDAY": days, "WKST": "MO" if recurrence.interval > 1 else ""}


def _in_month(recurrence: Recurrence, first: date) -> dict[str, str]:
    if recurrence.bymonthday:
        # Both at once means a date that is also such a day.
        dates = ",".join(str(day) for day in recurrence.bymonthday)
        return {"BYMONTHDAY": dates, "BYDAY": write_byday(_numbered(recurrence.byday))}
    if recurrence.byday:
        return {"BYDAY": write_byday(_numbered(recurrence.byday))}
    start = recurrence.dtstart or first
    return {"BYMONTHDAY": str(start.day)}


def _numbered(byday: tuple[tuple[int, str], ...]) -> tuple[tuple[int, str], ...]:
    """The days, either all with numbers or none: readers do not agree on what a mixture means."""
    if len({bool(number) for number, _ in byday}) < 2:
        return byday
    every = ((each, code) for number, code in byday for each in ([number] if number else range(1, 6)))
    return tuple(dict.fromkeys(every))


def _until(recurrence: Recurrence) -> str:
    """The end, in the form of the start: a day, or a moment in UTC."""
    if recurrence.until is None:
        return ""
    if recurrence.opens_at is None:
        return f"{recurrence.until:%Y%m%d}"
    end = datetime.combine(recurrence.until, _END_OF_DAY, LONDON).astimezone(UTC)
    return f"{end:%Y%m%dT%H%M%SZ}"


def _moment(day: date, at: time) -> str:
    return f"{day:%Y%m%d}T{at:%H%M%S}"
