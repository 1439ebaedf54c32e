"""The parts of the compiled loops that can be told what they should give by themselves."""

from math import cos, pi, sin

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from search_index.columns import WORD, bits_of, words_of
from search_index.documents import Point
from search_index.geometry import EARTH_KM, cells_of, on_sphere
from search_index.kernel.calling import straight
from search_index.kernel.compiled import compiled
from search_index.kernel.placing import where_to_look
from search_index.kernel.searching import first_from, place_of, spans_of
from search_index.kernel.shapes import Place
from search_index.kernel.tagging import count_marks

TAGS = 70
CARRIED = st.lists(st.frozensets(st.integers(0, TAGS - 1)), min_size=1, max_size=30)


@compiled
def _first(values: NDArray[np.int32], start: int, wanted: int, ahead: int) -> int:
    return first_from(values, start, len(values), wanted, ahead)


@compiled
def _place(values: NDArray[np.int32], start: int, wanted: int) -> int:
    return place_of(values, start, len(values), wanted)


@compiled
def _twice(number: int) -> int:
    return number * 2


@given(st.lists(st.integers(0, 50)).map(sorted), st.integers(0, 60), st.integers(0, 60), st.data())
def test_the_first_that_is_not_less_is_found_wherever_it_is_guessed_to_be(
    values: list[int], wanted: int, ahead: int, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(values)))
    there = np.array(values, np.int32)
    assert _first(there, start, wanted, ahead) == start + np.searchsorted(there[start:], wanted)


@given(st.frozensets(st.integers(0, 50)).map(sorted), st.integers(0, 60), st.data())
def test_a_value_is_found_where_it_is_or_at_the_end(values: list[int], wanted: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(values)))
    place = values.index(wanted) if wanted in values[start:] else len(values)
    assert _place(np.array(values, np.int32), start, wanted) == place


@given(carried=CARRIED, counted=st.frozensets(st.integers(0, TAGS - 1)), data=st.data())
def test_tags_are_counted_one_by_one(
    carried: list[frozenset[int]], counted: frozenset[int], data: st.DataObject
) -> None:
    rows = data.draw(st.lists(st.integers(0, len(carried) - 1), max_size=40))
    marks = np.array([bits_of(tags, TAGS) for tags in carried])
    numbers = np.zeros(words_of(TAGS) * WORD, np.int64)
    count_marks(np.array(rows, np.uint32), marks, bits_of(counted, TAGS), numbers)
    expected = [sum(tag in carried[row] for row in rows) if tag in counted else 0 for tag in range(len(numbers))]
    assert numbers.tolist() == expected


def test_the_last_bit_is_that_of_no_tag() -> None:
    assert words_of(63) == 1
    assert words_of(64) == 2


def test_what_is_called_straight_gives_the_same() -> None:
    twice = straight(_twice)
    assert [twice(4), twice(5), twice(6)] == [8, 10, 12]


@compiled
def _rows_around(cells: NDArray[np.int32], place: Place) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    return spans_of(cells, len(cells), where_to_look(place))


@given(
    latitude=st.floats(-75, 75),
    longitude=st.floats(-170, 170),
    reach=st.floats(0.1, 500),
    part=st.floats(0, 1),
    bearing=st.floats(0, 2 * pi),
)
def test_whatever_is_within_reach_is_looked_at(
    latitude: float, longitude: float, reach: float, part: float, bearing: float
) -> None:
    there = _beyond(Point(latitude, longitude), part * reach, bearing)
    place = Place(near=True, latitude=latitude, longitude=longitude, radius=reach, reach=reach)
    begins, ends = _rows_around(cells_of(np.array([there])), place)
    assert (ends - begins).sum() == 1


def test_the_corners_around_a_circle_are_not_looked_at() -> None:
    reach = 100.0
    corner = _beyond(Point(52, 0), 1.3 * reach, pi / 4)
    place = Place(near=True, latitude=52.0, longitude=0.0, radius=reach, reach=reach)
    begins, ends = _rows_around(cells_of(np.array([corner])), place)
    assert (ends - begins).sum() == 0


def _beyond(start: Point, km: float, bearing: float) -> tuple[float, float, float]:
    """Where on the unit sphere one comes to who goes so far from a place, at so much of an angle from north."""
    latitude, longitude = np.radians(start)
    angle = km / EARTH_KM
    north = np.array([-sin(latitude) * cos(longitude), -sin(latitude) * sin(longitude), cos(latitude)])
    east = np.array([-sin(longitude), cos(longitude), 0.0])
    x, y, z = cos(angle) * np.array(on_sphere(start)) + sin(angle) * (cos(bearing) * north + sin(bearing) * east)
    return float(x), float(y), float(z)
