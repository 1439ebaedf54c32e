"""Looking at a segment: survey and settle."""

from search_index.kernel.compiled import compiled
from search_index.kernel.placing import nearby
from search_index.kernel.settling import settle
from search_index.kernel.shapes import Bounds, Judged, Ordering, Place, Scratch, Shelf, Sought, Tallies, Totals
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
    """Survey and settle in one go, where there is only one segment: of a quick answer much is to hand everything over.

    Args:
        floor, least: as ``Lookup.floors`` gives them.
    """
    near = nearby(place)
    beyond = place.reach > place.radius
    found, best, best_of_all = survey(shelf, sought, near, judged, bounds, scratch, least)
    if beyond and best == 0.0:
        # What is good is told by what is too far away, and so that has to be looked at as closely.
        found, best, best_of_all = survey(shelf, sought, place, judged, bounds, scratch, least)
        beyond = False
    least = max(least, floor * (best if best > 0.0 else best_of_all))
    return settle(shelf, sought, place, judged, bounds, scratch, found, least, best, ordering, tallies, beyond)
