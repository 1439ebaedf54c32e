"""Feeds as nobody should make them: each record ends somewhere, and the counts add up."""

from pathlib import Path

import pytest

from directory.actions.exchange import FeedFile, Source, read_feed, try_feed
from directory.database import Database
from directory.errors import UnreadableError
from tests.architecture.repository import ROOT
from tests.makers import normal_island

FEEDS = sorted(
    path for path in (ROOT / "tests" / "oruk" / "feeds").glob("*") if path.suffix in {".json", ".ndjson", ".csv"}
)


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.name)
def test_whatever_is_in_a_feed_its_counts_add_up(own_database: Database, path: Path) -> None:
    file, source = FeedFile(path), Source(path.stem, digest="one", publish=True)
    try:
        count = file.count()
    except UnreadableError:
        return  # and nothing of it was taken in
    would = try_feed(own_database.writing, file.readings(), source=source, gazetteer=normal_island())
    report = read_feed(own_database.writing, file.readings(), source=source, gazetteer=normal_island())
    assert report == would
    assert report.read == count == report.created + report.updated + report.unchanged + report.kept_out
    assert report.problem_count >= report.kept_out
    again = read_feed(own_database.writing, file.readings(), source=source, gazetteer=normal_island())
    assert (again.unchanged, again.kept_out) == (report.created + report.unchanged, report.kept_out)
    assert again.gone == []
