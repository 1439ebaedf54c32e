"""Counting what would be a hit but for its distance."""

import numpy as np
from numpy.typing import NDArray

from search_index.kernel.compiled import compiled, inlined
from search_index.kernel.measuring import nearest_chord, squared_chord
from search_index.kernel.placing import where_to_look
from search_index.kernel.searching import spans_of
from search_index.kernel.shapes import LAST, Bounds, Judged, Place, Scratch, Shelf, Sought, Where
from search_index.kernel.telling import rows_of_text


@compiled
def count_far(
    shelf: Shelf, sought: Sought, place: Place, judged: Judged, bounds: Bounds, scratch: Scratch, least: float
) -> int:
    """How many documents lie beyond the radius, but not much too far away, and would be hits if they were within it.

    What was in the scratch is gone then. Each sieve leaves less for the next, which has more to read of each document.

    Args:
        least: the text below which a document does not count.
    """
    where, rows = where_to_look(place), scratch.rows
    if not sought.of_text and not sought.of_tag and len(bounds.any_of) == 0:
        return _of_anything(shelf, where, judged.codes)
    found = rows_of_text(shelf, sought, where, judged.codes, LAST, scratch)
    if sought.of_text:
        found = _good_enough(rows[:found], scratch.texts, sought.unit_weights[-1], least)
    found = _in_the_ring(rows[:found], shelf, where)
    return _carrying(rows[:found], shelf.marks, bounds)


@inlined
def _of_anything(shelf: Shelf, where: Where, codes: NDArray[np.int8]) -> int:
    """How many there are where nothing is asked for: they are counted where they stand, one after the other."""
    points, place_starts = shelf.points, shelf.place_starts
    x, y, z, within, reach = where.x, where.y, where.z, where.within, where.reach
    begins, ends = spans_of(shelf.cells, shelf.documents, where)
    far = 0
    for span in range(len(begins)):
        middle = min(max(begins[span], shelf.located), ends[span])
        for row in range(np.uint64(begins[span]), np.uint64(middle)):
            chord = squared_chord(points[row, 0] - x, points[row, 1] - y, points[row, 2] - z)
            far += (codes[row] == LAST) & (chord > within) & (chord <= reach)
        for row in range(np.uint64(middle), np.uint64(ends[span])):
            chord = nearest_chord(points, place_starts[row], place_starts[row + 1], x, y, z)
            far += (codes[row] == LAST) & (chord > within) & (chord <= reach)
    return far


@inlined
def _good_enough(rows: NDArray[np.uint32], texts: NDArray[np.float64], whole: float, least: float) -> int:
    """Keep the documents whose text is good enough.

    Args:
        whole: what all units count together.
    """
    kept = 0
    for at in range(len(rows)):
        text = texts[at] / whole
        # Written in any case, and then kept or not: that is quicker than to guess.
        rows[kept] = rows[at]
        kept += (text > 0.0) & (text >= least)
    return kept


@inlined
def _in_the_ring(rows: NDArray[np.uint32], shelf: Shelf, where: Where) -> int:
    """Keep those that lie beyond the radius and within reach."""
    points, place_starts, located = shelf.points, shelf.place_starts, shelf.located
    x, y, z, within, reach = where.x, where.y, where.z, where.within, where.reach
    kept = 0
    for row in rows:
        if row < located:
            chord = squared_chord(points[row, 0] - x, points[row, 1] - y, points[row, 2] - z)
        else:
            chord = nearest_chord(points, place_starts[row], place_starts[row + 1], x, y, z)
        rows[kept] = row
        kept += (chord > within) & (chord <= reach)
    return kept


@inlined
def _carrying(rows: NDArray[np.uint32], marks: NDArray[np.int64], bounds: Bounds) -> int:
    """How many carry all wanted tags, and for each filter one of its own."""
    wanted, any_of = bounds.wanted, bounds.any_of
    filters, words = any_of.shape
    if filters == 0 and not np.any(wanted):
        return len(rows)
    carrying = 0
    for row in rows:
        lacking = np.int64(0)
        for word in range(words):
            lacking |= wanted[word] & ~marks[row, word]
        passed = lacking == 0
        for group in range(filters):
            common = np.int64(0)
            for word in range(words):
                common |= marks[row, word] & any_of[group, word]
            passed &= common != 0
        carrying += passed
    return carrying
