"""When services take place, as an iCalendar file (RFC 5545) for the calendar of a telephone. Knows no pages."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from directory.oruk.calendar_rules import first_day, rule, times
from directory.oruk.ical import Recurrence
from directory.oruk.told import Told

_LONGEST = 75
"""Octets of a line, without its end; what is longer is folded."""

_LONDON = """\
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE""".splitlines()
"""The clock on a wall here, as it has been set since 1996."""

# All but the tab: no calendar may hold them.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def calendar(name: str, services: Iterable[tuple[Told, str]]) -> str:
    """A calendar with an entry for each row of each timetable.

    Args:
        name: what the calendar is called.
        services: each with the address of its page.
    """
    return "".join(f"{folded}\r\n" for line in _calendar(name, services) for folded in fold(line))


def fold(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, each after the first begun with a space; no character is cut."""
    piece, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _LONGEST:
            yield piece
            piece, size = " ", 1
        piece += character
        size += octets
    yield piece


def text(words: str) -> str:
    """Words as a value of a calendar: what would end it is escaped."""
    words = _CONTROLS.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))
    for character in ("\\", ";", ","):
        words = words.replace(character, f"\\{character}")
    return words.replace("\n", "\\n")


def _calendar(name: str, services: Iterable[tuple[Told, str]]) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Fingerpost//Directory//EN", "CALSCALE:GREGORIAN")
    yield from (f"NAME:{text(name)}", f"X-WR-CALNAME:{text(name)}", "X-WR-TIMEZONE:Europe/London")
    # Whoever subscribes asks again once a day.
    yield from ("REFRESH-INTERVAL;VALUE=DURATION:P1D", "X-PUBLISHED-TTL:P1D")
    yield from _LONDON
    for told, address in services:
        for number, recurrence in enumerate(told.when, 1):
            yield from _event(told, address, number, recurrence)
    yield "END:VCALENDAR"


def _event(told: Told, address: str, number: int, recurrence: Recurrence) -> Iterator[str]:
    """A row of a timetable; nothing for one of which nobody can say when it is next."""
    day = first_day(recurrence, told.today)
    if day is None:
        return
    changed = _in_utc(told.modified_at)
    # The number names the row of the timetable, so that a calendar knows an entry again whose time has changed.
    yield from ("BEGIN:VEVENT", f"UID:{told.id}-{number}@fingerpost", f"DTSTAMP:{changed}", f"LAST-MODIFIED:{changed}")
    yield from times(recurrence, day)
    if repeated := rule(recurrence, day):
        yield f"RRULE:{repeated}"
    yield f"SUMMARY:{text(told.record.name)}"
    yield f"DESCRIPTION:{text(_description(told, address))}"
    yield from _where(told)
    yield f"URL:{_CONTROLS.sub('', address)}"
    if categories := ",".join(text(term.label) for term in told.terms):
        yield f"CATEGORIES:{categories}"
    yield from (f"STATUS:{'TENTATIVE' if told.is_unconfirmed else 'CONFIRMED'}", "TRANSP:TRANSPARENT", "END:VEVENT")


def _description(told: Told, address: str) -> str:
    record = told.record
    contacts = [" ".join(filter(None, (each.role, each.phone, each.email))) for each in told.contacts]
    said = (record.organisation.name, record.alert, *told.times, told.cost, record.joining, *contacts, told.freshness)
    return "\n".join([*dict.fromkeys(filter(None, said)), address])


def _where(told: Told) -> Iterator[str]:
    """The place, where there is one alone: a timetable does not say of several which it is."""
    if len(told.places) == 1:
        [place] = told.places
        if place.words:
            yield f"LOCATION:{text(place.words)}"
        if place.record.address_public and place.record.latitude is not None:
            yield f"GEO:{place.record.latitude:.6f};{place.record.longitude:.6f}"
    elif told.places:
        yield f"LOCATION:{text('; or '.join(place.words for place in told.places if place.words))}"


def _in_utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
