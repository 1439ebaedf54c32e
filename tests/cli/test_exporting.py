"""``fingerpost export``: everything public, as Open Referral UK, one service a line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from directory.queries import exchange
from directory.resources import Resources
from tests.commands import Ran
from tests.oruk.schemas import faults

Fingerpost = Callable[..., Ran]


def documents(text: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_file_has_every_service_on_a_line(fingerpost: Fingerpost, tmp_path: Path, demonstration: Resources) -> None:
    file = tmp_path / "feed.ndjson"
    ran = fingerpost("export", file)
    with demonstration.database.reading() as session:
        count = exchange.count_public(session)
    written = documents(file.read_bytes())
    assert (ran.code, ran.out) == (0, f"{count} services written\n")
    assert len({document["id"] for document in written}) == count
    assert faults("service", written[0]) == []


def test_a_script_is_told_how_many(fingerpost: Fingerpost, tmp_path: Path) -> None:
    file = tmp_path / "feed.ndjson"
    ran = fingerpost("export", file, "--json")
    assert ran.json == {"file": str(file), "services": len(file.read_bytes().splitlines())}


def test_two_exports_of_the_same_are_the_same(fingerpost: Fingerpost, tmp_path: Path) -> None:
    first, second = tmp_path / "first.ndjson", tmp_path / "second.ndjson"
    fingerpost("export", first)
    fingerpost("export", second)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("words", [["export"], ["export", "-"]])
def test_without_a_file_it_goes_to_the_standard_output(fingerpost: Fingerpost, words: list[str]) -> None:
    ran = fingerpost(*words)
    assert ran.code == 0
    assert ran.err == f"{len(ran.rows)} services written\n"


def test_json_needs_a_file(fingerpost: Fingerpost) -> None:
    assert fingerpost("export", "--json").code == 2


def test_an_export_that_fails_leaves_the_file_from_before(
    fingerpost: Fingerpost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(session: Session, context: object) -> Any:
        yield b"{}\n"
        raise OSError(28, "No space left on device")

    file = tmp_path / "feed.ndjson"
    file.write_text("the one from before")
    monkeypatch.setattr("directory.cli.exporting.public_lines", broken)
    ran = fingerpost("export", file)
    assert (ran.code, file.read_text()) == (1, "the one from before")
    assert [each.name for each in tmp_path.iterdir()] == ["feed.ndjson"]
    assert "No space left on device" in ran.err
