"""``fingerpost import``: a feed from a file, whatever is in it."""

import json
import os
import signal
import sqlite3
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from directory.actions.exchange import FeedFile
from directory.actions.exchange.reading import BATCH
from directory.oruk.reader import Reading
from tests.commands import COMMAND, Ran, environment
from tests.servers import Asked, Said, served

Fingerpost = Callable[..., Ran]

STOPPED = "Stopped; nothing was left half done."


def a_service(number: int = 1, **values: Any) -> dict[str, Any]:
    place = {"location_type": "physical", "addresses": [{"postal_code": "DL3 9AA"}]}
    return {
        "id": f"feed-{number}",
        "name": f"Harbour table {number}",
        "description": "Tea for whoever comes",
        "organization": {"id": "club", "name": "Harbour Kettle Club"},
        "service_at_locations": [{"location": place}],
        **values,
    }


def services(count: int) -> list[dict[str, Any]]:
    return [a_service(number) for number in range(1, count + 1)]


@pytest.fixture
def feed(tmp_path: Path) -> Callable[[object], Path]:
    """A file that holds what is given: bytes as they are, anything else as JSON."""

    def write(content: object) -> Path:
        file = tmp_path / "feed.json"
        file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return file

    return write


def lines(records: Iterable[object]) -> bytes:
    return b"\n".join(json.dumps(record).encode() for record in records)


def kept(home: Path) -> dict[str, int]:
    """How many rows each table holds."""
    with closing(sqlite3.connect(home / "fingerpost.sqlite")) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}


class TestReport:
    def test_the_document_is_what_scripts_depend_on(self, fingerpost: Fingerpost, home: Path, feed: Any) -> None:
        records = [*services(3), a_service(1), {"name": "Nameless"}, a_service(4, url="not an address"), 5]
        ran = fingerpost("import", feed(records), "--json", home=home)
        assert (ran.code, ran.err) == (1, "")
        said = ran.json
        assert {"read", "created", "updated", "unchanged", "problems"} <= set(said)
        assert (said["read"], said["created"], said["updated"], said["unchanged"]) == (7, 4, 0, 0)
        assert said["read"] == said["created"] + said["updated"] + said["unchanged"] + said["kept_out"]
        assert all(set(problem) == {"record", "field", "reason"} for problem in said["problems"])
        assert {problem["record"] for problem in said["problems"]} >= {"feed-1", "record 5", "feed-4", "record 7"}

    def test_the_same_file_again_changes_nothing(self, fingerpost: Fingerpost, home: Path, feed: Any) -> None:
        file = feed(services(3))
        fingerpost("import", file, "--publish", home=home)
        before = kept(home)
        said = fingerpost("import", file, "--publish", "--json", home=home).json
        assert (said["read"], said["unchanged"]) == (3, 3)
        assert kept(home) | {"feed_run": 1} == before

    def test_a_person_reads_sentences_and_not_too_many(self, fingerpost: Fingerpost, home: Path, feed: Any) -> None:
        records = [*services(2), *({"name": f"Nameless {number}"} for number in range(30))]
        ran = fingerpost("import", feed(records), home=home)
        assert ran.code == 1
        first, second, *_, last = ran.out.splitlines()
        assert first == "32 read, 2 created, 0 updated, 0 unchanged, 30 kept out"
        assert second.startswith("  record 3: id: The service has no id")
        assert last == "  … and 10 more problems (--json has them all)"

    def test_one_bad_record_keeps_none_of_the_others_out(self, fingerpost: Fingerpost, home: Path, feed: Any) -> None:
        records = services(200)
        records[100] = {"id": "", "name": None}
        ran = fingerpost("import", feed(records), "--json", home=home)
        assert (ran.code, ran.json["created"], ran.json["kept_out"]) == (1, 199, 1)


class TestPublishing:
    def test_published_services_can_be_found_at_once(self, fingerpost: Fingerpost, home: Path, feed: Any) -> None:
        assert fingerpost("import", feed(services(2)), "--publish", home=home).code == 0
        hits = fingerpost("search", "DL3 9AA", "harbour", "--json", home=home).json["hits"]
        assert sorted(hit["source_id"] for hit in hits) == ["feed-1", "feed-2"]

    def test_others_wait_for_a_moderator(self, fingerpost: Fingerpost, home: Path, feed: Any) -> None:
        assert fingerpost("import", feed(services(2)), home=home).code == 0
        assert fingerpost("search", "DL3 9AA", "harbour", "--json", home=home).json["total"] == 0
        assert fingerpost("index", "status", "--json", home=home).json["services"] == 2

    def test_two_sources_may_use_the_same_ids(self, fingerpost: Fingerpost, home: Path, feed: Any) -> None:
        file = feed(services(1))
        for source in ("one", "two"):
            assert fingerpost("import", file, "--source", source, "--json", home=home).json["created"] == 1

    def test_a_dry_run_says_what_would_be_and_changes_nothing(
        self, fingerpost: Fingerpost, home: Path, feed: Any
    ) -> None:
        before = kept(home)
        ran = fingerpost("import", feed(services(3)), "--publish", "--dry-run", home=home)
        assert ran.code == 0
        assert ran.out.startswith("Nothing was changed. This would be: 3 read, 3 created")
        assert kept(home) == before
        said = fingerpost("import", feed(services(3)), "--publish", "--dry-run", "--json", home=home).json
        assert said["created"] == 3, "the first run left nothing behind"


GOOD = json.dumps(services(2)).encode()


class TestFiles:
    @pytest.mark.parametrize(
        "content",
        [
            GOOD,
            b"\xef\xbb\xbf" + GOOD,
            b"\n\n  " + GOOD + b"\n",
            json.dumps({"total_items": 2, "contents": services(2)}).encode(),
            json.dumps({"content": services(2), "last": True}).encode(),
            lines(services(2)),
            b"\xef\xbb\xbf" + lines(services(2)) + b"\n\n",
        ],
    )
    def test_every_form_of_a_feed_is_read(self, fingerpost: Fingerpost, home: Path, feed: Any, content: bytes) -> None:
        ran = fingerpost("import", feed(content), "--dry-run", "--json", home=home)
        assert (ran.code, ran.json["created"]) == (0, 2)

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"   ",
            b"id,name\n1,Tea",
            b"<html>",
            b"\x00" * 100,
            b"\xff\xfe[\x00]\x00",
            GOOD[:-10],
            b"[" * 50_000,
            b"{]",
        ],
    )
    def test_a_file_that_is_no_feed_is_refused_with_a_sentence(
        self, fingerpost: Fingerpost, home: Path, feed: Any, content: bytes
    ) -> None:
        before = kept(home)
        ran = fingerpost("import", feed(content), "--publish", home=home)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith("This file ")
        assert len(ran.err.splitlines()) == 1
        assert kept(home) == before, "nothing of a broken file is kept"

    def test_what_is_no_file_is_misuse(self, fingerpost: Fingerpost, tmp_path: Path) -> None:
        for path in (tmp_path, tmp_path / "none.json"):
            ran = fingerpost("import", path)
            assert (ran.code, ran.out) == (2, "")
            assert str(path) in ran.err

    def test_a_file_that_is_too_large_is_not_begun(
        self, fingerpost: Fingerpost, home: Path, feed: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("FINGERPOST_IMPORT_MEGABYTES", "1")
        ran = fingerpost("import", feed(GOOD + b" " * 1_000_000), home=home)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err == "feed.json is larger than 1 megabytes, the most that is read (IMPORT_MEGABYTES).\n"


class TestKinds:
    def test_a_table_is_read_by_its_headings_or_by_a_mapping(
        self, fingerpost: Fingerpost, home: Path, tmp_path: Path
    ) -> None:
        table, mapping = tmp_path / "groups.csv", tmp_path / "mapping.toml"
        table.write_text("Name,Description,Postcode\nTea table,Tea for whoever comes,DL3 9AA\nragged\n")
        said = fingerpost("import", table, "--json", home=home)
        assert (said.code, said.json["created"], said.json["kept_out"]) == (1, 1, 1)
        table.write_text("What,Where\nKnitting,DL3 9AA\n")
        mapping.write_text('[columns]\nname = "What"\npostcode = "Where"\n')
        said = fingerpost("import", table, "--mapping", mapping, "--source", "other", "--json", home=home)
        assert (said.code, said.json["created"]) == (0, 1)

    def test_a_feed_of_the_web_is_read_where_private_networks_may_be_asked(
        self, fingerpost: Fingerpost, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with served(lambda _: Said(json.dumps(services(2)).encode())) as server:
            refused = fingerpost("import", f"{server.address}/feed.json", home=home)
            assert (refused.code, "is not on the public internet" in refused.err) == (1, True)
            monkeypatch.setenv("FINGERPOST_PRIVATE_FEEDS", "1")
            said = fingerpost("import", f"{server.address}/feed.json", "--licence", "OGL", "--json", home=home)
        assert (said.code, said.json["created"]) == (0, 2)

    def test_a_part_of_a_feed_takes_nothing_for_gone(self, fingerpost: Fingerpost, home: Path, feed: Any) -> None:
        fingerpost("import", feed(services(3)), home=home)
        assert fingerpost("import", feed(services(1)), "--part", "--json", home=home).json["gone_count"] == 0
        assert fingerpost("import", feed(services(1)), "--json", home=home).json["gone"] == ["feed-2", "feed-3"]


def test_stopping_half_way_leaves_nothing_half_done(
    fingerpost: Fingerpost, home: Path, feed: Callable[[object], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, readings = feed(services(BATCH + 600)), FeedFile.readings

    def stopped_in_the_second_batch(of: FeedFile) -> Iterator[Reading]:
        for number, reading in enumerate(readings(of)):
            if number == BATCH + 200:
                signal.raise_signal(signal.SIGINT)
            yield reading

    with monkeypatch.context() as patch:
        patch.setattr(FeedFile, "readings", stopped_in_the_second_batch)
        ran = fingerpost("import", file, "--publish", home=home)
    assert (ran.code, ran.err.strip()) == (1, STOPPED)
    before = kept(home)
    assert before["service"] == before["feed_record"] == before["moderation_event"] == BATCH
    told = fingerpost("import", file, "--publish", "--json", home=home).json
    assert (told["read"], told["created"], told["unchanged"]) == (BATCH + 600, BATCH + 600, 0), (
        "it goes on where it was"
    )
    assert kept(home)["service"] == BATCH + 600


def test_a_process_that_waits_for_a_feed_is_stopped_by_one_press(home: Path) -> None:
    asked, stopped = Event(), Event()

    def slowly(_: Asked) -> Said:
        asked.set()
        stopped.wait(120)
        return Said(b"[]")

    with served(slowly) as server:
        words = [str(COMMAND), "import", f"{server.address}/feed.json"]
        around = environment(home, FINGERPOST_PRIVATE_FEEDS="1")
        with subprocess.Popen(words, env=around, stderr=subprocess.PIPE, text=True) as running:
            assert asked.wait(120)
            running.send_signal(signal.SIGINT)
            _, said = running.communicate(timeout=120)
            stopped.set()
    assert (running.returncode, said.strip()) == (1, STOPPED)
    assert kept(home)["service"] == 0


REAL = os.environ.get("FINGERPOST_REAL_FEED", "")


@pytest.mark.skipif(not REAL, reason="FINGERPOST_REAL_FEED names no file of real services to try this on")
class TestRealFeed:
    """With real services, which are not ours to keep here: a file of Open Referral UK records."""

    @pytest.fixture
    def real(self, fingerpost: Fingerpost, home: Path) -> Path:
        ran = fingerpost("import", REAL, "--publish", "--json", home=home)
        assert (ran.code, ran.json["kept_out"]) == (0, 0)
        assert ran.json["created"] == ran.json["read"] == len(self.records)
        return home

    records: list[dict[str, Any]] = json.loads(Path(REAL).read_bytes()) if REAL else []

    def postcodes(self, record: dict[str, Any]) -> list[str]:
        places = [at.get("location", {}) for at in record.get("service_at_locations", [])]
        return [address.get("postal_code", "") for place in places for address in place.get("addresses", [])]

    def test_a_search_at_any_of_its_postcodes_is_answered(self, fingerpost: Fingerpost, real: Path) -> None:
        postcodes = sorted({code for record in self.records for code in self.postcodes(record) if code})[::40]
        for postcode in postcodes:
            said = fingerpost("search", postcode, "lonely", "--age", "78", "--json", home=real).json
            assert said["total"] > 0
            assert "Loneliness and isolation" in said["understood"]

    def test_a_service_without_a_place_is_found_in_the_district_it_covers(
        self, fingerpost: Fingerpost, real: Path
    ) -> None:
        homeless = next(each for each in self.records if each.get("service_areas") and not any(self.postcodes(each)))
        area = homeless["service_areas"][0]
        for postcode in (code for record in self.records for code in self.postcodes(record) if code):
            place = fingerpost("gazetteer", "lookup", postcode, "--json", home=real).json[0]
            if place["district"] and place["district"] in json.dumps(area):
                break
        said = fingerpost("search", postcode, homeless["name"], "--limit", "100", "--json", home=real).json
        assert homeless["id"] in [hit["source_id"] for hit in said["hits"]]
