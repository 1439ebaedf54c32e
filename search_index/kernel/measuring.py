"""How far away a document is."""

from math import asin, inf, sqrt

from search_index.geometry import EARTH_KM
from search_index.kernel.compiled import inlined
from search_index.kernel.shapes import NO_PLACE, Shelf, Where


@inlined
def squared_chord_to(shelf: Shelf, row: int, where: Where) -> float:
    """The squared chord to the nearest place of a document."""
    if row < shelf.located:
        return _to(shelf, row, where)
    nearest = NO_PLACE
    for place in range(shelf.place_starts[row], shelf.place_starts[row + 1]):
        chord = _to(shelf, place, where)
        if nearest < 0.0 or chord < nearest:
            nearest = chord
    return nearest


@inlined
def _to(shelf: Shelf, place: int, where: Where) -> float:
    east = shelf.points[place, 0] - where.x
    north = shelf.points[place, 1] - where.y
    up = shelf.points[place, 2] - where.z
    return float(east * east + north * north + up * up)


@inlined
def kilometres(chord: float) -> float:
    """The distance along the ground of a squared chord of the unit sphere; without end where there is no place."""
    return inf if chord < 0.0 else EARTH_KM * 2 * asin(min(1.0, sqrt(chord) / 2))
