"""All postcodes as parallel sorted columns, one row a postcode: what a builder makes and the file holds."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from directory.geography.cells import Cells

MICRO = 1_000_000
"""Coordinates are kept in millionths of a degree: 11 cm."""

NO_POINT = np.iinfo(np.int32).min
"""The latitude and longitude of a postcode that is known, but not where it is."""

NO_CODE = 0
"""The district or ward number of a postcode that has none; the codes' own numbers begin at 1."""

LIVE = 0
"""The end month of a postcode that is in use."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the rows came from."""

    source: str
    source_date: date | None
    """The month of the edition, as its first day; None if the source does not say."""
    package_version: str | None = None
    """The version of the package they were read from; None for a file that somebody loaded."""


@dataclass(frozen=True, slots=True)
class PostcodeColumns:
    """Sorted columns. Row `r` of sector `s` (its place in `sectors`) has `starts[s] <= r < starts[s + 1]`.

    Attributes:
        sectors: sector numbers, ascending.
        starts: the first row of each sector, and the number of rows as one more.
        units: unit numbers, ascending within their sector.
        latitudes, longitudes: millionths of a degree, or `NO_POINT`.
        districts: numbers of codes, or `NO_CODE`; `district_codes[n - 1]` is the text of number `n`.
        wards: the same for wards; None unless the source has them.
        ward_names: the name of each ward in UTF-8, in the order of `ward_codes`, empty where it is not known; None
        unless the source has them.
        ended: the month in which it went out of use, as year * 12 + month - 1, or `LIVE`; None unless the
        source says. deciles: deprivation, from 1 (the most deprived tenth of its nation's neighbourhoods) to
        10, or 0; may be None.
    """

    origin: Origin
    sectors: npt.NDArray[np.uint32]
    starts: npt.NDArray[np.uint32]
    units: npt.NDArray[np.uint16]
    latitudes: npt.NDArray[np.int32]
    longitudes: npt.NDArray[np.int32]
    districts: npt.NDArray[np.uint16]
    district_codes: npt.NDArray[np.bytes_]
    cells: Cells
    wards: npt.NDArray[np.uint16] | None = None
    ward_codes: npt.NDArray[np.bytes_] | None = None
    ward_names: npt.NDArray[np.bytes_] | None = None
    ended: npt.NDArray[np.uint16] | None = None
    deciles: npt.NDArray[np.uint8] | None = None

    def __len__(self) -> int:
        return len(self.units)
