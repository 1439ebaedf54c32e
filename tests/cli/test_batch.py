"""``fingerpost batch``."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import Ran, of_kind

Fingerpost = Callable[..., Ran]
Batch = Callable[..., Ran]

HERE = "DL3 9AA"


@pytest.fixture
def batch(fingerpost: Fingerpost, tmp_path: Path) -> Batch:
    def run(*lines: object) -> Ran:
        file = tmp_path / "queries.jsonl"
        written = (line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
        file.write_bytes(b"\n".join(written))
        return fingerpost("batch", file)

    return run


def test_every_query_gets_a_line_in_the_same_order(batch: Batch) -> None:
    ran = batch(
        {"id": "b", "text": "lonely", "postcode": HERE, "age": 80, "gender": "female", "radius_miles": 5},
        {"id": "a", "text": "nan keeps falling", "postcode": "dl39aa", "need": "never looked at", "qrels": [1]},
        {"id": 7, "text": "choir"},
        {"id": "empty"},
    )
    assert (ran.code, ran.err) == (0, "")
    assert [row["qid"] for row in ran.rows] == ["b", "a", "7", "empty"]
    for row in ran.rows:
        assert of_kind(row, {"qid": str, "hits": [str], "total": int, "relaxed": [str]})
        assert len(row["hits"]) == min(50, row["total"])
        assert len(set(row["hits"])) == len(row["hits"])
    assert len(ran.rows[3]["hits"]) == 50


def test_an_imported_service_is_named_as_in_its_feed(batch: Batch) -> None:
    [row] = batch({"id": "q", "text": "lonely", "postcode": HERE}).rows
    assert all("/" in hit for hit in row["hits"])


def test_numbers_may_come_as_text_or_not_at_all(batch: Batch) -> None:
    ran = batch(
        {"id": "n", "text": "choir", "postcode": HERE, "age": None, "gender": None, "radius_miles": None},
        {"id": "t", "text": "choir", "postcode": HERE, "age": "84", "gender": "", "radius_miles": "2.5"},
    )
    assert ran.code == 0


BAD: list[tuple[object, str, str]] = [
    (b"{", "", "Line {} is not JSON"),
    (b"nonsense", "", "Line {} is not JSON"),
    (b"\xff\xfe{}", "", "Line {} is not JSON"),
    (b"[" * 100_000, "", "Line {} is not JSON"),
    (b"9" * 10_000, "", "Line {} is not JSON"),
    (b"[1]", "", "Line {} is not a JSON object"),
    (b"null", "", "Line {} is not a JSON object"),
    ({"id": "x", "age": 640}, "x", "Line {}, age: Enter an age between 0 and 125"),
    ({"id": "x", "age": -1}, "x", "Line {}, age: Enter an age between 0 and 125"),
    ({"id": "x", "age": "old"}, "x", "Line {}, age: This should be a number"),
    ({"id": "x", "age": [84]}, "x", "Line {}, age: This should be a number"),
    ({"id": "x", "age": 10**400}, "x", "Line {}, age: This should be a number"),
    (b'{"id": "x", "age": NaN}', "x", "Line {}, age: This should be a number"),
    ({"id": "x", "radius_miles": 0}, "x", "Line {}, radius_miles: A distance lies between 0.1 and 1000 miles"),
    ({"id": "x", "gender": "lady"}, "x", "Line {}, gender: This should be one of female, male, non-binary"),
    ({"id": "x", "gender": {"a": 1}}, "x", "Line {}, gender: This should be one of female, male, non-binary"),
    ({"id": "x", "postcode": "ZZ99 9ZZ"}, "x", "We do not know ZZ99 9ZZ, nor any postcode that begins with ZZ99."),
    ({"id": None, "age": 640}, "", "Line {}, age: Enter an age between 0 and 125"),
]


def test_a_bad_line_gets_an_answer_and_keeps_none_of_the_others_from_theirs(batch: Batch) -> None:
    ran = batch({"id": "first", "text": "choir"}, *(line for line, _, _ in BAD), b"", {"text": "choir"})
    assert ran.code == 1
    first, *bad, last = ran.rows
    assert (first["qid"], last["qid"]) == ("first", f"line {len(BAD) + 3}")
    assert first["hits"] == last["hits"] != []
    for number, (row, (_, qid, error)) in enumerate(zip(bad, BAD, strict=True), 2):
        expected = {"hits": [], "total": 0, "relaxed": [], "error": error.format(number)}
        assert row == {"qid": qid or f"line {number}", **expected}


def test_any_text_is_answered(batch: Batch) -> None:
    texts = ["\ud800", "a\x00b", "🍲", '"', "l" * 10_000, 84, ["a"], {"a": 1}, True]
    ran = batch(*({"id": text, "text": text, "postcode": HERE} for text in texts))
    assert ran.code == 0
    assert [row["qid"] for row in ran.rows] == [str(text) for text in texts]


def test_nothing_asked_is_nothing_answered(batch: Batch) -> None:
    assert batch() == Ran(0, "", "")


def test_a_file_with_a_mark_of_byte_order_is_read(batch: Batch) -> None:
    ran = batch(b'\xef\xbb\xbf{"id": "marked", "text": "choir"}')
    assert (ran.code, ran.rows[0]["qid"]) == (0, "marked")


def test_a_file_that_is_not_there_is_misuse(fingerpost: Fingerpost, tmp_path: Path) -> None:
    for file in (tmp_path / "none.jsonl", tmp_path):
        ran = fingerpost("batch", file)
        assert (ran.code, ran.out) == (2, "")
        assert str(file) in ran.err
