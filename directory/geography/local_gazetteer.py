"""A `Gazetteer` over a table of postcodes, names of places and names of areas, wherever these come from."""

from collections.abc import Callable
from functools import cached_property

import numpy as np
import numpy.typing as npt

from directory.geography.areas import Areas
from directory.geography.finding import Finder
from directory.geography.gazetteer import Finding, GazetteerStatus, KnownPostcode, Place, PlaceKind, Suggestion
from directory.geography.places import Places
from directory.geography.points import Box, Point
from directory.geography.postcodes import Postcode
from directory.geography.tables import PostcodeTable


class LocalGazetteer:
    """Keeps every promise of `Gazetteer`; names are read when first asked for."""

    def __init__(self, table: PostcodeTable, *, areas: Callable[[], Areas], places: Callable[[], Places]) -> None:
        self._table = table
        self._read_areas = areas
        self._read_places = places

    def lookup(self, postcode: Postcode, /) -> KnownPostcode | None:
        return self._table.get(postcode)

    def find(self, text: str, /) -> Finding:
        return self._finder.find(text)

    def district_name(self, code: str, /) -> str | None:
        return self.areas.label(code) or self._table.ward_name(code)

    def area(self, code: str, /) -> Place | None:
        found = self._table.within(code)
        if found is None:
            return None
        return Place(
            label=self.district_name(code) or code,
            kind=PlaceKind.PLACE,
            point=found.point,
            districts=frozenset(found.districts),
            wards=found.wards,
            outcodes=found.outcodes,
            district=next(iter(found.districts), None),
            radius_km=found.radius_km,
        )

    def areas_within(self, point: Point, km: float, /) -> frozenset[str]:
        found = self._table.around(point, km)
        return found.wards.union(found.districts)

    def areas_around(self, code: str, /) -> frozenset[str]:
        return self.areas.around(code)

    def nearest(self, point: Point, /) -> tuple[KnownPostcode, float] | None:
        return self._table.nearest(point)

    def dots(self, box: Box, /, limit: int) -> npt.NDArray[np.float64]:
        return self._table.dots(box, limit)

    def suggest(self, prefix: str, /, limit: int = 8) -> list[Suggestion]:
        return self._finder.suggest(prefix, limit)

    def status(self) -> GazetteerStatus:
        counts = self._table.counts()
        return GazetteerStatus(
            postcodes=counts.postcodes,
            with_point=counts.with_point,
            terminated=counts.terminated,
            districts=counts.districts,
            wards=counts.wards,
            places=len(self._places),
            source=counts.origin.source,
            source_date=counts.origin.source_date,
            package_version=counts.origin.package_version,
        )

    def warm(self) -> None:
        """Read the names now (about 50 ms), so that no person's first search waits for it."""
        _ = self._finder

    @cached_property
    def areas(self) -> Areas:
        """Names of areas, read when first asked for."""
        return self._read_areas()

    @cached_property
    def _places(self) -> Places:
        return self._read_places()

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self._table, self._places, self.areas)
