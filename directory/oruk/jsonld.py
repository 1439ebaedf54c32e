"""A service with its group, its places and its sessions as schema.org describes them, and the site itself, for the
search engines of the world. Only what is public goes in, and of an address that is not public no point.
"""

import json
from collections.abc import Iterator
from typing import Any

from directory.oruk.jsonld_times import events, opening_hours
from directory.oruk.licence import LICENCE, LICENCE_ADDRESS
from directory.oruk.records import CostRecord, OriginRecord
from directory.oruk.told import PlaceTold, Told
from directory.vocabulary import CapacityStatus, RuleKind

Json = dict[str, Any]

_AVAILABILITY = {
    CapacityStatus.OPEN: "InStock",
    CapacityStatus.FEW: "LimitedAvailability",
    CapacityStatus.WAITING_LIST: "BackOrder",
    CapacityStatus.FULL: "SoldOut",
}


def service_jsonld(told: Told, address: str) -> Json:
    """A service and what belongs to it, as a graph; what is not known is left out.

    Args:
        address: of the listing's page; all that is in the graph is named after it.
    """
    places = [_place(place, f"{address}#place-{number}") for number, place in enumerate(told.places, 1)]
    graph = [_service(told, address), _group(told, address), *places, *events(told, address), _page(told, address)]
    return {"@context": "https://schema.org", "@graph": graph}


def site_jsonld(site: str, name: str) -> Json:
    """The directory, and how it is searched."""
    target = {"@type": "EntryPoint", "urlTemplate": f"{site}/search?q={{search_term_string}}"}
    action = {"@type": "SearchAction", "target": target, "query-input": "required name=search_term_string"}
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "@id": f"{site}/",
        "url": f"{site}/",
        "name": name,
        "potentialAction": action,
    }


def in_page(said: Json) -> str:
    """The text to stand within a script element: nothing in it can end that element."""
    return json.dumps(said, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _service(told: Told, address: str) -> Json:
    return _whole(
        {
            "@type": "Service",
            "@id": address,
            "url": address,
            "name": told.record.name,
            "description": told.record.summary or told.record.description,
            "provider": {"@id": f"{address}#group"},
            "serviceType": [term.label for term in told.terms],
            "areaServed": [_area(code, name) for code, name in told.areas],
            "audience": [*_ages(told), *({"@type": "Audience", "audienceType": sentence} for sentence in told.who)],
            "hoursAvailable": list(opening_hours(told)),
            "availableChannel": list(_channels(told, address)),
            "offers": [_offer(cost, told) for cost in told.prices if cost.amount is not None],
            "termsOfService": told.record.eligibility_note,
        }
    )


def _group(told: Told, address: str) -> Json:
    group = told.record.organisation
    identifiers = [
        {"@type": "PropertyValue", "propertyID": scheme, "value": number} for scheme, number in group.identifiers
    ]
    return _whole(
        {
            "@type": "Organization",
            "@id": f"{address}#group",
            "name": group.name,
            "description": group.description,
            "url": group.url,
            "email": group.email,
            "telephone": group.phone,
            "identifier": identifiers,
        }
    )


def _page(told: Told, address: str) -> Json:
    """The page that says all this. It is a work, which a service is not, so a licence is the page's."""
    origin = told.record.origin
    return _whole(
        {
            "@type": "WebPage",
            "@id": f"{address}#page",
            "url": address,
            "mainEntity": {"@id": address},
            "license": _work(origin.licence) if origin else LICENCE_ADDRESS,
            "isBasedOn": _source(origin) if origin else None,
        }
    )


def _source(origin: OriginRecord) -> Json:
    said = {"name": origin.name, "identifier": origin.id, "url": origin.url, "license": _work(origin.licence)}
    return _whole({"@type": "CreativeWork", **said})


def _work(licence: str) -> Json | str | None:
    """A licence by its address where it is ours, else by what it is called."""
    if not licence.strip():
        return None
    return LICENCE_ADDRESS if licence == LICENCE else {"@type": "CreativeWork", "name": licence}


def _area(code: str, name: str) -> Json:
    same = f"http://statistics.data.gov.uk/id/statistical-geography/{code}" if len(code) == 9 else ""
    return _whole({"@type": "AdministrativeArea", "name": name, "sameAs": same})


def _ages(told: Told) -> Iterator[Json]:
    for rule in told.record.rules:
        if rule.kind is RuleKind.AGE and rule.strict and _holds(rule.valid_from, rule.valid_to, told):
            ages = {"suggestedMinAge": rule.minimum_age, "suggestedMaxAge": rule.maximum_age}
            yield {"@type": "PeopleAudience", **{name: age for name, age in ages.items() if age is not None}}


def _holds(first: Any, last: Any, told: Told) -> bool:
    return (first is None or first <= told.today) and (last is None or told.today <= last)


def _offer(cost: CostRecord, told: Told) -> Json:
    availability = _AVAILABILITY.get(told.room) if told.room else None
    return _whole(
        {
            "@type": "Offer",
            "name": cost.option,
            "description": cost.note,
            "price": f"{cost.amount:.2f}",
            "priceCurrency": "GBP",
            "validFrom": cost.valid_from.isoformat() if cost.valid_from else "",
            "validThrough": cost.valid_to.isoformat() if cost.valid_to else "",
            "availability": f"https://schema.org/{availability}" if availability else "",
        }
    )


def _channels(told: Told, address: str) -> Iterator[Json]:
    """How one comes by it: at each place, and by telephone, with what is the same for all."""
    phone = next((each.phone for each in told.contacts if each.phone), "")
    shared = _whole(
        {
            "@type": "ServiceChannel",
            "servicePhone": {"@type": "ContactPoint", "telephone": phone} if phone else None,
            "serviceUrl": told.record.referral_url or told.record.url,
            "availableLanguage": [name for _, name in told.languages],
        }
    )
    for number in range(1, len(told.places) + 1):
        yield {**shared, "serviceLocation": {"@id": f"{address}#place-{number}"}}
    if not told.places and len(shared) > 1:
        yield shared


def _place(place: PlaceTold, key: str) -> Json:
    record = place.record
    address = _whole(
        {
            "@type": "PostalAddress",
            "streetAddress": record.address,
            "addressLocality": record.city,
            "addressRegion": record.region,
            "postalCode": record.postcode,
            "addressCountry": "GB",
        }
    )
    point = {"@type": "GeoCoordinates", "latitude": record.latitude, "longitude": record.longitude}
    is_shown = record.address_public and record.latitude is not None
    features = [{"@type": "LocationFeatureSpecification", "name": label, "value": True} for _, label in place.features]
    return _whole(
        {
            "@type": "Place",
            "@id": key,
            "name": record.name or place.words,
            "address": address,
            "geo": point if is_shown else None,
            "amenityFeature": features,
        }
    )


def _whole(said: Json) -> Json:
    return {name: value for name, value in said.items() if value not in ("", [], None)}
