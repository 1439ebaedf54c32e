"""What is told of the hits that are shown."""

import numpy as np
from numpy.typing import NDArray

from search_index.kernel.compiled import compiled, inlined
from search_index.kernel.measuring import kilometres, squared_chord
from search_index.kernel.shapes import Judged, Shelf, Where
from search_index.ranking import nearness

NO_NUMBER = -1
"""The distance, place or session of a hit that has none."""

_nearness = inlined(nearness)


@compiled
def describe(
    shelf: Shelf,
    where: Where,
    judged: Judged,
    rows: NDArray[np.int32],
    texts: NDArray[np.float64],
    chords: NDArray[np.float64],
    minute: int,
    elsewhere: float,
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Tell of hits what a score is made of, where and when they are.

    Args:
        minute, elsewhere: as in ``Ordering``.

    Returns:
        For each hit the distance in kilometres and then, as in ``Score``, nearness, freshness, capacity, verdict and
        total; and the place of its document that is nearest and the start of the next session.
    """
    shares, whole = np.empty((6, len(rows))), np.empty((2, len(rows)), np.int64)
    for at in range(len(rows)):
        row, distance, near = rows[at], float(NO_NUMBER), 1.0
        if where.near:
            near = elsewhere
        if chords[at] >= 0.0:
            distance = kilometres(chords[at])
            near = _nearness(distance)
        fresh = judged.freshness[judged.overdue[row]]
        capacity = judged.capacities[judged.rooms[row]]
        verdict = judged.verdicts[shelf.rules[row]]
        total = np.rint(texts[at] * near * fresh * capacity * verdict * 1e9) / 1e9
        shares[0, at], shares[1, at], shares[2, at] = distance, near, fresh
        shares[3, at], shares[4, at], shares[5, at] = capacity, verdict, total
        whole[0, at] = _place(shelf, where, row) if chords[at] >= 0.0 else NO_NUMBER
        whole[1, at] = _session(shelf, row, minute)
    return shares, whole


@inlined
def _place(shelf: Shelf, where: Where, row: int) -> int:
    """Which of a document's places is nearest."""
    first, nearest, least = shelf.place_starts[row], 0, np.inf
    for place in range(first, shelf.place_starts[row + 1]):
        x, y, z = shelf.points[place, 0], shelf.points[place, 1], shelf.points[place, 2]
        chord = squared_chord(x - where.x, y - where.y, z - where.z)
        if chord < least:
            nearest, least = place - first, chord
    return nearest


@inlined
def _session(shelf: Shelf, row: int, minute: int) -> int:
    """The start of the next session."""
    for at in range(shelf.session_starts[row], shelf.session_starts[row + 1]):
        if shelf.sessions[at] >= minute:
            return int(shelf.sessions[at])
    return NO_NUMBER
