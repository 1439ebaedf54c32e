"""Looking at a segment: survey and settle, and tell of the hits."""

import numpy as np
from numpy.typing import NDArray

from search_index.kernel.compiled import compiled
from search_index.kernel.farther import count_far
from search_index.kernel.placing import nearby
from search_index.kernel.settling import settle
from search_index.kernel.shapes import (
    FAR,
    Bounds,
    Judged,
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
from search_index.kernel.surveying import survey


@compiled
def look(
    shelf: Shelf,
    sought: Sought,
    place: Place,
    judged: Judged,
    bounds: Bounds,
    scratch: Scratch,
    floor: float,
    least: float,
    ordering: Ordering,
    tallies: Tallies,
    enough: int,
) -> tuple[Totals, bool]:
    """Survey and settle in one go, where there is only one segment: of a quick answer much is to hand everything over.

    Args:
        floor, least: as ``Lookup.floors`` gives them.
        enough: what is left out need not be counted where there are fewer hits than that.

    Returns:
        What was found, and whether what was left out has been counted.
    """
    beyond = place.reach > place.radius
    found, best, best_of_all = survey(shelf, sought, nearby(place), judged, bounds, scratch, least)
    if beyond and best == 0.0:
        # Nobody can reach anything. What is good is told by what is left out, and all of that has to be looked at.
        if enough > 0:
            return Totals(0, 0, 0, 0), False
        found, best, best_of_all = survey(shelf, sought, place, judged, bounds, scratch, least)
        beyond = False
    least = max(least, floor * (best if best > 0.0 else best_of_all))
    totals = settle(shelf, place, judged, bounds, scratch, found, least, best, ordering, tallies)
    if beyond and totals.hits >= enough:
        tallies.reasons[FAR] = count_far(shelf, sought, place, judged, bounds, scratch, least)
        beyond = False
    return totals, not beyond


@compiled
def look_and_tell(
    shelf: Shelf,
    sought: Sought,
    place: Place,
    judged: Judged,
    bounds: Bounds,
    scratch: Scratch,
    floor: float,
    least: float,
    ordering: Ordering,
    tallies: Tallies,
    enough: int,
    parts: NDArray[np.uint8],
    first: int,
    minute: int,
) -> tuple[Totals, bool, Told]:
    """Look, and then describe the hits from the first one that is shown, too, while all of that is at hand."""
    totals, whole = look(shelf, sought, place, judged, bounds, scratch, floor, least, ordering, tallies, enough)
    rows, texts, last = tallies.rows, tallies.texts, totals.told
    told = describe(shelf, sought, parts, place, judged, rows, texts, first, last, minute)
    return totals, whole, told
