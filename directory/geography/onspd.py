"""The full ONS Postcode Directory, or the National Statistics Postcode Lookup, as a council downloads it.

Either adds what the package lacks: which postcodes are out of use and since when, wards, and deprivation.
Both are one CSV, by itself or in a ZIP among many others, whose columns have changed their names over the
years.
"""

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from math import nan
from pathlib import Path

import numpy as np
import numpy.typing as npt

from directory.errors import UnreadableError
from directory.geography import gazetteer_file
from directory.geography.building import Batch, CodeBook, Progress, assemble, silent
from directory.geography.columns import LIVE, Origin
from directory.geography.csv_file import CsvFile, opened
from directory.geography.package_source import to_wgs84
from directory.geography.points import Floats
from directory.geography.ward_names import named_wards

logger = logging.getLogger(__name__)

_ROWS_AT_ONCE = 20_000
_MOST_ROWS = 5_000_000
"""There are 2.7 million postcodes, dead and alive; a file with twice as many rows is something else."""

_FEWEST_POSTCODES = 0.5
"""The share of rows that must be postcodes for the file to be what it says it is."""

_HEADINGS = {
    "postcode": re.compile(r"pcds|pcd[278]?|postcode"),
    "ended": re.compile(r"doterm"),
    "latitude": re.compile(r"lat|latitude"),
    "longitude": re.compile(r"long|longitude"),
    "easting": re.compile(r"(os)?east1m"),
    "northing": re.compile(r"(os)?nrth1m|north1m"),
    "district": re.compile(r"(os)?laua|lad(\d\d)?cd"),
    "ward": re.compile(r"(os)?ward|wd(\d\d)?cd"),
    "deprivation": re.compile(r"imd(\d\d)?(ind|rank)?"),
}
"""What each column has been called in the editions since 2011."""

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_EDITION = re.compile(rf"({'|'.join(_MONTHS)})[A-Z]*[_ -]?(20\d\d)", re.IGNORECASE)
_NO_AREA = "99999999"
"""How a code ends that stands for "no such area here": E99999999 and the like."""


def load_onspd(source: Path, target: Path, *, progress: Progress = silent) -> None:
    """Build a gazetteer file from an ONSPD or NSPL, CSV or ZIP: about 30 seconds and 500 MB of memory.

    Nothing at `target` changes unless the whole file could be read.

    Raises:
        UnreadableError: the file is missing, damaged, far too large, or not what it should be; one sentence
        says which.
    """
    districts, wards = CodeBook(), CodeBook()
    with opened(source) as file:
        layout = _Layout.of(file.headings)
        columns = assemble(
            _batches(file, layout, districts, wards, progress),
            origin=_origin(file.name),
            districts=districts,
            wards=wards if layout.has("ward") else None,
        )
    if layout.has("ward"):
        columns = replace(columns, ward_names=named_wards(source, wards.codes))
    if len(columns) < file.rows_read * _FEWEST_POSTCODES:
        raise UnreadableError(f"Most rows of {file.name} are not postcodes")
    gazetteer_file.save(columns, target)
    logger.info("gazetteer loaded: %d postcodes, %d wards", len(columns), len(wards.codes))


@dataclass(frozen=True, slots=True)
class _Layout:
    """In which place of a row each column stands."""

    places: dict[str, int]

    @classmethod
    def of(cls, headings: Sequence[str]) -> "_Layout":
        names = [heading.strip().lower() for heading in headings]
        places = {
            column: place
            for column, form in _HEADINGS.items()
            for place, name in reversed(list(enumerate(names)))
            if form.fullmatch(name)
        }
        missing = {"postcode", "district"} - places.keys()
        if missing:
            raise UnreadableError(f"The file has no column with the {' and '.join(sorted(missing))} of each row")
        if not ({"latitude", "longitude"} <= places.keys() or {"easting", "northing"} <= places.keys()):
            raise UnreadableError("The file has no columns that say where each postcode is")
        return cls(places)

    def has(self, *columns: str) -> bool:
        return all(column in self.places for column in columns)

    @property
    def width(self) -> int:
        """How many fields a row must have."""
        return max(self.places.values()) + 1


def _batches(
    file: CsvFile, layout: _Layout, districts: CodeBook, wards: CodeBook, progress: Progress
) -> Iterator[Batch]:
    rows = file.rows()
    while chunk := list(islice(rows, _ROWS_AT_ONCE)):
        if file.rows_read > _MOST_ROWS:
            raise UnreadableError(f"{file.name} has far more rows than there are postcodes")
        progress(*file.progress())
        yield _Chunk([row for row in chunk if len(row) >= layout.width], layout).batch(districts, wards)
    progress(*file.progress())


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Some thousands of rows of text."""

    rows: list[list[str]]
    layout: _Layout

    def batch(self, districts: CodeBook, wards: CodeBook) -> Batch:
        postcodes = np.array([_seven(text) for text in self._column("postcode")], dtype="S7")
        latitudes, longitudes = self._coordinates(postcodes)
        codes = [_district(text) for text in self._column("district")]
        return Batch(
            postcodes=postcodes,
            latitudes=latitudes,
            longitudes=longitudes,
            districts=districts.numbers(codes),
            wards=wards.numbers(map(_ward, self._column("ward"))) if self.layout.has("ward") else None,
            ended=self._numbers("ended", _month).astype(np.uint16) if self.layout.has("ended") else None,
            deprivation=self._ranks(),
            nations=np.array([code[:1] for code in codes], dtype="S1"),
        )

    def _column(self, name: str) -> list[str]:
        place = self.layout.places[name]
        return [row[place].strip() for row in self.rows]

    def _numbers(self, name: str, read: Callable[[str], float]) -> Floats:
        return np.fromiter(map(read, self._column(name)), np.float64)

    def _ranks(self) -> npt.NDArray[np.int32] | None:
        if not self.layout.has("deprivation"):
            return None
        return np.nan_to_num(self._numbers("deprivation", _number)).astype(np.int32)

    def _coordinates(self, postcodes: npt.NDArray[np.bytes_]) -> tuple[Floats, Floats]:
        """Degrees as the file has them, else from its grid references; latitude 99.999999 stands for none."""
        if self.layout.has("latitude", "longitude"):
            return self._numbers("latitude", _number), self._numbers("longitude", _number)
        return to_wgs84(postcodes, self._numbers("easting", _number), self._numbers("northing", _number))


def _seven(text: str) -> bytes:
    """A postcode in any of the file's three spacings as seven bytes; what is none stays none."""
    outward, inward = text[:-3].strip().upper(), text[-3:].upper()
    return f"{outward:<4}{inward}".encode("ascii", "replace") if len(outward) <= 4 else b""


def _number(text: str) -> float:
    try:
        return float(text) if text else nan
    except ValueError:
        return nan


def _month(text: str) -> float:
    """The month "199606" as a count of months."""
    if len(text) != 6 or not text.isdecimal() or not 1 <= int(text[4:]) <= 12:
        return LIVE
    return int(text[:4]) * 12 + int(text[4:]) - 1


def _district(code: str) -> str:
    """The Channel Islands and the Isle of Man have one such code each; these we keep, as they say where."""
    return code if len(code) == 9 and (code[0] in "LM" or not code.endswith(_NO_AREA)) else ""


def _ward(code: str) -> str:
    return code if len(code) == 9 and not code.endswith(_NO_AREA) else ""


def _origin(name: str) -> Origin:
    """What the file's name says of it: "ONSPD_NOV_2025_UK.csv"."""
    product = "National Statistics Postcode Lookup" if "NSPL" in name.upper() else "ONS Postcode Directory"
    edition = _EDITION.search(name)
    month = date(int(edition[2]), _MONTHS.index(edition[1].upper()) + 1, 1) if edition else None
    return Origin(f"{product} (OGL v3), {name}", month)
