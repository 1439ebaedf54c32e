"""From rows to columns: sorted, each postcode once, and nothing that is no postcode."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from directory.errors import UnavailableError, UnreadableError
from directory.geography import KnownPostcode, Point, Postcode, ensure_gazetteer, gazetteer_file, package_source
from directory.geography.building import Batch, CodeBook, assemble
from directory.geography.column_table import ColumnTable
from directory.geography.columns import Origin, PostcodeColumns

HERE = Point(54.5, -1.5)


def _batch(texts: Sequence[str], latitudes: Sequence[float] | None = None) -> Batch:
    count = len(texts)
    return Batch(
        postcodes=np.array(texts, dtype="S7"),
        latitudes=np.array(latitudes or [54.5] * count, float),
        longitudes=np.full(count, -1.5),
        districts=np.zeros(count, np.uint16),
    )


def _assemble(*batches: Batch) -> PostcodeColumns:
    return assemble(batches, origin=Origin("test", None), districts=CodeBook())


def test_rows_are_sorted_whatever_their_order() -> None:
    columns = _assemble(_batch(["ZX2 1AA", "ZX1 1AB"]), _batch(["ZX1 1AA", "Z1  1AA"]))
    table = ColumnTable(columns)
    assert [str(code) for code in table.outcodes()] == ["Z1", "ZX1", "ZX2"]
    assert all(table.get(Postcode.parse(text)) for text in ("ZX2 1AA", "ZX1 1AB", "ZX1 1AA", "Z1 1AA"))


def test_of_two_rows_with_one_postcode_the_first_stays() -> None:
    columns = _assemble(_batch(["ZX1 1AA"], [54.0]), _batch(["ZX1 1AA"], [55.0]))
    assert len(columns) == 1
    assert ColumnTable(columns).get(Postcode("ZX1", "1AA")) == KnownPostcode(Postcode("ZX1", "1AA"), Point(54.0, -1.5))


def test_what_is_no_postcode_is_left_out() -> None:
    assert len(_assemble(_batch(["ZX1 1AA", "NONE", "", "ZX1 1CC", "zx1 1ab", "ZX1 1A"]))) == 1


def test_a_source_without_postcodes_is_refused() -> None:
    for batches in ([], [_batch(["NONE"])]):
        with pytest.raises(UnreadableError, match="not one postcode"):
            _assemble(*batches)


@pytest.mark.parametrize("latitude", [np.nan, 99.999999, np.inf])
def test_a_latitude_that_is_none_makes_a_postcode_without_a_point(latitude: float) -> None:
    columns = _assemble(_batch(["ZX1 1AA"], [latitude]))
    known = ColumnTable(columns).get(Postcode("ZX1", "1AA"))
    assert known
    assert known.point is None


def test_there_cannot_be_more_codes_than_numbers_for_them() -> None:
    with pytest.raises(UnreadableError, match="more area codes than there are areas"):
        CodeBook().numbers(map(str, range(70_000)))


def test_the_full_file_is_built_once(
    full_file: Path, tmp_path: Path, make_columns: Callable[[Sequence[KnownPostcode]], PostcodeColumns]
) -> None:
    assert ensure_gazetteer(full_file) is False
    # What a council loaded itself is kept, whichever package is installed.
    loaded = tmp_path / "loaded"
    gazetteer_file.save(make_columns([KnownPostcode(Postcode("ZX1", "1AA"), HERE)]), loaded)
    assert ensure_gazetteer(loaded) is False


def test_every_row_of_the_package_but_one_is_in_the_full_file(full_file: Path) -> None:
    counts = ColumnTable(gazetteer_file.load(full_file)).counts()
    # NPT 0VA ends in letters that no postcode ends in; 24,160 rows have no grid reference, it among them or not.
    assert counts.postcodes == 2_720_555
    assert counts.with_point == 2_696_396
    assert counts.districts == 363


def test_an_unreadable_or_older_file_is_built_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def two_rows(districts: CodeBook, *, progress: object) -> list[Batch]:
        return [_batch(["ZX1 1AA", "ZX1 1AB"])]

    monkeypatch.setattr(package_source, "read_package", two_rows)
    path = tmp_path / "postcodes"
    path.write_bytes(b"torn")
    assert ensure_gazetteer(path) is True
    assert ensure_gazetteer(path) is False
    monkeypatch.setattr(package_source, "package_version", lambda: "2099.1.1")
    assert ensure_gazetteer(path) is True


def test_a_missing_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_source, "PACKAGE", "a-package-that-nobody-has-made")
    with pytest.raises(UnavailableError, match="install a-package-that-nobody-has-made"):
        package_source.package_version()


def test_a_damaged_package_is_refused(tmp_path: Path) -> None:
    part = tmp_path / "postcodes_Z.msgpack.br"
    for content in (b"", b"\0" * 50, b"\x8b\x00\x80\x01\x03"):
        part.write_bytes(content)
        with pytest.raises(UnreadableError, match=r"postcodes_Z\.msgpack\.br"):
            package_source._table(part)
