"""Loading the full national files: every way their columns have been called, and what is wrong with a bad one."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from directory.errors import UnreadableError
from directory.geography import KnownPostcode, Point, Postcode, csv_file, gazetteer_file, load_onspd
from directory.geography.column_table import ColumnTable

HARBOUR = ["ZX1 1AA", "", "55.000001", "1.000002", "E06000005", "E05000001", "1"]
OLD_MILL = ["ZX1 1AB", "199606", "54.5", "-1.5", "E06000005", "E99999999", "100"]
NOWHERE = ["JE2 4WD", "", "99.999999", "0.000000", "L99999999", "L99999999", "0"]
ROWS = [HARBOUR, OLD_MILL, NOWHERE]

ONSPD_2011 = ["pcds", "doterm", "lat", "long", "oslaua", "osward", "imd"]
NSPL_2020 = ["PCD", "DOTERM", "LAT", "LONG", "LAUA", "WARD", "IMD"]
ONSPD_2025 = ["pcd7", "doterm", "lat", "long", "lad25cd", "wd25cd", "imd20ind"]


def _csv(headings: Sequence[str], rows: Sequence[Sequence[str]] = ROWS) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([headings, *rows])
    return text.getvalue().encode("utf-8-sig")


def _zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def _table(source: Path, tmp_path: Path) -> ColumnTable:
    load_onspd(source, tmp_path / "target")
    return ColumnTable(gazetteer_file.load(tmp_path / "target"))


@pytest.mark.parametrize("headings", [ONSPD_2011, NSPL_2020, ONSPD_2025])
def test_every_edition_is_read_by_its_headings(tmp_path: Path, headings: list[str]) -> None:
    source = tmp_path / "ONSPD_NOV_2025_UK.csv"
    source.write_bytes(_csv(headings))
    table = _table(source, tmp_path)
    assert table.get(Postcode("ZX1", "1AA")) == KnownPostcode(
        Postcode("ZX1", "1AA"), Point(55.000001, 1.000002), "E06000005", "E05000001", None, 1
    )
    assert table.get(Postcode("ZX1", "1AB")) == KnownPostcode(
        Postcode("ZX1", "1AB"), Point(54.5, -1.5), "E06000005", None, date(1996, 6, 1), 10
    )
    assert table.get(Postcode("JE2", "4WD")) == KnownPostcode(Postcode("JE2", "4WD"), None, "L99999999")
    counts = table.counts()
    assert (counts.postcodes, counts.terminated, counts.wards) == (3, 1, 1)
    assert counts.origin.source == "ONS Postcode Directory (OGL v3), ONSPD_NOV_2025_UK.csv"
    assert counts.origin.source_date == date(2025, 11, 1)
    assert counts.origin.package_version is None


def test_the_national_table_is_found_among_the_others_in_a_zip(tmp_path: Path) -> None:
    source = _zip(
        tmp_path / "NSPL_FEB_2026.zip",
        {
            "Documents/LA names and codes.csv": b"code,name\nE06000005,Darlington\n",
            "Data/multi_csv/NSPL_FEB_2026_UK_ZX.csv": _csv(NSPL_2020, [HARBOUR]),
            "Data/NSPL_FEB_2026_UK.csv": _csv(NSPL_2020),
            "User Guide/NSPL User Guide Feb 2026.pdf": b"%PDF" * 1000,
        },
    )
    counts = _table(source, tmp_path).counts()
    assert counts.postcodes == 3
    assert counts.origin.source == "National Statistics Postcode Lookup (OGL v3), NSPL_FEB_2026_UK.csv"
    assert counts.origin.source_date == date(2026, 2, 1)


LARGE = _csv([*ONSPD_2025, "padding"], [[*row, " ".join(map(str, range(3000)))] for row in ROWS])
"""The national table is the largest of all."""

WARD_NAMES = "Documents/Ward names and codes UK as at 05_25.csv"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("\ufeffWD25CD,WD25NM,LAD25CD\nE05000001,Môr a Mynydd,E06000005\n".encode(), "Môr a Mynydd"),
        ("WD15CD,WD15NM\nE05000001,Môr a Mynydd\n".encode("cp1252"), "Môr a Mynydd"),
        (b"WD25CD,WD25NM\nE05999999,Elsewhere\n", None),
        (b"WD25CD,WD25NMW\nE05000001,Glan y Cei\n", None),
        (b"WD25CD,WD25NM\nE05000001\n", None),
        (b"", None),
        (f"WD25CD,WD25NM\nE05000001,{'é' * 100}\n".encode(), "é" * 60),
    ],
    ids=["in UTF-8", "as older editions are", "of others", "in Welsh alone", "a row too short", "empty", "too long"],
)
def test_wards_have_the_names_that_lie_beside_the_postcodes(tmp_path: Path, content: bytes, name: str | None) -> None:
    source = _zip(tmp_path / "onspd.zip", {"Data/ONSPD_NOV_2025_UK.csv": LARGE, WARD_NAMES: content})
    assert _table(source, tmp_path).ward_name("E05000001") == name


def test_names_of_wards_that_cannot_be_read_stop_nobody(tmp_path: Path) -> None:
    names = b"WD25CD,WD25NM\n" + b"".join(b"E0500%04d,Ward %d\n" % (n, 7919 * n % 9973) for n in range(500))
    source = _zip(tmp_path / "onspd.zip", {WARD_NAMES: names, "Data/ONSPD_NOV_2025_UK.csv": LARGE})
    content = bytearray(source.read_bytes())
    content[90:100] = b"\xff" * 10
    source.write_bytes(content)
    assert _table(source, tmp_path).ward_name("E05000001") is None


def test_a_csv_by_itself_tells_no_names_of_wards(tmp_path: Path) -> None:
    source = tmp_path / "onspd.csv"
    source.write_bytes(_csv(ONSPD_2025))
    table = _table(source, tmp_path)
    assert (table.counts().wards, table.ward_name("E05000001")) == (1, None)


@pytest.mark.parametrize("postcode", ["ZX1 1AA", "ZX1  1AA", "ZX11AA", "zx1 1aa", "ZX1   1AA"])
def test_a_postcode_is_read_in_each_of_its_spacings(tmp_path: Path, postcode: str) -> None:
    source = tmp_path / "onspd.csv"
    source.write_bytes(_csv(ONSPD_2011, [[postcode, *HARBOUR[1:]]]))
    assert _table(source, tmp_path).get(Postcode("ZX1", "1AA"))


def test_grid_references_serve_where_there_are_no_degrees(tmp_path: Path) -> None:
    source = tmp_path / "onspd.csv"
    rows = [["BT53 7HX", "294866", "424744", "N09000004"], ["SW1A 1AA", "529090", "179645", "E09000033"]]
    source.write_bytes(_csv(["pcds", "oseast1m", "osnrth1m", "laua"], rows))
    table = _table(source, tmp_path)
    for text, latitude, longitude in [("BT53 7HX", 55.060991, -6.516078), ("SW1A 1AA", 51.501009, -0.141588)]:
        known = table.get(Postcode.parse(text))
        assert known
        assert known.point
        assert known.point.latitude == pytest.approx(latitude, abs=1e-4)
        assert known.point.longitude == pytest.approx(longitude, abs=1e-4)
        assert known.ward is None
    assert table.counts().terminated is None


def test_each_nation_ranks_its_own_neighbourhoods(tmp_path: Path) -> None:
    source = tmp_path / "onspd.csv"
    rows = [
        [f"ZX1 1A{letter}", "", "55", "1", district, "", rank]
        for letter, district, rank in [
            ("A", "E06000005", "1"), ("B", "E06000005", "16000"), ("D", "E06000005", "32844"),
            ("E", "W06000015", "191"), ("F", "W06000015", "1909"), ("G", "S12000033", "0"), ("H", "", "x"),
        ]
    ]  # fmt: skip
    source.write_bytes(_csv(ONSPD_2011, rows))
    table = _table(source, tmp_path)
    found = [table.get(Postcode("ZX1", f"1A{letter}")) for letter in "ABDEFGH"]
    assert [known.deprivation_decile if known else 0 for known in found] == [1, 5, 10, 2, 10, None, None]


def test_rows_that_are_no_postcodes_are_left_out(tmp_path: Path) -> None:
    source = tmp_path / "onspd.csv"
    source.write_bytes(
        _csv(ONSPD_2011, [*ROWS, ["short"], ["NOTAPOSTCODE", *HARBOUR[1:]], ["", "", "", "", "", "", ""]])
    )
    assert _table(source, tmp_path).counts().postcodes == 3


def test_progress_is_told_in_bytes(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    source = tmp_path / "onspd.csv"
    source.write_bytes(_csv(ONSPD_2011))
    load_onspd(source, tmp_path / "target", progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (source.stat().st_size, source.stat().st_size)


def _many_zeros() -> bytes:
    return b"pcds,lat,long,laua\n" + b"0" * 5_000_000


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.csv", b"", "no column with the district and postcode"),
        ("other.csv", b"a,b\n1,2\n", "no column with the district and postcode"),
        ("nodistrict.csv", b"pcds,lat,long\nZX1 1AA,55,1\n", "no column with the district of each row"),
        ("nowhere.csv", b"pcds,laua\nZX1 1AA,E06000005\n", "no columns that say where each postcode is"),
        ("norows.csv", b"pcds,lat,long,laua\n", "not one postcode"),
        ("words.csv", b"pcds,lat,long,laua\n" + b"word,1,2,E06000005\n" * 3 + b"ZX1 1AA,1,2,E06000005\n",
         "Most rows of words.csv are not postcodes"),
        ("binary.csv", bytes(range(256)) * 50, "."),
        ("torn.zip", b"PK\x03\x04" + b"\0" * 100, "."),
        ("huge.csv", _many_zeros(), "huge.csv is not a CSV file"),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_in_one_sentence(tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    source = tmp_path / name
    source.write_bytes(content)
    target = tmp_path / "target"
    target.write_bytes(b"before")
    with pytest.raises(UnreadableError, match=sentence):
        load_onspd(source, target)
    assert target.read_bytes() == b"before"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="There is no file"):
        load_onspd(tmp_path / "nowhere.zip", tmp_path / "target")
    with pytest.raises(UnreadableError, match="cannot be read"):
        load_onspd(tmp_path, tmp_path / "target")


def test_a_zip_that_unfolds_without_end_is_refused_unread(tmp_path: Path) -> None:
    bomb = _zip(tmp_path / "bomb.zip", {"Data/ONSPD_UK.csv": b"0" * 20_000_000})
    with pytest.raises(UnreadableError, match="unfolds to far more"):
        load_onspd(bomb, tmp_path / "target")


def test_a_zip_without_a_table_is_refused(tmp_path: Path) -> None:
    source = _zip(tmp_path / "guide.zip", {"guide.pdf": b"%PDF"})
    with pytest.raises(UnreadableError, match=r"no CSV file in guide\.zip"):
        load_onspd(source, tmp_path / "target")


def test_a_zip_whose_content_is_damaged_is_refused(tmp_path: Path) -> None:
    rows = [[*HARBOUR[:2], f"55.{7919 * row % 9973}", *HARBOUR[3:]] for row in range(500)]
    source = _zip(tmp_path / "onspd.zip", {"Data/ONSPD_UK.csv": _csv(ONSPD_2011, rows)})
    content = bytearray(source.read_bytes())
    content[80:90] = b"\xff" * 10
    source.write_bytes(content)
    with pytest.raises(UnreadableError, match="damaged: download it again"):
        load_onspd(source, tmp_path / "target")


def test_a_locked_zip_is_refused(tmp_path: Path) -> None:
    source = _zip(tmp_path / "onspd.zip", {"Data/ONSPD_UK.csv": _csv(ONSPD_2011)})
    content = bytearray(source.read_bytes())
    # The flag for encryption, in the list at the end of the archive.
    content[content.index(b"PK\x01\x02") + 8] |= 1
    source.write_bytes(content)
    with pytest.raises(UnreadableError, match="locked with a password"):
        load_onspd(source, tmp_path / "target")


def test_a_table_larger_than_any_edition_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_file, "_LARGEST", 100)
    source = tmp_path / "onspd.csv"
    source.write_bytes(_csv(ONSPD_2011, ROWS * 10))
    with pytest.raises(UnreadableError, match="far larger than a file of postcodes"):
        load_onspd(source, tmp_path / "target")


def test_more_rows_than_there_are_postcodes_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("directory.geography.onspd._MOST_ROWS", 2)
    source = tmp_path / "onspd.csv"
    source.write_bytes(_csv(ONSPD_2011))
    with pytest.raises(UnreadableError, match="far more rows than there are postcodes"):
        load_onspd(source, tmp_path / "target")
