"""Counting the candidates of a segment that are good enough, and ordering the first of them."""

import numpy as np
from numpy.typing import NDArray

from search_index.kernel.compiled import compiled, inlined
from search_index.kernel.heap import put_in_order
from search_index.kernel.measuring import squared_chord_to
from search_index.kernel.ordering import first_of
from search_index.kernel.shapes import (
    ACCEPTING,
    CHORD,
    FROM_HERE,
    HELD,
    HITS,
    KEY,
    LAST,
    NO_PLACE,
    TEXT,
    Bounds,
    Judged,
    Ordering,
    Scratch,
    Shelf,
    Tallies,
    Where,
)


@compiled
def settle(
    shelf: Shelf,
    where: Where,
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
    hits, accepting = _count_hits(shelf, judged, bounds, scratch, found, least, tallies)
    held = first_of(shelf, where, judged, scratch, hits, best, ordering, tallies)
    chosen = tallies.rows
    put_in_order(held, tallies.first[KEY], tallies.ranks, chosen)
    for place in range(held):
        at = chosen[place]
        chosen[place] = scratch.rows[at]
        tallies.first[TEXT, place] = scratch.texts[at]
        tallies.first[CHORD, place] = squared_chord_to(shelf, chosen[place], where) if where.near else NO_PLACE
    tallies.numbers[HITS], tallies.numbers[ACCEPTING], tallies.numbers[HELD] = hits, accepting, held


@inlined
def _count_hits(
    shelf: Shelf, judged: Judged, bounds: Bounds, scratch: Scratch, found: int, least: float, tallies: Tallies
) -> tuple[int, int]:
    """Count whatever is counted, and leave only the hits in the scratch: how many they are, and how many of them take
    people.
    """
    # To take an array out of a tuple within the loop would cost more than all that is done with it there.
    rows, texts, codes, of_set = scratch.rows, scratch.texts, scratch.codes, scratch.sets
    sets, set_starts, set_tags = shelf.sets, shelf.set_starts, shelf.set_tags
    rooms, accepted = judged.rooms, judged.accepted
    filtered, allowed, counted = bounds.filtered, bounds.allowed, bounds.counted
    reasons = tallies.numbers[FROM_HERE : FROM_HERE + bounds.reasons]
    tags = tallies.numbers[FROM_HERE + bounds.reasons :]
    groups = np.flatnonzero(counted)
    # Where there are more candidates than different sets of tags it pays to count these first.
    by_set = found > len(of_set)
    hits, accepting = 0, 0
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
        rows[hits], texts[hits] = row, text
        hits += 1
        accepting += accepted[rooms[row]]
        for group in groups:
            if by_set:
                of_set[sets[row, group]] += 1
            else:
                _count(sets[row, group], 1, set_starts, set_tags, tags)
    for which in range(len(of_set) if by_set else 0):
        if of_set[which]:
            _count(which, of_set[which], set_starts, set_tags, tags)
            of_set[which] = 0
    return hits, accepting


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
