"""Finding the spans of rows within reach, and what of ascending numbers lies in them."""

from math import floor, radians, sin
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_index.geometry import CELL_EAST, CELL_NORTH, CELLS_EAST, aside
from search_index.kernel.compiled import inlined
from search_index.kernel.shapes import Where

_EDGE = 1e-6
"""So much more, of all or in degrees, that no rounding leaves out what lies at the very edge of a circle."""

_aside = inlined(aside)


@inlined
def first_from(values: NDArray[np.integer[Any]], start: int, end: int, wanted: int, ahead: int) -> int:
    """The place of the first of ascending values, from start up to but not including end, that is not less.

    Args:
        ahead: about how far beyond start that may be. To go from there in steps that double, up or down, reads far
            fewer places of a long list than to halve all that is left; and each that was not read lately is a wait.
    """
    low, high, step = start, end, 1
    guess = min(start + ahead, end - 1)
    if start < end and values[guess] < wanted:
        low = guess + 1
        while low + step < end and values[low + step] < wanted:
            low += step
            step += step
        high = min(end, low + step)
    elif start < end:
        high = guess
        while high - step >= start and values[high - step] >= wanted:
            high -= step
            step += step
        low = max(start, high - step)
    while low < high:
        middle = (low + high) >> 1
        if values[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


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
    """The spans of rows in which everything within reach lies: one for each line of cells, as wide as the circle
    is there, and then all documents that have not exactly one place.
    """
    lines = max(where.north - where.south + 1, 0)
    begins, ends = np.empty(lines + 1, np.int64), np.empty(lines + 1, np.int64)
    cosine = 1.0 - where.reach / 2 * (1 + _EDGE)
    begin, gap, width = 0, len(cells) // 2, 0
    north = _height(where.south)
    for line in range(lines):
        south, north = north, _height(where.south + line + 1)
        wide = _aside(where.z, cosine, south, north) + _EDGE
        west = (where.south + line) * CELLS_EAST
        before, first = begin, west + floor((where.longitude - wide + 180) / CELL_EAST)
        begin = begins[line] = first_from(cells, begin, len(cells), first, gap)
        # From one line to the next it is about as far as it was the last time.
        gap = begin - before
        last = west + floor((where.longitude + wide + 180) / CELL_EAST)
        begin = ends[line] = first_from(cells, begin, len(cells), last + 1, width)
        width = begin - begins[line]
    begins[lines], ends[lines] = len(cells) if lines else 0, documents
    return begins, ends


@inlined
def _height(line: int) -> float:
    """How high on the unit sphere a line of cells begins."""
    return sin(radians(line * CELL_NORTH - 90))
