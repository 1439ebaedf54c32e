"""Finding the candidates of a segment, and what leaves each out."""

import numpy as np

from search_index.kernel.compiled import compiled
from search_index.kernel.measuring import nearest_chord, squared_chord
from search_index.kernel.placing import where_to_look
from search_index.kernel.shapes import ANYWHERE, FAR, FULL, LAST, Bounds, Judged, Place, Scratch, Shelf, Sought
from search_index.kernel.telling import rows_of_text


@compiled
def survey(
    shelf: Shelf, sought: Sought, place: Place, judged: Judged, bounds: Bounds, scratch: Scratch, least: float
) -> tuple[int, float, float]:
    """Find the candidates and what leaves them out; they are left in the scratch in the order of their rows.

    Args:
        least: the text below which a candidate certainly does not count.

    Returns:
        How many there are, the best text among those that a client can reach, and among all.
    """
    where = where_to_look(place)
    # To take an array out of a tuple, or to hand one over, within the loop would cost more than all that is done there.
    rows, texts, codes, of_document = scratch.rows, scratch.texts, scratch.codes, judged.codes
    points, place_starts, located = shelf.points, shelf.place_starts, shelf.located
    x, y, z, within, reach = where.x, where.y, where.z, where.within, where.reach
    marks, wanted = shelf.marks, bounds.wanted
    words = len(wanted) if np.any(wanted) else 0
    of_text, bounded = sought.of_text, within < ANYWHERE
    found = rows_of_text(shelf, sought, where, of_document, 0, scratch)
    whole = sought.unit_weights[-1] if of_text else 1.0
    kept, best, best_of_all = 0, 0.0, 0.0
    for at in range(found):
        row = rows[at]
        text = texts[at] / whole if of_text else 1.0
        code = int(of_document[row])
        lacking = np.int64(0)
        for word in range(words):
            lacking |= wanted[word] & ~marks[row, word]
        told = text > 0.0
        # All conditions are worked out, and then something is done or not: to guess at each would take longer.
        if bounded:
            if row < located:
                chord = squared_chord(points[row, 0] - x, points[row, 1] - y, points[row, 2] - z)
            else:
                chord = nearest_chord(points, place_starts[row], place_starts[row + 1], x, y, z)
            # It would not fit if only one of two reasons were passed over.
            told = told & (chord <= reach) & ((chord <= within) | (code == LAST))
            code = FAR if chord > within else code
        text_here = text if told else 0.0
        best_of_all = max(best_of_all, text_here)
        best = max(best, text_here if (code == LAST) | (code == FULL) else 0.0)
        # A filter must not bear on what is a good answer, or it could let in what was too weak without it.
        rows[kept], texts[kept], codes[kept] = row, text, code
        kept += told & (lacking == 0) & (text >= least)
    return kept, best, best_of_all
