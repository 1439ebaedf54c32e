"""The inner loops of an answer, compiled: everything that is done once for each candidate of a segment.

They give what ``memory`` gives, to the last digit: read that first to see what is meant. Without a compiler (the
variable ``NUMBA_DISABLE_JIT``) they run as they stand, slowly, and give the same.

A *candidate* is a document that answers the text and is not much too far away. ``survey`` finds them, ``settle`` counts
and orders those that are good enough; between the two the caller learns how good the best one is in all segments.
"""

import os
from collections.abc import Callable
from hashlib import sha256
from math import asin, inf, sin, sqrt
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

from search_index.geometry import EARTH_KM
from search_index.ranking import nearness, reach

_SOURCES = [Path(__file__).with_name(f"{name}.py") for name in ("kernel", "geometry", "ranking")]

if os.access(_SOURCES[0].parent, os.W_OK):
    # What is compiled is kept by the text of all that went into it: the compiler alone would not see that a weight in
    # another file has changed.
    _digest = sha256(b"".join(path.read_bytes() for path in _SOURCES)).hexdigest()[:16]
    numba.config.CACHE_DIR = str(_SOURCES[0].parent / "__pycache__" / f"kernel-{_digest}")  # type: ignore[attr-defined]  # made at run time

Function = TypeVar("Function", bound=Callable[..., Any])

LAST = 127
"""The code of a candidate that nothing leaves out; any other is the place of the reason in ``REASONS``."""

BY_SCORE, BY_DISTANCE, BY_SESSION, BY_NAME = range(4)
"""How ``settle`` orders."""

NO_PLACE = -1.0
"""The squared chord of a document without a place, or of a query without one."""

OVER = np.iinfo(np.int64).max
"""The next session of a document that has none."""

_SLACK = 1e-8
"""Scores are rounded to nine digits; what could be better by less than this is looked at closely."""


def compiled(function: Function) -> Function:
    """Compile a function when it is first called, without the interpreter's lock, and keep the result on the disk."""
    return cast(Function, numba.njit(cache=True, nogil=True, error_model="numpy")(function))


def inlined(function: Function) -> Function:
    """Compile a function into those that call it: to hand over the tuples below costs more than most of them do."""
    return cast(Function, numba.njit(inline="always", error_model="numpy")(function))


_nearness = inlined(nearness)
_reach = inlined(reach)


class Shelf(NamedTuple):
    """The arrays of a segment of n documents that the loops read; see ``Columns``.

    Attributes:
        live: which documents are still there. n bool.
        located: so many documents, the first ones, have exactly one place.
    """

    live: NDArray[np.bool_]
    located: int
    cells: NDArray[np.int32]
    place_starts: NDArray[np.int64]
    points: NDArray[np.float64]
    rules: NDArray[np.int32]
    ranks: NDArray[np.int32]
    sets: NDArray[np.int32]
    set_starts: NDArray[np.int64]
    set_tags: NDArray[np.int32]
    posted: NDArray[np.int32]
    impacts: NDArray[np.float32]
    session_starts: NDArray[np.int64]
    sessions: NDArray[np.int64]


class Sought(NamedTuple):
    """What the text asks for in one segment.

    Attributes:
        starts, ends: the postings of each term, as a span of ``Shelf.posted``.
        weights: how well each term answers its unit.
        unit_starts: where the terms of each unit begin, and where the last one's end.
        unit_weights: what each unit counts, and after them what they count together.
        carrying: the documents to look at where the text asks for nothing: those that carry a wanted tag.
        of_text, of_tag: whether there are units; whether ``carrying`` holds.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    weights: NDArray[np.float64]
    unit_starts: NDArray[np.int64]
    unit_weights: NDArray[np.float64]
    carrying: NDArray[np.int32]
    of_text: bool
    of_tag: bool


class Where(NamedTuple):
    """Where to look.

    Attributes:
        x, y, z: the client's place on the unit sphere.
        near: whether it is known.
        within: the squared chord of the radius; above 4 for none.
        reach: that beyond which nothing is a candidate.
        south, north, west, east: the cells that hold whatever is within reach; south > north: look everywhere.
        columns: how many cells there are from west to east around the earth.
    """

    x: float
    y: float
    z: float
    near: bool
    within: float
    reach: float
    south: int
    north: int
    west: int
    east: int
    columns: int


class Judged(NamedTuple):
    """What is known of the documents' conditions and room, for one client on one day.

    Attributes:
        refusals: for each set of conditions the code of the reason to leave the client out, or ``LAST``.
        verdicts: for each set of conditions what its verdict weighs.
        rooms: for each document the code of its capacity as of now. n int8.
        overdue: for each document the days since it should have been confirmed again, as far as they count. n uint8.
        accepted: for each code of capacity whether people are taken.
        capacities: for each code of capacity what it weighs.
        freshness: for each number of days overdue what it weighs.
    """

    refusals: NDArray[np.int8]
    verdicts: NDArray[np.float64]
    rooms: NDArray[np.int8]
    overdue: NDArray[np.uint8]
    accepted: NDArray[np.bool_]
    capacities: NDArray[np.float64]
    freshness: NDArray[np.float64]


class Bounds(NamedTuple):
    """What a candidate must be and carry.

    Attributes:
        allowed: for each set of tags whether it passes the filter of its group.
        filtered: the groups with a filter.
        complete: for each set of tags whether it has all the wanted ones of its group.
        demanded: the groups of which tags are wanted.
        accepting: whether only what takes people now will do.
        only_in: whether what is left out for some reason need not be counted.
        far, full: the codes of what is too far away, and of what has no room.
        reasons: how many codes there are.
        counted: for each group of tags whether it is to be counted.
    """

    allowed: NDArray[np.bool_]
    filtered: NDArray[np.int64]
    complete: NDArray[np.bool_]
    demanded: NDArray[np.int64]
    accepting: bool
    only_in: bool
    far: int
    full: int
    reasons: int
    counted: NDArray[np.bool_]


class Scratch(NamedTuple):
    """Room to work in, of one thread.

    Attributes:
        sums, best: for each document, zero between two uses.
        rows, other: candidates.
        texts, chords, codes: what was found of the candidates of ``rows``.
        sets: for each set of tags, zero between two uses.
    """

    sums: NDArray[np.float64]
    best: NDArray[np.float64]
    rows: NDArray[np.int32]
    other: NDArray[np.int32]
    texts: NDArray[np.float64]
    chords: NDArray[np.float64]
    codes: NDArray[np.int8]
    sets: NDArray[np.int64]


HITS, ACCEPTING, HELD = range(3)
"""Where in ``Tallies.numbers`` stands how many hits there are, how many of them take people, and how many are told."""

FROM_HERE = 3
"""Where in ``Tallies.numbers`` the codes of reasons begin."""

KEY, TEXT, CHORD = range(3)
"""The rows of ``Tallies.first``."""


class Tallies(NamedTuple):
    """What is counted and ordered.

    Attributes:
        numbers: the three above; for each code of a reason how many were left out for it; and for each tag how many
            documents carry it, of those that pass the filters of all other groups.
        first: of the first hits, in order, by what they are ordered, their text, and their squared chord.
        rows: which documents those are.
        ranks: their places in the order of names.
    """

    numbers: NDArray[np.int64]
    first: NDArray[np.float64]
    rows: NDArray[np.int32]
    ranks: NDArray[np.int32]


class Ordering(NamedTuple):
    """How to order.

    Attributes:
        by: ``BY_SCORE`` or another.
        minute: the moment from which on the next session is looked for.
        near: whether the query has a place.
        elsewhere: the nearness of a document without a place.
    """

    by: int
    minute: int
    near: bool
    elsewhere: float


@compiled
def survey(
    shelf: Shelf, sought: Sought, where: Where, judged: Judged, bounds: Bounds, scratch: Scratch
) -> tuple[int, float, float]:
    """Find the candidates and what leaves them out.

    Returns:
        How many there are, the best text among those that a client can reach, and among all.
    """
    rows, texts, chords, codes = scratch.rows, scratch.texts, scratch.chords, scratch.codes
    found = _rows_of_text(shelf, sought, where, scratch) if sought.of_text else _rows(shelf, sought, where, rows)
    kept, best, best_of_all = 0, 0.0, 0.0
    for at in range(found):
        row = rows[at]
        text = 1.0
        if sought.of_text:
            text = scratch.sums[row] / sought.unit_weights[-1]
            scratch.sums[row] = 0.0
        if not shelf.live[row] or text <= 0.0 or not _has_all(shelf, row, bounds):
            continue
        chord = NO_PLACE
        if where.near:
            chord = _chord(shelf, row, where)
            if chord > where.reach:
                continue
        code = np.int8(judged.refusals[shelf.rules[row]])
        if code == LAST and chord > where.within:
            code = np.int8(bounds.far)
        if code == LAST and bounds.accepting and not judged.accepted[judged.rooms[row]]:
            code = np.int8(bounds.full)
        if code == LAST or code == bounds.full:
            best = max(best, text)
        if code != LAST and bounds.only_in:
            continue
        best_of_all = max(best_of_all, text)
        rows[kept], texts[kept], chords[kept], codes[kept] = row, text, chord, code
        kept += 1
    return kept, best, best_of_all


@inlined
def _rows_of_text(shelf: Shelf, sought: Sought, where: Where, scratch: Scratch) -> int:
    """Add up what the terms tell of each document; the documents that they tell anything of."""
    sums, best, rows, other = scratch.sums, scratch.best, scratch.rows, scratch.other
    posted, impacts = shelf.posted, shelf.impacts
    begins, ends = _spans(shelf.cells, len(shelf.live), where)
    found = 0
    for unit in range(len(sought.unit_starts) - 1):
        counts = sought.unit_weights[unit]
        start_of_unit, end_of_unit = sought.unit_starts[unit], sought.unit_starts[unit + 1]
        touched = 0
        for term in range(start_of_unit, end_of_unit):
            start, end, weight = sought.starts[term], sought.ends[term], sought.weights[term]
            if counts <= 0.0 or weight <= 0.0:
                # It tells nothing, and a sum that stays zero would be taken for a document not met yet.
                continue
            for span in range(len(begins)):
                start += np.searchsorted(posted[start:end], begins[span])
                stop = start + np.searchsorted(posted[start:end], ends[span])
                if end_of_unit - start_of_unit == 1:
                    for at in range(start, stop):
                        row = posted[at]
                        if sums[row] == 0.0:
                            rows[found] = row
                            found += 1
                        sums[row] += counts * (weight * np.float64(impacts[at]))
                else:
                    for at in range(start, stop):
                        row, told = posted[at], weight * np.float64(impacts[at])
                        if told > best[row]:
                            if best[row] == 0.0:
                                other[touched] = row
                                touched += 1
                            best[row] = told
                start = stop
        for at in range(touched):
            row = other[at]
            if sums[row] == 0.0:
                rows[found] = row
                found += 1
            sums[row] += counts * best[row]
            best[row] = 0.0
    return found


@inlined
def _spans(cells: NDArray[np.int32], documents: int, where: Where) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The spans of rows in which everything within reach lies: one for each line of cells, and then all documents that
    have not exactly one place.
    """
    lines = max(where.north - where.south + 1, 0)
    begins, ends = np.empty(lines + 1, np.int64), np.empty(lines + 1, np.int64)
    for line in range(lines):
        west = (where.south + line) * where.columns
        begins[line] = np.searchsorted(cells, np.int32(west + where.west))
        ends[line] = np.searchsorted(cells, np.int32(west + where.east + 1))
    begins[lines], ends[lines] = len(cells) if lines else 0, documents
    return begins, ends


@inlined
def _rows(shelf: Shelf, sought: Sought, where: Where, rows: NDArray[np.int32]) -> int:
    """The documents to look at where the text asks for nothing."""
    if sought.of_tag:
        rows[: len(sought.carrying)] = sought.carrying
        return len(sought.carrying)
    found = 0
    begins, ends = _spans(shelf.cells, len(shelf.live), where)
    for span in range(len(begins)):
        for row in range(begins[span], ends[span]):
            rows[found] = row
            found += 1
    return found


@inlined
def _has_all(shelf: Shelf, row: int, bounds: Bounds) -> bool:
    for group in bounds.demanded:
        if not bounds.complete[shelf.sets[row, group]]:
            return False
    return True


@inlined
def _chord(shelf: Shelf, row: int, where: Where) -> float:
    """The squared chord to the nearest place of a document."""
    if row < shelf.located:
        return _to(shelf, row, where)
    nearest = NO_PLACE
    for place in range(shelf.place_starts[row], shelf.place_starts[row + 1]):
        chord = _to(shelf, place, where)
        if nearest < 0.0 or chord < nearest:
            nearest = chord
    return nearest


@inlined
def _to(shelf: Shelf, place: int, where: Where) -> float:
    east = shelf.points[place, 0] - where.x
    north = shelf.points[place, 1] - where.y
    up = shelf.points[place, 2] - where.z
    return float(east * east + north * north + up * up)


@inlined
def kilometres(chord: float) -> float:
    """The distance along the ground of a squared chord of the unit sphere; without end where there is no place."""
    return inf if chord < 0.0 else EARTH_KM * 2 * asin(min(1.0, sqrt(chord) / 2))


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
        if held < wanted or _is_before(key, ranks[row], worst, held_ranks[0]):
            held = _offer(key, ranks[row], at, held, keys, held_ranks, chosen)
            if near and held == wanted and by <= BY_DISTANCE:
                beyond = _farthest(by, keys[0], best)
    for which in range(len(of_set) if by_set else 0):
        if of_set[which]:
            _count(which, of_set[which], set_starts, set_tags, tags)
            of_set[which] = 0
    _put_in_order(held, keys, held_ranks, chosen)
    for place in range(held):
        at = chosen[place]
        chosen[place] = rows[at]
        tallies.first[TEXT, place], tallies.first[CHORD, place] = texts[at], chords[at]
    tallies.numbers[HITS], tallies.numbers[ACCEPTING], tallies.numbers[HELD] = hits, accepting, held


@compiled
def look(
    shelf: Shelf,
    sought: Sought,
    where: Where,
    judged: Judged,
    bounds: Bounds,
    scratch: Scratch,
    floor: float,
    least: float,
    ordering: Ordering,
    tallies: Tallies,
) -> None:
    """Survey and settle in one go, where there is only one segment: half of a quick answer is to hand everything over.

    Args:
        floor, least: as ``Lookup.floors`` gives them.
    """
    found, best, best_of_all = survey(shelf, sought, where, judged, bounds, scratch)
    least = max(least, floor * (best if best > 0.0 else best_of_all))
    settle(shelf, judged, bounds, scratch, found, least, best, ordering, tallies)


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


@compiled
def _offer(
    key: float,
    rank: int,
    at: int,
    held: int,
    keys: NDArray[np.float64],
    ranks: NDArray[np.int32],
    chosen: NDArray[np.int32],
) -> int:
    """Keep a hit that is among the first, in a heap whose top is the last of those held; how many are held now."""
    if held == len(keys):
        _sink(key, rank, at, held, keys, ranks, chosen)
        return held
    place = held
    while place > 0:
        above = (place - 1) >> 1
        if not _is_before(keys[above], ranks[above], key, rank):
            break
        keys[place], ranks[place], chosen[place] = keys[above], ranks[above], chosen[above]
        place = above
    keys[place], ranks[place], chosen[place] = key, rank, at
    return held + 1


@compiled
def _sink(
    key: float,
    rank: int,
    at: int,
    held: int,
    keys: NDArray[np.float64],
    ranks: NDArray[np.int32],
    chosen: NDArray[np.int32],
) -> None:
    """Put a hit in the place of the top, and let it sink to where it belongs among so many."""
    place = 0
    while True:
        below = 2 * place + 1
        if below >= held:
            break
        if below + 1 < held and _is_before(keys[below], ranks[below], keys[below + 1], ranks[below + 1]):
            below += 1
        if not _is_before(key, rank, keys[below], ranks[below]):
            break
        keys[place], ranks[place], chosen[place] = keys[below], ranks[below], chosen[below]
        place = below
    keys[place], ranks[place], chosen[place] = key, rank, at


@compiled
def _put_in_order(held: int, keys: NDArray[np.float64], ranks: NDArray[np.int32], chosen: NDArray[np.int32]) -> None:
    """Turn the heap into a list, the first hit first."""
    for last in range(held - 1, 0, -1):
        key, rank, at = keys[last], ranks[last], chosen[last]
        keys[last], ranks[last], chosen[last] = keys[0], ranks[0], chosen[0]
        _sink(key, rank, at, last, keys, ranks, chosen)


@inlined
def _is_before(key: float, rank: int, other_key: float, other_rank: int) -> bool:
    return key < other_key or (key == other_key and rank < other_rank)
