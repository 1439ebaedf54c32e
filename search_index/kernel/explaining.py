"""Where in the listings the terms of a query stand."""

import numpy as np
from numpy.typing import NDArray

from search_index.kernel.compiled import compiled


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
            documents = posted[starts[term] : ends[term]]
            for at in range(len(rows)):
                place = np.searchsorted(documents, rows[at])
                if place < len(documents) and documents[place] == rows[at]:
                    held[at, unit] |= where[starts[term] + place]
    return held
