"""Distances on a sphere of the earth's mean radius."""

from math import asin, cos, radians, sin, sqrt

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
