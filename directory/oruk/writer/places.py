"""Places as documents. Of an address that is not public nothing is told but its postcode district."""

import re
from typing import Final

from directory.oruk.entities import ENTITIES, Document
from directory.oruk.keys import at_location_key, key_of, own_key
from directory.oruk.records import PlaceRecord
from directory.oruk.writer.context import OURS, Context, Term
from directory.oruk.writer.forms import with_fallbacks
from directory.oruk.writer.terms import Links

HIDDEN: Final = "Address given on booking"
COUNTRY: Final = "United Kingdom"
"""Stands for a county that is not known."""

_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)(?: ?[0-9][A-Z]{2})?")


def outward(postcode: str) -> str:
    """The postcode district of a postcode or of a district; empty for whatever else was typed, which may be an
    address.
    """
    found = _POSTCODE.fullmatch(postcode)
    return found[1] if found else ""


def place_key(place: PlaceRecord, service: str, number: int) -> str:
    """The key of a place: its own, or, where it has none, that of its number among the places of the service."""
    return own_key(place.id) if place.id else key_of(service, "location", str(number))


def at_location_document(place: PlaceRecord, number: int, service: str, context: Context) -> Document:
    """A service at a place, without the service.

    Args:
        number: the place's number among those of the service, from 0.
        service: the key of the service.
    """
    key = place_key(place, service, number)
    said = {
        "id": at_location_key(service, key),
        "service_id": service,
        "location_id": key,
        "location": location_document(place, key, context),
    }
    return ENTITIES["service_at_location"].write(said)


def location_document(place: PlaceRecord, key: str, context: Context) -> Document:
    """A place with its address and access features."""
    features = Links(key, "location", context)
    for code in place.features:
        features.add(_feature(code, context), "accessibility")
    said = _scalars(place, key) | {
        "addresses": [address] if (address := _address(place, key, context)) else [],
        "accessibility": [_accessibility(key, place, code, context) for place, code in enumerate(place.features)],
        "attributes": features.documents,
    }
    return ENTITIES["location"].write(said)


def location_item(place: PlaceRecord, key: str) -> Document:
    """A place as lists tell of it: without what is a list itself."""
    return ENTITIES["location"].write(_scalars(place, key))


def _scalars(place: PlaceRecord, key: str) -> Document:
    said: Document = {
        "id": key,
        "location_type": "physical",
        "name": place.name,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "transportation": place.directions,
        "fingerpost_address_public": None if place.address_public else False,
    }
    if not place.address_public:
        return with_fallbacks(said, description=HIDDEN)
    if outward(place.postcode):
        return said
    loose = {name: getattr(place, name) for name in ("address", "city", "region", "postcode")}
    said["fingerpost_address"] = {name: value for name, value in loose.items() if value}
    return with_fallbacks(said, description=", ".join(said["fingerpost_address"].values()))


def _address(place: PlaceRecord, key: str, context: Context) -> Document | None:
    """An address; None where there is no postcode, without which it would be none to others."""
    district = outward(place.postcode)
    if not district:
        return None
    around = context.around(place.postcode)
    said = {
        "id": key_of(key, "address", "0"),
        "location_id": key,
        "address_1": place.address,
        "city": place.city,
        "state_province": place.region,
        "postal_code": place.postcode,
        "country": "GB",
        "address_type": "physical",
    }
    filled = with_fallbacks(
        said,
        address_1=(place.name or place.city or place.postcode) if place.address_public else HIDDEN,
        city=around.town or district,
        state_province=around.county or COUNTRY,
    )
    return ENTITIES["address"].write(filled)


def _feature(code: str, context: Context) -> Term:
    return context.terms.get((OURS, code)) or Term("", code, "")


def _accessibility(key: str, number: int, code: str, context: Context) -> Document:
    label = _feature(code, context).label or code
    said = {
        "id": key_of(key, "accessibility", str(number)),
        "location_id": key,
        "description": label,
        "accessibility": label,
    }
    return ENTITIES["accessibility"].write(said)
