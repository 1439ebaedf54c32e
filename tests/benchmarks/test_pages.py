"""The benchmark of pages: that it measures what it says, never how long it took."""

import json
from itertools import islice
from pathlib import Path

import pytest
from click.testing import CliRunner

from directory.cli.bench import bench
from directory.geography import FileGazetteer
from tests.benchmarks import pages
from tests.benchmarks.district import multiplied
from tests.conftest import NOW
from tests.homes import POSTCODES, share_file


def test_the_district_is_the_same_each_time_and_every_listing_of_it_another(full_gazetteer: FileGazetteer) -> None:
    def first() -> list[str]:
        return [repr(record) for record in islice(multiplied(full_gazetteer, NOW.date()), 700)]

    made = first()
    assert made == first()
    assert len(set(made)) == 700


def test_every_kind_of_page_is_measured(full_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "POSTCODES", pages.POSTCODES[:2])
    monkeypatch.setattr(pages, "WORDS", pages.WORDS[:3])
    home = tmp_path / "30"
    home.mkdir()
    share_file(full_file, home / POSTCODES)
    words = ["serve", "--listings", "30", "--rounds", "1", "--work", str(tmp_path), "--json"]
    ran = CliRunner().invoke(bench, words, catch_exceptions=False)
    said = json.loads(ran.output)
    assert [page["name"] for page in said["pages"]] == list(pages.addresses())
    by_name = {page["name"]: page for page in said["pages"]}
    assert by_name["suggest"]["statements"] == 0
    assert 0 < by_name["search"]["statements"] < 12
    again = CliRunner().invoke(bench, words[:-1], catch_exceptions=False)
    assert again.output.splitlines()[0].split() == ["page", "p50", "ms", "p95", "ms", "statements", "kB"]
