"""How likely two listings are one: a table of examples, and what holds of any two."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.geography import Gazetteer, Point
from directory.oruk.records import ServiceRecord
from directory.queries.duplicates import LIKELY, POSSIBLE, Described, Spot, likeness
from tests.makers import HARBOUR, a_full_record
from tests.records import RECORDS

GROUP = UUID("2d3c5a52-4a47-4d0e-9f0e-0a8f4f1c6e11")
TEXT = "One long table because at little tables people sit alone with their kettles and their newspapers"
TABLE: dict[str, Any] = {
    "name": "Tuesday tea table",
    "organisation": "Harbour Kettle Club",
    "texts": [TEXT],
    "spots": [Spot("ZZ1 1AA", HARBOUR)],
    "phones": ["01632 960001"],
    "emails": ["tea@kettle.example"],
    "urls": ["https://kettle.example"],
    "numbers": [("GB-CHC", "9912345")],
    "kinds": ["category:coffee-morning"],
    "days": ["TU"],
}
NEAR, FAR = [Spot("ZZ1 1AB", Point(54.53, -1.55))], [Spot("ZZ2 1AA", Point(54.90, -1.55))]


def score(**values: Any) -> float:
    """How likely the tea table is the same as itself with some things told otherwise."""
    return likeness(Described.said(**TABLE), Described.said(**{**TABLE, **values})).score


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"organisation": "The Harbour Kettle Club CIO", "name": "Tuesday Tea Tabel"},
        {"phones": ["07700 900123"], "emails": ["kettles@gmail.com"], "numbers": []},
        {"texts": ["Come for tea and company with friendly people every week in town"]},
        {"spots": NEAR, "texts": []},
        {"spots": [], "urls": [], "emails": [], "numbers": [], "texts": [], "kinds": [], "days": []},
        {"numbers": [("GB-CHC", "1198765")], "organisation": "Harbour Kettle Club CIO"},
    ],
)
def test_a_second_entry_is_likely_the_same(values: dict[str, Any]) -> None:
    assert score(**values) >= LIKELY


@pytest.mark.parametrize(
    "values",
    [
        {"name": "Kettle mending", "texts": ["Bring what does not boil"], "days": ["FR"], "kinds": ["category:repair"]},
        {"name": "Tuesday tea table for women", "texts": [], "spots": FAR},
        {"spots": FAR, "phones": ["01632 960999"], "organisation": "Newton Kettle Club"},
        {"spots": FAR},
        {"name": "Chess", "organisation": "Chess Club", "phones": [], "emails": [], "urls": [], "numbers": []},
    ],
)
def test_what_only_looks_the_same_is_not_likely_to_be(values: dict[str, Any]) -> None:
    assert score(**values) < POSSIBLE


def test_what_a_group_lists_twice_it_lists_on_purpose() -> None:
    one = replace(Described.said(**TABLE), organisation_id=GROUP)
    other = Described.said(**{**TABLE, "name": "Tea table", "texts": [], "spots": NEAR})
    anew, own = likeness(one, other), likeness(one, replace(other, organisation_id=GROUP))
    assert own.score < anew.score


def test_what_is_not_known_speaks_neither_for_nor_against() -> None:
    nothing = likeness(Described(), Described())
    assert nothing.score < POSSIBLE
    assert nothing.reasons == ()


def test_reasons_come_the_strongest_first_and_tell_no_values() -> None:
    reasons = likeness(Described.said(**TABLE), Described.said(**{**TABLE, "organisation": "Kettlers"})).reasons
    assert reasons[:3] == ("The same charity or company number", "The same email address", "The same telephone number")
    assert set(reasons[-2:]) == {"At the same place", "On the same days"}


def test_a_record_for_everybody_tells_nothing_private(gazetteer: Gazetteer) -> None:
    record = a_full_record()
    contact = record.contacts[0].model_copy(update={"public": False})
    hidden = record.places[0].model_copy(update={"address_public": False})
    record = record.model_copy(update={"contacts": (contact,), "places": (hidden,)})
    told = Described.of(record, gazetteer=gazetteer, public_only=True)
    assert told.emails == {"table@kettle.example", "tea@kettle.example"}
    assert told.phones == {"01632960001"}
    assert told.spots == ()
    kept = Described.of(record, gazetteer=gazetteer)
    assert kept.emails >= {"keeper@private.example", "secretary@kettle.example"}
    assert [spot.postcode for spot in kept.spots] == ["ZZ1 1AA"]


@given(RECORDS, RECORDS)
def test_any_two_records_are_as_likely_in_both_directions(one: Any, other: Any) -> None:
    first, second = Described.of(one), Described.of(other)
    there, back = likeness(first, second), likeness(second, first)
    assert there.score == pytest.approx(back.score)
    assert 0 <= there.score <= 1


@given(st.text(min_size=1, max_size=40))
def test_a_name_alone_is_enough_to_be_asked_about_it(name: str) -> None:
    asked, other = Described.said(name=f"Kettle {name}"), Described.said(name="Chess")
    assert likeness(asked, asked).score >= POSSIBLE > likeness(asked, other).score


@given(RECORDS, RECORDS)
def test_what_is_likely_enough_is_told_the_same_whatever_the_least(one: ServiceRecord, other: ServiceRecord) -> None:
    first, second = Described.of(one), Described.of(other)
    exactly, roughly = likeness(first, second), likeness(first, second, least=LIKELY)
    assert roughly == exactly if exactly.score >= LIKELY else exactly.score <= roughly.score < LIKELY


def test_what_is_the_same_is_told_whatever_the_least() -> None:
    table = Described.said(**TABLE)
    assert likeness(table, table, least=LIKELY) == likeness(table, table)
