"""Putting tags in order by how often they were counted."""

import numpy as np
from numpy.typing import NDArray

from search_index.kernel.compiled import compiled


@compiled
def most_frequent(counts: NDArray[np.int64], starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Put the tags of each group in order, the most frequent first; of equals the one that comes before the other.

    Args:
        counts: for each tag how often it was counted; whatever comes after them is passed over.
        starts: where the tags of each group begin, and where the last one's end.

    Returns:
        Where those of each group end in what comes after that; and then the tags that were counted at all, group by
        group, each as twice the sum of its place and its count times the number of tags.
    """
    groups, tags = len(starts) - 1, starts[-1]
    told = np.empty(groups + tags, np.int64)
    ordered, end = told[groups:], 0
    for group in range(groups):
        first = end
        for tag in range(starts[group], starts[group + 1]):
            if counts[tag] == 0:
                continue
            place = end
            while place > first and ordered[place - 1] < 2 * counts[tag] * tags:
                ordered[place] = ordered[place - 1]
                place -= 1
            ordered[place] = 2 * (counts[tag] * tags + tag)
            end += 1
        told[group] = end
    return told[: groups + end]
