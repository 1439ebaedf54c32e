"""Finding the documents within reach that a text tells anything of.

Postings, too, are counted by numbers without a sign (see ``shapes``).
"""

import numpy as np
from numpy.typing import NDArray

from search_index.kernel.compiled import inlined
from search_index.kernel.searching import first_from, spans_of
from search_index.kernel.shapes import LAST, Scratch, Shelf, Sought, Where


@inlined
def rows_of_text(
    shelf: Shelf, sought: Sought, where: Where, codes: NDArray[np.int8], from_code: int, scratch: Scratch
) -> int:
    """Find the documents within reach that the text tells anything of, in the order of their rows.

    Args:
        from_code: the code from which on they are wanted: 0 for whatever may be a candidate, or ``LAST``.
    """
    begins, ends = spans_of(shelf.cells, shelf.documents, where)
    if sought.of_tag:
        return _of_list(sought.carrying, begins, ends, codes, from_code, scratch.rows)
    if not sought.of_text:
        return _of_spans(begins, ends, codes, from_code, scratch.rows)
    if len(sought.starts) == 1:
        return _of_term(shelf, sought, begins, ends, codes, from_code, scratch)
    shifts = shifts_of(begins, ends)
    for unit in range(len(sought.unit_starts) - 1):
        counts = sought.unit_weights[unit]
        # What tells nothing is passed over, or a document would be touched without being told of.
        if counts > 0.0:
            if sought.unit_starts[unit + 1] - sought.unit_starts[unit] == 1:
                _add_term(shelf, sought, begins, ends, shifts, scratch, sought.unit_starts[unit], counts)
            else:
                _add_best_terms(shelf, sought, begins, ends, shifts, scratch, unit, counts)
    return _touched(begins, ends, shifts, codes, from_code, scratch)


@inlined
def shifts_of(begins: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.uint64]:
    """For each span how far its rows stand from their places in the scratch, where all spans lie close together.

    What is far apart in the scratch is soon lost from the processor's caches. Rows are moved by the eight, so that
    those of an eight stay together, also where two spans share one.
    """
    shifts = np.empty(len(begins), np.uint64)
    shift, taken = 0, 0
    for span in range(len(begins)):
        if begins[span] < ends[span]:
            shift += max((begins[span] >> 3) - taken, 0) << 3
            taken = (ends[span] + 7) >> 3
        shifts[span] = shift
    return shifts


@inlined
def _of_list(
    documents: NDArray[np.uint32],
    begins: NDArray[np.int64],
    ends: NDArray[np.int64],
    codes: NDArray[np.int8],
    from_code: int,
    rows: NDArray[np.uint32],
) -> int:
    """Of some documents those within the spans that are wanted."""
    share = len(documents) / len(codes)
    found, start, before = 0, 0, 0
    for span in range(len(begins)):
        start, stop = _span(documents, start, len(documents), share, before, begins[span], ends[span])
        for at in range(np.uint64(start), np.uint64(stop)):
            # Written in any case, and then kept or not: that is quicker than to guess.
            rows[found] = documents[at]
            found += codes[documents[at]] >= from_code
        start, before = stop, ends[span]
    return found


@inlined
def _span(
    documents: NDArray[np.uint32], start: int, end: int, share: float, before: int, begin: int, after: int
) -> tuple[int, int]:
    """Where in some documents those of a span of rows begin and end.

    Args:
        share: how many of all rows there are in the documents, which lie more or less evenly among them.
        before: the row that is looked for, or looked past, at start.
    """
    first = first_from(documents, start, end, begin, int(share * (begin - before)))
    return first, first_from(documents, first, end, after, int(share * (after - begin)))


@inlined
def _of_spans(
    begins: NDArray[np.int64],
    ends: NDArray[np.int64],
    codes: NDArray[np.int8],
    from_code: int,
    rows: NDArray[np.uint32],
) -> int:
    """All documents within the spans that are wanted."""
    found = 0
    for span in range(len(begins)):
        for row in range(begins[span], ends[span]):
            rows[found] = row
            found += codes[row] >= from_code
    return found


@inlined
def _of_term(
    shelf: Shelf,
    sought: Sought,
    begins: NDArray[np.int64],
    ends: NDArray[np.int64],
    codes: NDArray[np.int8],
    from_code: int,
    scratch: Scratch,
) -> int:
    """The documents of the only term that are wanted, with what it tells of them."""
    posted, impacts, rows, texts = shelf.posted, shelf.impacts, scratch.rows, scratch.texts
    start, end, weight, counts = sought.starts[0], sought.ends[0], sought.weights[0], sought.unit_weights[0]
    share = (end - start) / shelf.documents
    found, before = 0, 0
    for span in range(len(begins)):
        start, stop = _span(posted, start, end, share, before, begins[span], ends[span])
        for at in range(np.uint64(start), np.uint64(stop)):
            rows[found], texts[found] = posted[at], counts * (weight * np.float64(impacts[at]))
            found += codes[posted[at]] >= from_code
        start, before = stop, ends[span]
    return found


@inlined
def _add_term(
    shelf: Shelf,
    sought: Sought,
    begins: NDArray[np.int64],
    ends: NDArray[np.int64],
    shifts: NDArray[np.uint64],
    scratch: Scratch,
    term: int,
    counts: float,
) -> None:
    """Add to each document what a unit of one term tells of it."""
    posted, impacts, sums = shelf.posted, shelf.impacts, scratch.sums
    touched = scratch.touched.view(np.uint8)
    start, end, weight = sought.starts[term], sought.ends[term], sought.weights[term]
    if weight > 0.0:
        share, before = (end - start) / shelf.documents, 0
        for span in range(len(begins)):
            start, stop = _span(posted, start, end, share, before, begins[span], ends[span])
            shift = shifts[span]
            for at in range(np.uint64(start), np.uint64(stop)):
                place = posted[at] - shift
                sums[place] += counts * (weight * np.float64(impacts[at]))
                touched[place] = 1
            start, before = stop, ends[span]


@inlined
def _add_best_terms(
    shelf: Shelf,
    sought: Sought,
    begins: NDArray[np.int64],
    ends: NDArray[np.int64],
    shifts: NDArray[np.uint64],
    scratch: Scratch,
    unit: int,
    counts: float,
) -> None:
    """Add to each document what the best of a unit's terms tells of it."""
    posted, impacts, best, rows = shelf.posted, shelf.impacts, scratch.best, scratch.rows
    sums, touched = scratch.sums, scratch.touched.view(np.uint8)
    met = 0
    for term in range(sought.unit_starts[unit], sought.unit_starts[unit + 1]):
        start, end, weight = sought.starts[term], sought.ends[term], sought.weights[term]
        if weight > 0.0:
            share, before = (end - start) / shelf.documents, 0
            for span in range(len(begins)):
                start, stop = _span(posted, start, end, share, before, begins[span], ends[span])
                shift = shifts[span]
                for at in range(np.uint64(start), np.uint64(stop)):
                    place = posted[at] - shift
                    known = best[place]
                    # Noted in any case, and then kept or not: that is quicker than to guess.
                    rows[met] = place
                    met += known == 0.0
                    best[place] = max(known, weight * np.float64(impacts[at]))
                start, before = stop, ends[span]
    for at in range(met):
        place = rows[at]
        sums[place] += counts * best[place]
        touched[place] = 1
        best[place] = 0.0


@inlined
def _touched(
    begins: NDArray[np.int64],
    ends: NDArray[np.int64],
    shifts: NDArray[np.uint64],
    codes: NDArray[np.int8],
    from_code: int,
    scratch: Scratch,
) -> int:
    """The documents that were told of and are wanted, with what was told; clears the sums."""
    rows, texts, sums, touched = scratch.rows, scratch.texts, scratch.sums, scratch.touched
    of_eights, met = codes.view(np.int64), scratch.eights
    found = 0
    for span in range(len(begins)):
        # An empty span has no place in the scratch.
        if begins[span] == ends[span]:
            continue
        shift = np.int64(shifts[span] >> 3)
        # First which eights have any, and then those: whether the next one has is more than the processor can guess.
        some = 0
        for eight in range((begins[span] >> 3) - shift, ((ends[span] + 7) >> 3) - shift):
            met[some] = eight
            some += touched[eight] != 0
        for number in range(some):
            eight = met[number]
            # A bit of each code comes to stand where a touched document has its one: the highest, which only ``OUT``
            # has, or the one below it, which beside ``OUT`` only ``LAST`` has.
            of_eight = of_eights[eight + shift]
            left = touched[eight] & ~(of_eight >> 7) & (of_eight >> 6 if from_code == LAST else -1)
            touched[eight] = 0
            while left != 0:
                # Of each byte that is not zero only the lowest bit is set; the exponent of a power of two is its place.
                lowest = left & -left
                place = eight * 8 + (((np.float64(lowest).view(np.int64) >> 52) - 1023) >> 3)
                rows[found], texts[found] = np.uint32(place + shift * 8), sums[place]
                found += 1
                left ^= lowest
            for place in range(eight * 8, eight * 8 + 8):
                sums[place] = 0.0
    return found
