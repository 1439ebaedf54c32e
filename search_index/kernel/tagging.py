"""Counting the tags of documents, whose bits stand in numbers of 64."""

import numpy as np
from numpy.typing import NDArray

from search_index.kernel.compiled import compiled


@compiled
def count_marks(
    rows: NDArray[np.uint32], marks: NDArray[np.int64], counted: NDArray[np.int64], tags: NDArray[np.int64]
) -> None:
    """Count for each tag how many of some documents carry it.

    Four documents are added up at a time, all 64 bits of a number at once (Harley and Seal's carry-save adders): for
    each bit there is one carry of fours, and the ones and twos are kept till the end.

    Args:
        counted: the bits of the tags to be counted.
        tags: where they are counted, for each bit a number.
    """
    for word in range(len(counted)):
        wanted = counted[word]
        if wanted == 0:
            continue
        of_word = tags[word * 64 : word * 64 + 64]
        ones, twos = np.int64(0), np.int64(0)
        for at in range(0, len(rows) - 3, 4):
            first, second = marks[rows[at], word], marks[rows[at + 1], word]
            third, fourth = marks[rows[at + 2], word], marks[rows[at + 3], word]
            half = ones ^ first
            carry = (ones & first) | (half & second)
            ones = half ^ second
            half = ones ^ third
            other = (ones & third) | (half & fourth)
            ones = half ^ fourth
            half = twos ^ carry
            fours = ((twos & carry) | (half & other)) & wanted
            twos = half ^ other
            for bit in range(64):
                of_word[bit] += ((fours >> bit) & 1) << 2
        ones, twos = ones & wanted, twos & wanted
        for bit in range(64):
            of_word[bit] += ((ones >> bit) & 1) + (((twos >> bit) & 1) << 1)
        for at in range(len(rows) // 4 * 4, len(rows)):
            last = marks[rows[at], word] & wanted
            for bit in range(64):
                of_word[bit] += (last >> bit) & 1
