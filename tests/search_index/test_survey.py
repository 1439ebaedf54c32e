"""What terms tell of many documents, window after window, is what it is when they are added up one by one."""

from collections.abc import Sequence
from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from search_index.documents import Point
from search_index.geometry import EARTH_KM, cells_of, on_sphere
from search_index.kernel.shapes import FULL, LAST, OUT, WINDOW, Bounds, Judged, Place, Shelf, Sought
from search_index.kernel.surveying import survey
from search_index.scratching import scratch

DOCUMENTS = 2 * WINDOW + 13
LOCATED = DOCUMENTS - 40
RANDOM = np.random.default_rng(7)
AROUND = Place(near=True, latitude=52.5, longitude=-1.5, radius=20.0, reach=20.0)
EVERYWHERE = Place(near=False, latitude=0.0, longitude=0.0, radius=inf, reach=inf)


def _points() -> NDArray[np.float64]:
    """So many places in the order of their cells, and two for each document that has more than one."""
    there = np.column_stack([RANDOM.uniform(51.9, 53.1, DOCUMENTS + 40), RANDOM.uniform(-2, -1, DOCUMENTS + 40)])
    points = np.array([on_sphere(Point(*place)) for place in there.tolist()])
    return np.concatenate([points[np.argsort(cells_of(points[:LOCATED]), kind="stable")], points[LOCATED:]])


POINTS = _points()
CODES = RANDOM.choice(np.array([OUT, 0, FULL, LAST], np.int8), -(-DOCUMENTS // 8) * 8, p=[0.2, 0.2, 0.2, 0.4])
NOTHING = np.zeros(1, np.int64)


def _shelf(posted: NDArray[np.uint32], impacts: NDArray[np.float32]) -> Shelf:
    return Shelf(
        documents=DOCUMENTS,
        located=LOCATED,
        cells=cells_of(POINTS[:LOCATED]),
        place_starts=np.concatenate([np.arange(LOCATED), np.arange(LOCATED, len(POINTS) + 1, 2)]),
        points=POINTS,
        rules=np.zeros(DOCUMENTS, np.int32),
        ranks=np.arange(DOCUMENTS, dtype=np.int32),
        marks=np.zeros((DOCUMENTS, 1), np.int64),
        posted=posted,
        impacts=impacts,
        session_starts=NOTHING,
        sessions=NOTHING,
    )


def _chords() -> NDArray[np.float64]:
    """The squared chord from the client to the nearest place of each document."""
    chords = ((POINTS - on_sphere(Point(AROUND.latitude, AROUND.longitude))) ** 2).sum(axis=1)
    return np.concatenate([chords[:LOCATED], chords[LOCATED:].reshape(-1, 2).min(axis=1)])


WITHIN = _chords() <= (2 * np.sin(AROUND.radius / EARTH_KM / 2)) ** 2
UNITS = st.lists(
    st.lists(st.tuples(st.sampled_from([2, 40, 900, DOCUMENTS]), st.floats(0.1, 1)), min_size=1, max_size=3)
)


@pytest.mark.parametrize("place", [EVERYWHERE, AROUND])
@given(units=UNITS.filter(lambda units: sum(map(len, units)) > 1), counts=st.floats(0.1, 5), seed=st.integers(0, 99))
def test_each_document_is_told_the_best_of_each_unit(
    place: Place, units: list[list[tuple[int, float]]], counts: float, seed: int
) -> None:
    random = np.random.default_rng(seed)
    lists = [np.sort(random.choice(DOCUMENTS, size, replace=False)) for unit in units for size, _ in unit]
    impacts = [random.uniform(0.01, 1, len(each)).astype(np.float32) for each in lists]
    weights = [[weight for _, weight in unit] for unit in units]
    whole = counts * len(units)
    expected = _added_up(lists, impacts, weights, counts) / whole
    wanted = (expected > 0) & (CODES[:DOCUMENTS] != OUT) & (WITHIN if place.near else True)
    room = scratch(0, DOCUMENTS)

    ends = np.array([len(each) for each in lists], np.int64).cumsum()
    sought = Sought(
        starts=ends - [len(each) for each in lists],
        ends=ends,
        weights=np.concatenate(weights),
        unit_starts=np.array([0, *map(len, units)], np.int64).cumsum(),
        unit_weights=np.array([*[counts] * len(units), whole]),
        carrying=np.empty(0, np.uint32),
        of_text=True,
        of_tag=False,
    )
    shelf = _shelf(np.concatenate(lists).astype(np.uint32), np.concatenate(impacts))
    nobody = np.zeros(1, np.int8)
    judged = Judged(CODES, nobody, np.ones(1), np.zeros(DOCUMENTS, np.int8), np.zeros(DOCUMENTS, np.uint8))
    bounds = Bounds(NOTHING, np.empty((0, 1), np.int64), np.empty((0, 1), np.int64), NOTHING)
    found, _, best = survey(shelf, sought, place, judged, bounds, room, 0.0)

    assert room.rows[:found].tolist() == np.flatnonzero(wanted).tolist()
    assert room.texts[:found].tolist() == expected[wanted].tolist()
    assert best == max(expected[wanted], default=0.0)
    for left in (room.sums, room.best, room.touched):
        assert not left.any()


def _added_up(
    lists: Sequence[NDArray[np.int64]],
    impacts: Sequence[NDArray[np.float32]],
    weights: Sequence[Sequence[float]],
    counts: float,
) -> NDArray[np.float64]:
    """What each document is told by all units, each of which counts so much."""
    sums, told = np.zeros(DOCUMENTS), zip(lists, impacts, strict=True)
    for unit in weights:
        best = np.zeros(DOCUMENTS)
        for weight, (rows, shares) in zip(unit, told, strict=False):
            best[rows] = np.maximum(best[rows], weight * shares.astype(np.float64))
        sums += counts * best
    return sums
