"""Looking further and further, until enough is found."""

import numpy as np
from numpy.typing import NDArray

from search_index.answering import RUNGS
from search_index.kernel.compiled import compiled
from search_index.kernel.looking import look_beyond
from search_index.kernel.shapes import (
    Bounds,
    Judged,
    Ladder,
    Ordering,
    Place,
    Scratch,
    Shelf,
    Sought,
    Tallies,
    Told,
    Totals,
)
from search_index.kernel.showing import describe
from search_index.kernel.tabling import most_frequent
from search_index.ranking import MUCH_TOO_FAR

TIMES = tuple(float(rung.times) for rung in RUNGS)
"""How many times as far as was asked one looks, rung by rung."""

AS_ASKED = -1
"""Where one stands before the first rung."""


@compiled
def climb(
    shelf: Shelf,
    sought: Sought,
    place: Place,
    judged: Judged,
    bounds: Bounds,
    scratch: Scratch,
    ladder: Ladder,
    least: float,
    ordering: Ordering,
    tallies: Tallies,
    parts: NDArray[np.uint8],
    first: int,
    minute: int,
    groups: NDArray[np.int64],
) -> tuple[Totals, int, Told, NDArray[np.int64]]:
    """Look, climb the ladder while there is not enough, describe the hits that are shown, and put the tags in order.

    Args:
        least: as ``Lookup.floors`` gives it.
        parts, first, minute: as for ``describe``.
        groups: where the tags of each group begin, and where the last one's end.

    Returns:
        What was found, the rungs that helped as the bits of a number, and what ``describe`` and ``most_frequent`` give.
    """
    stands, looked, helped = AS_ASKED, AS_ASKED, 0
    totals, whole = look_beyond(
        shelf, sought, place, judged, bounds, scratch, ladder.floor, least, ordering, tallies, ladder.enough
    )
    for rung in range(len(TIMES)):
        if totals.hits >= ladder.enough:
            break
        # Mostly there is nothing that a lower floor would let in, and then it need not be looked for.
        if not ladder.may >> rung & 1 or (TIMES[rung] == 1.0 and totals.too_weak == 0):
            continue
        _clear(tallies)
        looked, there = rung, _farther(place, TIMES[rung])
        more, counted = look_beyond(
            shelf, sought, there, judged, bounds, scratch, ladder.low, least, ordering, tallies, ladder.enough
        )
        if more.hits > totals.hits:
            totals, whole, stands, helped = more, counted, rung, helped | 1 << rung
    if looked != stands or not whole:
        _clear(tallies)
        there = place if stands == AS_ASKED else _farther(place, TIMES[stands])
        floor = ladder.floor if stands == AS_ASKED else ladder.low
        totals, whole = look_beyond(shelf, sought, there, judged, bounds, scratch, floor, least, ordering, tallies, 0)
    rows, texts, last = tallies.rows, tallies.texts, totals.told
    told = describe(shelf, sought, parts, place, judged, rows, texts, first, last, minute)
    return totals, helped, told, most_frequent(tallies.tags, groups)


@compiled
def _farther(place: Place, times: float) -> Place:
    """The same place, from where one looks so many times as far."""
    radius = place.radius * times
    return Place(place.near, place.latitude, place.longitude, radius, MUCH_TOO_FAR * radius)


@compiled
def _clear(tallies: Tallies) -> None:
    tallies.reasons[:] = 0
    tallies.tags[:] = 0
