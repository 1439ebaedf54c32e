"""What the columns of a listing's rows hold, made from a record: the one truth of whoever writes listings, one by one
or by the hundred. Pure: no session, no rows.
"""

from datetime import UTC, date, datetime, time
from typing import Any

from directory import clock
from directory.actions.listing.places import locate
from directory.geography import Gazetteer
from directory.oruk.ical import write_byday
from directory.oruk.records import (
    AreaRecord,
    CapacityRecord,
    ContactRecord,
    CostRecord,
    OrganisationRecord,
    PlaceRecord,
    RuleRecord,
    ServiceRecord,
    TimeRecord,
)
from directory.vocabulary import Way

Values = dict[str, Any]
"""Columns by their names."""

_GROUP = ("name", "description", "url", "email", "phone")
_SERVICE = (
    *("name", "summary", "description", "url", "email", "alert"),
    *("joining", "referral_url", "times_note", "eligibility_note"),
)
_RULE = ("kind", "strict", "excluded", "minimum_age", "maximum_age", "valid_from", "valid_to")
_CONTACT = ("role", "phone", "email", "public")
_PLACE = ("name", "address", "city", "region", "postcode", "latitude", "longitude", "address_public", "directions")
_ROOM = ("status", "places_free", "places_total", "wait_weeks", "next_intake_on", "note")


def organisation_values(record: OrganisationRecord) -> Values:
    return _named(record, _GROUP)


def service_values(record: ServiceRecord) -> Values:
    """The columns of the service itself, but for its keys, its status and the moments of its own history."""
    changed_on = if_past(record.changed_on)
    return {
        **_named(record, _SERVICE),
        "ways_stated": bool(record.ways),
        "in_person": Way.IN_PERSON in record.ways,
        "online": Way.ONLINE in record.ways,
        "by_phone": Way.PHONE in record.ways,
        "home_visit": Way.HOME_VISIT in record.ways,
        # Nobody has confirmed or changed anything tomorrow; such a date would keep a listing fresh for ever.
        "confirmed_on": if_past(record.confirmed_on),
        "details_changed_at": midday(changed_on) if changed_on else clock.now(),
    }


def schedule_values(record: TimeRecord) -> Values:
    if (when := record.recurrence) is None:
        return {"description": record.description}
    return {
        "description": record.description,
        "freq": when.freq,
        "interval": when.interval,
        "byday": write_byday(when.byday),
        "bymonthday": ",".join(map(str, when.bymonthday)),
        "bymonth": ",".join(map(str, when.bymonth)),
        "dtstart": when.dtstart,
        "valid_from": when.since,
        "valid_to": when.until,
        "opens_at": when.opens_at,
        "closes_at": when.closes_at,
    }


def cost_values(record: CostRecord) -> Values:
    return {**_named(record, ("option", "amount", "valid_from", "valid_to")), "amount_description": record.note}


def contact_values(record: ContactRecord) -> Values:
    return _named(record, _CONTACT)


def area_values(record: AreaRecord) -> Values:
    return _named(record, ("code", "name"))


def rule_values(record: RuleRecord) -> Values:
    return {**_named(record, _RULE), "among": list(record.among)}


def place_values(record: PlaceRecord, gazetteer: Gazetteer) -> Values:
    """The columns of a place, with the point and the district that its postcode has."""
    return locate(_named(record, _PLACE), gazetteer)


def capacity_values(record: CapacityRecord, *, said_by: str) -> Values:
    """A statement of room. One of today comes after all that were made before, at whatever hour."""
    stated_at = clock.now() if record.stated_on >= clock.today() else midday(record.stated_on)
    return {**_named(record, _ROOM), "stated_at": stated_at, "stated_by": said_by}


def changed_at(record: ServiceRecord) -> datetime | None:
    """When the source last changed anything of a record; None: it does not say, or says that it was tomorrow."""
    if record.changed_at and record.changed_at <= clock.now():
        return record.changed_at
    changed_on = if_past(record.changed_on)
    return midday(changed_on) if changed_on else None


def if_past(day: date | None) -> date | None:
    """A day, unless it is still to come."""
    return day if day and day <= clock.today() else None


def midday(day: date) -> datetime:
    """A moment on a day of which no time is known; of a day that has not come so far, now.

    A date that is still to come would stand for the newest change until then, and hide those that are made meanwhile.
    """
    return min(datetime.combine(day, time(12), UTC), clock.now())


def _named(record: object, names: tuple[str, ...]) -> Values:
    return {name: getattr(record, name) for name in names}
