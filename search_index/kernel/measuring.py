"""How far away a document is."""

from math import asin, inf, sqrt

import numpy as np
from numpy.typing import NDArray

from search_index.geometry import EARTH_KM
from search_index.kernel.compiled import compiled, inlined
from search_index.kernel.shapes import NO_PLACE


@inlined
def squared_chord(east: float, north: float, up: float) -> float:
    """The square of the straight way between two points of the unit sphere, by how far apart they are each way."""
    return east * east + north * north + up * up


@compiled
def nearest_chord(points: NDArray[np.float64], first: int, last: int, x: float, y: float, z: float) -> float:
    """The squared chord to the nearest of some points, from the first up to but not including the last."""
    nearest = NO_PLACE
    for place in range(first, last):
        chord = squared_chord(points[place, 0] - x, points[place, 1] - y, points[place, 2] - z)
        if nearest < 0.0 or chord < nearest:
            nearest = chord
    return nearest


@inlined
def kilometres(chord: float) -> float:
    """The distance along the ground of a squared chord of the unit sphere; without end where there is no place."""
    return inf if chord < 0.0 else EARTH_KM * 2 * asin(min(1.0, sqrt(chord) / 2))
