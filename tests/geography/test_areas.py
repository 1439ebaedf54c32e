"""Every code has a name, every name a place in the kingdom."""

from collections import Counter
from pathlib import Path

import pytest

from directory.errors import UnreadableError
from directory.geography import Areas, FileGazetteer, gazetteer_file, read_areas

AREAS_CSV = Path(__file__).parents[2] / "seed_data" / "areas.csv"


@pytest.fixture(scope="module")
def areas() -> Areas:
    return read_areas(AREAS_CSV)


def test_every_district_in_the_postcode_file_has_a_name(areas: Areas, full_file: Path) -> None:
    codes = [code.decode() for code in gazetteer_file.load(full_file).district_codes.tolist()]
    assert [code for code in codes if areas.label(code) is None] == []
    assert {area.code for area in areas.of_kind("district")} == set(codes)


def test_there_are_as_many_authorities_as_the_kingdom_has(areas: Areas) -> None:
    kinds = Counter(area.code[:3] for area in areas.of_kind("district"))
    assert kinds == {
        "E06": 63, "E07": 164, "E08": 36, "E09": 33, "W06": 22, "S12": 32, "N09": 11, "L99": 1, "M99": 1
    }  # fmt: skip
    assert len(areas.of_kind("county")) == 21
    assert len(areas.of_kind("region")) == 9


def test_every_larger_area_is_listed_and_every_authority_is_in_a_country(areas: Areas) -> None:
    for area in areas.of_kind("district"):
        assert all(areas.get(code) for code in area.within)
        if area.code[0] in "EWSN":
            assert area.within[-1] == "K02000001"
            assert area.within[-2][:3] == f"{area.code[0]}92"


def test_an_english_authority_has_one_region_and_one_ceremonial_county(areas: Areas) -> None:
    for area in areas.of_kind("district"):
        if area.code.startswith("E"):
            assert sum(code.startswith("E12") for code in area.within) == 1
            assert area.county
            assert (area.code[:3] == "E07") == any(code.startswith("E10") for code in area.within)


def test_every_welsh_authority_has_its_welsh_name(areas: Areas) -> None:
    welsh = [area for area in areas.of_kind("district") if area.code.startswith("W06")]
    assert all(area.name_cy for area in welsh)


def test_a_rule_may_name_any_area_that_a_home_lies_in(areas: Areas) -> None:
    folkestone = areas.around("E07000112")
    assert {"E07000112", "E10000016", "E12000008", "E92000001", "K02000001"} == folkestone
    assert areas.around("X01000001") == {"X01000001"}


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("E06000005", "Darlington"),
        ("E06000010", "Kingston upon Hull"),
        ("E06000019", "Herefordshire"),
        ("E06000023", "Bristol"),
        ("E07000112", "Folkestone and Hythe"),
        ("E08000038", "Barnsley"),
        ("E08000039", "Sheffield"),
        ("N09000002", "Armagh City, Banbridge and Craigavon"),
        ("S12000013", "Na h-Eileanan Siar"),
        ("W06000015", "Cardiff"),
        ("M99999999", "Isle of Man"),
        ("X01000001", None),
    ],
)
def test_a_page_calls_an_area_by_the_name_that_people_use(
    full_gazetteer: FileGazetteer, code: str, name: str | None
) -> None:
    assert full_gazetteer.district_name(code) == name


def test_a_list_that_is_missing_or_has_other_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"cannot be read from nowhere\.csv"):
        read_areas(tmp_path / "nowhere.csv")
    other = tmp_path / "other.csv"
    other.write_text("code,title\nE06000005,Darlington\n", encoding="utf-8")
    with pytest.raises(UnreadableError, match="should have the columns"):
        read_areas(other)
