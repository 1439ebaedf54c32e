"""A gazetteer of a few rows, for the tests of other rooms: the same answers, the slow and obvious way."""

from collections import Counter
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from directory.geography.areas import Area, Areas
from directory.geography.columns import Origin
from directory.geography.gazetteer import KnownPostcode
from directory.geography.local_gazetteer import LocalGazetteer
from directory.geography.places import NamedPlace, Places
from directory.geography.points import Box, Point, distance_km
from directory.geography.postcodes import Outcode, Postcode, Sector
from directory.geography.tables import NEAREST_KM, Extent, TableCounts, middle


class TableGazetteer(LocalGazetteer):
    """A `Gazetteer` over the rows, places and areas it is given."""

    def __init__(
        self,
        rows: Iterable[KnownPostcode] = (),
        *,
        places: Iterable[NamedPlace] = (),
        areas: Iterable[Area] = (),
    ) -> None:
        named, known = tuple(places), tuple(areas)
        super().__init__(DictTable(rows), areas=lambda: Areas(known), places=lambda: Places(named))


class DictTable:
    """A `PostcodeTable` over a dictionary."""

    def __init__(self, rows: Iterable[KnownPostcode]) -> None:
        self._rows = {row.postcode: row for row in sorted(rows, key=lambda row: row.postcode)}

    def get(self, postcode: Postcode, /) -> KnownPostcode | None:
        return self._rows.get(postcode)

    def extent(self, part: Outcode | Sector, /) -> Extent | None:
        rows = [row for row in self._rows.values() if part in {row.postcode.outcode, row.postcode.sector}]
        return _extent(rows) if rows else None

    def around(self, point: Point, km: float, /) -> Extent:
        return _extent([row for row in self._rows.values() if row.point and distance_km(point, row.point) <= km])

    def within(self, code: str, /) -> Extent | None:
        rows = [row for row in self._rows.values() if code in {row.ward, row.district}]
        return _extent(rows) if rows else None

    def ward_name(self, _code: str, /) -> str | None:
        return None  # a few rows are given with the names of their areas

    def nearest(self, point: Point, /) -> tuple[KnownPostcode, float] | None:
        placed = [(distance_km(point, row.point), row) for row in self._rows.values() if row.point]
        near = [(km, row) for km, row in placed if km <= NEAREST_KM]
        if not near:
            return None
        km, row = min(near, key=lambda pair: (pair[1].terminated is not None, pair[0]))
        return row, km

    def dots(self, box: Box, /, limit: int) -> npt.NDArray[np.float64]:
        points = [row.point for row in self._rows.values() if row.point and row.point in box]
        stride = max(1, -(-len(points) // max(1, limit)))
        return np.array([(point.latitude, point.longitude) for point in points[::stride]], float).reshape(-1, 2)

    def outcodes(self) -> list[Outcode]:
        return sorted({postcode.outcode for postcode in self._rows})

    def postcodes_in(self, sector: Sector, /) -> list[Postcode]:
        return [postcode for postcode in self._rows if postcode.sector == sector]

    def counts(self) -> TableCounts:
        rows = self._rows.values()
        return TableCounts(
            postcodes=len(rows),
            with_point=sum(row.point is not None for row in rows),
            terminated=sum(row.terminated is not None for row in rows),
            districts=len({row.district for row in rows if row.district}),
            wards=len({row.ward for row in rows if row.ward}),
            origin=Origin("rows given by hand", None),
        )


def _extent(rows: list[KnownPostcode]) -> Extent:
    points = [row.point for row in rows if row.point]
    point, radius_km = middle(
        np.array([point.latitude for point in points]), np.array([point.longitude for point in points])
    )
    districts = Counter(row.district for row in rows if row.district)
    return Extent(
        point=point,
        districts=tuple(code for code, _ in districts.most_common()),
        wards=frozenset(row.ward for row in rows if row.ward),
        outcodes=frozenset(row.postcode.outward for row in rows),
        radius_km=radius_km,
    )
