"""Finding the documents within reach that a text tells anything of.

Postings, too, are counted by numbers without a sign (see ``shapes``).
"""

import numpy as np
from numpy.typing import NDArray

from search_index.kernel.compiled import inlined
from search_index.kernel.searching import first_from, spans_of
from search_index.kernel.shapes import LAST, WINDOW, Scratch, Shelf, Sought, Where

_PLACES = np.array([sorted(range(8), key=lambda at: byte >> at & 1 == 0) for byte in range(256)], np.uint8)
"""For each byte the places of its ones, and then those of its zeros."""

_ONES = np.array([byte.bit_count() for byte in range(256)])
"""For each byte how many they are."""

HALF = 4
"""Half of an eight."""


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
    return _of_terms(shelf, sought, begins, ends, codes, from_code, scratch)


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
def _of_terms(
    shelf: Shelf,
    sought: Sought,
    begins: NDArray[np.int64],
    ends: NDArray[np.int64],
    codes: NDArray[np.int8],
    from_code: int,
    scratch: Scratch,
) -> int:
    """The documents of several terms that are wanted, with what these tell of them together.

    All terms are read for a window of rows before the next window is begun: so many sums stay in the processor's
    nearest cache until they are read out, those of a whole segment do not.
    """
    # Up to where the postings of each term have been read.
    read = sought.starts.copy()
    found, before = 0, 0
    for span in range(len(begins)):
        begin, end = begins[span], ends[span]
        if begin == end:
            continue
        _go_on(shelf, sought, read, before, begin)
        # By the eight, as the documents are sifted.
        for base in range(begin >> 3 << 3, end, WINDOW):
            last = min(base + WINDOW, end)
            _tell(shelf, sought, scratch, read, base, last)
            found = _read_out(codes, from_code, scratch, base, last, found)
        before = end
    return found


@inlined
def _go_on(shelf: Shelf, sought: Sought, read: NDArray[np.int64], before: int, begin: int) -> None:
    """Pass over the postings between two rows."""
    starts, ends = sought.starts, sought.ends
    for term in range(len(read)):
        # They lie more or less evenly among all rows.
        ahead = (ends[term] - starts[term]) / shelf.documents * (begin - before)
        read[term] = first_from(shelf.posted, read[term], ends[term], begin, int(ahead))


@inlined
def _tell(shelf: Shelf, sought: Sought, scratch: Scratch, read: NDArray[np.int64], base: int, last: int) -> None:
    """Add to each document of a window what each unit tells of it."""
    unit_starts, unit_weights = sought.unit_starts, sought.unit_weights
    for unit in range(len(unit_starts) - 1):
        first, after, counts = unit_starts[unit], unit_starts[unit + 1], unit_weights[unit]
        # What tells nothing is passed over, or a document would be touched without being told of.
        if counts > 0.0 and after - first == 1:
            _add_term(shelf, sought, scratch, read, first, base, last, counts)
        elif counts > 0.0:
            _add_best_terms(shelf, sought, scratch, read, first, after, base, last, counts)


@inlined
def _add_term(
    shelf: Shelf,
    sought: Sought,
    scratch: Scratch,
    read: NDArray[np.int64],
    term: int,
    base: int,
    last: int,
    counts: float,
) -> None:
    """Add to each document of a window what a unit of one term tells of it."""
    posted, impacts, sums, touched = shelf.posted, shelf.impacts, scratch.sums, scratch.touched.view(np.uint8)
    weight = sought.weights[term]
    if weight > 0.0:
        at, end = np.uint64(read[term]), np.uint64(sought.ends[term])
        while at < end and posted[at] < last:
            place = np.uint64(posted[at]) - np.uint64(base)
            sums[place] += counts * (weight * np.float64(impacts[at]))
            touched[place] = 1
            at += np.uint64(1)
        read[term] = at


@inlined
def _add_best_terms(
    shelf: Shelf,
    sought: Sought,
    scratch: Scratch,
    read: NDArray[np.int64],
    first: int,
    after: int,
    base: int,
    last: int,
    counts: float,
) -> None:
    """Add to each document of a window what the best of a unit's terms tells of it."""
    posted, impacts, best, met = shelf.posted, shelf.impacts, scratch.best, scratch.met
    sums, touched = scratch.sums, scratch.touched.view(np.uint8)
    known = 0
    for term in range(first, after):
        weight = sought.weights[term]
        if weight > 0.0:
            at, end = np.uint64(read[term]), np.uint64(sought.ends[term])
            while at < end and posted[at] < last:
                place = np.uint64(posted[at]) - np.uint64(base)
                so_far = best[place]
                # Noted in any case, and then kept or not: that is quicker than to guess.
                met[known] = place
                known += so_far == 0.0
                best[place] = max(so_far, weight * np.float64(impacts[at]))
                at += np.uint64(1)
            read[term] = at
    for number in range(known):
        place = np.uint64(met[number])
        sums[place] += counts * best[place]
        touched[place] = 1
        best[place] = 0.0


@inlined
def _read_out(codes: NDArray[np.int8], from_code: int, scratch: Scratch, base: int, last: int, found: int) -> int:
    """Append the documents of a window that were told of and are wanted, with what was told; clears the sums.

    Args:
        found: how many there were before; how many there are now is returned.
    """
    sums, touched = scratch.sums, scratch.touched
    of_eights, met = codes.view(np.int64), scratch.met
    # First which eights have any, and then those: whether the next one has is more than the processor can guess.
    some = 0
    for eight in range((last - base + 7) >> 3):
        met[some] = eight
        some += touched[eight] != 0
    for number in range(some):
        eight = met[number]
        # A bit of each code comes to stand where a touched document has its one: the highest, which only ``OUT``
        # has, or the one below it, which beside ``OUT`` only ``LAST`` has.
        of_eight = of_eights[eight + (base >> 3)]
        left = touched[eight] & ~(of_eight >> 7) & (of_eight >> 6 if from_code == LAST else -1)
        touched[eight] = 0
        # The bytes, each one or zero, side by side as bits: of two, of four, of eight.
        left |= left >> 7
        left |= left >> 14
        left |= left >> 28
        ones = left & 255
        _write(scratch, base, eight, ones, 0, found)
        # Mostly there are no more than four.
        if _ONES[ones] > HALF:
            _write(scratch, base, eight, ones, HALF, found)
        found += _ONES[ones]
        for place in range(eight * 8, eight * 8 + 8):
            sums[place] = 0.0
    return found


@inlined
def _write(scratch: Scratch, base: int, eight: int, ones: int, first: int, found: int) -> None:
    """Write down four of the documents of an eight, from one of them on.

    All four are written, although only as many are kept as there are: that is quicker than to guess how many.

    Args:
        ones: the bits of those there are.
    """
    rows, texts, sums = scratch.rows, scratch.texts, scratch.sums
    for nth in range(first, first + HALF):
        place = np.uint64(eight * 8) + _PLACES[ones, nth]
        rows[found + nth], texts[found + nth] = np.uint32(place + np.uint64(base)), sums[place]
