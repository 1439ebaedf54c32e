"""The grid finds everything near, whatever the points."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from directory.geography import Box, Point, box_around
from directory.geography.cells import sort_into_cells
from directory.geography.columns import MICRO, NO_POINT
from tests.depth import examples

coordinates = st.tuples(st.integers(49_000_000, 61_000_000), st.integers(-9_000_000, 2_000_000))
EVERYWHERE = Box(-90, -180, 90, 180)


@examples(25)
@given(st.lists(coordinates, max_size=60), coordinates, st.floats(0.1, 100))
def test_everything_inside_a_box_is_found(points: list[tuple[int, int]], centre: tuple[int, int], km: float) -> None:
    north, east = (np.array([point[axis] for point in points], np.int32) for axis in (0, 1))
    cells = sort_into_cells(north, east, np.ones(len(points), bool))
    box = box_around(Point(centre[0] / MICRO, centre[1] / MICRO), km)
    inside = {row for row, (n, e) in enumerate(points) if Point(n / MICRO, e / MICRO) in box}
    found = cells.near(box).tolist()
    assert inside <= set(found)
    assert len(found) == len(set(found))


@examples(25)
@given(st.lists(coordinates, min_size=1, max_size=60), st.integers(1, 100))
def test_thinning_keeps_to_its_limit_and_takes_all_if_it_may(points: list[tuple[int, int]], limit: int) -> None:
    north, east = (np.array([point[axis] for point in points], np.int32) for axis in (0, 1))
    cells = sort_into_cells(north, east, np.ones(len(points), bool))
    thinned = cells.thinned(EVERYWHERE, limit).tolist()
    assert len(thinned) == len(set(thinned)) <= limit
    assert 2 * len(thinned) > min(limit, len(points)) - 1
    if limit >= len(points):
        assert sorted(thinned) == list(range(len(points)))


def test_rows_without_a_point_are_in_no_cell() -> None:
    north = np.array([54_000_000, NO_POINT], np.int32)
    cells = sort_into_cells(north, np.array([-1_000_000, NO_POINT], np.int32), north != NO_POINT)
    assert cells.near(EVERYWHERE).tolist() == [0]
