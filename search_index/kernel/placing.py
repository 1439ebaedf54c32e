"""Where to look for what is around the client's place."""

from math import inf

from search_index.documents import Point
from search_index.geometry import EVERYWHERE, lines_around, on_sphere, squared_chord
from search_index.kernel.compiled import compiled
from search_index.kernel.shapes import ANYWHERE, Place, Where

_on_sphere, _lines_around, _squared_chord = compiled(on_sphere), compiled(lines_around), compiled(squared_chord)


@compiled
def where_to_look(place: Place) -> Where:
    """Where a query looks."""
    point = Point(place.latitude, place.longitude)
    x, y, z = _on_sphere(point)
    if not place.near or place.radius == inf:
        return Where(x, y, z, place.near, ANYWHERE, ANYWHERE, place.longitude, *EVERYWHERE)
    lines = _lines_around(point, place.reach)
    within, reach = _squared_chord(place.radius), _squared_chord(place.reach)
    return Where(x, y, z, place.near, within, reach, place.longitude, *lines)


@compiled
def nearby(place: Place) -> Place:
    """The same place, from where nobody looks beyond the radius."""
    return Place(place.near, place.latitude, place.longitude, place.radius, place.radius)
