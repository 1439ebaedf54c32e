"""Finding the spans of rows within reach, and what of ascending numbers lies in them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_index.geometry import CELLS_EAST
from search_index.kernel.compiled import inlined
from search_index.kernel.shapes import Where


@inlined
def first_from(values: NDArray[np.integer[Any]], start: int, end: int, wanted: int) -> int:
    """The place of the first of ascending values, from start up to but not including end, that is not less."""
    # The next span is mostly close by: to go in steps that double gets there sooner than to halve all that is left.
    step = 1
    while start + step < end and values[start + step] < wanted:
        start += step
        step += step
    end = min(end, start + step)
    while start < end:
        middle = (start + end) >> 1
        if values[middle] < wanted:
            start = middle + 1
        else:
            end = middle
    return start


@inlined
def place_of(values: NDArray[np.integer[Any]], start: int, end: int, wanted: int) -> int:
    """The place of a value among ascending ones, from start up to but not including end; end, if it is not there."""
    place, left = start, end - start
    while left > 1:
        half = left >> 1
        # Whether it lies in this half or in that is anybody's guess: so it is not asked, but worked out as a number.
        place += half * (values[place + half - 1] < wanted)
        left -= half
    return place if left == 1 and values[place] == wanted else end


@inlined
def spans_of(cells: NDArray[np.int32], documents: int, where: Where) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The spans of rows in which everything within reach lies: one for each line of cells, and then all documents that
    have not exactly one place.
    """
    lines = max(where.north - where.south + 1, 0)
    begins, ends = np.empty(lines + 1, np.int64), np.empty(lines + 1, np.int64)
    begin = 0
    for line in range(lines):
        west = (where.south + line) * CELLS_EAST
        begin = begins[line] = first_from(cells, begin, len(cells), west + where.west)
        begin = ends[line] = first_from(cells, begin, len(cells), west + where.east + 1)
    begins[lines], ends[lines] = len(cells) if lines else 0, documents
    return begins, ends
