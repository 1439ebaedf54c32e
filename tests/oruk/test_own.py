"""What we write and read again is what it was: whatever can be said of a service, but for what is private."""

import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.oruk.ical import Recurrence
from directory.oruk.own import own_parts
from directory.oruk.public import public
from directory.oruk.records import (
    AreaRecord,
    CostRecord,
    OriginRecord,
    PlaceRecord,
    RuleRecord,
    ServiceRecord,
    TermRecord,
    TimeRecord,
)
from directory.oruk.taking import Taker
from directory.oruk.writer import Context, origin_of, service_document
from directory.vocabulary import RuleKind, TermKind
from tests.depth import examples
from tests.makers import a_full_record, a_record
from tests.oruk.contexts import a_context
from tests.records import NAMES, RECORDS, TEXTS

KEYS = st.uuids().map(str)
MOMENTS = st.integers(0, 10**15).map(
    lambda microseconds: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(0, 0, microseconds)
)
CONTEXTS = st.sampled_from(
    [a_context(), a_context(site="", today=date(2030, 1, 1)), Context(site="", today=date(2025, 1, 1))]
)


ORIGINS = st.none() | st.builds(
    OriginRecord,
    name=NAMES,
    id=TEXTS,
    licence=TEXTS,
    url=st.sampled_from(["", "https://island.example", "http://feeds.island.example:8000/a/b"]),
)


def read(document: object) -> ServiceRecord:
    """A document read as a file holds it."""
    taker = Taker("s1")
    parts: dict[str, Any] = own_parts(json.loads(json.dumps(document)), taker)
    assert taker.problems == ()
    return ServiceRecord(**parts)


@st.composite
def records(draw: st.DrawFn) -> ServiceRecord:
    """Any record, known by keys as those of the tables are."""
    record = draw(RECORDS)
    return record.model_copy(
        update={
            "id": draw(KEYS),
            "active": draw(st.booleans()),
            "organisation": record.organisation.model_copy(update={"id": draw(KEYS)}),
            "places": tuple(place.model_copy(update={"id": draw(KEYS)}) for place in record.places),
            "changed_at": draw(st.none() | MOMENTS),
            "origin": draw(ORIGINS),
        }
    )


@given(records(), CONTEXTS)
def test_whatever_is_public_of_a_service_is_read_back_as_it_was(record: ServiceRecord, context: Context) -> None:
    told = public(record, context.middle_of)
    assert read(service_document(told, context)) == with_origin(told, context)


@given(records())
@examples(30)
def test_whoever_passes_a_service_on_writes_the_same(record: ServiceRecord) -> None:
    first = service_document(public(record, a_context().middle_of), a_context())
    assert service_document(read(first), a_context(publisher="Another Council")) == first


@given(records(), CONTEXTS)
@examples(15)
def test_what_is_public_of_what_was_read_back_is_the_same_again(record: ServiceRecord, context: Context) -> None:
    told = public(record, context.middle_of)
    assert public(told, context.middle_of) == told


EXAMPLES = [
    a_full_record(),
    a_record(rules=(RuleRecord(kind=RuleKind.AGE, minimum_age=0.5, maximum_age=1.75, strict=False),)),
    a_record(
        rules=(
            RuleRecord(kind=RuleKind.CIRCUMSTANCE, among=("carer", "veteran"), excluded=True),
            RuleRecord(kind=RuleKind.AGE, minimum_age=60, valid_from=date(2027, 1, 1), valid_to=date(2027, 2, 1)),
        )
    ),
    a_record(times=(TimeRecord(recurrence=Recurrence(dtstart=date(2026, 12, 24), opens_at=time(18, 30))),)),
    a_record(times=(TimeRecord(recurrence=Recurrence(dtstart=date(2026, 1, 1), since=date(2025, 1, 1))),)),
    a_record(times=(TimeRecord(recurrence=Recurrence("WEEKLY", byday=((0, "TU"), (0, "MO")))),)),
    a_record(times=(TimeRecord(recurrence=Recurrence("", 3, closes_at=time(0))),)),
    a_record(areas=(AreaRecord(code="E06000005"), AreaRecord(code="DL3"), AreaRecord(name="By the sea"))),
    a_record(costs=(CostRecord(), CostRecord(amount=Decimal("0.10")), CostRecord(amount=Decimal(234_567)))),
    a_record(places=(PlaceRecord(address="1 Quay", city="Harbour"), PlaceRecord(postcode="ask us", name="Hall"))),
    a_record(url="mailto:us", email="us at home", referral_url="https://two words.example"),
    a_record(description=" <b>Not</b> cleaned\r\n\t", summary="\x1b[31mred"),
    a_record(terms=(TermRecord(kind=TermKind.ACCESS, code="access:lift", taxonomy="Fingerpost"),)),
    a_record(terms=(TermRecord(kind=TermKind.FOREIGN, code="9", taxonomy="Theirs", link_type="need"),)),
    a_record(terms=(TermRecord(kind=TermKind.FOREIGN, code="need:tea", taxonomy="Theirs"),)),
    a_record(terms=(TermRecord(kind=TermKind.FOREIGN, code="9", link_type="who it is for"),)),
    a_record(terms=(TermRecord(kind=TermKind.FOREIGN, code="SW106", label="Loneliness", taxonomy="UK-CAT"),)),
    a_record(terms=(TermRecord(kind=TermKind.FOREIGN, code="9", label="Tea", uri="https://teas.example/9"),)),
]


@pytest.mark.parametrize("record", EXAMPLES, ids=lambda record: repr(record)[-40:])
def test_what_is_rare_is_read_back_as_well(record: ServiceRecord) -> None:
    known = record.model_copy(
        update={
            "id": str(uuid4()),
            "organisation": record.organisation.model_copy(update={"id": str(uuid4())}),
            "places": tuple(place.model_copy(update={"id": str(uuid4())}) for place in record.places),
        }
    )
    told = public(known, a_context().middle_of)
    assert read(service_document(told, a_context())) == with_origin(told, a_context())


def with_origin(record: ServiceRecord, context: Context) -> ServiceRecord:
    """A record as its readers know it: what named no source was made where it was written."""
    return record.model_copy(update={"origin": origin_of(record, context)})


def test_what_was_made_here_names_this_directory_as_its_source() -> None:
    key = str(uuid4())
    assert service_document(a_record(id=key), a_context())["fingerpost_source"] == {
        "name": "Normal Island Council",
        "id": key,
        "licence": "Open Government Licence v3.0",
        "url": "https://directory.example",
    }


@pytest.mark.parametrize("site", ["", "http://[::1]:8000", "https://who:secret@directory.example"])
def test_a_site_that_cannot_be_told_is_not(site: str) -> None:
    document = service_document(a_record(), a_context(site=site))
    assert set(document["fingerpost_source"]) == {"name", "id", "licence"}
    assert read(document).origin == origin_of(a_record(), a_context(site=site))


def test_a_directory_without_a_name_names_no_source() -> None:
    assert "fingerpost_source" not in service_document(a_record(), a_context(publisher=""))


def test_a_document_of_others_is_not_read_as_ours() -> None:
    assert own_parts({"id": "1", "name": "Tea"}, Taker("1")) == {}


WRONG: list[dict[str, Any]] = [
    {"organization": None},
    {"name": 3},
    {"name": "half \ud800"},
    {"name": "nothing \0"},
    {"attributes": [{"link_type": "need"}]},
    {"attributes": {"id": "1"}},
    {"schedules": [{"byday": "XX"}]},
    {"fingerpost_filled_in": 7},
    {"fingerpost_ways": ["by pigeon"]},
    {"fingerpost_rules": [{"kind": "age", "manner": "only"}]},
    {"fingerpost_capacity": {"status": "open", "stated_on": "today"}},
    {"fingerpost_capacity": {"status": "open", "stated_on": "2026-11-22", "places_free": 10**11}},
    {"fingerpost_rules": [{"kind": "residence", "manner": "only", "among": ["DL3", "DL1\0"]}]},
    {"languages": [{"code": ""}]},
    {"schedules": [{"freq": "WEEKLY", "byday": "MO", "interval": 1.5}]},
    {"cost_options": [{"amount": "much"}]},
    {"cost_options": [{"amount": 1e300}]},
    {"last_modified": "2026-11-22"},
    {"fingerpost_source": "Island feed"},
    {"fingerpost_source": {"id": "1"}},
    {"fingerpost_source": {"name": "Island feed", "url": "javascript:alert(1)"}},
]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_what_only_says_that_it_is_ours_is_read_as_any_other(wrong: dict[str, Any]) -> None:
    taker = Taker("s1")
    assert own_parts({**service_document(a_record(), a_context()), **wrong}, taker) == {}
    assert [problem.field for problem in taker.problems] == ["fingerpost_dialect"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@examples(25)
@given(st.sampled_from(sorted(service_document(a_full_record(), a_context()))), VALUES)
def test_whatever_stands_in_a_field_nothing_breaks(field: str, value: object) -> None:
    own_parts({**service_document(a_full_record(), a_context()), field: value}, Taker("s1"))
