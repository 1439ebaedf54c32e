"""Finding the candidates of a segment, and what leaves each out."""

import numpy as np
from numpy.typing import NDArray

from search_index.kernel.compiled import compiled, inlined
from search_index.kernel.shapes import LAST, NO_PLACE, Bounds, Judged, Scratch, Shelf, Sought, Where


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
        if not shelf.live[row] or text <= 0.0:
            continue
        has_all = _has_all(shelf, row, bounds)
        if bounds.only_in and not has_all:
            continue
        chord = NO_PLACE
        if where.near:
            chord = _chord(shelf, row, where)
            if chord > where.reach:
                continue
        code = np.int8(judged.refusals[shelf.rules[row]])
        reasons = 0 if code == LAST else 1
        if chord > where.within:
            code = np.int8(bounds.far)
            reasons += 1
        if bounds.accepting and not judged.accepted[judged.rooms[row]]:
            code = np.int8(bounds.full)
            reasons += 1
        if reasons > 1:
            # It would not fit if one of them were passed over.
            continue
        if code == LAST or code == bounds.full:
            best = max(best, text)
        if code != LAST and bounds.only_in:
            continue
        best_of_all = max(best_of_all, text)
        # Only now: a filter must not bear on what is a good answer, or it could let in what was too weak without it.
        if not has_all:
            continue
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
