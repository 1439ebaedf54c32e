"""What finding a place needs from postcodes, wherever they are kept: millions in a file, or a few in a test."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from directory.geography.columns import Origin
from directory.geography.gazetteer import KnownPostcode
from directory.geography.points import Box, Point, distances_km
from directory.geography.postcodes import Outcode, Postcode, Sector

NEAREST_KM = 20.0
"""Beyond this a nearest postcode says nothing about a point: it is at sea, or in another country."""

_REACH = 0.9
"""The share of an area's postcodes that its radius takes in; the last tenth are its outliers."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a set of postcodes lies.

    Attributes:
        point: their middle (the median of latitudes and of longitudes); None if none has a point.
        districts: codes of the local authorities they are in, the one with most of them first.
        wards: codes of their wards.
        outcodes: their outward codes.
        radius_km: how far from the middle nine in ten of them are.
    """

    point: Point | None
    districts: tuple[str, ...]
    wards: frozenset[str]
    outcodes: frozenset[str]
    radius_km: float


@dataclass(frozen=True, slots=True)
class TableCounts:
    """How much a table holds; `terminated` is None if it cannot tell."""

    postcodes: int
    with_point: int
    terminated: int | None
    districts: int
    wards: int
    origin: Origin


class PostcodeTable(Protocol):
    """Postcodes by name, by beginning and by place."""

    def get(self, postcode: Postcode, /) -> KnownPostcode | None:
        """One postcode, or None if it is not in the table."""

    def extent(self, part: Outcode | Sector, /) -> Extent | None:
        """Where the postcodes of an outward code or sector lie; None if there are none."""

    def around(self, point: Point, km: float, /) -> Extent:
        """Where the postcodes within so many kilometres of a point lie."""

    def within(self, code: str, /) -> Extent | None:
        """Where the postcodes of a ward or a district lie, by its ONS code; None if there are none."""

    def ward_name(self, code: str, /) -> str | None:
        """The name of a ward, if the source has told it."""

    def nearest(self, point: Point, /) -> tuple[KnownPostcode, float] | None:
        """The nearest postcode within `NEAREST_KM` and its distance, one in use before one that has ended."""

    def dots(self, box: Box, /, limit: int) -> npt.NDArray[np.float64]:
        """At most `limit` points inside the box, rows of latitude and longitude."""

    def outcodes(self) -> Sequence[Outcode]:
        """Every outward code that has postcodes, in order."""

    def postcodes_in(self, sector: Sector, /) -> Sequence[Postcode]:
        """The postcodes of a sector, in order; empty if there is no such sector."""

    def counts(self) -> TableCounts:
        """How much there is."""


def middle(latitudes: npt.NDArray[np.float64], longitudes: npt.NDArray[np.float64]) -> tuple[Point | None, float]:
    """The middle of many points, and how far nine in ten of them reach from it; (None, 0) if there are none.

    The median and not the mean: a handful of points misplaced by a source do not move it.
    """
    if len(latitudes) == 0:
        return None, 0.0
    point = Point(float(np.median(latitudes)), float(np.median(longitudes)))
    return point, float(np.quantile(distances_km(point, latitudes, longitudes), _REACH))
