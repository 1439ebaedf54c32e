"""Points, distances and boxes."""

import numpy as np
import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from directory.geography import KM_PER_MILE, Point, box_around, distance_km, distances_km, geodesic_miles

DARLINGTON = Point(54.5243, -1.5504)
FOLKESTONE = Point(51.0817, 1.1673)

british_points = st.builds(Point, st.floats(49, 61), st.floats(-9, 2))
anywhere = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(90.1, 0), (-91, 0), (0, 180.5), (0, -181), (float("nan"), 0), (0, float("inf")), (float("-inf"), 0)],
)
def test_a_point_outside_the_earth_is_refused(latitude: float, longitude: float) -> None:
    with pytest.raises(ValueError, match="not a l"):
        Point(latitude, longitude)


def test_a_degree_of_latitude_is_111_km() -> None:
    assert distance_km(Point(54, -1), Point(55, -1)) == pytest.approx(111.195, abs=0.001)


def test_the_geodesic_is_what_a_surveyor_measures() -> None:
    # Vincenty's own line from Flinders Peak to Buninyong on WGS84, from Geoscience Australia's manual: 54,972.271 m.
    flinders_peak = Point(-37.951033417, 144.424867889)
    buninyong = Point(-37.652821139, 143.926495528)
    assert geodesic_miles(flinders_peak, buninyong) * KM_PER_MILE == pytest.approx(54.972271, abs=1e-6)


@given(st.tuples(british_points, british_points) | st.tuples(anywhere, anywhere))
def test_the_geodesic_is_that_of_geopy(ends: tuple[Point, Point]) -> None:
    a, b = ends
    theirs = geodesic((a.latitude, a.longitude), (b.latitude, b.longitude)).miles
    assert geodesic_miles(a, b) == pytest.approx(theirs, abs=1e-6)


def test_points_opposite_each_other_on_the_earth_are_measured_too() -> None:
    opposite = geodesic((0.1, 0.0), (0.2, 179.9)).miles
    assert geodesic_miles(Point(0.1, 0.0), Point(0.2, 179.9)) == pytest.approx(opposite, abs=1e-6)


@given(british_points, british_points)
def test_the_quick_distance_is_within_half_a_percent_of_the_true_one(a: Point, b: Point) -> None:
    assert distance_km(a, b) == pytest.approx(geodesic_miles(a, b) * KM_PER_MILE, rel=0.005, abs=1e-6)


@given(anywhere, anywhere)
def test_distance_is_the_same_both_ways_and_nought_to_itself(a: Point, b: Point) -> None:
    assert distance_km(a, b) == pytest.approx(distance_km(b, a))
    assert distance_km(a, a) == 0


@given(anywhere, st.lists(anywhere, max_size=5))
def test_many_distances_are_the_single_ones(point: Point, others: list[Point]) -> None:
    found = distances_km(
        point, np.array([other.latitude for other in others]), np.array([other.longitude for other in others])
    )
    assert found.tolist() == pytest.approx([distance_km(point, other) for other in others], abs=1e-6)


@given(british_points, st.floats(0, 300), st.floats(0, 1), st.floats(0, 2 * np.pi))
def test_a_box_holds_whatever_is_as_near_as_it_says(centre: Point, km: float, share: float, angle: float) -> None:
    degrees = np.degrees(km * share * 0.99 / 6371.0088)
    other = Point(
        centre.latitude + degrees * np.cos(angle),
        centre.longitude + degrees * np.sin(angle) / np.cos(np.radians(centre.latitude)),
    )
    if distance_km(centre, other) <= km * 0.999:
        assert other in box_around(centre, km)


def test_a_box_is_not_much_larger_than_its_circle() -> None:
    box = box_around(DARLINGTON, 10)
    corner = Point(box.north, box.east)
    assert distance_km(DARLINGTON, corner) == pytest.approx(10 * 2**0.5, rel=0.01)


def test_a_box_over_a_pole_is_the_whole_cap() -> None:
    box = box_around(Point(89.9, 0), 50)
    assert box.south == pytest.approx(89.45, abs=0.01)
    assert (box.west, box.north, box.east) == (-180, 90, 180)


@pytest.mark.parametrize("km", [-1, float("nan"), float("inf")])
def test_a_box_needs_a_distance(km: float) -> None:
    with pytest.raises(ValueError, match="not a distance"):
        box_around(FOLKESTONE, km)
