"""The real file of all postcodes, built once and kept between runs, and small ones made of a few rows."""

import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from directory.geography import FileGazetteer, KnownPostcode, ensure_gazetteer
from directory.geography.building import Batch, CodeBook, assemble
from directory.geography.columns import LIVE, Origin, PostcodeColumns
from directory.geography.gazetteer_file import FORMAT
from directory.geography.package_source import package_version

SEED_DATA = Path(__file__).parents[2] / "seed_data"


@pytest.fixture(scope="session")
def full_file() -> Path:
    """The file of all postcodes. Building takes five seconds, so it is kept for the next run of the same version."""
    folder = Path(tempfile.gettempdir()) / f"fingerpost-tests-{os.getuid()}"
    path = folder / f"postcodes-{package_version()}-{FORMAT}.gazetteer"
    ensure_gazetteer(path)
    return path


@pytest.fixture(scope="session")
def full_gazetteer(full_file: Path) -> FileGazetteer:
    """The gazetteer as the application opens it."""
    return FileGazetteer(full_file, areas=SEED_DATA / "areas.csv", places=SEED_DATA / "places.csv")


@pytest.fixture
def make_columns() -> Callable[[Sequence[KnownPostcode]], PostcodeColumns]:
    """Turn rows into columns, with wards and end dates, the way a source does."""
    return columns_of


def columns_of(rows: Sequence[KnownPostcode]) -> PostcodeColumns:
    districts, wards = CodeBook(), CodeBook()
    batch = Batch(
        postcodes=np.array([f"{row.postcode.outward:<4}{row.postcode.inward}" for row in rows], dtype="S7"),
        latitudes=np.array([row.point.latitude if row.point else np.nan for row in rows]),
        longitudes=np.array([row.point.longitude if row.point else np.nan for row in rows]),
        districts=districts.numbers(row.district or "" for row in rows),
        wards=wards.numbers(row.ward or "" for row in rows),
        ended=np.array(
            [row.terminated.year * 12 + row.terminated.month - 1 if row.terminated else LIVE for row in rows],
            np.uint16,
        ),
    )
    return assemble([batch], origin=Origin("rows given by hand", None), districts=districts, wards=wards)
