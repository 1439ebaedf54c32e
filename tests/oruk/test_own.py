"""What we write and read again is what it was: whatever can be said of a service, but for what is private."""

import json
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from directory.oruk.own import own_parts
from directory.oruk.public import public
from directory.oruk.records import ServiceRecord
from directory.oruk.taking import Taker
from directory.oruk.writer import Context, service_document
from tests.oruk.contexts import a_context
from tests.records import RECORDS

KEYS = st.uuids().map(str)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2026, 11, 22), timezones=st.just(UTC))
CONTEXTS = st.sampled_from(
    [a_context(), a_context(site="", today=date(2030, 1, 1)), Context(site="", today=date(2025, 1, 1))]
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
        }
    )


@given(records(), CONTEXTS)
@settings(max_examples=300)
def test_whatever_is_public_of_a_service_is_read_back_as_it_was(record: ServiceRecord, context: Context) -> None:
    told = public(record, context)
    assert read(service_document(told, context)) == told


@given(records(), CONTEXTS)
def test_what_is_public_of_what_was_read_back_is_the_same_again(record: ServiceRecord, context: Context) -> None:
    told = public(record, context)
    assert public(told, context) == told
