"""The file is whole or it is not there; what is torn, foreign or damaged is refused."""

import os
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from directory.errors import UnreadableError
from directory.geography import KnownPostcode, Point, Postcode, gazetteer_file, verify_gazetteer
from directory.geography.column_table import ColumnTable
from directory.geography.columns import PostcodeColumns

ROWS = [
    KnownPostcode(Postcode("ZX1", "1AA"), Point(54.5, -1.5), "X01000001", "X05000001"),
    KnownPostcode(Postcode("ZX1", "1AB"), None, "X01000001", None),
    KnownPostcode(Postcode("ZX2", "9ZZ"), Point(-54.25, 1.75), None, None, date(1996, 6, 1)),
]

MakeColumns = Callable[[Sequence[KnownPostcode]], PostcodeColumns]


@pytest.fixture
def path(tmp_path: Path, make_columns: MakeColumns) -> Path:
    path = tmp_path / "folder" / "postcodes"
    gazetteer_file.save(make_columns(ROWS), path)
    return path


def test_what_is_saved_is_what_is_loaded(path: Path) -> None:
    table = ColumnTable(gazetteer_file.load(path))
    assert [table.get(row.postcode) for row in ROWS] == ROWS
    verify_gazetteer(path)


def test_columns_that_a_source_lacks_are_simply_not_there(tmp_path: Path, make_columns: MakeColumns) -> None:
    columns = make_columns(ROWS)
    bare = PostcodeColumns(
        **{
            name: getattr(columns, name)
            for name in PostcodeColumns.__dataclass_fields__
            if name not in {"wards", "ward_codes", "ended", "deciles"}
        }
    )
    gazetteer_file.save(bare, tmp_path / "bare")
    table = ColumnTable(gazetteer_file.load(tmp_path / "bare"))
    assert table.counts().terminated is None
    assert table.get(Postcode("ZX2", "9ZZ")) == KnownPostcode(ROWS[2].postcode, ROWS[2].point)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="cannot be read from nowhere"):
        gazetteer_file.load(tmp_path / "nowhere")


def test_a_file_torn_anywhere_is_refused(path: Path, tmp_path: Path) -> None:
    content = path.read_bytes()
    torn = tmp_path / "torn"
    for length in {0, 1, 15, 16, 20, 24, 25, 500, 4095, 4096, 4097, len(content) // 2, len(content) - 1}:
        torn.write_bytes(content[:length])
        with pytest.raises(UnreadableError):
            gazetteer_file.load(torn)
    torn.write_bytes(content + b"\0")
    with pytest.raises(UnreadableError):
        gazetteer_file.load(torn)


@pytest.mark.parametrize("at", [0, 13, 17, 21, 30, 200])
def test_a_changed_byte_in_the_header_is_refused(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(UnreadableError, match="no file of postcodes that this version can read"):
        gazetteer_file.load(path)


def test_a_changed_byte_in_a_column_is_found_by_verifying(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096] ^= 0xFF
    path.write_bytes(content)
    gazetteer_file.load(path)
    with pytest.raises(UnreadableError, match="damaged in its column"):
        verify_gazetteer(path)


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    for content in (b"SQLite format 3\0" * 600, os.urandom(9000), b"{}"):
        other = tmp_path / "other"
        other.write_bytes(content)
        with pytest.raises(UnreadableError):
            gazetteer_file.load(other)


def test_a_failed_save_leaves_the_older_file_and_no_litter(
    path: Path, make_columns: MakeColumns, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()

    def full_disk(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="No space left"):
        gazetteer_file.save(make_columns(ROWS[:1]), path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_whoever_has_the_older_file_open_goes_on_reading_it(path: Path, make_columns: MakeColumns) -> None:
    table = ColumnTable(gazetteer_file.load(path))
    gazetteer_file.save(make_columns([KnownPostcode(Postcode("ZX9", "9ZZ"))]), path)
    assert table.get(ROWS[0].postcode) == ROWS[0]
    assert ColumnTable(gazetteer_file.load(path)).get(ROWS[0].postcode) is None


def test_a_mapped_file_cannot_be_written_to(path: Path) -> None:
    columns = gazetteer_file.load(path)
    with pytest.raises(ValueError, match="read-only"):
        columns.latitudes[0] = np.int32(0)
