"""What every gazetteer promises, tested alike on the file and on the table of a few rows.

Normal Island lies in the North Sea, its areas have codes that no area has, and its postcodes begin with ZX and ZY.
"""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from directory.geography import (
    Area,
    Box,
    FileGazetteer,
    Gazetteer,
    KnownPostcode,
    NamedPlace,
    Place,
    PlaceKind,
    Point,
    Postcode,
    Suggestion,
    TableGazetteer,
    UnknownPlace,
    distance_km,
    gazetteer_file,
)
from directory.geography.columns import PostcodeColumns

HARBOUR = KnownPostcode(Postcode("ZX1", "1AA"), Point(55.0, 1.0), "X01000001", "X05000001")
QUAY = KnownPostcode(Postcode("ZX1", "1AB"), Point(55.002, 1.001), "X01000001", "X05000001")
MARKET = KnownPostcode(Postcode("ZX1", "2AA"), Point(55.01, 1.01), "X01000001", "X05000002")
BORDER = KnownPostcode(Postcode("ZX1", "2AB"), Point(55.02, 1.02), "X01000002", "X05000003")
OLD_MILL = KnownPostcode(Postcode("ZX1", "9ZZ"), Point(55.0205, 1.0205), "X01000002", "X05000003", date(1996, 6, 1))
NOWHERE = KnownPostcode(Postcode("ZY1", "1AA"), None, "X01000003")
LIGHTHOUSE = KnownPostcode(Postcode("ZX10", "1AA"), Point(55.3, 1.3), "X01000002", "X05000003")

ROWS = [HARBOUR, QUAY, MARKET, BORDER, OLD_MILL, NOWHERE, LIGHTHOUSE]
AREAS = [
    Area("X01000001", "Normal, City of", "district", ("X92000001",), "Normalshire"),
    Area("X01000002", "Ordinary", "district", ("X92000001",), "Normalshire"),
    Area("X01000003", "Usual", "district"),
    Area("X92000001", "Normal Island", "country"),
]
PLACES = [
    NamedPlace("Normal Port", Point(55.0, 1.0), 20_000, "X01000001", "ZX1", ("Porth Normal",)),
    NamedPlace("Haven", Point(55.01, 1.01), 900, "X01000001", "ZX1"),
    NamedPlace("Haven", Point(55.3, 1.3), 700, "X01000002", "ZX10"),
    NamedPlace("St. Norm's-on-Sea", Point(55.02, 1.02), 0, "X01000002", "ZX1"),
]


@pytest.fixture(params=["file", "table"])
def gazetteer(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    make_columns: Callable[[Sequence[KnownPostcode]], PostcodeColumns],
) -> Gazetteer:
    if request.param == "table":
        return TableGazetteer(ROWS, places=PLACES, areas=AREAS)
    gazetteer_file.save(make_columns(ROWS), tmp_path / "postcodes")
    (tmp_path / "areas.csv").write_text(_areas_csv(), encoding="utf-8")
    (tmp_path / "places.csv").write_text(_places_csv(), encoding="utf-8")
    return FileGazetteer(tmp_path / "postcodes", areas=tmp_path / "areas.csv", places=tmp_path / "places.csv")


def _areas_csv() -> str:
    rows = [f'{a.code},"{a.name}",{a.kind},{";".join(a.within)},{a.county},{a.name_cy}\n' for a in AREAS]
    return "code,name,kind,within,county,name_cy\n" + "".join(rows)


def _places_csv() -> str:
    rows = [
        f"{p.name},{';'.join(p.also)},{p.point.latitude},{p.point.longitude},{p.population},{p.district},{p.outcode}\n"
        for p in PLACES
    ]
    return "name,also,latitude,longitude,population,district,outcode\n" + "".join(rows)


def _place(gazetteer: Gazetteer, text: str) -> Place:
    found = gazetteer.find(text)
    assert isinstance(found, Place), found
    return found


def _unknown(gazetteer: Gazetteer, text: str) -> UnknownPlace:
    found = gazetteer.find(text)
    assert isinstance(found, UnknownPlace), found
    return found


class TestAnyGazetteer:
    """The promises of `Gazetteer`."""

    @pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.postcode))
    def test_a_known_postcode_is_looked_up(self, gazetteer: Gazetteer, row: KnownPostcode) -> None:
        assert gazetteer.lookup(row.postcode) == row

    @pytest.mark.parametrize("text", ["ZX1 1AF", "ZX1 3AA", "ZX2 1AA", "A1 1AA", "ZZ9 9ZZ", "GIR 0AA"])
    def test_an_unknown_postcode_is_none(self, gazetteer: Gazetteer, text: str) -> None:
        assert gazetteer.lookup(Postcode.parse(text)) is None

    def test_a_ward_and_a_district_are_places(self, gazetteer: Gazetteer) -> None:
        ward = gazetteer.area("X05000003")
        assert ward
        assert ward.label == "X05000003"
        assert ward.districts == {"X01000002"}
        assert ward.wards == {"X05000003"}
        assert ward.outcodes == {"ZX1", "ZX10"}
        assert ward.point == Point(55.0205, 1.0205)
        district = gazetteer.area("X01000001")
        assert district
        assert (district.label, district.district) == ("Normal", "X01000001")
        assert district.wards == {"X05000001", "X05000002"}

    def test_an_area_without_a_point_is_known_all_the_same(self, gazetteer: Gazetteer) -> None:
        nowhere = gazetteer.area("X01000003")
        assert nowhere
        assert nowhere.point is None
        assert nowhere.outcodes == {"ZY1"}

    @pytest.mark.parametrize("code", ["X05999999", "", "é", "0" * 300])
    def test_an_area_without_postcodes_is_none(self, gazetteer: Gazetteer, code: str) -> None:
        assert gazetteer.area(code) is None

    def test_what_lies_within_some_reach_of_a_point_counts_as_there(self, gazetteer: Gazetteer) -> None:
        harbour = Point(55.0, 1.0)
        assert gazetteer.areas_within(harbour, 0.805) == {"X01000001", "X05000001"}
        assert gazetteer.areas_within(harbour, 1.4) == {"X01000001", "X05000001", "X05000002"}
        assert gazetteer.areas_within(Point(54.0, 0.0), 0.805) == frozenset()

    def test_a_postcode_is_found(self, gazetteer: Gazetteer) -> None:
        assert _place(gazetteer, "zx11aa") == Place(
            label="ZX1 1AA",
            kind=PlaceKind.POSTCODE,
            point=HARBOUR.point,
            districts=frozenset({"X01000001"}),
            wards=frozenset({"X05000001"}),
            outcodes=frozenset({"ZX1"}),
            district="X01000001",
            postcode=HARBOUR.postcode,
            radius_km=0.1,
        )

    def test_a_postcode_out_of_use_is_found_and_says_so(self, gazetteer: Gazetteer) -> None:
        place = _place(gazetteer, "ZX1 9ZZ")
        assert place.terminated == date(1996, 6, 1)
        assert place.note == "ZX1 9ZZ went out of use in June 1996; we have used where it was."

    def test_a_postcode_without_a_point_is_found_and_says_so(self, gazetteer: Gazetteer) -> None:
        place = _place(gazetteer, "ZY1 1AA")
        assert place.point is None
        assert place.district == "X01000003"
        assert place.note
        assert place.note.startswith("We know ZY1 1AA, but not where it is")
        assert _place(gazetteer, "ZY1").point is None

    def test_a_sector_lies_in_the_middle_of_its_postcodes(self, gazetteer: Gazetteer) -> None:
        place = _place(gazetteer, "ZX1 2")
        assert place.kind == PlaceKind.SECTOR
        assert place.point
        assert place.point.latitude == pytest.approx(55.015)
        assert place.point.longitude == pytest.approx(1.015)
        assert place.districts == {"X01000001", "X01000002"}
        assert place.wards == {"X05000002", "X05000003"}
        assert _place(gazetteer, "zx12") == place

    def test_an_outward_code_has_every_district_that_it_can_be_in(self, gazetteer: Gazetteer) -> None:
        place = _place(gazetteer, "ZX1")
        assert place.kind == PlaceKind.OUTCODE
        assert place.districts == {"X01000001", "X01000002"}
        assert place.district == "X01000001"
        assert place.outcodes == {"ZX1"}
        assert place.note is None
        assert 1 < place.radius_km < 3

    def test_a_short_code_is_an_outward_code_before_it_is_a_sector(self, gazetteer: Gazetteer) -> None:
        assert _place(gazetteer, "ZX10").kind == PlaceKind.OUTCODE
        assert _place(gazetteer, "ZX11").kind == PlaceKind.SECTOR

    def test_a_place_has_every_district_within_its_reach(self, gazetteer: Gazetteer) -> None:
        place = _place(gazetteer, "saint norms on sea")
        assert place.label == "St. Norm's-on-Sea"
        assert place.kind == PlaceKind.PLACE
        assert place.district == "X01000002"
        assert place.districts == {"X01000002"}
        assert place.outcodes == {"ZX1"}
        assert _place(gazetteer, "Porth Normal").label == "Normal Port"

    def test_of_two_places_of_one_name_the_person_chooses(self, gazetteer: Gazetteer) -> None:
        unknown = _unknown(gazetteer, "haven")
        assert unknown.sentence == "There is more than one place called “haven”. Which one do you mean?"
        assert [suggestion.text for suggestion in unknown.suggestions] == ["Haven, Normal", "Haven, Ordinary"]
        assert _place(gazetteer, "Haven, Ordinary").district == "X01000002"
        assert _place(gazetteer, "haven zx10").district == "X01000002"

    def test_an_unknown_postcode_brings_the_nearest_thing_we_know(self, gazetteer: Gazetteer) -> None:
        sector = _unknown(gazetteer, "ZX1 1ZZ")
        assert sector.sentence == "We do not know ZX1 1ZZ. ZX1 1 is a postcode sector in Normal."
        assert sector.suggestions == (Suggestion("ZX1 1", "ZX1 1", PlaceKind.SECTOR),)
        outcode = _unknown(gazetteer, "ZX1 5ZZ")
        assert outcode.sentence == "We do not know ZX1 5ZZ. ZX1 is a postcode district in Normal and Ordinary."
        neither = _unknown(gazetteer, "ZX5 5ZZ")
        assert neither.sentence == "We do not know ZX5 5ZZ, nor any postcode that begins with ZX5."
        assert neither.suggestions == ()

    def test_a_slip_brings_the_postcode_that_exists(self, gazetteer: Gazetteer) -> None:
        assert _unknown(gazetteer, "2X1 1AA").suggestions[0].text == "ZX1 1AA"
        assert _unknown(gazetteer, "ZXI 1AA").sentence == "ZXI 1AA is not a postcode. Did you mean ZX1 1AA?"

    @pytest.mark.parametrize("text", ["", " ", "\t\n", "\x00", "...", "\u200b", "'"])
    def test_nothing_is_answered_with_what_to_enter(self, gazetteer: Gazetteer, text: str) -> None:
        expected = "Enter a postcode, or the name of a town or village."
        assert _unknown(gazetteer, text).sentence == expected

    def test_every_suggestion_finds_what_it_says(self, gazetteer: Gazetteer) -> None:
        for text in ("haven", "ZX1 1ZZ", "ZXI 1AA", "ZX", "normal prt", "ZX1 1A"):
            suggestions = _unknown(gazetteer, text).suggestions
            assert suggestions
            for suggestion in suggestions:
                assert _place(gazetteer, suggestion.text).kind == suggestion.kind

    def test_the_nearest_postcode_is_one_in_use(self, gazetteer: Gazetteer) -> None:
        found = gazetteer.nearest(Point(55.0206, 1.0206))
        assert found
        assert found[0] == BORDER
        assert found[1] == pytest.approx(distance_km(Point(55.0206, 1.0206), Point(55.02, 1.02)))

    def test_far_out_at_sea_no_postcode_is_near(self, gazetteer: Gazetteer) -> None:
        assert gazetteer.nearest(Point(56.0, 3.0)) is None
        assert gazetteer.nearest(Point(-55.0, 179.0)) is None
        edge = gazetteer.nearest(Point(55.15, 1.3))
        assert edge
        assert edge[0] == LIGHTHOUSE

    def test_dots_lie_inside_the_box_and_are_no_more_than_asked_for(self, gazetteer: Gazetteer) -> None:
        box = Box(54.9, 0.9, 55.1, 1.1)
        assert sorted(map(tuple, gazetteer.dots(box, limit=100).tolist())) == [
            (55.0, 1.0), (55.002, 1.001), (55.01, 1.01), (55.02, 1.02), (55.0205, 1.0205)
        ]  # fmt: skip
        assert 1 <= len(gazetteer.dots(box, limit=2)) <= 2
        empty = gazetteer.dots(Box(50, 0, 51, 1), limit=10)
        assert empty.shape == (0, 2)
        assert empty.dtype == np.float64

    @pytest.mark.parametrize(
        ("typed", "suggested"),
        [
            ("zx", ["ZX1", "ZX10"]),
            ("ZX1", ["ZX1", "ZX10"]),
            ("zx11", ["ZX1 1"]),
            ("ZX1 1a", ["ZX1 1AA", "ZX1 1AB"]),
            ("zx1 1aa", ["ZX1 1AA"]),
            ("nor", ["Normal Port"]),
            ("hav", ["Haven, Normal", "Haven, Ordinary"]),
            ("", []),
            ("?", []),
            ("qqq", []),
        ],
    )
    def test_typing_brings_suggestions(self, gazetteer: Gazetteer, typed: str, suggested: list[str]) -> None:
        assert [suggestion.label for suggestion in gazetteer.suggest(typed)] == suggested
        assert len(gazetteer.suggest(typed, limit=1)) <= 1

    def test_areas_have_names(self, gazetteer: Gazetteer) -> None:
        assert gazetteer.district_name("X01000001") == "Normal"
        assert gazetteer.district_name("X01999999") is None

    def test_an_area_lies_in_larger_ones(self, gazetteer: Gazetteer) -> None:
        assert gazetteer.areas_around("X01000001") == {"X01000001", "X92000001"}
        assert gazetteer.areas_around("X01999999") == {"X01999999"}

    def test_it_says_what_it_holds(self, gazetteer: Gazetteer) -> None:
        status = gazetteer.status()
        assert (status.postcodes, status.with_point, status.terminated) == (7, 6, 1)
        assert (status.districts, status.wards, status.places) == (3, 3, 4)
        assert status.source == "rows given by hand"


def test_an_empty_table_knows_nothing_and_says_so() -> None:
    gazetteer = TableGazetteer()
    assert gazetteer.lookup(HARBOUR.postcode) is None
    assert gazetteer.nearest(Point(55, 1)) is None
    assert isinstance(gazetteer.find("ZX1 1AA"), UnknownPlace)
    assert isinstance(gazetteer.find("Normal Port"), UnknownPlace)
    assert gazetteer.suggest("n") == []
    assert gazetteer.dots(Box(-90, -180, 90, 180), limit=5).shape == (0, 2)
