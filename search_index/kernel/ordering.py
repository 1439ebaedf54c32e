"""Finding the first hits of a segment, whatever they are ordered by, without looking closely at those that are not."""

from math import inf, radians, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from search_index.geometry import CELL_NORTH, EARTH_KM
from search_index.kernel.compiled import inlined
from search_index.kernel.heap import is_before, offer, put_in_order
from search_index.kernel.measuring import kilometres, nearest_chord, squared_chord
from search_index.kernel.searching import first_from
from search_index.kernel.shapes import (
    BY_DISTANCE,
    BY_SCORE,
    BY_SESSION,
    NO_PLACE,
    Judged,
    Ordering,
    Scratch,
    Shelf,
    Tallies,
    Where,
)
from search_index.kernel.weighing import CAPACITIES, FRESHNESS
from search_index.ranking import REACHES_YOU, nearness, reach

_SLACK = 1e-8
"""Scores are rounded to nine digits; what could be better by less than this is looked at closely."""

_LINE = radians(CELL_NORTH) + 1e-9
"""More than a line of cells is high on the unit sphere: no document is so much further south than any before it."""

_OFTEN = 15
"""After so many hits it is seen again how far away the next ones are at least."""

_nearness = inlined(nearness)
_reach = inlined(reach)


@inlined
def first_of(
    shelf: Shelf,
    where: Where,
    judged: Judged,
    scratch: Scratch,
    hits: int,
    best: float,
    ordering: Ordering,
    tallies: Tallies,
) -> int:
    """Leave the first hits in the tallies, in order; how many they are.

    Args:
        hits: how many there are in the scratch, in the order of their rows.
        best: a text that none of them surpasses.
    """
    rows, texts, points, ranks = scratch.rows, scratch.texts, shelf.points, shelf.ranks
    overdue, rooms, rules, verdicts = judged.overdue, judged.rooms, shelf.rules, judged.verdicts
    x, y, z = where.x, where.y, where.z
    keys, chosen, held_ranks = tallies.keys, tallies.rows, np.empty(len(tallies.rows), np.int32)
    by, minute = ordering.by, ordering.minute
    by_place = where.near and by <= BY_DISTANCE
    placed = first_from(rows, 0, hits, shelf.located, hits)
    home = _home(points, rows, placed, z) if by_place else 0
    held, wanted, worst = 0, len(keys), inf
    # No hit whose place is beyond so long a chord can be among the first any more, nor one whose text is below enough.
    beyond, enough, most = inf, -inf, 1.0
    # Outward from the client's place, so that the first ones are found soon: north, south, then what has no one place.
    for run in range(3 if wanted else 0):
        begin, step = (home, 1) if run == 0 else (home - 1, -1) if run == 1 else (placed, 1)
        for count in range(placed - home if run == 0 else home if run == 1 else hits - placed):
            at = begin + step * count
            row = rows[at]
            if by_place and count & _OFTEN == 0:
                gap = 0.0 if run == 2 else max(step * (points[row, 2] - z) - _LINE, 0.0)
                if gap * gap > beyond:
                    break
                most = _nearness(EARTH_KM * gap)
                enough = (-worst - _SLACK) / most
            if texts[at] < enough:
                continue
            chord = NO_PLACE
            if by_place and run < 2:
                chord = squared_chord(points[row, 0] - x, points[row, 1] - y, points[row, 2] - z)
            elif by_place:
                chord = nearest_chord(points, shelf.place_starts[row], shelf.place_starts[row + 1], x, y, z)
            if chord > beyond:
                continue
            if by == BY_SCORE:
                told = FRESHNESS[overdue[row]], CAPACITIES[rooms[row]], verdicts[rules[row]]
                key = _minus_score(texts[at], chord, told, where.near, worst)
            elif by == BY_DISTANCE:
                key = np.rint(kilometres(chord) * 1e6) / 1e6 if where.near else inf
            elif by == BY_SESSION:
                key = _next_session(shelf.session_starts, shelf.sessions, row, minute)
            else:
                key = 0.0
            if held < wanted or is_before(key, ranks[row], worst, held_ranks[0]):
                held = offer(key, ranks[row], at, held, keys, held_ranks, chosen)
                if held == wanted:
                    worst = keys[0]
                    if by == BY_SCORE:
                        enough = (-worst - _SLACK) / most
                    if by_place:
                        beyond = _farthest(by, worst, best)
    put_in_order(held, keys, held_ranks, chosen)
    for number in range(held):
        chosen[number], tallies.texts[number] = rows[chosen[number]], texts[chosen[number]]
    return held


@inlined
def _home(points: NDArray[np.float64], rows: NDArray[np.uint32], placed: int, z: float) -> int:
    """About where hits in the order of their rows come to the client's height on the sphere."""
    first, last = 0, placed
    while first < last:
        middle = (first + last) >> 1
        if points[rows[middle], 2] < z:
            first = middle + 1
        else:
            last = middle
    return first


@inlined
def _minus_score(text: float, chord: float, told: tuple[float, float, float], near: bool, worst: float) -> float:
    """The score, turned round so that the best comes first; without end for one that is surely not among the first."""
    fresh, capacity, verdict = told
    nearby = 1.0
    if near:
        nearby = REACHES_YOU
        if chord >= 0.0:
            # The chord is shorter than the way on the ground, and much quicker to find.
            most = _nearness(EARTH_KM * sqrt(chord))
            if -text * most * fresh * capacity * verdict > worst + _SLACK:
                return inf
            nearby = _nearness(kilometres(chord))
    return -float(np.rint(text * nearby * fresh * capacity * verdict * 1e9)) / 1e9


@inlined
def _farthest(by: int, worst: float, best: float) -> float:
    """The squared chord beyond which no text can make up for the distance.

    Args:
        worst: the key of the last of those that are held.
        best: the best text of all.
    """
    far = worst if by == BY_DISTANCE else _reach(-worst / best)
    half = far / EARTH_KM / 2
    return inf if half >= 1.0 else (2 * sin(half)) ** 2 * (1 + _SLACK) + _SLACK * _SLACK


@inlined
def _next_session(starts: NDArray[np.int64], sessions: NDArray[np.int64], row: int, minute: int) -> float:
    for at in range(starts[row], starts[row + 1]):
        if sessions[at] >= minute:
            return float(sessions[at])
    return inf
