"""Services as documents: whole, as lists tell of them, and at their places."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Final

from directory.oruk.entities import ENTITIES, FILLED_IN, Document
from directory.oruk.keys import at_location_key, own_key
from directory.oruk.records import ServiceRecord
from directory.oruk.writer import parts, room
from directory.oruk.writer.context import Context
from directory.oruk.writer.forms import as_allowed, moment, with_addition
from directory.oruk.writer.groups import organisation_document, organisation_item
from directory.oruk.writer.origins import source_document
from directory.oruk.writer.places import at_location_document, location_item, place_key
from directory.oruk.writer.rules import eligibility, rule_terms, sentences
from directory.oruk.writer.terms import Links, same_terms
from directory.oruk.writer.times import schedules

DIALECT: Final = 1
"""The version of our own fields."""

_SCALARS = frozenset(
    each.name
    for each in ENTITIES["service"].fields
    if not each.of and each.name not in {"fingerpost_ways", "fingerpost_dialect"}
)
"""What lists tell of a service."""


def service_document(record: ServiceRecord, context: Context) -> Document:
    """A service with everything that is public of it.

    Args:
        record: what others may know; see ``oruk.public``.
    """
    key = own_key(record.id)
    places = [at_location_document(place, number, key, context) for number, place in enumerate(record.places)]
    said = _fields(record, key, context) | {
        "fingerpost_dialect": DIALECT,
        "organization": organisation_document(record.organisation),
        "schedules": schedules(record, key, places[0]["id"] if len(places) == 1 else "", context),
        "service_areas": parts.areas(record.areas, key, context),
        "service_at_locations": places,
        "languages": parts.languages(record.languages, key, context),
        "cost_options": parts.costs(record.costs, key),
        "contacts": parts.contacts(record.contacts, key),
        "attributes": _attributes(record, key, context),
        "fingerpost_ways": [way.value for way in record.ways],
        "fingerpost_source": source_document(record, context),
    }
    return ENTITIES["service"].write(said)


def service_item(record: ServiceRecord, context: Context) -> Document:
    """A service as lists tell of it: without what is a list itself, with its group and where it comes from."""
    said = _fields(record, own_key(record.id), context)
    scalars = {name: value for name, value in said.items() if name in _SCALARS}
    others = {
        "organization": organisation_item(record.organisation),
        "fingerpost_source": source_document(record, context),
    }
    return ENTITIES["service"].write(scalars | others)


def service_minimal(record: ServiceRecord) -> Document:
    """The least that can be told of a service: enough to see what has changed."""
    said: Document = {"id": own_key(record.id), "name": record.name, "status": _status(record), **_modified(record)}
    return ENTITIES["service"].write(said)


def at_location_items(record: ServiceRecord, context: Context) -> Iterator[Document]:
    """A service at each of its places, as lists tell of it."""
    service, key = service_item(record, context), own_key(record.id)
    for number, place in enumerate(record.places):
        where = place_key(place, key, number)
        said = {"id": at_location_key(key, where), "service_id": key, "location_id": where}
        documents = {"location": location_item(place, where), "service": service}
        yield ENTITIES["service_at_location"].write(said | documents)


def at_location_documents(record: ServiceRecord, context: Context) -> Iterator[Document]:
    """A service at each of its places, with everything that is public of it and of the place."""
    service = service_document(record, context)
    for at in service.get("service_at_locations", ()):
        yield ENTITIES["service_at_location"].write({**at, "service": service})


def _fields(record: ServiceRecord, key: str, context: Context) -> Document:
    """What is said of a service itself."""
    allowed = as_allowed({"url": record.url, "email": record.email, "referral_url": record.referral_url})
    said: Document = {
        "id": key,
        "organization_id": own_key(record.organisation.id),
        "name": record.name,
        "description": record.description,
        "status": _status(record),
        "assured_date": record.confirmed_on.isoformat() if record.confirmed_on else "",
        "alert": record.alert,
        "application_process": record.joining,
        "eligibility_description": record.eligibility_note,
        "additional_urls": parts.referral(allowed.pop("referral_url"), key),
        "fingerpost_summary": record.summary,
        "fingerpost_times_note": record.times_note,
        "fingerpost_changed_on": record.changed_on.isoformat() if record.changed_on else "",
    }
    said |= allowed | _modified(record) | eligibility(record, context)
    who = sentences(record, context)
    said = with_addition(said, "eligibility_description", who)
    # Who reads the core of the standard alone learns whom it is for from the end of the description.
    said = with_addition(
        said, "description", who if record.description else "\n\n".join(filter(None, (record.summary, who)))
    )
    return _with_room(said, record, key, context)


def _with_room(said: Document, record: ServiceRecord, key: str, context: Context) -> Document:
    """With its room: the last statement in any case, and what follows from it while it counts."""
    if (stated := record.capacity) is None:
        return said
    said["fingerpost_capacity"] = room.statement(stated)
    if not room.is_fresh(stated, context):
        return said
    said["fingerpost_capacity_status"] = room.CODES[stated.status]
    said["capacities"] = room.capacities(stated, key)
    said["wait_time"] = room.wait(stated)
    return with_addition(said, "alert", room.warning(stated))


def _attributes(record: ServiceRecord, key: str, context: Context) -> list[Document]:
    """The terms that a service is linked to, and those that follow from them and from its rules."""
    links = Links(key, "service", context)
    for each in record.terms:
        links.add_said(each)
    for term, link_type in (*same_terms(record.terms, context), *rule_terms(record.rules, context)):
        links.add(term, link_type, derived=True)
    return links.documents


def _status(record: ServiceRecord) -> str:
    return "active" if record.active else "inactive"


def _modified(record: ServiceRecord) -> Document:
    """When anything last changed; of what is only known by its day, at midday."""
    if record.changed_at:
        return {"last_modified": moment(record.changed_at)}
    if record.changed_on:
        return {
            "last_modified": moment(datetime.combine(record.changed_on, time(12), UTC)),
            FILLED_IN: ["last_modified"],
        }
    return {}
