"""A service as schema.org describes it, for the search engines of the world. Only what is public goes in."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Spot:
    """A place, in WGS84 degrees."""

    address: str
    postcode: str
    latitude: float
    longitude: float


def service_jsonld(
    *,
    address: str,
    name: str,
    description: str,
    organisation: str,
    organisation_url: str,
    areas: str,
    audience: Sequence[str],
    spots: Sequence[Spot],
    phone: str,
    price: float | None,
) -> dict[str, Any]:
    """A ``Service`` of schema.org; what is not known is left out.

    Args:
        address: of the listing's page; names the service.
        audience: whom it is for, a sentence each.
        price: the lowest, in pounds; nought is free, None not known.
    """
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Service",
        "@id": address,
        "url": address,
        "name": name,
        "description": description,
        "provider": _without_nothing({"@type": "Organization", "name": organisation, "url": organisation_url}),
        "areaServed": areas,
        "audience": [{"@type": "Audience", "audienceType": sentence} for sentence in audience],
        "availableChannel": [_channel(spot, phone) for spot in spots] or _by_phone(phone),
    }
    if price is not None:
        said["offers"] = {"@type": "Offer", "price": f"{price:.2f}", "priceCurrency": "GBP"}
    return _without_nothing(said)


def in_page(said: dict[str, Any]) -> str:
    """The text to stand within a script element: nothing in it can end that element."""
    return json.dumps(said, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _channel(spot: Spot, phone: str) -> dict[str, Any]:
    place = {
        "@type": "Place",
        "address": _without_nothing(
            {
                "@type": "PostalAddress",
                "streetAddress": spot.address,
                "postalCode": spot.postcode,
                "addressCountry": "GB",
            }
        ),
        "geo": {"@type": "GeoCoordinates", "latitude": spot.latitude, "longitude": spot.longitude},
    }
    return {"@type": "ServiceChannel", "serviceLocation": place} | _phone(phone)


def _by_phone(phone: str) -> list[dict[str, Any]]:
    return [{"@type": "ServiceChannel"} | _phone(phone)] if phone else []


def _phone(phone: str) -> dict[str, Any]:
    return {"servicePhone": {"@type": "ContactPoint", "telephone": phone}} if phone else {}


def _without_nothing(said: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if value not in ("", [], None)}
