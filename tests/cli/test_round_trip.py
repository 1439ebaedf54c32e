"""A directory given away and taken in somewhere else is the same directory: what it gives away is equal to the byte."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import Ran
from tests.homes import copied

Fingerpost = Callable[..., Ran]


def test_the_demonstration_district_survives_being_given_away_and_taken_in(
    fingerpost: Fingerpost, empty_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINGERPOST_ADDRESS", "https://directory.example")
    first, second = tmp_path / "first.ndjson", tmp_path / "second.ndjson"
    elsewhere = copied(empty_home, tmp_path / "elsewhere")
    assert fingerpost("export", first).code == 0
    taken = fingerpost("import", first, "--publish", "--source", "The other directory", "--json", home=elsewhere)
    assert (taken.code, taken.json["problems"]) == (0, [])
    assert fingerpost("export", second, home=elsewhere).code == 0
    one, other = (file.read_bytes().splitlines() for file in (first, second))
    assert len(one) == len(other) == taken.json["created"]
    for before, after in zip(one, other, strict=True):
        assert before == after
    again = fingerpost("import", second, "--publish", "--source", "The other directory", "--json", home=elsewhere).json
    assert (again["unchanged"], again["gone_count"]) == (again["read"], 0)
