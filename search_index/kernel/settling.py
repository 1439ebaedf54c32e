"""Counting the candidates of a segment that are good enough, and ordering the first of them."""

import numpy as np

from search_index.kernel.compiled import compiled, inlined
from search_index.kernel.ordering import first_of
from search_index.kernel.placing import where_to_look
from search_index.kernel.shapes import (
    LAST,
    Bounds,
    Judged,
    Ordering,
    Place,
    Scratch,
    Shelf,
    Tallies,
    Totals,
)
from search_index.kernel.tagging import count_marks
from search_index.kernel.weighing import ACCEPTING_ROOMS


@compiled
def settle(
    shelf: Shelf,
    place: Place,
    judged: Judged,
    bounds: Bounds,
    scratch: Scratch,
    found: int,
    least: float,
    best: float,
    ordering: Ordering,
    tallies: Tallies,
) -> Totals:
    """Count and order the candidates whose text is good enough.

    Args:
        found: how many candidates ``survey`` left in the scratch.
        least: the text below which a candidate does not count.
        best: the best text of all candidates of this segment.
    """
    hits, accepting, too_weak = _count_hits(shelf, judged, bounds, scratch, found, least, tallies)
    held = first_of(shelf, where_to_look(place), judged, scratch, hits, best, ordering, tallies)
    return Totals(hits, accepting, held, too_weak)


@inlined
def _count_hits(
    shelf: Shelf, judged: Judged, bounds: Bounds, scratch: Scratch, found: int, least: float, tallies: Tallies
) -> tuple[int, int, int]:
    """Count whatever is counted, and leave only the hits in the scratch: how many they are, how many of them take
    people, and how many more there might be but for their text.
    """
    # To take an array out of a tuple within the loop would cost more than all that is done with it there.
    rows, texts, codes, marks = scratch.rows, scratch.texts, scratch.codes, shelf.marks
    rooms, any_of = judged.rooms, bounds.any_of
    filters, words = any_of.shape
    reasons, tags = tallies.reasons, tallies.tags
    hits, accepting, too_weak = 0, 0, 0
    for at in range(found):
        row, text, code = rows[at], texts[at], codes[at]
        if text < least:
            too_weak += code == LAST
            continue
        failed, missed = 0, 0
        for group in range(filters):
            common = np.int64(0)
            for word in range(words):
                common |= marks[row, word] & any_of[group, word]
            if common == 0:
                failed += 1
                missed = group
        if code != LAST:
            reasons[code] += failed == 0
            continue
        if failed > 0:
            if failed == 1:
                count_marks(rows[at : at + 1], marks, bounds.besides[missed], tags)
            continue
        rows[hits], texts[hits] = row, text
        hits += 1
        accepting += ACCEPTING_ROOMS[rooms[row]]
    count_marks(rows[:hits], marks, bounds.counted, tags)
    return hits, accepting, too_weak
