"""Counting what would be a hit but for its distance."""

import numpy as np
from numpy.typing import NDArray

from search_index.kernel.compiled import compiled, inlined
from search_index.kernel.measuring import nearest_chord, squared_chord
from search_index.kernel.placing import where_to_look
from search_index.kernel.shapes import LAST, Bounds, Judged, Place, Scratch, Shelf, Sought
from search_index.kernel.telling import rows_of_text


@compiled
def count_far(
    shelf: Shelf, sought: Sought, place: Place, judged: Judged, bounds: Bounds, scratch: Scratch, least: float
) -> int:
    """How many documents lie beyond the radius, but not much too far away, and would be hits if they were within it.

    It leaves nothing in the scratch, and what was there is gone.

    Args:
        least: the text below which a document does not count.
    """
    where = where_to_look(place)
    rows, texts, codes, marks = scratch.rows, scratch.texts, judged.codes, shelf.marks
    points, place_starts, located = shelf.points, shelf.place_starts, shelf.located
    x, y, z, within, reach = where.x, where.y, where.z, where.within, where.reach
    of_text, whole = sought.of_text, sought.unit_weights[-1] if sought.of_text else 1.0
    far = 0
    for at in range(rows_of_text(shelf, sought, where, codes, scratch)):
        row = rows[at]
        text = texts[at] / whole if of_text else 1.0
        if row < located:
            chord = squared_chord(points[row, 0] - x, points[row, 1] - y, points[row, 2] - z)
        else:
            chord = nearest_chord(points, place_starts[row], place_starts[row + 1], x, y, z)
        # Written in any case, and then kept or not: that is quicker than to guess.
        rows[far] = row
        far += (codes[row] == LAST) & (chord > within) & (chord <= reach) & (text > 0.0) & (text >= least)
    return _carrying(rows[:far], marks, bounds.wanted, bounds.any_of)


@inlined
def _carrying(
    rows: NDArray[np.uint32], marks: NDArray[np.int64], wanted: NDArray[np.int64], any_of: NDArray[np.int64]
) -> int:
    """How many of some documents carry all wanted tags, and for each filter one of its own."""
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
