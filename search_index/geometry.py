"""Distances on a sphere of the earth's mean radius, and the cells of the map by which documents are ordered."""

from math import acos, asin, ceil, cos, degrees, floor, radians, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from search_index.documents import Point

EARTH_KM = 6371.0088
"""The mean radius of the earth (IUGG)."""


def distance_km(a: Point, b: Point) -> float:
    """The great-circle distance by the haversine formula; within 0.6 % of the true one, which the earth's
    shape takes.
    """
    north = radians(b.latitude - a.latitude)
    east = radians(b.longitude - a.longitude)
    chord = sin(north / 2) ** 2 + cos(radians(a.latitude)) * cos(radians(b.latitude)) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(chord)))


def on_sphere(point: Point) -> tuple[float, float, float]:
    """A point as (x, y, z) on the unit sphere: half the angle between two such is the arcsine of half their
    chord.
    """
    latitude, longitude = radians(point.latitude), radians(point.longitude)
    return cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)


CELL_NORTH, CELL_EAST = 0.12, 0.03
"""The height and width of a cell in degrees: about thirteen and two kilometres in the middle of Britain. There is
something to find out anew for each line of cells, but not for each cell of a line.
"""

CELLS_EAST = ceil(360 / CELL_EAST)
"""How many cells there are around the earth."""


def cells_of(points: NDArray[np.float64]) -> NDArray[np.int32]:
    """The cell of each point on the unit sphere: cells are counted from west to east, line by line from the south.

    Args:
        points: rows of (x, y, z).
    """
    latitude = np.degrees(np.arcsin(np.clip(points[:, 2], -1, 1)))
    longitude = np.degrees(np.arctan2(points[:, 1], points[:, 0]))
    lines = np.floor((latitude + 90) / CELL_NORTH)
    columns = np.minimum(np.floor((longitude + 180) / CELL_EAST), CELLS_EAST - 1)
    return (lines * CELLS_EAST + columns).astype(np.int32)


EVERYWHERE = (1, 0)
"""Instead of some lines of cells: the first is after the last one."""


def lines_around(point: Point, km: float) -> tuple[int, int]:
    """The first and the last line of the cells that hold whatever is within a distance.

    Returns:
        ``EVERYWHERE`` where they are too many to be worth it, or reach around a pole or the other side of the earth.
    """
    # A little more than the distance, so that no rounding leaves out what lies at its very edge.
    angle = km / EARTH_KM * 1.000001 + 1e-9
    south, north = point.latitude - degrees(angle), point.latitude + degrees(angle)
    if south <= -89 or north >= 89:
        return EVERYWHERE
    # The meridians that touch the circle, by the law of sines in the triangle of pole, centre and point of touch.
    ratio = sin(angle) / cos(radians(point.latitude))
    if angle > 1 or ratio >= 1:
        return EVERYWHERE
    if abs(point.longitude) + degrees(asin(ratio)) >= 179:
        return EVERYWHERE
    return floor((south + 90) / CELL_NORTH), floor((north + 90) / CELL_NORTH)


def aside(z: float, cosine: float, low: float, high: float) -> float:
    """How far west and east of its middle a circle reaches between two parallels, in degrees.

    Args:
        z: how high its middle is on the unit sphere.
        cosine: of its radius as an angle, which is less than a quarter of the way around the earth.
        low, high: how high the parallels are, of which at least a part of what is between them lies in the circle.
    """
    # It is widest where two meridians touch it, which is on the side of the pole.
    widest = min(max(z / cosine, low), high)
    across = sqrt((1 - z * z) * (1 - widest * widest))
    return degrees(acos(min(1.0, max(-1.0, (cosine - z * widest) / across))))


def squared_chord(km: float) -> float:
    """The square of the straight way between two points of the unit sphere so far apart on the ground; above 4, which
    no two points are, for half the way around the earth and more.
    """
    half = km / EARTH_KM / 2
    return 5.0 if half >= radians(90) else (2 * sin(half)) ** 2
