"""``fingerpost gazetteer``."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.commands import Ran

Fingerpost = Callable[..., Ran]

ONE_POSTCODE = "pcds,doterm,lat,long,oslaua,osward,imd\nDL3 9AA,199606,54.5,-1.5,E06000005,E05000001,1\n"


class TestLookup:
    def test_the_document_is_what_scripts_depend_on(self, fingerpost: Fingerpost) -> None:
        ran = fingerpost("gazetteer", "lookup", "dl39aa", "BT1 5GS", "--json")
        assert (ran.code, ran.err) == (0, "")
        here, belfast = ran.json
        keys = {"postcode", "known", "latitude", "longitude", "district", "district_name", "terminated"}
        assert set(here) == set(belfast) == keys
        assert (here["postcode"], here["district"], here["district_name"]) == ("DL3 9AA", "E06000005", "Darlington")
        assert here["latitude"] == pytest.approx(54.538, abs=0.01)
        assert here["longitude"] == pytest.approx(-1.584, abs=0.01)
        assert (here["known"], here["terminated"]) == (True, None)
        assert belfast["latitude"] == pytest.approx(54.597, abs=0.01), "on the Irish grid, not the British one"

    def test_a_person_reads_lines(self, fingerpost: Fingerpost) -> None:
        ran = fingerpost("gazetteer", "lookup", "DL3 9AA", "JE2 3AB", "DL3", "Darlington")
        assert ran.code == 0
        first, without_point, wide, named = ran.out.splitlines()
        assert first.startswith("DL3 9AA: 54.53")
        assert first.endswith(", Darlington (E06000005)")
        assert without_point.startswith("JE2 3AB: no place known, ")
        assert wide.startswith("DL3: 54.5")
        assert named.startswith("Darlington: 54.5")

    def test_one_that_is_not_known_is_said_to_be_so_beside_the_others(self, fingerpost: Fingerpost) -> None:
        ran = fingerpost("gazetteer", "lookup", "DL3 9AA", "ZZ99 9ZZ", "", "--json")
        assert ran.code == 1
        known, unknown, empty = ran.json
        assert known["known"]
        assert set(unknown) == {"postcode", "known", "sentence"}
        assert (unknown["postcode"], unknown["known"]) == ("ZZ99 9ZZ", False)
        assert unknown["sentence"].startswith("We do not know ZZ99 9ZZ")
        assert empty["sentence"].startswith("Enter a postcode")
        assert "ZZ99 9ZZ: We do not know ZZ99 9ZZ" in fingerpost("gazetteer", "lookup", "ZZ99 9ZZ").out

    def test_nothing_to_look_up_is_misuse(self, fingerpost: Fingerpost) -> None:
        assert fingerpost("gazetteer", "lookup").code == 2


class TestLoad:
    def test_a_fuller_file_takes_the_place_of_the_first(
        self, fingerpost: Fingerpost, home: Path, tmp_path: Path
    ) -> None:
        file = tmp_path / "ONSPD_NOV_2025_UK.csv"
        file.write_text(ONE_POSTCODE)
        assert fingerpost("gazetteer", "load", file, home=home).code == 0
        ran = fingerpost("gazetteer", "status", "--json", home=home, shared=False)
        assert (ran.code, ran.json["postcodes"], ran.json["terminated"], ran.json["wards"]) == (0, 1, 1, 1)
        assert date.fromisoformat(ran.json["source_date"]) == date(2025, 11, 1)
        said = fingerpost("gazetteer", "lookup", "DL3 9AA", home=home, shared=False).out
        assert said == "DL3 9AA: 54.500000, -1.500000, Darlington (E06000005), out of use since June 1996\n"

    @pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "\x00", "PK\x03\x04 no zip"])
    def test_a_file_that_has_no_postcodes_is_refused_and_the_old_one_stays(
        self, fingerpost: Fingerpost, home: Path, tmp_path: Path, content: str
    ) -> None:
        file = tmp_path / "wrong.csv"
        file.write_text(content)
        ran = fingerpost("gazetteer", "load", file, home=home)
        assert (ran.code, ran.out) == (1, "")
        assert len(ran.err.splitlines()) == 1
        assert fingerpost("gazetteer", "lookup", "DL3 9AA", home=home).code == 0


def test_the_status_says_what_is_known_and_where_it_is_from(fingerpost: Fingerpost) -> None:
    ran = fingerpost("gazetteer", "status", "--json")
    assert set(ran.json) == {
        *("postcodes", "with_point", "terminated", "districts", "wards", "places"),
        *("source", "source_date", "package_version"),
    }
    assert ran.json["postcodes"] > 2_000_000
    said = fingerpost("gazetteer", "status").out
    assert f"{ran.json['postcodes']:,} postcodes" in said
    assert "None" not in said
