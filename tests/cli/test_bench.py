"""Measuring from the command line."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import Ran
from tests.homes import share_file

Fingerpost = Callable[..., Ran]


@pytest.fixture
def work(tmp_path: Path, full_file: Path) -> Path:
    """A folder for what is kept, with the postcodes in it."""
    made = tmp_path / "work"
    made.mkdir()
    share_file(full_file, made / "postcodes.gazetteer")
    return made


def test_a_table_is_printed_and_files_are_written(
    fingerpost: Fingerpost, work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.benchmarks.running.chosen", list)  # without ours, which take longest to start
    figures, picture = tmp_path / "figures.json", tmp_path / "picture.svg"
    size = ["--listings", "250", "--area", "kent", "--rounds", "1"]
    ran = fingerpost(
        "bench", "search", *size, "--peers", "sqlite-join", "--work", work, "--json", figures, "--svg", picture
    )
    assert (ran.code, ran.err) == (0, "")
    assert "250 listings, best first" in ran.out
    rows = json.loads(figures.read_text(encoding="utf-8"))
    told = {(row["engine"], row["sort"]): row["wrong_totals"] for row in rows}
    assert told == {("sqlite-join", "best"): 0, ("sqlite-join", "nearest"): 0}
    assert picture.read_text(encoding="utf-8").startswith("<svg ")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--peers", "oracle"], "choose from"),
        (["--listings", "many"], "numbers with commas"),
        (["--listings", "0"], "at least one"),
        (["--rounds", "0"], "0 is not in the range"),
    ],
)
def test_what_it_does_not_understand_is_misuse(fingerpost: Fingerpost, options: list[str], said: str) -> None:
    ran = fingerpost("bench", "search", *options)
    assert ran.code == 2
    assert said in ran.err


def test_without_its_packages_it_says_how_to_get_them(fingerpost: Fingerpost, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("tests.benchmarks.measuring", "psutil"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "psutil", None)
    ran = fingerpost("bench", "search")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "The benchmarks need psutil: pip install --require-hashes -r requirements-bench.txt.\n"


def test_away_from_the_repository_it_says_where_it_must_run(
    fingerpost: Fingerpost, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("directory.cli.bench.repository.REPOSITORY", tmp_path)
    ran = fingerpost("bench", "search")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "The benchmarks are not installed with the program; run this in its repository.\n"
