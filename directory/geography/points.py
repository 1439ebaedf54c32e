"""Points on the earth, how far apart they are, and the box around one; knows nothing of postcodes."""

from dataclasses import dataclass
from math import asin, cos, degrees, isfinite, radians, sin, sqrt

import numpy as np
import numpy.typing as npt
from geopy.distance import geodesic

EARTH_RADIUS_KM = 6371.0088
"""The mean radius of the WGS84 ellipsoid (2a + b) / 3, as the IUGG defines it."""

KM_PER_MILE = 1.609344
"""The international mile of 1959."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the earth in WGS84 degrees, latitude first.

    Raises:
        ValueError: a number is not finite, or lies outside -90..90 (latitude) or -180..180 (longitude).
    """

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (isfinite(self.latitude) and -90 <= self.latitude <= 90):
            raise ValueError(f"not a latitude: {self.latitude!r}")
        if not (isfinite(self.longitude) and -180 <= self.longitude <= 180):
            raise ValueError(f"not a longitude: {self.longitude!r}")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle between two parallels and two meridians, in WGS84 degrees; its edges belong to it."""

    south: float
    west: float
    north: float
    east: float

    def __contains__(self, point: Point) -> bool:
        return self.south <= point.latitude <= self.north and self.west <= point.longitude <= self.east


def distance_km(a: Point, b: Point) -> float:
    """Kilometres between two points along a great circle.

    The haversine formula on a sphere of the earth's mean radius: within 0.5 % of the true distance, in a
    microsecond. It is what lists are sorted by; what people read is `geodesic_miles`.
    Source: R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68 (1984).
    """
    north_a, north_b = radians(a.latitude), radians(b.latitude)
    half_north = sin((north_b - north_a) / 2) ** 2
    half_east = sin(radians(b.longitude - a.longitude) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, half_north + cos(north_a) * cos(north_b) * half_east)))


def distances_km(point: Point, latitudes: Floats, longitudes: Floats) -> Floats:
    """`distance_km` from one point to many, given as two arrays of degrees."""
    north, norths = radians(point.latitude), np.radians(latitudes)
    half_north = np.sin((norths - north) / 2) ** 2
    half_east = np.sin(np.radians(longitudes - point.longitude) / 2) ** 2
    chord = np.minimum(1.0, half_north + cos(north) * np.cos(norths) * half_east)
    kilometres: Floats = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(chord))
    return kilometres


def geodesic_miles(a: Point, b: Point) -> float:
    """Miles between two points on the WGS84 ellipsoid, by geopy (Karney's method): the distance people read.

    About 200 microseconds, so only for what is shown. geopy is given numbers, never text: its reader of
    typed coordinates has been slow on hostile input.
    """
    return float(geodesic((a.latitude, a.longitude), (b.latitude, b.longitude)).miles)


def box_around(point: Point, km: float) -> Box:
    """The smallest box that holds every point within `km` kilometres of this one.

    Near a pole it is the whole cap; it never crosses the 180th meridian but stops there, far from the UK.
    Source: J. P. Snyder, "Map Projections: A Working Manual", USGS 1395 (1987), section 5.
    """
    if not (isfinite(km) and km >= 0):
        raise ValueError(f"not a distance: {km!r}")
    angle = km / EARTH_RADIUS_KM
    north, south = point.latitude + degrees(angle), point.latitude - degrees(angle)
    if north >= 90 or south <= -90:
        return Box(max(south, -90.0), -180.0, min(north, 90.0), 180.0)
    # The circle is widest not on its centre's parallel but nearer the pole, hence not a plain quotient.
    width = degrees(asin(min(1.0, sin(angle) / cos(radians(point.latitude)))))
    return Box(south, max(point.longitude - width, -180.0), north, min(point.longitude + width, 180.0))
