"""The rows of a listing that count today: of its timetable those that are not over, of its prices those in force."""

from datetime import date

from directory.oruk.ical import Recurrence, parse_byday
from directory.queries.rows import AnyCost, AnySchedule
from directory.queries.whole import ServiceRead


def current_schedules(service: ServiceRead, today: date) -> list[AnySchedule]:
    """The rows of a service's timetable that are not over."""
    return [row for row in service.schedules if not is_over(row, today)]


def is_over(row: AnySchedule, today: date) -> bool:
    """Whether what a row of a timetable tells of has taken place for the last time."""
    last = row.valid_to if row.freq else row.dtstart or row.valid_to
    return last is not None and last < today


def current_costs(service: ServiceRead, today: date) -> list[AnyCost]:
    """What a service costs today."""
    return [
        row
        for row in service.costs
        if (row.valid_from is None or row.valid_from <= today) and (row.valid_to is None or today <= row.valid_to)
    ]


def recurrences_of(service: ServiceRead, today: date) -> list[Recurrence]:
    """The rows of a service's timetable that are not over, as recurrences."""
    return [recurrence_of(row) for row in current_schedules(service, today)]


def recurrence_of(row: AnySchedule) -> Recurrence:
    """A row of the timetable as a recurrence."""
    return Recurrence(
        freq=row.freq,
        interval=row.interval,
        byday=parse_byday(row.byday),
        bymonthday=tuple(int(day) for day in row.bymonthday.split(",") if day),
        bymonth=tuple(int(month) for month in row.bymonth.split(",") if month),
        dtstart=row.dtstart,
        since=row.valid_from,
        until=row.valid_to,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
    )
