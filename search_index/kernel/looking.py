"""Looking at a segment, where there is only one: of a quick answer much is to hand everything over to the loops."""

from search_index.kernel.compiled import compiled
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


@compiled
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
    enough: int,
) -> tuple[Totals, bool]:
    """Look within the radius first, and then count what lies beyond it: of that less need be found out.

    Args:
        enough: with fewer hits than this, what is left out need not be counted.

    Returns:
        What was found, and whether what is left out has been counted.
    """
    found, best, best_of_all = survey(shelf, sought, nearby(place), judged, bounds, scratch, least)
    beyond = place.reach > place.radius
    if best > 0.0 or not beyond:
        least = max(least, floor * (best if best > 0.0 else best_of_all))
        totals = settle(shelf, place, judged, bounds, scratch, found, least, best, ordering, tallies)
        if totals.hits < enough:
            return totals, False
        if beyond:
            tallies.reasons[FAR] = count_far(shelf, sought, place, judged, bounds, scratch, least)
        return totals, True
    if enough > 0:
        return Totals(0, 0, 0, 0), False
    # Nothing that anybody could reach says what a good answer is: what lies beyond does.
    return look(shelf, sought, place, judged, bounds, scratch, floor, least, ordering, tallies), True
