"""Distances, boxes and cells for the engines that leave these to whoever uses them."""

from math import asin, cos, degrees, radians, sin, sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tests.benchmarks.plain import NEEDS, Listing, PlainQuery

EARTH_KM = 6371.0088
DECAY_KM = 8.0

FINE, COARSE = 0.05, 0.25
"""The sides of cells in degrees: a fine one is about five kilometres high."""

FINE_UP_TO_KM = 9.0
"""Beyond, there would be too many fine cells to ask for."""

Floats = npt.NDArray[np.float64]
Bits = npt.NDArray[np.int64]


class Bounds(NamedTuple):
    """The smallest box around a circle, in degrees, and a hair more."""

    south: float
    north: float
    west: float
    east: float


def bounds(query: PlainQuery) -> Bounds | None:
    """The box around where a query looks; None: it looks everywhere."""
    if query.radius_km is None:
        return None
    up = degrees(query.radius_km / EARTH_KM) * 1.00001
    across = up / cos(radians(abs(query.latitude) + up)) * 1.00001
    return Bounds(query.latitude - up, query.latitude + up, query.longitude - across, query.longitude + across)


def kilometres(query: PlainQuery, latitudes: Floats, longitudes: Floats) -> Floats:
    """From where a query is asked to many places."""
    here = radians(query.latitude)
    north = np.sin(np.radians(latitudes - query.latitude) / 2)
    east = np.sin(np.radians(longitudes - query.longitude) / 2)
    chord = north * north + cos(here) * np.cos(np.radians(latitudes)) * east * east
    far: Floats = 2 * EARTH_KM * np.arcsin(np.sqrt(chord))
    return far


def kilometres_to(query: PlainQuery, latitude: float, longitude: float) -> float:
    """From where a query is asked to one place."""
    north = sin(radians(latitude - query.latitude) / 2)
    east = sin(radians(longitude - query.longitude) / 2)
    chord = north * north + cos(radians(query.latitude)) * cos(radians(latitude)) * east * east
    return 2 * EARTH_KM * asin(sqrt(chord))


def cells_of(latitude: float, longitude: float) -> list[str]:
    """The cells a place lies in, as words: a fine one and a coarse one."""
    return [_cell(side, _row(latitude, side), _row(longitude, side)) for side in (FINE, COARSE)]


def cells_around(query: PlainQuery, box: Bounds) -> list[str]:
    """The cells that a box touches; fine ones for a small circle."""
    side = FINE if query.radius_km is not None and query.radius_km <= FINE_UP_TO_KM else COARSE
    rows = range(_row(box.south, side), _row(box.north, side) + 1)
    columns = range(_row(box.west, side), _row(box.east, side) + 1)
    return [_cell(side, row, column) for row in rows for column in columns]


def tags_of(listing: Listing) -> list[str]:
    """All that is asked of a listing by equality, as words: needs, days, room, cells."""
    needs = [f"n{need}" for need in listing.needs]
    days = [f"d{day}" for day in listing.days]
    room = ["open"] if listing.has_room else []
    return [*needs, *days, *room, *cells_of(listing.latitude, listing.longitude)]


def tags_asked(query: PlainQuery) -> list[str]:
    """The words of `tags_of` that a query asks for, each of them; cells apart."""
    need = [] if query.need is None else [f"n{query.need}"]
    day = [] if query.day is None else [f"d{query.day}"]
    return [*need, *day, *(["open"] if query.accepting else [])]


def blend(score: float, km: float) -> float:
    """How good a hit is, of its text and its distance."""
    return (1 + score) / (1 + km / DECAY_KM)


def _row(degree: float, side: float) -> int:
    return int((degree + 180) / side)


def _cell(side: float, row: int, column: int) -> str:
    return f"{'f' if side == FINE else 'g'}{row}x{column}"


def counted(masks: Bits) -> tuple[int, ...]:
    """How many of these masks have each need. Few masks differ, so that equal ones are counted first."""
    return by_need(*np.unique(masks, return_counts=True))


def by_need(masks: Bits, times: Bits) -> tuple[int, ...]:
    """How often each need occurs in masks of which each occurs so many times."""
    bits = masks[:, None] >> np.arange(NEEDS) & 1
    return tuple((bits * times[:, None]).sum(axis=0).tolist())
