"""Where in the listings the terms of a query stand."""

import numpy as np
from numpy.typing import NDArray

from search_index.kernel.compiled import compiled
from search_index.kernel.searching import first_from


@compiled
def parts_holding(
    rows: NDArray[np.int32],
    posted: NDArray[np.int32],
    where: NDArray[np.uint8],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    unit_starts: NDArray[np.int64],
) -> NDArray[np.uint8]:
    """For each unit and each of some documents the bits of the parts that hold any of its terms.

    Args:
        posted, where: the postings of all terms.
        starts, ends, unit_starts: as in ``Sought``.

    Returns:
        A row for each document, a column for each unit.
    """
    held = np.zeros((len(rows), len(unit_starts) - 1), np.uint8)
    for unit in range(len(unit_starts) - 1):
        for term in range(unit_starts[unit], unit_starts[unit + 1]):
            for at in range(len(rows)):
                place = first_from(posted, starts[term], ends[term], rows[at])
                if place < ends[term] and posted[place] == rows[at]:
                    held[at, unit] |= where[place]
    return held
