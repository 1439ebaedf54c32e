"""Our gazetteer where a geopy geocoder is expected."""

from typing import Any

import geopy
import pytest
from geopy.exc import GeocoderQueryError, GeocoderUnavailable
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from directory.geography import FingerpostGeocoder, KnownPostcode, NamedPlace, Point, Postcode, TableGazetteer

HARBOUR = KnownPostcode(Postcode("ZX1", "1AA"), Point(55.0, 1.0), "X01000001")


@pytest.fixture
def geocoder() -> FingerpostGeocoder:
    return FingerpostGeocoder(
        TableGazetteer(
            [HARBOUR, KnownPostcode(Postcode("ZY1", "1AA"))],
            places=[
                NamedPlace("Haven", Point(55.0, 1.0), 900, "X01000001", "ZX1"),
                NamedPlace("Haven", Point(56.0, 1.0), 700, "X01000002", "ZX10"),
            ],
        )
    )


def test_it_is_a_geopy_geocoder(geocoder: FingerpostGeocoder) -> None:
    assert isinstance(geocoder, Geocoder)
    limited = RateLimiter(geocoder.geocode, min_delay_seconds=0)
    assert limited("ZX1 1AA").latitude == 55.0


def test_a_postcode_becomes_a_location(geocoder: FingerpostGeocoder) -> None:
    location = geocoder.geocode("zx11aa", timeout=1)
    assert isinstance(location, Location)
    assert (location.address, location.latitude, location.longitude) == ("ZX1 1AA", 55.0, 1.0)
    assert location.raw["place"].district == "X01000001"
    assert geocoder.geocode("ZX1 1AA", exactly_one=False) == [location]


@pytest.mark.parametrize("query", ["", "nowhere at all", "ZX9 9ZZ", "ZY1 1AA"])
def test_what_we_cannot_place_is_none(geocoder: FingerpostGeocoder, query: str) -> None:
    assert geocoder.geocode(query) is None
    assert geocoder.geocode(query, exactly_one=False) is None


def test_a_name_of_several_places_is_a_question_or_all_of_them(geocoder: FingerpostGeocoder) -> None:
    assert geocoder.geocode("Haven") is None
    both = geocoder.geocode("Haven", exactly_one=False)
    assert isinstance(both, list)
    assert [location.latitude for location in both] == [55.0, 56.0]


@pytest.mark.parametrize("query", [geopy.Point(55.001, 1.0), (55.001, 1.0), [55.001, 1.0], "55.001, 1.0"])
def test_a_point_becomes_the_nearest_postcode(geocoder: FingerpostGeocoder, query: Any) -> None:
    location = geocoder.reverse(query)
    assert isinstance(location, Location)
    assert location.address == "ZX1 1AA"
    assert location.raw["postcode"] == HARBOUR
    assert location.raw["km"] == pytest.approx(0.111, abs=0.001)


def test_far_from_any_postcode_there_is_none(geocoder: FingerpostGeocoder) -> None:
    assert geocoder.reverse((0.0, 0.0)) is None
    assert geocoder.reverse((0.0, 0.0), exactly_one=False) is None


@pytest.mark.parametrize("query", ["", "north, south", "91, 0", (1.0,), "1" * 10_000, None])
def test_what_is_no_point_is_refused_as_geopy_does(geocoder: FingerpostGeocoder, query: Any) -> None:
    with pytest.raises(GeocoderQueryError):
        geocoder.reverse(query)


def test_it_can_ask_no_other_machine(geocoder: FingerpostGeocoder) -> None:
    with pytest.raises(GeocoderUnavailable):
        geocoder.adapter.get_json("https://example.org", timeout=1, headers={})
