"""Small files of postcodes, made of a few rows."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from directory.geography import KnownPostcode
from directory.geography.building import Batch, CodeBook, assemble
from directory.geography.columns import LIVE, Origin, PostcodeColumns


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
