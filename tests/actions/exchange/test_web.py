"""Feeds of the web: page after page, in full, and on from where it broke off."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from directory.actions.exchange import FeedFile, fetch_feed
from directory.errors import UnreadableError
from directory.visiting import Limits, Visitor
from tests.servers import Answering, Asked, Said, served

RECORDS = [{"id": f"s{number}", "name": f"Tea table {number}", "schedules": []} for number in range(7)]


def body(value: object) -> Said:
    return Said(json.dumps(value).encode(), headers={"Content-Type": "application/json"})


def visitor() -> Visitor:
    return Visitor(Limits(1_000_000, 60, private=True), name="Fingerpost", sleep=lambda _: None)


def fetched(address: str, folder: Path) -> list[str]:
    """The ids in the file that a feed was brought into."""
    file = FeedFile(fetch_feed(visitor(), address, folder))
    return [reading.record.id for reading in file.readings() if reading.record]


IDS = [record["id"] for record in RECORDS]


def v3(rows: list[Any], page: int, pages: int) -> dict[str, Any]:
    return {"total_items": len(RECORDS), "total_pages": pages, "page_number": page, "contents": rows}


def v1(rows: list[Any], page: int, pages: int) -> dict[str, Any]:
    return {"totalElements": len(RECORDS), "totalPages": pages, "number": page, "last": page == pages, "content": rows}


def lower(rows: list[Any], page: int, pages: int) -> dict[str, Any]:
    return {key.lower(): value for key, value in v1(rows, page, pages).items()}


def in_pages(
    envelope: Callable[..., dict[str, Any]], records: list[Any] = RECORDS, size: int = 3, first: int = 1
) -> Answering:
    """Answers as a server of this kind does, to /services; ``first`` is the number of its first page."""

    def answer(asked: Asked) -> Said:
        if asked.path == "/":
            return body({"version": "HSDS-UK-3.0", "profile": "https://x.example", "openapi_url": "https://x.example"})
        if asked.path != "/services":
            found = [record for record in RECORDS if record["id"] == asked.path.rpartition("/")[2]]
            return body(found[0]) if found else Said(status=404)
        page = int(asked.parameters.get("page", first)) + 1 - first
        return body(envelope(records[(page - 1) * size : page * size], page, -(-len(records) // size)))

    return answer


@pytest.mark.parametrize("envelope", [v3, v1, lower])
def test_every_page_is_read_however_its_names_are_spelt(tmp_path: Path, envelope: Any) -> None:
    with served(in_pages(envelope)) as server:
        assert fetched(f"{server.address}/services", tmp_path) == IDS
    assert server.asked[-1].parameters == {"full": "true", "per_page": "100", "page": "3"}


def from_nought(rows: list[Any], page: int, pages: int) -> dict[str, Any]:
    return {**v1(rows, page, pages), "number": page - 1}


@pytest.mark.parametrize("first", [0, 1], ids=["and asked so", "but asked from one"])
def test_no_page_is_missed_where_they_are_counted_from_nought(tmp_path: Path, first: int) -> None:
    with served(in_pages(from_nought, first=first)) as server:
        assert fetched(f"{server.address}/services", tmp_path) == IDS


def test_where_the_endpoints_begin_the_services_are_found(tmp_path: Path) -> None:
    with served(in_pages(v3)) as server:
        assert fetched(server.address, tmp_path) == IDS


def test_beginnings_of_records_are_asked_for_in_full(tmp_path: Path) -> None:
    beginnings = [{"id": record["id"], "name": record["name"]} for record in RECORDS]
    with served(in_pages(v3, beginnings)) as server:
        found = fetch_feed(visitor(), f"{server.address}/services", tmp_path)
    assert [json.loads(line) for line in found.read_text().splitlines()] == RECORDS


def test_a_record_that_has_no_page_of_its_own_is_taken_as_the_list_has_it(tmp_path: Path) -> None:
    with served(in_pages(v3, [{"id": "unknown", "name": "Tea"}])) as server:
        assert fetched(f"{server.address}/services?status=active", tmp_path) == ["unknown"]


def test_a_server_that_refuses_our_parameters_is_asked_without(tmp_path: Path) -> None:
    pages = in_pages(v3)

    def answer(asked: Asked) -> Said:
        return Said(status=400) if "full" in asked.parameters else pages(asked)

    with served(answer) as server:
        assert fetched(f"{server.address}/services", tmp_path) == IDS


def test_a_server_that_knows_no_pages_is_not_asked_for_ever(tmp_path: Path) -> None:
    with served(lambda _: body({"content": RECORDS, "last": False})) as server:
        assert fetched(f"{server.address}/services", tmp_path) == IDS
    assert len(server.asked) <= 4


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        (json.dumps(RECORDS).encode(), "records.json"),
        (b"\n".join(json.dumps(record).encode() for record in RECORDS), "records.json"),
        (b"id,name\n" + b"".join(f"s{n},Tea {n}\n".encode() for n in range(7)), "records.csv"),
    ],
)
def test_what_comes_in_one_piece_is_kept_as_it_is(tmp_path: Path, sent: bytes, name: str) -> None:
    kind = "text/csv" if name.endswith("csv") else "application/json"
    with served(lambda _: Said(sent, headers={"Content-Type": kind})) as server:
        found = fetch_feed(visitor(), f"{server.address}/feed", tmp_path)
    assert (found.name, found.read_bytes()) == (name, sent)
    assert FeedFile(found).count() == 7


def test_what_is_still_the_same_is_not_sent_again(tmp_path: Path) -> None:
    def answer(asked: Asked) -> Said:
        if asked.headers.get("if-none-match") == '"one"':
            return Said(status=304)
        return Said(json.dumps(RECORDS).encode(), headers={"ETag": '"one"'})

    with served(answer) as server:
        assert [fetched(server.address, tmp_path) for _ in range(3)] == [IDS] * 3
    assert [bool(asked.headers.get("if-none-match")) for asked in server.asked] == [False, True, True]


def test_what_broke_off_goes_on_with_the_page_that_is_missing(tmp_path: Path) -> None:
    pages, down = in_pages(v3), [True]

    def answer(asked: Asked) -> Said:
        if asked.parameters.get("page") == "3" and down:
            return Said(status=404)
        return pages(asked)

    with served(answer) as server:
        with pytest.raises(UnreadableError, match="answered 404"):
            fetched(f"{server.address}/services", tmp_path)
        down.clear()
        before = len(server.asked)
        assert fetched(f"{server.address}/services", tmp_path) == IDS
    assert [asked.parameters["page"] for asked in server.asked[before:]] == ["3"]


@pytest.mark.parametrize("answer", [Said(status=404), Said(status=403), Said(status=500)])
def test_where_there_is_no_feed_a_sentence_says_so(tmp_path: Path, answer: Said) -> None:
    with served(lambda _: answer) as server, pytest.raises(UnreadableError, match="sent no feed"):
        fetch_feed(visitor(), server.address, tmp_path)
