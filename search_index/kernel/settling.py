"""Counting the candidates of a segment that are good enough, and ordering the first of them."""

from math import asin, inf, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from search_index.geometry import EARTH_KM
from search_index.kernel.compiled import compiled, inlined
from search_index.kernel.heap import is_before, offer, put_in_order
from search_index.kernel.shapes import (
    ACCEPTING,
    BY_DISTANCE,
    BY_SCORE,
    BY_SESSION,
    CHORD,
    FROM_HERE,
    HELD,
    HITS,
    KEY,
    LAST,
    TEXT,
    Bounds,
    Judged,
    Ordering,
    Scratch,
    Shelf,
    Tallies,
)
from search_index.ranking import nearness, reach

_SLACK = 1e-8
"""Scores are rounded to nine digits; what could be better by less than this is looked at closely."""

_nearness = inlined(nearness)
_reach = inlined(reach)


@compiled
def settle(
    shelf: Shelf,
    judged: Judged,
    bounds: Bounds,
    scratch: Scratch,
    found: int,
    least: float,
    best: float,
    ordering: Ordering,
    tallies: Tallies,
) -> None:
    """Count and order the candidates whose text is good enough.

    Args:
        found: how many candidates ``survey`` left in the scratch.
        least: the text below which a candidate does not count.
        best: the best text of all candidates of this segment.
    """
    # To take an array out of a tuple within the loop would cost more than all that is done with it there.
    rows, texts, chords, codes = scratch.rows, scratch.texts, scratch.chords, scratch.codes
    sets, set_starts, set_tags, ranks = shelf.sets, shelf.set_starts, shelf.set_tags, shelf.ranks
    session_starts, sessions, rules = shelf.session_starts, shelf.sessions, shelf.rules
    rooms, accepted, overdue = judged.rooms, judged.accepted, judged.overdue
    verdicts, capacities, freshness = judged.verdicts, judged.capacities, judged.freshness
    filtered, allowed, counted = bounds.filtered, bounds.allowed, bounds.counted
    of_set, reasons = scratch.sets, tallies.numbers[FROM_HERE : FROM_HERE + bounds.reasons]
    tags = tallies.numbers[FROM_HERE + bounds.reasons :]
    keys, held_ranks, chosen = tallies.first[KEY], tallies.ranks, tallies.rows
    groups = np.flatnonzero(counted)
    # Where there are more candidates than different sets of tags it pays to count these first.
    by_set = found > len(of_set)
    by, minute, near, elsewhere = ordering.by, ordering.minute, ordering.near, ordering.elsewhere
    hits, accepting, held, wanted = 0, 0, 0, len(keys)
    # No candidate whose place is beyond so long a chord can be among the first any more.
    beyond = inf
    for at in range(found):
        row, text, code = rows[at], texts[at], codes[at]
        if text < least:
            continue
        failed, missed = _failed(sets, allowed, filtered, row)
        if code != LAST:
            reasons[code] += failed == 0
            continue
        if failed > 0:
            if failed == 1 and counted[missed]:
                _count(sets[row, missed], 1, set_starts, set_tags, tags)
            continue
        hits += 1
        accepting += accepted[rooms[row]]
        for group in groups:
            if by_set:
                of_set[sets[row, group]] += 1
            else:
                _count(sets[row, group], 1, set_starts, set_tags, tags)
        if not wanted or chords[at] > beyond:
            continue
        worst = keys[0] if held == wanted else inf
        if by == BY_SCORE:
            told = freshness[overdue[row]], capacities[rooms[row]], verdicts[rules[row]]
            key = _minus_score(text, chords[at], told, near, elsewhere, worst)
        elif by == BY_DISTANCE:
            key = np.rint(kilometres(chords[at]) * 1e6) / 1e6 if near else inf
        elif by == BY_SESSION:
            key = _next_session(session_starts, sessions, row, minute)
        else:
            key = 0.0
        if held < wanted or is_before(key, ranks[row], worst, held_ranks[0]):
            held = offer(key, ranks[row], at, held, keys, held_ranks, chosen)
            if near and held == wanted and by <= BY_DISTANCE:
                beyond = _farthest(by, keys[0], best)
    for which in range(len(of_set) if by_set else 0):
        if of_set[which]:
            _count(which, of_set[which], set_starts, set_tags, tags)
            of_set[which] = 0
    put_in_order(held, keys, held_ranks, chosen)
    for place in range(held):
        at = chosen[place]
        chosen[place] = rows[at]
        tallies.first[TEXT, place], tallies.first[CHORD, place] = texts[at], chords[at]
    tallies.numbers[HITS], tallies.numbers[ACCEPTING], tallies.numbers[HELD] = hits, accepting, held


@inlined
def _failed(
    sets: NDArray[np.int32], allowed: NDArray[np.bool_], filtered: NDArray[np.int64], row: int
) -> tuple[int, int]:
    """How many filters a document fails, and the group of the last of them."""
    failed, missed = 0, 0
    for group in filtered:
        if not allowed[sets[row, group]]:
            failed += 1
            missed = group
    return failed, missed


@inlined
def _count(
    chosen: int, times: int, starts: NDArray[np.int64], values: NDArray[np.int32], tags: NDArray[np.int64]
) -> None:
    """Count the tags of a set, so many times."""
    for at in range(starts[chosen], starts[chosen + 1]):
        tags[values[at]] += times


@inlined
def _minus_score(
    text: float, chord: float, told: tuple[float, float, float], near: bool, elsewhere: float, worst: float
) -> float:
    """The score, turned round so that the best comes first; without end for one that is surely not among the first."""
    fresh, capacity, verdict = told
    nearby = 1.0
    if near:
        nearby = elsewhere
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


@inlined
def kilometres(chord: float) -> float:
    """The distance along the ground of a squared chord of the unit sphere; without end where there is no place."""
    return inf if chord < 0.0 else EARTH_KM * 2 * asin(min(1.0, sqrt(chord) / 2))
