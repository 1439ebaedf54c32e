"""All matches of an engine that cannot blend scores with distances itself: cut, counted and ordered by arrays."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from tests.benchmarks.peers.near import DECAY_KM, Floats, counted, kilometres
from tests.benchmarks.plain import FIRST, NEEDS, Answer, Order, PlainQuery

NOTHING = Answer(0, (0,) * NEEDS, ())


@dataclass(frozen=True, slots=True)
class Matches:
    """What an engine found, a row a listing; the distance is still to be held against the radius."""

    ids: npt.NDArray[np.int64]
    scores: Floats
    latitudes: Floats
    longitudes: Floats
    needs: npt.NDArray[np.int64]

    def answer(self, query: PlainQuery, order: Order) -> Answer:
        """The exact total, the counts of needs, and the first of them."""
        far = kilometres(query, self.latitudes, self.longitudes)
        ids, scores, needs = self.ids, self.scores, self.needs
        if query.radius_km is not None:
            near = far <= query.radius_km
            ids, scores, needs, far = ids[near], scores[near], needs[near], far[near]
        if not len(ids):
            return NOTHING
        keys = far if order is Order.NEAREST else -(1 + scores) / (1 + far / DECAY_KM)
        return Answer(len(ids), counted(needs), tuple(ids[_first(keys, ids)].tolist()))


def _first(keys: Floats, ids: npt.NDArray[np.int64]) -> npt.NDArray[Any]:
    """The places of the smallest keys, in order; equal ones by id. A partition is quicker than sorting all."""
    candidates = np.arange(len(keys))
    if len(keys) > 4 * FIRST:
        candidates = np.flatnonzero(keys <= np.partition(keys, FIRST - 1)[FIRST - 1])
    return candidates[np.lexsort((ids[candidates], keys[candidates]))[:FIRST]]
