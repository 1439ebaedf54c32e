"""The picture of where things are."""

from dataclasses import replace
from itertools import combinations
from math import hypot
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.geography import KM_PER_MILE, Gazetteer, Point, TableGazetteer
from directory.queries.capacity import CapacityShown
from directory.queries.picture import MARK, MOST_RINGS, SIZE, Picture, picture
from directory.queries.search import ServiceCard
from directory.vocabulary import Verdict
from search_index.documents import Fit, Hit, Score
from tests.makers import HARBOUR

KM_NORTH = 1 / 111.195
"""Degrees of latitude in a kilometre."""

NOWHERE = TableGazetteer()


def a_card(number: int, point: Point | None) -> ServiceCard:
    """A hit at a point, of which nothing else matters here."""
    return ServiceCard(
        number=number,
        id=uuid4(),
        source_id="s1",
        name=f"Service {number}",
        organisation="",
        summary="",
        alert="",
        verdict=Verdict.YES,
        reasons=(),
        distance_miles=None,
        place="",
        point=point,
        other_places=0,
        ways=(),
        capacity=CapacityShown(None, None, "", ""),
        next_start=None,
        next_session="",
        times=(),
        cost="",
        joining="",
        contacts=(),
        referral_url="",
        freshness="",
        told_by_councillor=False,
        why=(),
        hit=Hit("s1", None, None, Fit.YES, None, *Score(1, 1, 1, 1, 1, 1)),
    )


def north(miles: float) -> Point:
    return Point(HARBOUR.latitude + miles * KM_PER_MILE * KM_NORTH, HARBOUR.longitude)


def drawn(*points: Point | None, gazetteer: Gazetteer = NOWHERE) -> Picture:
    cards = [a_card(number, point) for number, point in enumerate(points, 1)]
    found = picture(HARBOUR, "ZZ1 1AA", cards, gazetteer)
    assert found is not None
    return found


def apart(picture: Picture) -> float:
    """How near two labels come to each other, or to the middle."""
    spots = [(picture.centre, picture.centre), *((mark.label_x, mark.label_y) for mark in picture.marks)]
    return min((hypot(a[0] - b[0], a[1] - b[1]) for a, b in combinations(spots, 2)), default=SIZE)


def is_inside(picture: Picture) -> bool:
    spots = [spot for mark in picture.marks for spot in (mark.label_x, mark.label_y)]
    points = [spot for mark in picture.marks for spot in (mark.x, mark.y)]
    return all(MARK <= spot <= SIZE - MARK for spot in spots) and all(0 <= spot <= SIZE for spot in points)


def test_without_a_place_there_is_no_picture() -> None:
    assert picture(HARBOUR, "ZZ1 1AA", [], NOWHERE) is None
    assert picture(HARBOUR, "ZZ1 1AA", [a_card(1, None)], NOWHERE) is None


def test_what_has_no_place_is_counted_and_not_drawn() -> None:
    found = drawn(north(1), None, None)
    assert [mark.number for mark in found.marks] == [1]
    assert found.outside == 2


RINGS = [
    (0.0, ["0.1 miles"]),
    (0.1, ["0.1 miles"]),
    (0.35, ["0.1 miles", "0.2 miles", "0.3 miles", "0.4 miles"]),
    (0.9, ["0.25 miles", "0.5 miles", "0.75 miles", "1 mile"]),
    (1.9, ["0.5 miles", "1 mile", "1.5 miles", "2 miles"]),
    (3.5, ["1 mile", "2 miles", "3 miles", "4 miles"]),
    (9.9, ["5 miles", "10 miles"]),
    (40, ["10 miles", "20 miles", "30 miles", "40 miles"]),
]


@pytest.mark.parametrize(("miles", "labels"), RINGS)
def test_rings_are_of_round_distances_and_take_in_the_farthest_hit(miles: float, labels: list[str]) -> None:
    found = drawn(north(miles * 0.999))
    assert [ring.label for ring in found.rings] == labels
    assert len(found.rings) <= MOST_RINGS
    assert found.rings[-1].radius <= SIZE / 2
    assert [ring.radius for ring in found.rings] == sorted({ring.radius for ring in found.rings})


def test_a_mark_is_on_the_ring_of_its_distance() -> None:
    found = drawn(north(1), north(2))
    near, far = found.marks
    assert [ring.label for ring in found.rings] == ["0.5 miles", "1 mile", "1.5 miles", "2 miles"]
    assert found.centre - near.y == pytest.approx(found.rings[1].radius, abs=0.2)
    assert found.centre - far.y == pytest.approx(found.rings[3].radius, abs=0.2)
    assert near.x == far.x == found.centre


def test_north_is_up_and_east_is_right() -> None:
    found = drawn(Point(HARBOUR.latitude + 0.01, HARBOUR.longitude + 0.02))
    assert found.marks[0].y < found.centre < found.marks[0].x


def test_the_labels_of_twenty_hits_at_one_spot_can_all_be_read() -> None:
    for spot in (HARBOUR, north(0.3), Point(HARBOUR.latitude, HARBOUR.longitude + 0.05)):
        found = drawn(*[spot] * 20)
        assert len(found.marks) == 20
        assert apart(found) >= 2 * MARK
        assert is_inside(found)
        assert len({(mark.x, mark.y) for mark in found.marks}) == 1


points = st.builds(
    lambda north, east: Point(HARBOUR.latitude + north, HARBOUR.longitude + east),
    st.floats(-0.6, 0.6) | st.sampled_from([0.0, 0.001]),
    st.floats(-0.9, 0.9) | st.sampled_from([0.0, 0.001]),
)


@given(st.lists(points, min_size=1, max_size=20))
def test_no_label_covers_another_or_leaves_the_picture(points: list[Point]) -> None:
    found = drawn(*points)
    assert is_inside(found)
    assert apart(found) >= 2 * MARK
    assert [mark.number for mark in found.marks] == list(range(1, len(points) + 1))


def test_a_hit_at_the_other_end_of_the_country_is_still_inside() -> None:
    found = drawn(HARBOUR, Point(50.1, -5.5), Point(60.8, -0.9))
    assert is_inside(found)


def test_homes_are_faint_dots_within_the_picture(gazetteer: Gazetteer) -> None:
    near = drawn(north(0.5), gazetteer=gazetteer)
    assert near.dots.count("M") == near.dots.count("h0") == 2
    assert drawn(north(0.5)).dots == ""
    for dot in near.dots.removeprefix("M").removesuffix("h0").split("h0M"):
        assert all(0 <= int(number) <= SIZE for number in dot.split())


def test_the_same_picture_is_drawn_again(gazetteer: Gazetteer) -> None:
    cards = [a_card(1, north(1)), a_card(2, north(1))]
    first = picture(HARBOUR, "ZZ1 1AA", cards, gazetteer)
    again = picture(HARBOUR, "ZZ1 1AA", [replace(card) for card in cards], gazetteer)
    assert first == again
