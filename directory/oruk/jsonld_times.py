"""When a service takes place, in the words of schema.org: hours of the week, and sessions as events with a schedule."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from directory.clock import LONDON
from directory.oruk.ical import WEEKDAYS, Recurrence, write_byday
from directory.oruk.records import RuleRecord
from directory.oruk.told import Told
from directory.vocabulary import CapacityStatus, RuleKind, Way

Json = dict[str, Any]

_DAYS = dict(zip(WEEKDAYS, "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(), strict=True))
_UNITS = {"WEEKLY": "W", "MONTHLY": "M"}


def opening_hours(told: Told) -> Iterator[Json]:
    """The rows of the timetable that say hours of every week."""
    for recurrence in told.when:
        plain = recurrence.freq == "WEEKLY" and recurrence.interval == 1 and not recurrence.bymonth
        if plain and recurrence.weekdays and recurrence.opens_at:
            yield _whole(
                {
                    "@type": "OpeningHoursSpecification",
                    "dayOfWeek": [_day(code) for code in sorted(recurrence.weekdays, key=WEEKDAYS.index)],
                    "opens": _time(recurrence.opens_at),
                    "closes": _time(recurrence.closes_at),
                    "validFrom": recurrence.since,
                    "validThrough": recurrence.until,
                }
            )


def events(told: Told, address: str) -> Iterator[Json]:
    """The next session of each row of the timetable, as an event that repeats."""
    for number, recurrence in enumerate(told.when, 1):
        day = next(recurrence.days(told.today), None)
        if day is not None:
            yield _event(told, address, f"{address}#times-{number}", recurrence, day)


def _event(told: Told, address: str, key: str, recurrence: Recurrence, day: date) -> Json:
    free = [cost.amount for cost in told.prices if cost.amount is not None]
    return _whole(
        {
            "@type": "Event",
            "@id": key,
            "url": address,
            "name": told.record.name,
            "description": told.record.summary or told.record.description,
            "startDate": _start(recurrence, day),
            "endDate": _end(recurrence, day),
            "eventStatus": "https://schema.org/EventScheduled",
            "eventAttendanceMode": _mode(told),
            "eventSchedule": _schedule(recurrence) if recurrence.freq else None,
            "location": _locations(told, address),
            "organizer": {"@id": f"{address}#group"},
            "typicalAgeRange": _ages(told),
            "isAccessibleForFree": not any(free) if free else None,
            "inLanguage": [code for code, _ in told.languages],
            **_capacity(told),
        }
    )


def _schedule(recurrence: Recurrence) -> Json:
    """The recurrence; of a month its days are written as iCalendar does, which schema.org allows."""
    weekly = [_day(code) for code in sorted(recurrence.weekdays, key=WEEKDAYS.index)]
    monthly = write_byday(recurrence.byday).split(",") if recurrence.byday else []
    return _whole(
        {
            "@type": "Schedule",
            "repeatFrequency": f"P{recurrence.interval}{_UNITS[recurrence.freq]}",
            "byDay": weekly if recurrence.freq == "WEEKLY" else monthly,
            "byMonthDay": list(recurrence.bymonthday),
            "byMonth": sorted(set(recurrence.bymonth)),
            "startDate": recurrence.dtstart or recurrence.since,
            "endDate": recurrence.until,
            "startTime": _time(recurrence.opens_at, ":%S"),
            "endTime": _time(recurrence.closes_at, ":%S"),
            "scheduleTimezone": "Europe/London",
        }
    )


def _start(recurrence: Recurrence, day: date) -> str:
    if recurrence.opens_at is None:
        return day.isoformat()
    return datetime.combine(day, recurrence.opens_at, LONDON).isoformat()


def _end(recurrence: Recurrence, day: date) -> str:
    if recurrence.opens_at is None or recurrence.closes_at is None:
        return ""
    ends = day if recurrence.closes_at > recurrence.opens_at else day + timedelta(days=1)
    return datetime.combine(ends, recurrence.closes_at, LONDON).isoformat()


def _mode(told: Told) -> str:
    ways = set(told.record.ways)
    there, afar = bool(ways & {Way.IN_PERSON, Way.HOME_VISIT}) or bool(told.places), bool(ways & {Way.ONLINE})
    if not (there or afar):
        return ""
    mode = "MixedEventAttendanceMode" if there and afar else "Online" if afar else "Offline"
    return f"https://schema.org/{mode.removesuffix('EventAttendanceMode')}EventAttendanceMode"


def _locations(told: Told, address: str) -> list[Json]:
    places: list[Json] = [{"@id": f"{address}#place-{number}"} for number in range(1, len(told.places) + 1)]
    if Way.ONLINE in told.record.ways:
        places.append({"@type": "VirtualLocation", "url": told.record.url or address})
    return places


def _ages(told: Told) -> str:
    """As in "60-" or "5-11", where a strict rule says it in whole years."""
    rules = (rule for rule in told.record.rules if rule.kind is RuleKind.AGE and rule.strict)
    rule = next((rule for rule in rules if _holds(rule, told.today)), None)
    if rule is None or any(age is not None and age % 1 for age in (rule.minimum_age, rule.maximum_age)):
        return ""
    return f"{rule.minimum_age or 0:g}-" + ("" if rule.maximum_age is None else f"{rule.maximum_age:g}")


def _holds(rule: RuleRecord, today: date) -> bool:
    return (rule.valid_from or today) <= today <= (rule.valid_to or today)


def _capacity(told: Told) -> Json:
    """Places, as long as what was said of them still counts."""
    said = told.record.capacity
    if told.room is None or said is None:
        return {}
    left = 0 if told.room in {CapacityStatus.FULL, CapacityStatus.WAITING_LIST} else said.places_free
    return {"maximumAttendeeCapacity": said.places_total, "remainingAttendeeCapacity": left}


def _day(code: str) -> str:
    return f"https://schema.org/{_DAYS[code]}"


def _time(at: Any, seconds: str = "") -> str:
    return f"{at:%H:%M{seconds}}" if at else ""


def _whole(said: Json) -> Json:
    kept = {name: value for name, value in said.items() if value not in ("", [], None)}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in kept.items()}
