"""Values of parameters that programs send: read, or refused with the name of the parameter and a sentence."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from directory.errors import InputError
from directory.forms.oruk import read_services, read_shape, read_terms
from directory.forms.parameters import Parameters

READERS: dict[str, Callable[[Parameters], Any]] = {
    "text": lambda given: given.text("x"),
    "words": lambda given: given.words("x"),
    "whole": lambda given: given.whole("x", default=1),
    "number": lambda given: given.number("x"),
    "flag": lambda given: given.flag("x"),
    "key": lambda given: given.key("x"),
    "moment": lambda given: given.moment("x"),
    "clock": lambda given: given.clock("x"),
    "choice": lambda given: given.choice("x", ("json", "ndjson")),
}

READ: list[tuple[str, str, Any]] = [
    ("text", " tea ", "tea"),
    ("words", "tea  table tea", ("tea", "table")),
    ("whole", "12", 12),
    ("number", "1.5", 1.5),
    ("number", "1e3", 1000.0),
    ("flag", "TRUE", True),
    ("flag", "0", False),
    ("key", "3F2504E0-4F89-41D3-9A0C-0305E82C3301", UUID("3f2504e0-4f89-41d3-9a0c-0305e82c3301")),
    ("moment", "2026-11-21", datetime(2026, 11, 21, tzinfo=UTC)),
    ("moment", "2026-06-21T10:30:45.123+01:00", datetime(2026, 6, 21, 9, 30, 45, 123_000, tzinfo=UTC)),
    ("moment", "2026-06-21T10:30:45 01:00", datetime(2026, 6, 21, 9, 30, 45, tzinfo=UTC)),
    ("clock", "09:30", time(9, 30)),
    ("choice", "NDJSON", "ndjson"),
]


def refused(read: Callable[[], Any]) -> InputError | None:
    """Why something is refused; None: it is read."""
    try:
        read()
    except InputError as refusal:
        return refusal
    return None


@pytest.mark.parametrize(("reader", "value", "expected"), READ)
def test_a_value_is_read(reader: str, value: str, expected: Any) -> None:
    assert READERS[reader](Parameters({"x": [value]})) == expected


@pytest.mark.parametrize("reader", READERS)
def test_nothing_is_as_if_it_were_not_there(reader: str) -> None:
    read = READERS[reader]
    assert read(Parameters({"x": ["", " "]})) == read(Parameters({}))


@pytest.mark.parametrize("reader", READERS)
@given(value=st.text())
@example(value="\0")
@example(value="9" * 5000)
@example(value="9999-12-31T23:59:59.999999-23:59")
@example(value="2026-02-29T00:00:00")
@example(value="٣")
def test_whatever_is_sent_is_read_or_refused(reader: str, value: str) -> None:
    refusal = refused(lambda: READERS[reader](Parameters({"x": [value]})))
    assert refusal is None or (refusal.field == "x" and str(refusal).startswith("x "))


@given(
    st.dictionaries(
        st.sampled_from("search page per_page perPage format full minimal proximity age modified_after day".split()),
        st.lists(st.text() | st.sampled_from(["1", "true", "2026-11-21", "MO", "json"]), max_size=3),
    )
)
def test_whatever_is_sent_together_is_read_or_refused(sent: dict[str, list[str]]) -> None:
    given = Parameters(sent)
    for read in (
        lambda: read_shape(given, minimal=True, full=True),
        lambda: read_services(given),
        lambda: read_terms(given),
    ):
        refusal = refused(read)
        assert refusal is None or refusal.field in {*sent, "per_page"}


def test_both_spellings_are_one_parameter() -> None:
    assert read_shape(Parameters({"perPage": ["7"]})).page.size == 7
    assert read_shape(Parameters({"perPage": ["7"], "per_page": ["7"]})).page.size == 7
    with pytest.raises(InputError, match="several values"):
        read_shape(Parameters({"perPage": ["7"], "per_page": ["8"]}))


def test_what_was_changed_is_asked_for_in_the_milliseconds_that_documents_tell() -> None:
    asked = read_services(Parameters({"modified_after": ["2026-11-21T12:00:00.000001Z"]}))
    assert asked.modified_since == datetime(2026, 11, 21, 12, 0, 0, 1000, tzinfo=UTC)


@pytest.mark.parametrize(("typed", "age"), [("84.9", 84), ("2", 2), ("1.5", 1.5), ("0.25", 0.25)])
def test_from_two_years_up_ages_are_whole(typed: str, age: float) -> None:
    assert read_services(Parameters({"age": [typed]})).age == age
