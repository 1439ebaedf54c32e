"""Looking at a segment, where there is only one: of a quick answer much is to hand everything over to the loops."""

from search_index.answering import ENOUGH
from search_index.kernel.compiled import compiled, inlined
from search_index.kernel.farther import count_far
from search_index.kernel.placing import nearby
from search_index.kernel.settling import settle
from search_index.kernel.shapes import FAR, Bounds, Judged, Ordering, Place, Scratch, Shelf, Sought, Tallies, Totals
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
) -> Totals:
    """Survey and settle in one go.

    Args:
        floor, least: as ``Lookup.floors`` gives them.
    """
    found, best, best_of_all = survey(shelf, sought, place, judged, bounds, scratch, least)
    least = max(least, floor * (best if best > 0.0 else best_of_all))
    return settle(shelf, place, judged, bounds, scratch, found, least, best, ordering, tallies)


@inlined
def look_beyond(
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
    last: bool,
) -> tuple[Totals, bool]:
    """Look within the radius first, and where that is too little count what lies beyond it: of that less need be found
    out.

    Args:
        last: whether one looks no further, so that what lies beyond is to be counted.

    Returns:
        What was found, and whether all that is left out has been counted.
    """
    beyond = place.reach > place.radius
    found, best, best_of_all = survey(shelf, sought, nearby(place), judged, bounds, scratch, least)
    if beyond and best == 0.0 and last:
        # Nothing that anybody could reach says what a good answer is: what lies beyond does.
        found, best, best_of_all = survey(shelf, sought, place, judged, bounds, scratch, least)
        beyond = False
    good = max(least, floor * (best if best > 0.0 else best_of_all))
    totals = settle(shelf, place, judged, bounds, scratch, found, good, best, ordering, tallies)
    beyond = beyond and totals.hits < ENOUGH
    if beyond and last:
        tallies.reasons[FAR] = count_far(shelf, sought, place, judged, bounds, scratch, good)
        beyond = False
    return totals, not beyond
