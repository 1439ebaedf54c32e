"""Where a service is, and how it reaches people."""

from typing import Any

import pytest

from directory.oruk.records import PlaceRecord
from directory.vocabulary import Way
from tests.oruk.makers import problems, record


def at(**location: Any) -> dict[str, Any]:
    return {"service_at_locations": [{"location": location}]}


ADDRESS = {"address_1": "1 Quay", "city": "Harbour", "state_province": "Normal", "postal_code": "ZZ1 1AA"}

PLACES: list[tuple[dict[str, Any], list[PlaceRecord], list[tuple[str, str]]]] = [
    (at(), [], []),
    (at(name="", addresses=[], latitude=None), [], []),
    (at(name="Hall"), [PlaceRecord(name="Hall")], []),
    (at(addresses=[ADDRESS]), [PlaceRecord(address="1 Quay", city="Harbour", region="Normal", postcode="ZZ1 1AA")], []),
    (at(name="Hall", latitude=54.5, longitude="-1.5"), [PlaceRecord(name="Hall", latitude=54.5, longitude=-1.5)], []),
    (at(name="Hall", latitude=51.5, longitude=0), [PlaceRecord(name="Hall", latitude=51.5, longitude=0)], []),
    (at(name="Hall", latitude=54.5), [PlaceRecord(name="Hall")], []),
    (
        at(name="Hall", latitude=0, longitude=0),
        [PlaceRecord(name="Hall")],
        [("latitude", "This should be a number from 49 to 61.5")],
    ),
    (
        at(name="Hall", latitude=-1.5, longitude=54.5),
        [PlaceRecord(name="Hall")],
        [
            ("latitude", "This should be a number from 49 to 61.5"),
            ("longitude", "This should be a number from -9.5 to 2.5"),
        ],
    ),
    (
        at(name="Hall", latitude="N", longitude=-1.5),
        [PlaceRecord(name="Hall")],
        [("latitude", "This should be a number")],
    ),
    (
        at(name="Hall", addresses=[{"postal_code": "to be confirmed"}]),
        [PlaceRecord(name="Hall", postcode="to be confir")],
        [("postal_code", "This is longer than 12 characters; the rest was left out")],
    ),
    (at(name="Hall", addresses="1 Quay"), [PlaceRecord(name="Hall")], [("addresses", "This should be a list")]),
    (
        at(name="Hall", addresses=["1 Quay"]),
        [PlaceRecord(name="Hall")],
        [("addresses", "Everything in this list should be an object")],
    ),
    (at(name="On line", location_type="virtual"), [], []),
    ({"service_at_locations": [{"location": None}, {"location": "Hall"}, {}]}, [], []),
    ({"service_at_locations": {"location": {"name": "Hall"}}}, [], [("service_at_locations", "This should be a list")]),
]


@pytest.mark.parametrize(("said", "places", "told"), PLACES)
def test_a_place_is_where_it_says_or_without_a_point(
    said: dict[str, Any], places: list[PlaceRecord], told: list[tuple[str, str]]
) -> None:
    assert list(record(**said).places) == places
    assert problems(**said) == told


WAYS: list[tuple[dict[str, Any], set[Way]]] = [
    ({}, set()),
    (at(name="Hall"), {Way.IN_PERSON}),
    (at(name="On line", location_type="virtual"), {Way.ONLINE}),
    ({"schedules": [{"attending_type": "In person or by telephone"}]}, {Way.IN_PERSON, Way.PHONE}),
    ({"schedules": [{"attending_type": "home visit"}, {"attending_type": None}]}, {Way.HOME_VISIT}),
    ({"schedules": [{"attending_type": ["online"]}]}, set()),
]


@pytest.mark.parametrize(("said", "ways"), WAYS)
def test_how_it_reaches_people_is_what_places_and_schedules_say(said: dict[str, Any], ways: set[Way]) -> None:
    assert set(record(**said).ways) == ways
