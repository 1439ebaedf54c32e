"""What is told of the hits that are shown."""

import numpy as np
from numpy.typing import NDArray

from search_index.kernel.compiled import compiled, inlined
from search_index.kernel.measuring import kilometres, squared_chord
from search_index.kernel.placing import where_to_look
from search_index.kernel.searching import place_of
from search_index.kernel.shapes import NO_PLACE, Judged, Place, Shelf, Sought, Where
from search_index.kernel.weighing import CAPACITIES, FRESHNESS
from search_index.ranking import REACHES_YOU, nearness

NO_NUMBER = -1
"""The distance, place or session of a hit that has none."""

_nearness = inlined(nearness)


@compiled
def describe(
    shelf: Shelf,
    sought: Sought,
    parts: NDArray[np.uint8],
    place: Place,
    judged: Judged,
    rows: NDArray[np.int32],
    texts: NDArray[np.float64],
    first: int,
    last: int,
    minute: int,
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.uint8]]:
    """Tell of hits what a score is made of, where and when they are, and which words they hold.

    Args:
        parts: for each posting the bits of the parts in which the term stands.
        first, last: of which of the rows to tell, from one up to but not including the other.
        minute: as in ``Ordering``.

    Returns:
        For each hit, as in ``Score``, text, nearness, freshness, capacity, verdict and total, and then the distance in
        kilometres; its row, the place of its document that is nearest, the start of the next session, and the code of
        the verdict; and, a row for each hit, for each unit the bits of the parts that hold any of its terms.
    """
    where = where_to_look(place)
    hits = max(last - first, 0)
    shares, whole = np.empty((7, hits)), np.empty((4, hits), np.int64)
    held = np.zeros((hits, max(len(sought.unit_starts) - 1, 0)), np.uint8)
    for at in range(hits):
        row, text = rows[first + at], texts[first + at]
        nearest, chord = _nearest(shelf, where, row)
        distance = kilometres(chord) if chord >= 0.0 else float(NO_NUMBER)
        near = 1.0 if not where.near else _nearness(distance) if chord >= 0.0 else REACHES_YOU
        fresh, capacity = FRESHNESS[judged.overdue[row]], CAPACITIES[judged.rooms[row]]
        verdict = judged.verdicts[shelf.rules[row]]
        total = np.rint(text * near * fresh * capacity * verdict * 1e9) / 1e9
        shares[0, at], shares[1, at], shares[2, at] = text, near, fresh
        shares[3, at], shares[4, at], shares[5, at], shares[6, at] = capacity, verdict, total, distance
        whole[0, at], whole[1, at] = row, nearest
        whole[2, at], whole[3, at] = _session(shelf, row, minute), judged.fits[shelf.rules[row]]
        _note_parts(shelf, sought, parts, row, held[at])
    return shares, whole, held


@inlined
def _nearest(shelf: Shelf, where: Where, row: int) -> tuple[int, float]:
    """Which of a document's places is nearest, and how far away it is as a squared chord."""
    first, nearest, least = shelf.place_starts[row], NO_NUMBER, NO_PLACE
    if where.near:
        for place in range(first, shelf.place_starts[row + 1]):
            x, y, z = shelf.points[place, 0], shelf.points[place, 1], shelf.points[place, 2]
            chord = squared_chord(x - where.x, y - where.y, z - where.z)
            if least < 0.0 or chord < least:
                nearest, least = place - first, chord
    return nearest, least


@inlined
def _session(shelf: Shelf, row: int, minute: int) -> int:
    """The start of the next session."""
    for at in range(shelf.session_starts[row], shelf.session_starts[row + 1]):
        if shelf.sessions[at] >= minute:
            return int(shelf.sessions[at])
    return NO_NUMBER


@inlined
def _note_parts(shelf: Shelf, sought: Sought, parts: NDArray[np.uint8], row: int, held: NDArray[np.uint8]) -> None:
    """Note for each unit in which parts of a document any of its terms stands."""
    for unit in range(len(held)):
        for term in range(sought.unit_starts[unit], sought.unit_starts[unit + 1]):
            at = place_of(shelf.posted, sought.starts[term], sought.ends[term], row)
            held[unit] |= parts[at] if at < sought.ends[term] else 0
