"""The first so many of any number, kept in a heap whose top is the last of them.

A hit is its key, then its rank, by which it is ordered, and where it was found.
"""

import numpy as np
from numpy.typing import NDArray

from search_index.kernel.compiled import compiled, inlined


@compiled
def offer(
    key: float,
    rank: int,
    at: int,
    held: int,
    keys: NDArray[np.float64],
    ranks: NDArray[np.int32],
    chosen: NDArray[np.int32],
) -> int:
    """Keep a hit that is among the first, in a heap whose top is the last of those held; how many are held now."""
    if held == len(keys):
        _sink(key, rank, at, held, keys, ranks, chosen)
        return held
    place = held
    while place > 0:
        above = (place - 1) >> 1
        if not is_before(keys[above], ranks[above], key, rank):
            break
        keys[place], ranks[place], chosen[place] = keys[above], ranks[above], chosen[above]
        place = above
    keys[place], ranks[place], chosen[place] = key, rank, at
    return held + 1


@compiled
def _sink(
    key: float,
    rank: int,
    at: int,
    held: int,
    keys: NDArray[np.float64],
    ranks: NDArray[np.int32],
    chosen: NDArray[np.int32],
) -> None:
    """Put a hit in the place of the top, and let it sink to where it belongs among so many."""
    place = 0
    while True:
        below = 2 * place + 1
        if below >= held:
            break
        if below + 1 < held and is_before(keys[below], ranks[below], keys[below + 1], ranks[below + 1]):
            below += 1
        if not is_before(key, rank, keys[below], ranks[below]):
            break
        keys[place], ranks[place], chosen[place] = keys[below], ranks[below], chosen[below]
        place = below
    keys[place], ranks[place], chosen[place] = key, rank, at


@compiled
def put_in_order(held: int, keys: NDArray[np.float64], ranks: NDArray[np.int32], chosen: NDArray[np.int32]) -> None:
    """Turn the heap into a list, the first hit first."""
    for last in range(held - 1, 0, -1):
        key, rank, at = keys[last], ranks[last], chosen[last]
        keys[last], ranks[last], chosen[last] = keys[0], ranks[0], chosen[0]
        _sink(key, rank, at, last, keys, ranks, chosen)


@inlined
def is_before(key: float, rank: int, other_key: float, other_rank: int) -> bool:
    return key < other_key or (key == other_key and rank < other_rank)
