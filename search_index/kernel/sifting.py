"""What is known of each document of a segment for one client on one day, before any text is read."""

import numpy as np
from numpy.typing import NDArray

from search_index.kernel.compiled import compiled
from search_index.kernel.shapes import FULL, LAST, OUT


@compiled
def codes_of(
    live: NDArray[np.bool_],
    rules: NDArray[np.int32],
    refusals: NDArray[np.int8],
    rooms: NDArray[np.int8],
    enough: NDArray[np.bool_],
    only_in: bool,
) -> NDArray[np.int8]:
    """For each document the code of what leaves it out: one reason, ``LAST`` for none, ``OUT`` for more.

    Args:
        refusals: for each set of conditions the code of its reason to leave the client out, or ``LAST``.
        enough: for each code of capacity whether it will do.
        only_in: whether what is left out for some reason need not be counted.
    """
    codes = np.full(-(-len(live) // 8) * 8, OUT, np.int8)
    for row in range(len(live)):
        code = refusals[rules[row]]
        if not enough[rooms[row]]:
            # It would not fit if only one of the two were passed over.
            code = np.int8(FULL) if code == LAST else np.int8(OUT)
        if live[row] and (code == LAST or not only_in):
            codes[row] = code
    return codes
