# ruff: noqa: E501 -- a case is one line, so that a column can be read down
"""Files of services as they come: whole, broken, cut off, hostile, large."""

import gzip
import json
import tracemalloc
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.errors import UnreadableError
from directory.oruk.documents import RawRecord, read_documents
from tests.depth import DEPTH
from tests.quick import at_once

ONE, TWO = {"id": "1", "name": "Tea table"}, {"id": "2", "name": "Walk"}


def read(content: str | bytes) -> list[RawRecord]:
    return list(read_documents(BytesIO(content.encode() if isinstance(content, str) else content)))


def values(content: str | bytes) -> list[Any]:
    return [record.value for record in read(content)]


def said(value: object, **how: Any) -> str:
    return json.dumps(value, **how)


# fmt: off
WHOLE: dict[str, tuple[str | bytes, list[Any]]] = {
    "an array": (said([ONE, TWO]), [ONE, TWO]),
    "an array over many lines": (said([ONE, TWO], indent=2), [ONE, TWO]),
    "an array of one record a line": (f"[\n{said(ONE)},\n{said(TWO)}\n]", [ONE, TWO]),
    "an empty array": ("[]", []),
    "a page of a feed": (said({"total_items": 2, "contents": [ONE, TWO], "empty": False}), [ONE, TWO]),
    "a page from before version 3": (said({"size": 2, "content": [ONE, TWO]}), [ONE, TWO]),
    "a page over many lines": (said({"size": 2, "contents": [ONE, TWO]}, indent=1), [ONE, TWO]),
    "a page of one record that stands on a line of its own": (f'{{"contents": [\n{said(ONE)}\n]}}', [ONE]),
    "a page with a line end behind it": (said({"contents": [ONE]}) + "\n", [ONE]),
    "an empty page": (said({"size": 0, "contents": []}), []),
    "a page with another list of that name inside": (said({"x": {"contents": [3]}, "contents": [ONE]}), [ONE]),
    "one record a line": (f"{said(ONE)}\n{said(TWO)}\n", [ONE, TWO]),
    "one record a line, as Windows ends them": (f"{said(ONE)}\r\n{said(TWO)}\r\n", [ONE, TWO]),
    "one record a line without a line end": (f"{said(ONE)}\n{said(TWO)}", [ONE, TWO]),
    "one record a line with blank lines": (f"\n \n{said(ONE)}\n\n  {said(TWO)}\n\n", [ONE, TWO]),
    "one record a line that speaks of contents": (f"{said(ONE | {'contents': [1]})}\n{said(TWO)}\n", [ONE | {"contents": [1]}, TWO]),
    "a single record": (said(ONE), [ONE]),
    "a single record over many lines": (said(ONE, indent=2), [ONE]),
    "a single record with a list called contents inside": (said(ONE | {"x": {"contents": [1]}}, indent=2), [ONE | {"x": {"contents": [1]}}]),
    "a single record with another on a line of its own": (f'{{"id": "1", "x": [\n{said(TWO)}\n]}}', [{"id": "1", "x": [TWO]}]),
    "a mark of byte order": (b"\xef\xbb\xbf" + said([ONE]).encode(), [ONE]),
    "a mark of byte order before lines": (b"\xef\xbb\xbf" + f"{said(ONE)}\n{said(TWO)}".encode(), [ONE, TWO]),
    "letters of all the world": (said([{"name": "Ŵyl café 🍵"}], ensure_ascii=False), [{"name": "Ŵyl café 🍵"}]),
    "values that are no records": ("[1, null, [], \"x\", {}]", [1, None, [], "x", {}]),
}
# fmt: on


@pytest.mark.parametrize("form", WHOLE)
def test_every_record_is_read_whatever_the_form_of_the_file(form: str) -> None:
    content, records = WHOLE[form]
    assert values(content) == records


EMPTY = "This file is empty"
NO_JSON = "This file holds no JSON: it should begin with [ or {, or have one { … } on every line"


def ends_after(number: int) -> str:
    return f"This file ends in the middle, after {counted(number)}; nothing of it was kept"


def breaks_after(number: int) -> str:
    return f"This file cannot be read as JSON from some place on, after {counted(number)}; nothing of it was kept"


def counted(number: int) -> str:
    return "1 whole record" if number == 1 else f"{number} whole records"


# fmt: off
BROKEN: dict[str, tuple[str | bytes, str]] = {
    "nothing": ("", EMPTY),
    "nothing but blanks": (" \n\t ", EMPTY),
    "nothing but a mark of byte order": (b"\xef\xbb\xbf", EMPTY),
    "a page of the web": ("<!doctype html><p>Not found", NO_JSON),
    "a table": ("id,name\n1,Tea table\n", NO_JSON),
    "a text": ('"hello"', NO_JSON),
    "another encoding": (said([ONE]).encode("utf-16"), "This file is written in UTF-16: save it as UTF-8"),
    "a packed file": (gzip.compress(said([ONE]).encode()), "This file is packed (gzip): unpack it first"),
    "an archive": (b"PK\3\4", "This file is packed (zip): unpack it first"),
    "an array cut off after two records": (said([ONE, TWO, ONE])[:-12], ends_after(2)),
    "an array cut off after one": (said([ONE, TWO])[:-5], ends_after(1)),
    "an array that is never closed": (said([ONE, TWO])[:-1], ends_after(2)),
    "a page cut off": (said({"size": 2, "contents": [ONE, TWO]})[:-2], ends_after(2)),
    "a page cut off behind its records": (said({"contents": [ONE, TWO], "size": 2})[:-1], ends_after(2)),
    "a single record cut off": ('{"id": "1",', ends_after(0)),
    "a single record cut off in a text": ('{"id": "1', ends_after(0)),
    "a fault in the middle": ('[{"id": 1}, {"id" 2}]', breaks_after(1)),
    "something behind the array": ('[{"id": 1}] and more', breaks_after(1)),
    "a fault in a single record": ('{"id": "1",]}', breaks_after(0)),
    "bytes that are no text": (b'[{"name": "\xff\xfe"}]', breaks_after(0)),
    "bytes that are no text in a single record": (b'{"name": "\xff\xfe"}', breaks_after(0)),
    "a NUL among the text": (b'[{"name": "a\x00b"}]', breaks_after(0)),
    "a number beyond all numbers": ("[" + "9" * 5000 + "]", breaks_after(0)),
}
# fmt: on


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_file_is_refused_in_one_sentence(fault: str) -> None:
    content, sentence = BROKEN[fault]
    with pytest.raises(UnreadableError) as refusal:
        read(content)
    assert str(refusal.value) == sentence


def test_the_records_before_the_place_where_a_file_breaks_off_are_counted_over_many_pieces() -> None:
    # Longer than the parser reads at once, so that records are given before the fault is met.
    whole = said([ONE | {"description": "x" * 500}] * 1000)
    with pytest.raises(UnreadableError, match="after 999 whole records"):
        read(whole[:-40])


def test_a_bad_line_is_one_fault_and_no_more() -> None:
    lines = [said({"id": str(number), "name": "Tea"}) for number in range(5000)]
    lines[1234] = lines[1234][:-3]
    records = read("\n".join(lines))
    assert len(records) == 5000
    assert [record for record in records if record.fault] == [RawRecord("line 1235", fault="is not JSON")]


BAD_LINES = [
    b'{"id": "1"',
    b'{"id": "\xff"}',
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b'{"id": NOTHING}',
    b"\x00",
    b'{"id": "1"} {"id": "2"}',
    b'{"n": ' + b"9" * 5000 + b"}",
]


@pytest.mark.parametrize("bad", BAD_LINES)
def test_a_bad_line_keeps_no_other_line_out(bad: bytes) -> None:
    good = said(ONE).encode()
    # What a file begins with says of what form it is; only an object can be the first of many.
    first = [[bad, good]] if bad.startswith(b"{") else []
    for lines in ([good, bad, good], [good, good, bad], *first):
        faults = [record.fault for record in read(b"\n".join(lines))]
        assert faults == ["" if line == good else "is not JSON" for line in lines]


def test_a_line_that_is_too_long_to_be_true_is_one_fault() -> None:
    content = f'{said(ONE)}\n{{"id": "{"x" * 9_000_000}"}}\n{said(TWO)}\n'
    assert [(record.where, record.fault) for record in read(content)] == [
        ("line 1", ""),
        ("line 2", "is not JSON"),
        ("line 3", ""),
    ]


# fmt: off
DEEP: dict[str, Callable[[int], str]] = {
    "lists in an array": lambda depth: "[" * depth + "]" * depth,
    "lists that never close": lambda depth: "[" * depth,
    "objects in an array": lambda depth: "[" + '{"a":' * depth + "1" + "}" * depth + "]",
    "lists in a page": lambda depth: '{"contents":[' + "[" * depth,
    "objects in a single record": lambda depth: '{"a":' * depth + "1" + "}" * depth,
}
# fmt: on


@pytest.mark.parametrize("kind", DEEP)
def test_a_file_of_brackets_is_refused_before_it_fills_the_memory(kind: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableError, match="nothing of it was kept"):
            read(DEEP[kind](100_000))
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_what_is_nested_as_services_are_is_read() -> None:
    assert len(read(DEEP["lists in an array"](50))) == 1


def test_a_record_that_never_ends_is_given_up_before_it_fills_the_memory() -> None:
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableError, match="nothing of it was kept"):
            read(b'[{"id": "1", "name": "' + b"x" * 40_000_000)
        assert tracemalloc.get_traced_memory()[1] < 160_000_000
    finally:
        tracemalloc.stop()


def test_a_large_feed_is_read_in_little_memory_and_time() -> None:
    record = said(ONE | {"description": "One long table. " * 40, "schedules": [{"byday": "MO", "freq": "WEEKLY"}] * 4})
    count = 9_000 * DEPTH
    content = BytesIO(f"[{','.join([record] * count)}]".encode())
    assert content.getbuffer().nbytes > 7_500_000 * DEPTH
    with at_once(2.0 * DEPTH):  # about a quarter of a second
        assert sum(1 for _ in read_documents(content)) == count
    content.seek(0)
    tracemalloc.start()
    try:
        for number, _ in enumerate(read_documents(content)):
            if number == 3000:
                break
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


@given(st.binary(max_size=200) | st.text(alphabet='{}[]",:0 \n\\ucontes', max_size=80).map(str.encode))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        records = read(content)
    except UnreadableError:
        return
    assert all(record.where.startswith(("record ", "line ")) for record in records)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(json_values, max_size=5))
def test_any_array_gives_what_is_in_it(records: list[Any]) -> None:
    assert values(said(records)) == records
    assert values(said({"size": 1, "contents": records, "last": [1]})) == records
