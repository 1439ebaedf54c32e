"""From rows as a source has them to sorted columns: the one way into a gazetteer file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from directory.errors import UnreadableError
from directory.geography.cells import sort_into_cells
from directory.geography.columns import MICRO, NO_CODE, NO_POINT, Origin, PostcodeColumns
from directory.geography.keys import UNITS, Keys, keys_of
from directory.geography.points import Floats

Progress = Callable[[int, int], None]
"""Told how much of the work is done, and how much there is, in units of its own."""

_MOST_CODES = np.iinfo(np.uint16).max


def silent(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


@dataclass(slots=True)
class CodeBook:
    """Numbers area codes in the order in which they turn up, beginning at 1."""

    codes: list[str] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=lambda: {"": NO_CODE})

    def numbers(self, codes: Iterable[str]) -> npt.NDArray[np.uint16]:
        """The number of each code; an empty code is `NO_CODE`."""
        return np.fromiter(map(self._number, codes), np.uint16)

    def _number(self, code: str) -> int:
        number = self._numbers.get(code)
        if number is None:
            if len(self.codes) >= _MOST_CODES:
                raise UnreadableError("This file has more area codes than there are areas in the UK")
            self.codes.append(code)
            number = self._numbers[code] = len(self.codes)
        return number

    def table(self) -> npt.NDArray[np.bytes_]:
        """The codes in the order of their numbers, as the columns keep them."""
        return np.array(self.codes, dtype="S9")


@dataclass(frozen=True, slots=True)
class Batch:
    """Some thousands of rows as a source has them.

    Attributes:
        postcodes: seven bytes each, outward half to the left and inward half to the right.
        latitudes, longitudes: WGS84 degrees, or nan where there is none.
        districts, wards: numbers from a `CodeBook`.
        ended: as `PostcodeColumns.ended`.
        deprivation: ranks among the neighbourhoods of one nation, from 1 (most deprived), or 0.
        nations: the first letter of the district's code; needed only with `deprivation`.
    """

    postcodes: npt.NDArray[np.bytes_]
    latitudes: Floats
    longitudes: Floats
    districts: npt.NDArray[np.uint16]
    wards: npt.NDArray[np.uint16] | None = None
    ended: npt.NDArray[np.uint16] | None = None
    deprivation: npt.NDArray[np.int32] | None = None
    nations: npt.NDArray[np.bytes_] | None = None


def assemble(
    batches: Iterable[Batch], *, origin: Origin, districts: CodeBook, wards: CodeBook | None = None
) -> PostcodeColumns:
    """Sort all rows into columns, without what is not a postcode and without repetitions.

    Raises:
        UnreadableError: not one row has a postcode.
    """
    rows = list(batches)
    keys = np.concatenate([keys_of(batch.postcodes) for batch in rows]) if rows else np.empty(0, np.int64)
    order = _first_of_each(keys)
    if len(order) == 0:
        raise UnreadableError("There is not one postcode in this file")
    sectors, starts, units = _split(keys[order])
    latitudes, longitudes = _micro(rows, order)
    return PostcodeColumns(
        origin=origin,
        sectors=sectors,
        starts=starts,
        units=units,
        latitudes=latitudes,
        longitudes=longitudes,
        districts=np.concatenate([batch.districts for batch in rows])[order],
        district_codes=districts.table(),
        cells=sort_into_cells(latitudes, longitudes, latitudes != NO_POINT),
        wards=_joined([batch.wards for batch in rows], order),
        ward_codes=wards.table() if wards else None,
        ended=_joined([batch.ended for batch in rows], order),
        deciles=_deciles(rows, order),
    )


def _first_of_each(keys: Keys) -> npt.NDArray[np.intp]:
    """The places of the well-formed keys in ascending order, each key once."""
    order = np.argsort(keys, kind="stable")
    ascending = keys[order]
    fresh = np.ones(len(keys), bool)
    fresh[1:] = ascending[1:] != ascending[:-1]
    return order[fresh & (ascending >= 0)]


def _split(keys: Keys) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32], npt.NDArray[np.uint16]]:
    """Ascending keys as sectors, where each begins, and units."""
    sectors, starts = np.unique(keys // UNITS, return_index=True)
    return (
        sectors.astype(np.uint32),
        np.append(starts, len(keys)).astype(np.uint32),
        (keys % UNITS).astype(np.uint16),
    )


def _micro(rows: list[Batch], order: npt.NDArray[np.intp]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Degrees to whole millionths; both are `NO_POINT` where either is missing or is no place on earth."""
    latitudes = np.concatenate([batch.latitudes for batch in rows])[order]
    longitudes = np.concatenate([batch.longitudes for batch in rows])[order]
    with np.errstate(invalid="ignore"):
        known = (np.abs(latitudes) <= 90) & (np.abs(longitudes) <= 180)
    return (
        np.where(known, np.rint(np.where(known, latitudes, 0) * MICRO), NO_POINT).astype(np.int32),
        np.where(known, np.rint(np.where(known, longitudes, 0) * MICRO), NO_POINT).astype(np.int32),
    )


def _joined(parts: list[npt.NDArray[np.uint16] | None], order: npt.NDArray[np.intp]) -> npt.NDArray[np.uint16] | None:
    """One optional column from its parts; None unless every batch has it."""
    present = [part for part in parts if part is not None]
    return np.concatenate(present)[order] if len(present) == len(parts) else None


def _deciles(rows: list[Batch], order: npt.NDArray[np.intp]) -> npt.NDArray[np.uint8] | None:
    """Ranks to tenths, nation by nation, since each nation ranks its own neighbourhoods.

    How many neighbourhoods a nation has depends on the year of its index, so that it is read from the file:
    the last rank that occurs. Of some thirty thousand, nearly every one has a postcode.
    """
    ranks = [batch.deprivation for batch in rows if batch.deprivation is not None]
    nations = [batch.nations for batch in rows if batch.nations is not None]
    if not ranks or not len(ranks) == len(nations) == len(rows):
        return None
    rank, nation = np.concatenate(ranks)[order].astype(np.int64), np.concatenate(nations)[order]
    deciles = np.zeros(len(order), np.uint8)
    for name in np.unique(nation):
        here = (nation == name) & (rank > 0)
        if here.any():
            deciles[here] = -(-rank[here] * 10 // rank[here].max())
    return deciles if deciles.any() else None
