"""The right answers, by looking at every listing: nothing is shared with any of the engines."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians
from typing import Any

import numpy as np
import numpy.typing as npt

from tests.benchmarks.plain import FIRST, NEEDS, Answer, Listing, Order, PlainQuery

EARTH_KM = 6371.0088
TOLERANCE_KM = 0.002
"""By so much two engines may differ about a distance: some keep coordinates as whole numbers."""

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Truth:
    """The right answer to a query: its total, its needs, and how far the nearest hits are, in kilometres."""

    total: int
    needs: tuple[int, ...]
    nearest: tuple[float, ...]

    def is_counted_in(self, answer: Answer) -> bool:
        """Whether an answer has the right total and the right counts of needs."""
        return (answer.total, answer.needs) == (self.total, self.needs)


class Oracle:
    """Every listing as a row of arrays.

    Args:
        asked: the words that queries ask for; no others are looked for.
    """

    def __init__(self, listings: Iterable[Listing], asked: Iterable[str]) -> None:
        every = list(listings)
        self._latitudes = np.radians([each.latitude for each in every])
        self._longitudes = np.radians([each.longitude for each in every])
        self._ages = np.array([(each.youngest, each.oldest) for each in every])
        self._has_room = np.array([each.has_room for each in every])
        self._needs = _table([each.needs for each in every], NEEDS)
        self._days = _table([each.days for each in every], 7)
        self._holding = _holding(every, frozenset(asked))

    def truth(self, query: PlainQuery) -> Truth:
        """Look at every listing."""
        meets, distances = self._meets(query), self._distances(query)
        if query.radius_km is not None:
            meets &= distances <= query.radius_km
        return Truth(
            total=int(meets.sum()),
            needs=tuple(self._needs[meets].sum(axis=0).tolist()),
            nearest=tuple(np.sort(distances[meets])[:FIRST].tolist()),
        )

    def has_right_hits(self, answer: Answer, query: PlainQuery, truth: Truth, order: Order) -> bool:
        """Whether there are as many hits as there should be, each once; and the nearest, if these were asked for.

        What is best is for each engine to say, so that its order is not judged.
        """
        if len(set(answer.ids)) != len(truth.nearest):
            return False
        far = self._distances(query)[list(answer.ids)]
        return order is not Order.NEAREST or bool(np.allclose(far, truth.nearest, rtol=0, atol=TOLERANCE_KM))

    def _meets(self, query: PlainQuery) -> Flags:
        meets = np.ones(len(self._has_room), bool)
        if query.words:
            meets &= np.logical_or.reduce([self._holding[word] for word in query.words])
        if query.need is not None:
            meets &= self._needs[:, query.need]
        if query.day is not None:
            meets &= self._days[:, query.day]
        if query.age is not None:
            meets &= (self._ages[:, 0] <= query.age) & (query.age <= self._ages[:, 1])
        if query.accepting:
            meets &= self._has_room
        return meets

    def _distances(self, query: PlainQuery) -> npt.NDArray[np.float64]:
        """To every listing in kilometres, by the haversine formula."""
        latitude, longitude = radians(query.latitude), radians(query.longitude)
        north = np.sin((self._latitudes - latitude) / 2) ** 2
        east = np.sin((self._longitudes - longitude) / 2) ** 2
        chord = north + cos(latitude) * np.cos(self._latitudes) * east
        distances: npt.NDArray[np.float64] = 2 * EARTH_KM * np.arcsin(np.minimum(1, np.sqrt(chord)))
        return distances


def _table(rows: list[tuple[int, ...]], width: int) -> Flags:
    table = np.zeros((len(rows), width), bool)
    for row, columns in enumerate(rows):
        table[row, list(columns)] = True
    return table


def _holding(listings: list[Listing], asked: frozenset[str]) -> dict[str, Any]:
    holding = {word: np.zeros(len(listings), bool) for word in asked}
    for row, each in enumerate(listings):
        for word in asked.intersection(f"{each.name} {each.description}".lower().split()):
            holding[word][row] = True
    return holding
