"""Where a service is, and how it reaches people."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Final

from directory.oruk.cleaning.mended import Mended
from directory.oruk.cleaning.postcodes import only_postcode
from directory.oruk.records import LATITUDES, LONGITUDES, PlaceRecord
from directory.oruk.taking import LONGEST_TEXT, Document, Taker
from directory.vocabulary import Way

_ADDRESSES: Final = ("addresses", "physical_addresses", "postal_addresses")
_ACCESS: Final = ("accessibility", "accessibility_for_disabilities")
_WAYS: Final = (
    (Way.HOME_VISIT, ("home visit", "at home", "outreach")),
    (Way.PHONE, ("phone", "telephone")),
    (Way.ONLINE, ("online", "virtual", "video")),
    (Way.IN_PERSON, ("in person", "in_person", "venue", "face to face")),
)


def places(document: Document, taker: Taker) -> Iterator[PlaceRecord]:
    """The places of a service that one can go to."""
    for at in taker.rows(document, "service_at_locations"):
        location = at.get("location")
        if isinstance(location, Mapping) and location.get("location_type") != "virtual":
            place = _place(location, taker)
            if place != PlaceRecord(id=place.id):
                yield place


def ways(document: Document, found: tuple[PlaceRecord, ...], taker: Taker) -> tuple[Way, ...]:
    """How it reaches people, as far as it says so itself, or its schedules and locations do."""
    rows = chain([document], taker.rows(document, "schedules"))
    said = " ".join(taker.line(row, "attending_type") for row in rows if row.get("attending_type")).lower()
    reached = {way for way, words in _WAYS if any(word in said for word in words)} if said else set()
    locations = (at.get("location") for at in taker.rows(document, "service_at_locations"))
    if any(isinstance(place, Mapping) and place.get("location_type") == "virtual" for place in locations):
        reached.add(Way.ONLINE)
    if found:
        reached.add(Way.IN_PERSON)
    return tuple(sorted(reached))


def _place(location: Document, taker: Taker) -> PlaceRecord:
    address = next(chain.from_iterable(taker.rows(location, key) for key in _ADDRESSES), {})
    latitude = taker.number(location, "latitude", *LATITUDES)
    longitude = taker.number(location, "longitude", *LONGITUDES)
    street = _street(address, taker)
    return PlaceRecord(
        id=taker.line(location, "id"),
        name=taker.line(location, "name"),
        address=street,
        city=taker.line(address, "city", 120),
        region=taker.line(address, "state_province", 120),
        postcode=taker.line(address, "postal_code", 12) or _postcode_in(street, taker),
        latitude=latitude if longitude is not None else None,
        longitude=longitude if latitude is not None else None,
        address_public=not _is_masked(location, taker),
        directions=_directions(location, taker),
    )


def _street(address: Document, taker: Taker) -> str:
    lines = (taker.line(address, key, 250) for key in ("address_1", "address_2"))
    return ", ".join(dict.fromkeys(filter(None, lines)))[:500]


def _postcode_in(street: str, taker: Taker) -> str:
    found = only_postcode(street) if street else ""
    if found:
        taker.mended("postal_code", Mended.POSTCODE)
    return found


def _is_masked(location: Document, taker: Taker) -> bool:
    """Whether the source keeps the exact place to itself."""
    masked = taker.flag(location, "mask_exact_address")
    if masked:
        taker.mended("mask_exact_address", Mended.HIDDEN)
    return masked


def _directions(location: Document, taker: Taker) -> str:
    """How to get there, and in: an access feature that is said in words is of no list of ours."""
    rows = chain.from_iterable(taker.rows(location, key) for key in _ACCESS)
    access = (taker.line(row, "description") or taker.line(row, "accessibility") for row in rows)
    said = [
        taker.text(location, "transportation"),
        *(f"Access: {each}" for each in dict.fromkeys(filter(None, access))),
    ]
    return "\n".join(filter(None, said))[:LONGEST_TEXT]
