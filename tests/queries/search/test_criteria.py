"""What a navigator asks for, and where a client can live."""

from datetime import date

import pytest

from directory.eligibility import AgeRange, Client, Home, ResidenceRule, assess, read_client
from directory.eligibility.areas import none_of
from directory.geography import Area, Gazetteer, KnownPostcode, Place, Point, Postcode, TableGazetteer
from directory.geography.areas import read_areas
from directory.queries.search.criteria import Criteria, home_in
from directory.resources import SEED_DATA
from directory.vocabulary import Circumstance, Gender, Referrer, Verdict

ENGLAND, WALES = "E92000001", "W92000004"


def a_border() -> Gazetteer:
    """One outward code in three districts: two in a county of England, one in Wales without any county."""
    rows = [
        KnownPostcode(Postcode.parse("ZZ5 1AA"), Point(53.0, -3.0), "E07999991"),
        KnownPostcode(Postcode.parse("ZZ5 1AB"), Point(53.0, -3.01), "E07999992"),
        KnownPostcode(Postcode.parse("ZZ6 1AA"), Point(53.1, -3.0), "E07999991"),
        KnownPostcode(Postcode.parse("ZZ6 1AB"), Point(53.1, -3.01), "W06999993"),
    ]
    areas = [
        Area("E07999991", "Eastmarch", within=("E10999991", ENGLAND)),
        Area("E07999992", "Westmarch", within=("E10999991", ENGLAND)),
        Area("W06999993", "Y Mers", within=(WALES,)),
    ]
    return TableGazetteer(rows, areas=areas)


def home(text: str) -> Home:
    gazetteer = a_border()
    place = gazetteer.find(text)
    assert isinstance(place, Place)
    return home_in(place, gazetteer)


def test_a_postcode_is_in_one_area_of_each_kind() -> None:
    assert home("ZZ5 1AA") == Home(
        districts=frozenset(["E07999991"]),
        outcodes=frozenset(["ZZ5"]),
        others=frozenset(["E10999991", none_of("E47"), none_of("E12")]),
    )


def test_a_larger_place_can_be_in_several_areas_of_a_kind() -> None:
    found = home("ZZ5")
    assert found.districts == {"E07999991", "E07999992"}
    assert found.others == {"E10999991", none_of("E47"), none_of("E12")}


def test_whoever_may_live_in_no_area_of_a_kind_is_known_to() -> None:
    """Somebody of this outward code may live in the county or in no county at all."""
    found = home("ZZ6")
    assert found.districts == {"E07999991", "W06999993"}
    assert found.possible()["E10"] == {"E10999991", none_of("E10")}
    assert found.possible()["country"] == {ENGLAND, WALES}


def test_of_a_district_that_no_table_knows_nothing_larger_is_known() -> None:
    row = KnownPostcode(Postcode.parse("ZZ5 1AA"), Point(53.0, -3.0), "E07999999")
    gazetteer = TableGazetteer([row], areas=[Area("E07999991", "Eastmarch", within=("E10999991", ENGLAND))])
    place = gazetteer.find("ZZ5 1AA")
    assert isinstance(place, Place)
    assert home_in(place, gazetteer).others == frozenset()


DARLINGTON, FOLKESTONE_AND_HYTHE, BELFAST = "E06000005", "E07000112", "N09000003"

AREA_RULES = [
    (DARLINGTON, "E47000006", Verdict.YES),
    (DARLINGTON, "E12000001", Verdict.YES),
    (DARLINGTON, "E10000016", Verdict.NO),
    (FOLKESTONE_AND_HYTHE, "E10000016", Verdict.YES),
    (FOLKESTONE_AND_HYTHE, "E47000006", Verdict.NO),
    (FOLKESTONE_AND_HYTHE, "E92000001", Verdict.YES),
    (BELFAST, "E47000006", Verdict.NO),
    (BELFAST, "E92000001", Verdict.NO),
    (BELFAST, "K02000001", Verdict.YES),
    (BELFAST, "K03000001", Verdict.NO),
]
"""The district of a home, the area of a rule, and what comes of it."""


@pytest.mark.parametrize(("district", "area", "verdict"), AREA_RULES)
def test_larger_areas_are_judged_by_the_table_of_areas(district: str, area: str, verdict: Verdict) -> None:
    areas = read_areas(SEED_DATA / "areas.csv").of_kind("district")
    row = KnownPostcode(Postcode.parse("ZZ5 1AA"), Point(53.0, -3.0), district)
    gazetteer = TableGazetteer([row], areas=areas)
    place = gazetteer.find("ZZ5 1AA")
    assert isinstance(place, Place)
    client = Client(home=home_in(place, gazetteer))
    assert assess([ResidenceRule(frozenset([area]))], client, on=date(2026, 11, 21)).verdict == verdict


def test_a_place_without_a_district_says_nothing() -> None:
    place = Place("Nowhere", "place", None)  # type: ignore[arg-type]  # the kind does not matter here
    assert home_in(place, a_border()) == Home()


def client_of(words: str, **stated: object) -> Client:
    criteria = Criteria(words=words, **stated)  # type: ignore[arg-type]  # a test names only what it is about
    return criteria.client(read_client(words), None, a_border())


def test_a_client_is_what_was_stated_filled_in_from_the_words() -> None:
    client = client_of("lonely woman of 84", ages=AgeRange.exactly(80), referrer=Referrer.GP)
    assert (client.age, client.gender, client.referrer, client.home) == (80, Gender.FEMALE, Referrer.GP, None)


def test_circumstances_add_up() -> None:
    client = client_of("she lives alone", has=frozenset([Circumstance.YOUNG_CARER]))
    assert client.has >= {Circumstance.YOUNG_CARER, Circumstance.CARER, Circumstance.LIVES_ALONE}


def test_a_client_of_a_place_is_at_home_there() -> None:
    gazetteer = a_border()
    place = gazetteer.find("ZZ5 1AA")
    assert isinstance(place, Place)
    client = Criteria(place="ZZ5 1AA").client(read_client(""), place, gazetteer)
    assert client.home == home("ZZ5 1AA")


@pytest.mark.parametrize(("chosen", "kilometres"), [(None, 16.09344), (1, 1.609344), (0.5, 0.804672)])
def test_a_radius_is_told_in_kilometres(chosen: float | None, kilometres: float) -> None:
    assert Criteria(radius_miles=chosen).radius_km(10) == pytest.approx(kilometres)
