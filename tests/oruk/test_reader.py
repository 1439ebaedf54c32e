"""What the reader makes of each field, of what feeds really write there, and of what nobody should."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.oruk.cleaning.mended import Cleaning, Mended
from directory.oruk.reader import Reading, read_service
from directory.oruk.records import OrganisationRecord, ServiceRecord
from directory.oruk.taking import Problem
from directory.oruk.writer import service_document
from tests.makers import a_record
from tests.oruk.contexts import a_context
from tests.oruk.makers import reading, record

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


# What is told of the reading.


def test_what_is_put_right_is_told_with_its_record_and_field_and_only_once() -> None:
    said: dict[str, Any] = {"minimum_age": -1, "url": "kettle.example", "description": "<p>Tea</p><p>Cake</p>"}
    assert reading(**said).cleaned == (
        Cleaning("s1", "description", Mended.MARKUP),
        Cleaning("s1", "url", Mended.SCHEME),
        Cleaning("s1", "minimum_age", Mended.NO_LIMIT),
    )


def ours(**said: Any) -> Reading:
    """What comes of a document that we wrote, with something said anew in it."""
    document = service_document(a_record(description="Tea <b>&amp;</b> cake, Tuesdays 2-4pm"), a_context())
    return read_service({**document, **said}, "record 1")


def test_nothing_is_put_right_in_what_we_wrote_ourselves() -> None:
    read = ours(url="https://kettle.example")
    assert (read.problems, read.cleaned, read.unread) == ((), (), ())
    assert read.record
    assert read.record.description == "Tea <b>&amp;</b> cake, Tuesdays 2-4pm"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " \njavascript:alert(1)", "data:text/html,x", "ftp://k.example"]
)
def test_no_link_of_a_document_that_calls_itself_ours_is_a_script(address: str) -> None:
    read = ours(url=address)
    assert read.record
    assert read.record.url == ""
    assert Problem(read.record.id, "url", "This is not the address of a web page") in read.problems


# Whatever it is.

FIELDS = [
    *("id", "name", "summary", "description", "url", "email", "alert", "status", "application_process", "fees"),
    *("eligibility_description", "minimum_age", "maximum_age", "assured_date", "last_modified", "organization"),
    *("service_at_locations", "schedules", "cost_options", "contacts", "phones", "service_areas", "attributes"),
    *("languages", "location", "addresses", "latitude", "longitude", "postal_code", "freq", "byday", "bymonthday"),
    *("interval", "dtstart", "valid_from", "valid_to", "opens_at", "closes_at", "amount", "option", "number", "code"),
    *("taxonomy_term", "term", "taxonomy", "link_type", "title", "identifier", "extent", "uri", "location_type"),
    *("organization_identifiers", "identifier_scheme", "attending_type", "transportation", "city", "website"),
    *("regular_schedules", "holiday_schedules", "weekday", "start_date", "end_date", "closed", "opens_at", "notes"),
    *("physical_addresses", "accessibility_for_disabilities", "accessibility", "mask_exact_address", "address_2"),
    *("eligibilities", "eligibility", "service_taxonomys", "taxonomies", "vocabulary", "language", "attending_access"),
    *("capacities", "available", "maximum", "updated", "wait_time", "fingerpost_dialect", "pc_metadata"),
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
