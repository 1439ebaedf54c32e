"""Which fields of a document nobody reads here, so that the keeper of a feed can see what does not come across."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, Final

from directory.oruk.entities import PREFIX
from directory.oruk.taking import Document

MOST, _LONGEST = 100, 80

_KEYS = frozenset(
    "id service_id organization_id location_id contact_id phone_id service_at_location_id taxonomy_term_id taxonomy_id "
    "link_id link_type link_entity country address_type currency".split()
)
"""What ties the parts of a document together, or is the same for all."""

_READ: Final = {
    "": "name summary description url email alert status application_process fees eligibility_description minimum_age "
    "maximum_age assured_date last_modified organization organisation service_at_locations schedules "
    "regular_schedules holiday_schedules cost_options contacts phones service_areas attributes languages eligibilities "
    "service_taxonomys service_taxonomies taxonomies link_taxonomies attending_type attending_access capacities "
    "wait_time",
    "organization": "name description website url email phones organization_identifiers",
    "location": "name location_type latitude longitude addresses physical_addresses postal_addresses transportation "
    "accessibility accessibility_for_disabilities mask_exact_address",
    "address": "address_1 address_2 city state_province postal_code",
    "schedule": "freq interval byday bymonthday weekday dtstart valid_from valid_to until opens_at closes_at "
    "description notes attending_type closed start_date end_date open_at close_at",
    "contact": "title email phones",
}
_KNOWN: Final = {kind: frozenset(names.split()) | _KEYS for kind, names in _READ.items()}


def unread(document: Document) -> tuple[str, ...]:
    """The names of the fields that say something and are not read, each once: "logo" of the group is
    "organization.logo".
    """
    names: dict[str, None] = {}
    for kind, part in _parts(document):
        for key in part.keys() - _KNOWN[kind]:
            if part[key] not in (None, "", [], {}) and not str(key).startswith(PREFIX):
                names[_name(kind, key)] = None
    return tuple(sorted(names)[:MOST])


def _name(kind: str, key: Any) -> str:
    plain = "".join(c for c in str(key)[:_LONGEST] if c.isprintable())
    return f"{kind}.{plain}" if kind else plain


def _parts(document: Document) -> Iterator[tuple[str, Document]]:
    yield "", document
    for name in ("organization", "organisation"):
        if isinstance(group := document.get(name), Mapping):
            yield "organization", group
    for at in _rows(document, "service_at_locations"):
        if isinstance(location := at.get("location"), Mapping):
            yield "location", location
            addresses = (_rows(location, key) for key in ("addresses", "physical_addresses", "postal_addresses"))
            yield from (("address", each) for each in chain.from_iterable(addresses))
    for key in ("schedules", "regular_schedules", "holiday_schedules"):
        yield from (("schedule", row) for row in _rows(document, key))
    yield from (("contact", row) for row in _rows(document, "contacts"))


def _rows(document: Document, key: str) -> Iterator[Document]:
    found = document.get(key)
    yield from (row for row in found if isinstance(row, Mapping)) if isinstance(found, list) else ()
