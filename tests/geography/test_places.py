"""Names of places: what is one name, and that the list is sound."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.errors import UnreadableError
from directory.geography import FileGazetteer, NamedPlace, Point, read_areas
from directory.geography.names import joined, plain
from directory.geography.places import Places, read_places

SEED_DATA = Path(__file__).parents[2] / "seed_data"

HERE = Point(54.5, -1.5)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. Mary's-in-the-Marsh", "saint marys in the marsh"),
        ("King’s Lynn", "Kings Lynn"),
        ("Stoke-on-Trent", "stoke on trent"),
        ("Bill & Ben", "bill and ben"),
        ("Béal Feirste", "beal feirste"),
        ("  Ashby - de -  la Zouch ", "ASHBY-DE-LA-ZOUCH"),
        ("Westward Ho!", "westward ho"),
    ],
)
def test_two_spellings_are_one_name(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@given(st.text(max_size=50))
def test_a_plain_name_is_plain_already(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert once == once.strip()


def test_names_are_listed_as_in_a_sentence() -> None:
    assert joined(["Ely"]) == "Ely"
    assert joined(["Ely", "March"]) == "Ely and March"
    assert joined(["Ely", "March", "Wisbech"]) == "Ely, March and Wisbech"


def test_places_are_found_by_name_by_beginning_and_by_likeness() -> None:
    port, haven, newer = (
        NamedPlace("Normal Port", HERE, 9000, also=("Porth Normal",)),
        NamedPlace("Normal Haven", HERE, 500),
        NamedPlace("Normal Port", HERE, 12_000),
    )
    places = Places([port, haven, newer])
    assert len(places) == 3
    assert places.called("normal port") == [newer, port]
    assert places.called("porth normal") == [port]
    assert places.beginning("normal ") == [newer, port, haven]
    assert places.beginning("") == [newer, port, haven]
    assert places.spelt_like("normal havn", limit=3)[0] == haven
    assert places.spelt_like("elsewhere", limit=3) == []


def test_a_place_reaches_as_far_as_its_people_need() -> None:
    assert NamedPlace("Hamlet", HERE, 0).radius_km == 0.8
    assert NamedPlace("Town", HERE, 90_000).radius_km == pytest.approx(3.1, abs=0.1)
    assert NamedPlace("Capital", HERE, 9_000_000).radius_km == 25


def test_every_place_on_the_list_is_in_an_authority_that_we_know() -> None:
    areas = read_areas(SEED_DATA / "areas.csv")
    with (SEED_DATA / "places.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 5900
    assert rows == sorted(rows, key=lambda row: (row["name"], float(row["latitude"])))
    for row in rows:
        assert areas.get(row["district"])
        assert 49 < float(row["latitude"]) < 61
        assert -9 < float(row["longitude"]) < 2
        assert int(row["population"]) >= 0


def test_the_authority_on_the_list_is_that_of_the_nearest_postcode(full_gazetteer: FileGazetteer) -> None:
    with (SEED_DATA / "places.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[::50]
    for row in rows:
        nearest = full_gazetteer.nearest(Point(float(row["latitude"]), float(row["longitude"])))
        if row["district"][0] in "EWSN":
            assert nearest
            assert nearest[0].district == row["district"], row["name"]


def test_a_list_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"cannot be read from nowhere\.csv"):
        read_places(tmp_path / "nowhere.csv")
    other = tmp_path / "other.csv"
    other.write_text("name,latitude\nEly,52\n", encoding="utf-8")
    with pytest.raises(UnreadableError, match="should have the columns"):
        read_places(other)
    other.write_text(
        "name,also,latitude,longitude,population,district,outcode\nEly,,north,0,1,X01,ZX1\n", encoding="utf-8"
    )
    with pytest.raises(UnreadableError, match=r"cannot be read from other\.csv"):
        read_places(other)
