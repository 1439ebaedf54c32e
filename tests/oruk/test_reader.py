"""What the reader makes of each field, of what feeds really write there, and of what nobody should."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.oruk.reader import Reading, read_service
from directory.oruk.records import (
    AreaRecord,
    ContactRecord,
    CostRecord,
    OrganisationRecord,
    PlaceRecord,
    RuleRecord,
    ServiceRecord,
    TermRecord,
)
from directory.oruk.taking import Problem
from directory.vocabulary import RuleKind, TermKind, Way
from tests.oruk.makers import problems, reading, record

# A record needs an id and a name, and nothing else.

KEPT_OUT: list[tuple[Any, Problem]] = [
    ({}, Problem("record 1", "id", "The service has no id")),
    ({"name": "Tea"}, Problem("record 1", "id", "The service has no id")),
    ({"id": "s1"}, Problem("s1", "name", "The service has no name")),
    ({"id": "s1", "name": ""}, Problem("s1", "name", "The service has no name")),
    ({"id": "s1", "name": " \u200b\t"}, Problem("s1", "name", "The service has no name")),
    ({"id": "s1", "name": None}, Problem("s1", "name", "The service has no name")),
    ({"id": "s1", "name": "<b></b>"}, Problem("s1", "name", "The service has no name")),
    ({"id": None, "name": "Tea"}, Problem("record 1", "id", "The service has no id")),
    ({"id": "\ud800\x00", "name": "Tea"}, Problem("record 1", "id", "The service has no id")),
    ([], Problem("record 1", "", "This is not a service but some other value")),
    (None, Problem("record 1", "", "This is not a service but some other value")),
    ("Tea", Problem("record 1", "", "This is not a service but some other value")),
    (12, Problem("record 1", "", "This is not a service but some other value")),
]


@pytest.mark.parametrize(("document", "problem"), KEPT_OUT)
def test_only_what_has_no_id_or_name_is_kept_out(document: Any, problem: Problem) -> None:
    assert read_service(document, "record 1") == Reading(None, (problem,))


@pytest.mark.parametrize("wrong", [{"a": 1}, ["x"], True])
def test_an_id_of_the_wrong_type_is_two_problems_and_no_record(wrong: Any) -> None:
    read = read_service({"id": wrong, "name": "Tea"}, "line 7")
    assert read.record is None
    assert read.problems == (
        Problem("line 7", "id", "This should be a text"),
        Problem("line 7", "id", "The service has no id"),
    )


def test_the_least_service_is_a_service_of_a_group_of_its_own_name() -> None:
    assert record() == ServiceRecord(
        id="s1", name="Tea table", organisation=OrganisationRecord(id="of s1", name="Tea table")
    )


def test_an_id_may_be_a_number() -> None:
    read = read_service({"id": 12, "name": "Tea"}, "line 7").record
    assert read
    assert read.id == "12"


# Whether it is offered.


@pytest.mark.parametrize("status", ["active", "Active", "", None, [], {"a": 1}, 0.0])
def test_a_service_is_active_unless_it_says_otherwise(status: Any) -> None:
    # A number says nothing, but not that the service is active.
    assert record(status=status).active is (status != 0.0)


@pytest.mark.parametrize("status", ["inactive", "defunct", "anything"])
def test_a_service_that_is_not_active_is_read_as_such(status: str) -> None:
    assert record(status=status).active is False


@pytest.mark.parametrize("status", ["temporarily closed", "Temporarily_closed"])
def test_a_service_that_is_closed_for_a_time_stays_and_says_so(status: str) -> None:
    assert record(status=status).active
    assert record(status=status).alert == "Temporarily closed"
    assert record(status=status, alert="Back in May").alert == "Temporarily closed\nBack in May"
    assert record(status=status, alert="We are temporarily closed.").alert == "We are temporarily closed."


# Ages.

AGES: list[tuple[Any, Any, tuple[float | None, float | None] | None, list[tuple[str, str]]]] = [
    (None, None, None, []),
    ("", "", None, []),
    (-1, -1, None, []),
    (0, 0, None, []),
    (0, 999, None, []),
    (0, 110, None, []),
    (60, None, (60, None), []),
    (None, 17, (None, 17), []),
    ("12", "16", (12, 16), []),
    (" 12 ", "", (12, None), []),
    (12.0, 16.0, (12, 16), []),
    (0.5, 1, (0.5, 1), []),
    (18, 18, (18, 18), []),
    (16, 12, None, [("minimum_age", "The lowest age, 16, is above the highest, 12")]),
    (1, 0.5, None, [("minimum_age", "The lowest age, 1, is above the highest, 0.5")]),
    (
        2.5,
        17.5,
        (2, 17),
        [
            ("minimum_age", "Ages from 2 years up are whole years, so this was read as 2"),
            ("maximum_age", "Ages from 2 years up are whole years, so this was read as 17"),
        ],
    ),
    ("twelve", None, None, [("minimum_age", "This should be a number")]),
    (True, None, None, [("minimum_age", "This should be a number")]),
    ([12], {"a": 1}, None, [("minimum_age", "This should be a number"), ("maximum_age", "This should be a number")]),
    (
        float("nan"),
        float("inf"),
        None,
        [
            ("minimum_age", "This should be a number from -1 to 999"),
            ("maximum_age", "This should be a number from -1 to 999"),
        ],
    ),
    (
        10**400,
        -5,
        None,
        [("minimum_age", "This should be a number"), ("maximum_age", "This should be a number from -1 to 999")],
    ),
]


@pytest.mark.parametrize(("lowest", "highest", "ages", "told"), AGES)
def test_ages_are_what_they_say_or_no_rule(lowest: Any, highest: Any, ages: Any, told: Any) -> None:
    rules = [RuleRecord(kind=RuleKind.AGE, minimum_age=ages[0], maximum_age=ages[1])] if ages else []
    assert list(record(minimum_age=lowest, maximum_age=highest).rules) == rules
    assert problems(minimum_age=lowest, maximum_age=highest) == told


# What it costs.

COSTS: list[tuple[dict[str, Any], list[CostRecord], list[str]]] = [
    ({"option": "Free", "amount": 0}, [CostRecord(option="Free", amount=Decimal(0))], []),
    ({"option": "Free", "amount": None}, [CostRecord(option="Free", amount=Decimal(0))], []),
    ({"amount_description": "No charge"}, [CostRecord(amount=Decimal(0), note="No charge")], []),
    ({"option": "Free parking"}, [CostRecord(option="Free parking")], []),
    ({"option": "A session", "amount": "8.00"}, [CostRecord(option="A session", amount=Decimal(8))], []),
    ({"amount": "£3"}, [CostRecord(amount=Decimal(3))], []),
    ({"amount": 2.5}, [CostRecord(amount=Decimal("2.50"))], []),
    ({"amount": -0.0}, [CostRecord(amount=Decimal(0))], []),
    ({"amount": ""}, [], []),
    ({}, [], []),
    ({"amount": "three pounds"}, [CostRecord(note="three pounds")], []),
    ({"option": "A session", "amount": "£3 or so"}, [CostRecord(option="A session", note="£3 or so")], []),
    ({"amount": "£3 per session"}, [CostRecord(amount=Decimal(3), note="£3 per session")], []),
    ({"amount": "50p", "amount_description": "a cup"}, [CostRecord(amount=Decimal("0.50"), note="a cup")], []),
    ({"amount": "Free"}, [CostRecord(amount=Decimal(0))], []),
    ({"amount": "Donations welcome"}, [CostRecord(note="Donations welcome")], []),
    ({"amount": -1}, [], ["This should be an amount of money in pounds, like 2.50"]),
    ({"amount": 10**9}, [], ["This should be an amount of money in pounds, like 2.50"]),
    ({"amount": "NaN"}, [], ["This should be an amount of money in pounds, like 2.50"]),
    ({"amount": "sNaN"}, [], ["This should be an amount of money in pounds, like 2.50"]),
    ({"amount": "Infinity"}, [], ["This should be an amount of money in pounds, like 2.50"]),
    ({"amount": float("nan")}, [], ["This should be an amount of money in pounds, like 2.50"]),
    ({"amount": "1e400"}, [], ["This should be an amount of money in pounds, like 2.50"]),
    ({"amount": True}, [], ["This should be a text"]),
    ({"amount": [3]}, [], ["This should be a text"]),
]


@pytest.mark.parametrize(("said", "costs", "reasons"), COSTS)
def test_a_price_is_an_amount_of_money_or_not_known(
    said: dict[str, Any], costs: list[CostRecord], reasons: list[str]
) -> None:
    assert list(record(cost_options=[said]).costs) == costs
    assert problems(cost_options=[said]) == [("amount", reason) for reason in reasons]


def test_fees_in_words_are_a_price_too() -> None:
    assert record(fees="£2 each, £3 for two").costs == (CostRecord(note="£2 each, £3 for two"),)
    assert record(fees="Free").costs == (CostRecord(amount=Decimal(0)),)
    assert record(fees="£2.50 each").costs == (CostRecord(amount=Decimal("2.50"), note="£2.50 each"),)


# Where it is.


def at(**location: Any) -> dict[str, Any]:
    return {"service_at_locations": [{"location": location}]}


ADDRESS = {"address_1": "1 Quay", "city": "Harbour", "state_province": "Normal", "postal_code": "ZZ1 1AA"}

PLACES: list[tuple[dict[str, Any], list[PlaceRecord], list[tuple[str, str]]]] = [
    (at(), [], []),
    (at(name="", addresses=[], latitude=None), [], []),
    (at(name="Hall"), [PlaceRecord(name="Hall")], []),
    (at(addresses=[ADDRESS]), [PlaceRecord(address="1 Quay", city="Harbour", region="Normal", postcode="ZZ1 1AA")], []),
    (at(name="Hall", latitude=54.5, longitude="-1.5"), [PlaceRecord(name="Hall", latitude=54.5, longitude=-1.5)], []),
    (at(name="Hall", latitude=51.5, longitude=0), [PlaceRecord(name="Hall", latitude=51.5, longitude=0)], []),
    (at(name="Hall", latitude=54.5), [PlaceRecord(name="Hall")], []),
    (
        at(name="Hall", latitude=0, longitude=0),
        [PlaceRecord(name="Hall")],
        [("latitude", "This should be a number from 49 to 61.5")],
    ),
    (
        at(name="Hall", latitude=-1.5, longitude=54.5),
        [PlaceRecord(name="Hall")],
        [
            ("latitude", "This should be a number from 49 to 61.5"),
            ("longitude", "This should be a number from -9.5 to 2.5"),
        ],
    ),
    (
        at(name="Hall", latitude="N", longitude=-1.5),
        [PlaceRecord(name="Hall")],
        [("latitude", "This should be a number")],
    ),
    (
        at(name="Hall", addresses=[{"postal_code": "to be confirmed"}]),
        [PlaceRecord(name="Hall", postcode="to be confir")],
        [("postal_code", "This is longer than 12 characters; the rest was left out")],
    ),
    (at(name="Hall", addresses="1 Quay"), [PlaceRecord(name="Hall")], [("addresses", "This should be a list")]),
    (
        at(name="Hall", addresses=["1 Quay"]),
        [PlaceRecord(name="Hall")],
        [("addresses", "Everything in this list should be an object")],
    ),
    (at(name="On line", location_type="virtual"), [], []),
    ({"service_at_locations": [{"location": None}, {"location": "Hall"}, {}]}, [], []),
    ({"service_at_locations": {"location": {"name": "Hall"}}}, [], [("service_at_locations", "This should be a list")]),
]


@pytest.mark.parametrize(("said", "places", "told"), PLACES)
def test_a_place_is_where_it_says_or_without_a_point(
    said: dict[str, Any], places: list[PlaceRecord], told: list[tuple[str, str]]
) -> None:
    assert list(record(**said).places) == places
    assert problems(**said) == told


WAYS: list[tuple[dict[str, Any], set[Way]]] = [
    ({}, set()),
    (at(name="Hall"), {Way.IN_PERSON}),
    (at(name="On line", location_type="virtual"), {Way.ONLINE}),
    ({"schedules": [{"attending_type": "In person or by telephone"}]}, {Way.IN_PERSON, Way.PHONE}),
    ({"schedules": [{"attending_type": "home visit"}, {"attending_type": None}]}, {Way.HOME_VISIT}),
    ({"schedules": [{"attending_type": ["online"]}]}, set()),
]


@pytest.mark.parametrize(("said", "ways"), WAYS)
def test_how_it_reaches_people_is_what_places_and_schedules_say(said: dict[str, Any], ways: set[Way]) -> None:
    assert set(record(**said).ways) == ways


# Who, whom, what.


def test_a_contact_is_known_by_its_role_and_never_by_a_name() -> None:
    said: dict[str, Any] = {
        "contacts": [
            {"name": "Somebody", "title": "Secretary", "phones": [{"number": "01632 960001"}], "email": "s@k.example"},
            {"name": "Somebody else"},
            {"phones": [{"number": ""}, {"number": 1632960002}]},
        ],
        "phones": [{"number": "01632 960003"}],
    }
    assert record(**said).contacts == (
        ContactRecord(role="Secretary", phone="01632 960001", email="s@k.example"),
        ContactRecord(role="Enquiries", phone="1632960002"),
        ContactRecord(role="Enquiries", phone="01632 960003"),
    )
    assert "Somebody" not in repr(reading(**said))


@pytest.mark.parametrize("spelling", ["organization", "organisation"])
def test_a_group_is_read_in_either_spelling(spelling: str) -> None:
    group = {
        "id": "o1",
        "name": "Kettle Club",
        "description": "<p>Since 1987</p>",
        "website": "kettle.example",
        "phones": [{"number": "01632 960001"}],
        "organization_identifiers": [
            {"identifier_scheme": "GB-CHC", "identifier": "9912345"},
            {"identifier_scheme": "GB-COH"},
        ],
    }
    assert record(**{spelling: group}).organisation == OrganisationRecord(
        id="o1",
        name="Kettle Club",
        description="Since 1987",
        url="https://kettle.example",
        phone="01632 960001",
        identifiers=(("GB-CHC", "9912345"),),
    )


@pytest.mark.parametrize("group", [None, "Kettle Club", [], {"name": ""}])
def test_a_service_whose_group_is_not_named_is_a_group_by_itself(group: Any) -> None:
    assert record(organization=group).organisation.name == "Tea table"


AREAS: list[tuple[dict[str, Any], list[AreaRecord]]] = [
    (
        {"name": "Harbour", "uri": "http://statistics.data.gov.uk/id/statistical-geography/E06000005"},
        [AreaRecord(code="E06000005", name="Harbour")],
    ),
    ({"extent": '{"code": "K04000001"}'}, [AreaRecord(code="K04000001")]),
    ({"service_area": "Harbour"}, [AreaRecord(name="Harbour")]),
    ({"extent": "E060000050"}, []),
    ({"extent": {"type": "Polygon"}, "uri": None}, []),
    ({}, []),
]


@pytest.mark.parametrize(("said", "areas"), AREAS)
def test_an_area_is_known_by_its_code_or_its_name(said: dict[str, Any], areas: list[AreaRecord]) -> None:
    assert list(record(service_areas=[said]).areas) == areas


TERMS: list[tuple[Any, list[TermRecord]]] = [
    (
        {"term": "need:connect.lonely", "name": "Loneliness"},
        [TermRecord(kind=TermKind.NEED, code="need:connect.lonely", label="Loneliness")],
    ),
    (
        {"id": "9", "name": "Sport", "taxonomy": "Theirs"},
        [TermRecord(kind=TermKind.FOREIGN, code="9", label="Sport", taxonomy="Theirs")],
    ),
    ({"name": "Sport"}, [TermRecord(kind=TermKind.FOREIGN, code="Sport", label="Sport")]),
    ({"name": ""}, []),
    (None, []),
    ("Sport", []),
    ({"name": ["Sport"]}, []),
]


@pytest.mark.parametrize(("term", "terms"), TERMS)
def test_a_term_is_of_our_list_or_of_theirs(term: Any, terms: list[TermRecord]) -> None:
    assert list(record(attributes=[{"taxonomy_term": term}]).terms) == terms


def test_for_whom_it_is_by_lists_that_are_not_ours_is_said_in_words() -> None:
    attributes = [
        {"link_type": "eligibility", "taxonomy_term": {"name": "Carers"}},
        {"link_type": "intended_audience", "taxonomy_term": {"name": "Carers"}},
        {"link_type": "service_type", "taxonomy_term": {"name": "Sport"}},
        {"link_type": ["eligibility"], "taxonomy_term": {"name": "Nobody"}},
    ]
    read = record(attributes=attributes, eligibility_description="Ring first.")
    assert read.eligibility_note == "Ring first.\n\nAimed at: Carers"
    longest = record(attributes=attributes, eligibility_description="x" * 20_000)
    assert len(longest.eligibility_note) == 20_000


def test_a_language_is_known_by_its_code_or_its_name() -> None:
    read = record(languages=[{"code": "UR"}, {"name": "Welsh"}, {"code": ""}, {"language": "English, Urdu"}, "cy"])
    assert read.languages == ("ur", "cy", "en")
    assert problems(languages=[{"name": "Elvish"}]) == [("languages", "We know no language called Elvish")]
    assert problems(languages=["cy", "en"]) == [("languages", "Everything in this list should be an object")]


# Whatever it is.

FIELDS = [
    *("id", "name", "summary", "description", "url", "email", "alert", "status", "application_process", "fees"),
    *("eligibility_description", "minimum_age", "maximum_age", "assured_date", "last_modified", "organization"),
    *("service_at_locations", "schedules", "cost_options", "contacts", "phones", "service_areas", "attributes"),
    *("languages", "location", "addresses", "latitude", "longitude", "postal_code", "freq", "byday", "bymonthday"),
    *("interval", "dtstart", "valid_from", "valid_to", "opens_at", "closes_at", "amount", "option", "number", "code"),
    *("taxonomy_term", "term", "taxonomy", "link_type", "title", "identifier", "extent", "uri", "location_type"),
    *("organization_identifiers", "identifier_scheme", "attending_type", "transportation", "city", "website"),
]

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from(
        ["WEEKLY", "MONTHLY", "TU", "5MO", "-5FR", "31", "2026-02-29", "9999-12-31", "0001-01-01", "24:00"]
    ),
    st.sampled_from(
        ["52", "-1", "1.5", "0.99", "£3", "need:mind", "E06000005", "tea@k.example", "k.example", "x" * 25_000]
    ),
)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=6),
    max_leaves=12,
)


@given(anything)
def test_any_value_is_a_record_or_a_problem(value: Any) -> None:
    read = read_service(value, "record 1")
    assert read.record or read.problems
    assert all(problem.reason and problem.reason.isprintable() for problem in read.problems)
    assert all(json.dumps(problem.record).isascii() for problem in read.problems)


@given(st.dictionaries(st.sampled_from(FIELDS), anything, max_size=12))
def test_nothing_but_the_id_and_the_name_can_keep_a_service_out(said: dict[str, Any]) -> None:
    read = read_service(said | {"id": "s1", "name": "Tea table"}, "record 1")
    assert read.record
    assert read.record.model_dump_json()


@pytest.mark.parametrize("value", [None, "", [], {}, 0, False, [None], [[]], "x", -1])
def test_a_service_all_of_whose_fields_are_the_same_wrong_thing_is_read(value: Any) -> None:
    read = read_service(dict.fromkeys(FIELDS, value) | {"id": "s1", "name": "Tea table"}, "record 1")
    assert read.record
    assert read.record.name == "Tea table"


def test_what_is_nested_very_deep_is_read_like_anything_else() -> None:
    deep: Any = "x"
    for _ in range(50_000):
        deep = [deep]
    said = dict.fromkeys(FIELDS, deep) | {"id": "s1", "name": "Tea table", "attributes": [{"link_type": deep}]}
    said["service_areas"] = [{"extent": deep}]
    said["schedules"] = [{"attending_type": deep}]
    assert read_service(said, "record 1").record
