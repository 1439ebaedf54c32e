"""Timetables as documents."""

from datetime import date

from directory.oruk.entities import ENTITIES, FILLED_IN, Document
from directory.oruk.ical import Recurrence, write_byday
from directory.oruk.keys import key_of
from directory.oruk.records import ServiceRecord, TimeRecord
from directory.oruk.writer.context import Context
from directory.oruk.writer.forms import clock
from directory.vocabulary import Way

_WAYS = {Way.IN_PERSON: "in person", Way.ONLINE: "online", Way.PHONE: "phone", Way.HOME_VISIT: "home visit"}
"""The words of the standard's examples."""


def schedules(record: ServiceRecord, key: str, at_location: str, context: Context) -> list[Document]:
    """The rows of a service's timetable.

    Args:
        at_location: the key of the service at its place; empty, if it has none or several.
    """
    shared = {
        "service_id": key,
        "service_at_location_id": at_location,
        "attending_type": ", ".join(_WAYS[way] for way in record.ways),
        "notes": record.times_note,
    }
    link = context.timetable(key)
    return [_schedule(time, key, number, shared, link) for number, time in enumerate(record.times)]


def _schedule(time: TimeRecord, key: str, number: int, shared: dict[str, str], link: str) -> Document:
    said: Document = {"id": key_of(key, "schedule", str(number)), **shared, "description": time.description}
    if time.recurrence:
        said |= _recurrence(time.recurrence) | {"schedule_link": link}
    return ENTITIES["schedule"].write(said)


def _recurrence(when: Recurrence) -> Document:
    said = {
        "freq": when.freq,
        "interval": when.interval if when.freq or when.interval != 1 else None,
        "byday": write_byday(when.byday),
        "bymonthday": ",".join(map(str, when.bymonthday)),
        "dtstart": _day(when.dtstart),
        "valid_from": _day(when.since),
        "valid_to": _day(when.until),
        "until": _day(when.until),
        "opens_at": clock(when.opens_at),
        "closes_at": clock(when.closes_at),
        "fingerpost_bymonth": ",".join(map(str, when.bymonth)),
    }
    return said if when.freq else _once(said)


def _once(said: Document) -> Document:
    """Of what takes place once others expect that it is valid on that day alone."""
    empty = [name for name in ("valid_from", "valid_to") if not said[name]]
    return said | dict.fromkeys(empty, said["dtstart"]) | {FILLED_IN: empty if said["dtstart"] else []}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
