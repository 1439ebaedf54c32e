"""Our gazetteer as a geopy geocoder: code written for geopy can use it, and any other can take its place.

It answers from this machine alone. Where a name belongs to several places, the single answer is None, as the
person has to be asked; with `exactly_one=False` all of them come.
"""

from collections.abc import Sequence
from typing import Any, NoReturn, TypeAlias

import geopy
from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderQueryError, GeocoderUnavailable
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from directory.geography.gazetteer import Gazetteer, KnownPostcode, Place
from directory.geography.points import Point

Answer: TypeAlias = Location | list[Location] | None


class FingerpostGeocoder(Geocoder):  # type: ignore[misc]  # geopy publishes no types
    """Geocodes UK postcodes, outward codes, sectors and places; reverse geocodes to the nearest postcode."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        super().__init__(adapter_factory=_NoNetwork)
        self._gazetteer = gazetteer

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,  # noqa: ARG002 -- part of geopy's contract; nothing here waits
    ) -> Answer:
        """The location of what was typed.

        The `raw` of a location holds our own answer, `{"place": Place}`. None: we do not know it, or not
        where it is, or there are several and one was asked for.
        """
        found = self._gazetteer.find(query)
        if isinstance(found, Place):
            return _answer([_of_place(found)], exactly_one=exactly_one)
        others = [self._gazetteer.find(suggestion.text) for suggestion in found.suggestions]
        choices = [_of_place(place) for place in others if isinstance(place, Place)]
        return None if exactly_one else _answer(choices, exactly_one=False)

    def reverse(
        self,
        query: "geopy.Point | Sequence[float] | str",
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,  # noqa: ARG002 -- as above
    ) -> Answer:
        """The postcode nearest to a point, with `{"postcode": KnownPostcode, "km": float}` as its `raw`.

        None: there is none within 20 km.

        Raises:
            GeocoderQueryError: the query is neither a geopy point, nor two numbers, nor a text like "51.08,
            1.18".
        """
        nearest = self._gazetteer.nearest(_point(query))
        return _answer([_of_postcode(*nearest)] if nearest else [], exactly_one=exactly_one)


class _NoNetwork(BaseSyncAdapter):  # type: ignore[misc]  # geopy publishes no types
    """What geopy would fetch through; here there is nothing to fetch."""

    def get_json(self, url: str, *, timeout: object, headers: object) -> NoReturn:
        self.get_text(url, timeout=timeout, headers=headers)

    def get_text(self, url: str, *, timeout: object, headers: object) -> NoReturn:  # noqa: ARG002
        raise GeocoderUnavailable("This geocoder asks no other machine")


def _answer(locations: list[Location | None], *, exactly_one: bool) -> Answer:
    """In the shape that geopy promises: one or None, or a list of at least one or None."""
    known = [location for location in locations if location]
    if not known:
        return None
    return known[0] if exactly_one else known


def _of_place(place: Place) -> Location | None:
    if place.point is None:
        return None
    return Location(place.label, _geopy_point(place.point), {"place": place})


def _of_postcode(known: KnownPostcode, km: float) -> Location | None:
    if known.point is None:
        return None
    return Location(str(known.postcode), _geopy_point(known.point), {"postcode": known, "km": km})


def _geopy_point(point: Point) -> geopy.Point:
    return geopy.Point(point.latitude, point.longitude)


def _point(query: "geopy.Point | Sequence[float] | str") -> Point:
    """Read coordinates without geopy's own reader of text, which has been slow on hostile input."""
    parts: Sequence[Any] = query[:100].split(",") if isinstance(query, str) else query
    try:
        # A geopy point is a sequence of three; its altitude says nothing here.
        return Point(float(parts[0]), float(parts[1]))
    except (ValueError, TypeError, IndexError) as fault:
        raise GeocoderQueryError("Coordinates are two numbers, latitude first") from fault
