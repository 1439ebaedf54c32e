"""Counting the tags of documents, whose bits stand in numbers of 64."""

import numpy as np
from numpy.typing import NDArray

from search_index.kernel.compiled import compiled, inlined

EIGHT = 8
"""Documents that are added up at a time."""


@inlined
def _sum(one: np.int64, other: np.int64, third: np.int64) -> tuple[np.int64, np.int64]:
    """For each bit the carry of three, and what is left of their sum."""
    half = one ^ other
    return (one & other) | (half & third), half ^ third


@compiled
def count_marks(
    rows: NDArray[np.uint32], marks: NDArray[np.int64], counted: NDArray[np.int64], tags: NDArray[np.int64]
) -> None:
    """Count for each tag how many of some documents carry it.

    Eight documents are added up at a time, all 64 bits of a number at once (Harley and Seal's carry-save adders): for
    each bit there is one carry of eights, and the ones, twos and fours are kept till the end.

    Args:
        counted: the bits of the tags to be counted.
        tags: where they are counted, for each bit a number.
    """
    for word in range(len(counted)):
        wanted = counted[word]
        if wanted == 0:
            continue
        of_word = tags[word * 64 : word * 64 + 64]
        ones, twos, fours = np.int64(0), np.int64(0), np.int64(0)
        for at in range(0, len(rows) - EIGHT + 1, EIGHT):
            two, ones = _sum(ones, marks[rows[at], word], marks[rows[at + 1], word])
            other_two, ones = _sum(ones, marks[rows[at + 2], word], marks[rows[at + 3], word])
            four, twos = _sum(twos, two, other_two)
            two, ones = _sum(ones, marks[rows[at + 4], word], marks[rows[at + 5], word])
            other_two, ones = _sum(ones, marks[rows[at + 6], word], marks[rows[at + 7], word])
            other_four, twos = _sum(twos, two, other_two)
            eights, fours = _sum(fours, four, other_four)
            eights &= wanted
            for bit in range(64):
                of_word[bit] += ((eights >> bit) & 1) << 3
        ones, twos, fours = ones & wanted, twos & wanted, fours & wanted
        for bit in range(64):
            of_word[bit] += ((ones >> bit) & 1) + (((twos >> bit) & 1) << 1) + (((fours >> bit) & 1) << 2)
        for at in range(len(rows) // EIGHT * EIGHT, len(rows)):
            last = marks[rows[at], word] & wanted
            for bit in range(64):
                of_word[bit] += (last >> bit) & 1
