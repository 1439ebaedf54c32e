"""Looking further and further, until enough is found."""

import numpy as np
from numpy.typing import NDArray

from search_index.answering import RUNGS
from search_index.kernel.compiled import compiled, inlined
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

NOTHING = Totals(0, 0, 0, 0)


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
    rung, stands, helped, last = AS_ASKED, AS_ASKED, 0, ladder.enough == 0
    totals, whole = NOTHING, False
    while rung < len(TIMES):
        _clear(tallies)
        there, floor = _farther(place, ladder, rung)
        more, counted = look_beyond(
            shelf, sought, there, judged, bounds, scratch, floor, least, ordering, tallies, last
        )
        if rung == stands or more.hits > totals.hits:
            totals, whole, stands = more, counted, rung
            helped |= 1 << rung if rung > AS_ASKED else 0
        tallied, rung = rung, len(TIMES) if last else _next(ladder, rung, totals)
        if rung == len(TIMES) and (tallied != stands or not whole):
            # Back to where one stands, to count all that is left out.
            rung, last = stands, True
    told = describe(shelf, sought, parts, place, judged, tallies.rows, tallies.texts, first, totals.told, minute)
    return totals, helped, told, most_frequent(tallies.tags, groups)


@inlined
def _next(ladder: Ladder, rung: int, totals: Totals) -> int:
    """The rung that is to be tried after one of them; one after the last, if none is."""
    following = rung + 1 if totals.hits < ladder.enough else len(TIMES)
    while following < len(TIMES):
        # Mostly there is nothing that a lower floor would let in, and then it need not be looked for.
        if ladder.may >> following & 1 and (TIMES[following] > 1.0 or totals.too_weak > 0):
            break
        following += 1
    return following


@inlined
def _farther(place: Place, ladder: Ladder, rung: int) -> tuple[Place, float]:
    """The same place, from where one looks so far as on a rung, and the floor there."""
    if rung == AS_ASKED:
        return place, ladder.floor
    radius = place.radius * TIMES[rung]
    return Place(place.near, place.latitude, place.longitude, radius, MUCH_TOO_FAR * radius), ladder.low


@compiled
def _clear(tallies: Tallies) -> None:
    tallies.reasons[:] = 0
    tallies.tags[:] = 0
