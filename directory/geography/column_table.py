"""The `PostcodeTable` over sorted columns: every question is one or two binary searches and a slice."""

from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from directory.geography import keys
from directory.geography.columns import LIVE, MICRO, NO_CODE, NO_POINT, PostcodeColumns
from directory.geography.gazetteer import KnownPostcode
from directory.geography.points import Box, Floats, Point, box_around, distances_km
from directory.geography.postcodes import Outcode, Postcode, Sector
from directory.geography.tables import NEAREST_KM, Extent, TableCounts, middle

_ENOUGH = 30_000
"""Every thirteenth of the 400,000 postcodes of London says as well where they lie, in a tenth of the time."""

Rows = slice | npt.NDArray[np.uint32]


class ColumnTable:
    """Postcodes in columns, usually of a mapped file; threads can share it, as nothing in it changes."""

    def __init__(self, columns: PostcodeColumns) -> None:
        self._columns = columns

    def get(self, postcode: Postcode, /) -> KnownPostcode | None:
        first, last = self._rows(postcode.sector)
        unit = keys.unit_number(postcode)
        units = self._columns.units
        row = first + int(units[first:last].searchsorted(np.uint16(unit)))
        return self._known(row, postcode) if row < last and units[row] == unit else None

    def extent(self, part: Outcode | Sector, /) -> Extent | None:
        first, last = self._rows(part)
        return self._extent(slice(first, last), frozenset([part.outward])) if first < last else None

    def around(self, point: Point, km: float, /) -> Extent:
        rows = self._columns.cells.thinned(box_around(point, km), _ENOUGH)
        distances = distances_km(point, *self._coordinates(rows))
        near = rows[distances <= km]
        return self._extent(near, self._outcodes_of(near))

    def within(self, code: str, /) -> Extent | None:
        columns = self._columns
        for numbers, codes in ((columns.wards, columns.ward_codes), (columns.districts, columns.district_codes)):
            if numbers is not None and codes is not None and (there := np.flatnonzero(codes == code.encode())).size:
                # One look along a column of two bytes a postcode: a few milliseconds, for a page that few people open.
                rows = np.flatnonzero(numbers == there[0] + 1).astype(np.uint32)
                return self._extent(rows, self._outcodes_of(rows))
        return None

    def ward_name(self, code: str, /) -> str | None:
        return self._ward_names.get(code)

    @cached_property
    def _ward_names(self) -> dict[str, str]:
        columns = self._columns
        if columns.ward_codes is None or columns.ward_names is None:
            return {}
        pairs = zip(columns.ward_codes.tolist(), columns.ward_names.tolist(), strict=True)
        # A name that is longer than its column may end within a letter.
        return {code.decode(): name.decode("utf-8", "ignore") for code, name in pairs if name}

    def nearest(self, point: Point, /) -> tuple[KnownPostcode, float] | None:
        ended: tuple[KnownPostcode, float] | None = None
        # The circle grows until there is one in use: most points need only the first.
        for km in (1.0, 4.0, NEAREST_KM):
            rows, distances = self._within(point, km)
            live = self._is_live(rows)
            if live.any():
                return self._closest(rows[live], distances[live])
            if len(rows) and ended is None:
                ended = self._closest(rows, distances)
        return ended

    def dots(self, box: Box, /, limit: int) -> Floats:
        latitudes, longitudes = self._coordinates(self._columns.cells.thinned(box, limit))
        inside = (latitudes >= box.south) & (latitudes <= box.north)
        inside &= (longitudes >= box.west) & (longitudes <= box.east)
        return np.column_stack([latitudes[inside], longitudes[inside]])

    def outcodes(self) -> list[Outcode]:
        numbers = np.unique(self._columns.sectors // keys.SECTORS).tolist()
        return [keys.sector_of_number(number * keys.SECTORS).outcode for number in numbers]

    def postcodes_in(self, sector: Sector, /) -> list[Postcode]:
        first, last = self._rows(sector)
        number = keys.sector_number(sector)
        return [keys.postcode_of_numbers(number, unit) for unit in self._columns.units[first:last].tolist()]

    def counts(self) -> TableCounts:
        columns = self._columns
        return TableCounts(
            postcodes=len(columns),
            with_point=len(columns.cells.rows),
            terminated=None if columns.ended is None else int(np.count_nonzero(columns.ended != LIVE)),
            districts=len(columns.district_codes),
            wards=0 if columns.ward_codes is None else len(columns.ward_codes),
            origin=columns.origin,
        )

    def _rows(self, part: Outcode | Sector) -> tuple[int, int]:
        """The first row of an outward code or sector, and the one after its last."""
        if isinstance(part, Sector):
            number, count = keys.sector_number(part), 1
        else:
            number, count = keys.outcode_number(part) * keys.SECTORS, keys.SECTORS
        # For plain numbers numpy would convert the whole column to their type; these have the column's own.
        bounds = np.array([number, number + count], np.uint32)
        first, last = self._columns.starts[self._columns.sectors.searchsorted(bounds)].tolist()
        return first, last

    def _closest(self, rows: npt.NDArray[np.uint32], distances: Floats) -> tuple[KnownPostcode, float]:
        best = int(distances.argmin())
        row = int(rows[best])
        return self._known(row, self._postcode(row)), float(distances[best])

    def _within(self, point: Point, km: float) -> tuple[npt.NDArray[np.uint32], Floats]:
        """The rows within so many kilometres, and how far each is."""
        rows = self._columns.cells.near(box_around(point, km))
        distances = distances_km(point, *self._coordinates(rows))
        near = distances <= km
        return rows[near], distances[near]

    def _is_live(self, rows: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
        ended = self._columns.ended
        return np.ones(len(rows), bool) if ended is None else ended[rows] == LIVE

    def _coordinates(self, rows: Rows) -> tuple[Floats, Floats]:
        return self._columns.latitudes[rows] / MICRO, self._columns.longitudes[rows] / MICRO

    def _outcodes_of(self, rows: npt.NDArray[np.uint32]) -> frozenset[str]:
        sectors = self._columns.sectors[self._columns.starts.searchsorted(rows, side="right") - 1]
        numbers = np.unique(sectors // keys.SECTORS).tolist()
        return frozenset(keys.sector_of_number(number * keys.SECTORS).outward for number in numbers)

    def _extent(self, rows: Rows, outcodes: frozenset[str]) -> Extent:
        columns = self._columns
        placed = columns.latitudes[rows] != NO_POINT
        latitudes, longitudes = self._coordinates(rows)
        point, radius_km = middle(latitudes[placed], longitudes[placed])
        wards = () if columns.wards is None else _commonest(columns.wards[rows], columns.ward_codes)
        return Extent(
            point=point,
            districts=_commonest(columns.districts[rows], columns.district_codes),
            wards=frozenset(wards),
            outcodes=outcodes,
            radius_km=radius_km,
        )

    def _postcode(self, row: int) -> Postcode:
        columns = self._columns
        sector = int(columns.starts.searchsorted(np.uint32(row), side="right")) - 1
        return keys.postcode_of_numbers(int(columns.sectors[sector]), int(columns.units[row]))

    def _known(self, row: int, postcode: Postcode) -> KnownPostcode:
        columns = self._columns
        latitude = int(columns.latitudes[row])
        return KnownPostcode(
            postcode=postcode,
            point=None if latitude == NO_POINT else Point(latitude / MICRO, int(columns.longitudes[row]) / MICRO),
            district=_code(columns.districts, columns.district_codes, row),
            ward=_code(columns.wards, columns.ward_codes, row),
            terminated=_end(columns, row),
            deprivation_decile=None if columns.deciles is None else int(columns.deciles[row]) or None,
        )


def _commonest(numbers: npt.NDArray[np.uint16], codes: npt.NDArray[np.bytes_] | None) -> tuple[str, ...]:
    """The codes that occur, the commonest first."""
    if codes is None:
        return ()
    occurrences = np.bincount(numbers, minlength=1)
    occurrences[NO_CODE] = 0
    order = np.argsort(-occurrences, kind="stable")
    return tuple(codes[number - 1].decode() for number in order[: np.count_nonzero(occurrences)])


def _code(numbers: npt.NDArray[np.uint16] | None, codes: npt.NDArray[np.bytes_] | None, row: int) -> str | None:
    if numbers is None or codes is None or numbers[row] == NO_CODE:
        return None
    code: bytes = codes[int(numbers[row]) - 1]
    return code.decode()


def _end(columns: PostcodeColumns, row: int) -> date | None:
    if columns.ended is None or columns.ended[row] == LIVE:
        return None
    year, month = divmod(int(columns.ended[row]), 12)
    return date(year, month + 1, 1)
