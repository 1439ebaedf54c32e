"""A directory given away and taken in somewhere else is the same directory: what it gives away is equal to the byte."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import Ran
from tests.homes import copied
from tests.shared import DISTRICTS, needs_shared

Fingerpost = Callable[..., Ran]


def test_the_demonstration_district_survives_being_given_away_and_taken_in(
    fingerpost: Fingerpost, empty_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINGERPOST_ADDRESS", "https://directory.example")
    monkeypatch.setenv("FINGERPOST_COUNCIL_NAME", "Normal Island Council")
    first, second = tmp_path / "first.ndjson", tmp_path / "second.ndjson"
    elsewhere = copied(empty_home, tmp_path / "elsewhere")
    assert fingerpost("export", first).code == 0
    taken = fingerpost("import", first, "--publish", "--source", "The other directory", "--json", home=elsewhere)
    assert (taken.code, taken.json["problems"]) == (0, [])
    monkeypatch.setenv("FINGERPOST_COUNCIL_NAME", "Another Council")
    assert fingerpost("export", second, home=elsewhere).code == 0
    one, other = (file.read_bytes().splitlines() for file in (first, second))
    assert len(one) == len(other) == taken.json["created"]
    for before, after in zip(one, other, strict=True):
        assert before == after
    again = fingerpost("import", second, "--publish", "--source", "The other directory", "--json", home=elsewhere).json
    assert (again["unchanged"], again["gone_count"]) == (again["read"], 0)


def test_what_came_from_a_feed_keeps_its_source_wherever_it_is_passed_on(
    fingerpost: Fingerpost, empty_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINGERPOST_ADDRESS", "https://directory.example")
    feed, exported = tmp_path / "parish.json", [tmp_path / f"{number}.ndjson" for number in (1, 2, 3)]
    sport = {"id": "9", "name": "Sport", "taxonomy": "Theirs", "term_uri": "https://theirs.example/9"}
    term = {"link_type": "audience", "taxonomy_term": sport}
    tagged = {"name": "Tea table", "attributes": [term, {"taxonomy_term": {"id": "10", "name": "Music"}}]}
    feed.write_text(json.dumps([{"id": "s1", **tagged}, {"id": "s2", "name": "Chess"}]))
    taken_in, name = feed, "Parish"
    for number, file in enumerate(exported):
        home = copied(empty_home, tmp_path / f"home-{number}")
        words = ["import", taken_in, "--publish", "--source", name, "--licence", f"CC BY {number}"]
        assert fingerpost(*words, home=home).code == 0
        assert fingerpost("export", file, home=home).code == 0
        taken_in, name = file, f"Directory {number}"
    documents = [json.loads(line) for line in exported[0].read_bytes().splitlines()]
    sources = sorted((each["fingerpost_source"] for each in documents), key=lambda said: str(said["id"]))
    assert sources == [{"name": "Parish", "id": id_, "licence": "CC BY 0"} for id_ in ("s1", "s2")]
    links = [link for each in documents for link in each.get("attributes", ())]
    said = {(link["link_type"], link["taxonomy_term"].get("term_uri")) for link in links}
    assert said == {("audience", "https://theirs.example/9"), ("classification", None)}
    assert exported[0].read_bytes() == exported[1].read_bytes() == exported[2].read_bytes()


@needs_shared
def test_real_districts_survive_it_as_well(
    fingerpost: Fingerpost, empty_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINGERPOST_ADDRESS", "https://directory.example")
    files = [DISTRICTS, tmp_path / "first.ndjson", tmp_path / "second.ndjson"]
    for number in (1, 2):
        home = copied(empty_home, tmp_path / f"home-{number}")
        words = ["import", files[number - 1], "--publish", "--source", f"Feed {number}"]
        assert fingerpost(*words, home=home).code == 0
        assert fingerpost("export", files[number], home=home).code == 0
    assert len(files[1].read_bytes().splitlines()) > 300
    assert files[1].read_bytes() == files[2].read_bytes()
