"""What is told of the hits that are shown."""

import numpy as np
from numpy.typing import NDArray

from search_index.kernel.compiled import compiled, inlined
from search_index.kernel.measuring import kilometres, squared_chord
from search_index.kernel.placing import where_to_look
from search_index.kernel.searching import place_of
from search_index.kernel.shapes import NO_PLACE, Judged, Place, Shelf, Sought, Told, Where
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
) -> Told:
    """Tell of hits what a score is made of, where and when they are, and which words they hold.

    Args:
        parts: for each posting the bits of the parts in which the term stands.
        first, last: of which of the rows to tell, from one up to but not including the other.
        minute: as in ``Ordering``.
    """
    where = where_to_look(place)
    # To take an array out of a tuple within the loop would cost more than all that is done with it there.
    rules, place_starts, points = shelf.rules, shelf.place_starts, shelf.points
    session_starts, sessions = shelf.session_starts, shelf.sessions
    fits, verdicts, rooms, overdue = judged.fits, judged.verdicts, judged.rooms, judged.overdue
    hits = max(last - first, 0)
    shares, whole = np.empty((7, hits)), np.empty((4, hits), np.int64)
    placed, dated = 0, 0
    for at in range(hits):
        row, text = rows[first + at], texts[first + at]
        nearest, chord = _nearest(where, points, place_starts[row], place_starts[row + 1])
        distance = kilometres(chord) if chord >= 0.0 else float(NO_NUMBER)
        near = 1.0 if not where.near else _nearness(distance) if chord >= 0.0 else REACHES_YOU
        fresh, capacity, verdict = FRESHNESS[overdue[row]], CAPACITIES[rooms[row]], verdicts[rules[row]]
        total = np.rint(text * near * fresh * capacity * verdict * 1e9) / 1e9
        shares[0, at], shares[1, at], shares[2, at], shares[3, at] = text, near, fresh, capacity
        shares[4, at], shares[5, at], shares[6, at] = verdict, total, distance
        whole[0, at], whole[1, at], whole[3, at] = row, nearest, fits[rules[row]]
        whole[2, at] = _session(sessions, session_starts[row], session_starts[row + 1], minute)
        placed += nearest >= 0
        dated += whole[2, at] >= 0
    return shares, whole, _held(sought, shelf.posted, parts, rows[first : first + hits]), placed, dated


@inlined
def _held(
    sought: Sought, posted: NDArray[np.uint32], parts: NDArray[np.uint8], rows: NDArray[np.int32]
) -> NDArray[np.uint8]:
    """For each of some documents and each unit the bits of the parts that hold any of its terms."""
    starts, ends, unit_starts = sought.starts, sought.ends, sought.unit_starts
    held = np.zeros((len(rows), max(len(unit_starts) - 1, 0)), np.uint8)
    of_terms = np.empty((len(starts), len(rows)), np.uint8)
    for unit in range(len(unit_starts) - 1):
        for term in range(unit_starts[unit], unit_starts[unit + 1]):
            bits, alike = of_terms[term], _first_alike(starts, ends, term)
            # Two words that follow each other stand there one by one, too, and need not be looked up twice.
            for at in range(len(rows)):
                if alike < term:
                    bits[at] = of_terms[alike, at]
                else:
                    posting = place_of(posted, starts[term], ends[term], rows[at])
                    bits[at] = parts[posting] if posting < ends[term] else 0
                held[at, unit] |= bits[at]
    return held


@inlined
def _first_alike(starts: NDArray[np.int64], ends: NDArray[np.int64], term: int) -> int:
    """The first term that has the same postings as one of them."""
    first = 0
    while starts[first] != starts[term] or ends[first] != ends[term]:
        first += 1
    return first


@inlined
def _nearest(where: Where, points: NDArray[np.float64], first: int, last: int) -> tuple[int, float]:
    """Which of a document's places is nearest, and how far away it is as a squared chord."""
    nearest, least = NO_NUMBER, NO_PLACE
    if where.near:
        for place in range(first, last):
            x, y, z = points[place, 0], points[place, 1], points[place, 2]
            chord = squared_chord(x - where.x, y - where.y, z - where.z)
            if least < 0.0 or chord < least:
                nearest, least = place - first, chord
    return nearest, least


@inlined
def _session(sessions: NDArray[np.int64], first: int, last: int, minute: int) -> int:
    """The start of the next session."""
    for at in range(first, last):
        if sessions[at] >= minute:
            return int(sessions[at])
    return NO_NUMBER
