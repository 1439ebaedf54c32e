"""A feed is read in batches: cut off it goes on, a dry run tells the same, and two readings do not meet."""

import json
import multiprocessing
import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import SQLModel, col, select

from directory.actions.exchange import FeedFile, ImportReport, Source, read_feed, reading, try_feed
from directory.actions.exchange.report import Kept
from directory.database import Database
from directory.errors import ConflictError, UnreadableError
from directory.models import FeedRecord, FeedRun, Service
from directory.oruk.reader import Reading
from directory.oruk.taking import Problem
from tests.actions.exchange.feeds import readings, said
from tests.homes import copied_database
from tests.makers import normal_island

SOURCE = Source("Neighbour", digest="one", publish=True)


@pytest.fixture(autouse=True)
def _by_fives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "BATCH", 5)


def read(database: Database, documents: list[Any], source: Source = SOURCE, **how: Any) -> ImportReport:
    return read_feed(database.writing, readings(documents), source=source, gazetteer=normal_island(), **how)


def tried(database: Database, documents: list[Any], source: Source = SOURCE) -> ImportReport:
    return try_feed(database.writing, readings(documents), source=source, gazetteer=normal_island())


def feed(count: int = 23) -> list[Any]:
    """A feed with a little of everything."""
    records: list[Any] = [
        said(f"s{number}", organization={"id": f"o{number % 4}", "name": f"Group {number % 4}"})
        for number in range(count)
    ]
    return [
        *records[: count // 2],
        {"id": "nameless"},
        said("s1"),
        *records[count // 2 :],
        said("last", minimum_age="x"),
    ]


def rows(database: Database) -> dict[str, list[Any]]:
    """What the tables hold, but for when it was and the run itself."""
    with database.reading() as session:
        return {
            table.name: sorted(
                (_plain(row) for row in session.connection().execute(table.select()).mappings()), key=repr
            )
            for table in SQLModel.metadata.sorted_tables
            if table.name not in {"feed_run"}
        }


def _plain(row: Any) -> list[tuple[str, Any]]:
    return [(name, value) for name, value in row.items() if not name.endswith("_at") and name != "id"]


@pytest.fixture
def uncut(empty_tables: Path, tmp_path: Path) -> Iterator[Database]:
    """Another database, for a reading that nothing cuts off."""
    with copied_database(empty_tables, tmp_path / "other.sqlite") as database:
        yield database


class CutOffError(Exception):
    """The power fails."""


def broken_after(documents: list[Any], count: int) -> Iterator[Reading]:
    for number, each in enumerate(readings(documents)):
        if number == count:
            raise CutOffError
        yield each


# Going on.


def test_a_reading_that_is_cut_off_goes_on_where_it_was(own_database: Database) -> None:
    with pytest.raises(CutOffError):
        read_feed(own_database.writing, broken_after(feed(), 13), source=SOURCE, gazetteer=normal_island())
    with own_database.reading() as session:
        assert session.exec(select(FeedRun.position)).one() == 10, "two whole batches"
        assert len(session.exec(select(Service.id)).all()) == 10
    told: list[int] = []
    report = read(own_database, feed(), progress=told.append)
    assert told[0] == 10
    assert (report.read, report.created, report.unchanged, report.kept_out) == (26, 24, 0, 2)
    with own_database.reading() as session:
        run = session.exec(select(FeedRun)).one()
        assert (run.finished_at is not None, ImportReport.of(run.report)) == (True, report)


@pytest.mark.parametrize("count", [0, 1, 5, 11, 12, 13, 25])
def test_wherever_it_is_cut_off_the_end_is_the_same(own_database: Database, uncut: Database, count: int) -> None:
    with pytest.raises(CutOffError):
        read_feed(own_database.writing, broken_after(feed(), count), source=SOURCE, gazetteer=normal_island())
    cut_off = read(own_database, feed())
    assert read(uncut, feed()) == cut_off
    assert rows(uncut) == rows(own_database)


def test_what_was_read_to_its_end_is_read_anew(own_database: Database) -> None:
    read(own_database, feed())
    again = read(own_database, feed())
    assert (again.read, again.created, again.unchanged) == (26, 0, 24)


def test_another_state_of_the_feed_begins_anew(own_database: Database) -> None:
    with pytest.raises(CutOffError):
        read_feed(own_database.writing, broken_after(feed(), 13), source=SOURCE, gazetteer=normal_island())
    newer = read(own_database, feed(), Source("Neighbour", digest="two", publish=True))
    assert (newer.read, newer.created, newer.unchanged) == (26, 14, 10)
    with own_database.reading() as session:
        assert all(session.exec(select(FeedRun.finished_at)).all()), "the older reading will not go on"


def test_what_is_cut_off_takes_nothing_for_gone(own_database: Database) -> None:
    read(own_database, feed())

    def breaks() -> Iterator[Reading]:
        yield from readings(feed()[:7])
        raise UnreadableError("This file is cut off")

    with pytest.raises(UnreadableError):
        read_feed(own_database.writing, breaks(), source=Source("Neighbour", digest="short"), gazetteer=normal_island())
    with own_database.reading() as session:
        assert set(session.exec(select(FeedRecord.gone_at))) == {None}


@pytest.mark.parametrize("more", [{"first_page": True, "last_page": False}, {"FIRST": False, "last": True}], ids=str)
def test_one_page_of_several_takes_nothing_for_gone_and_says_so(
    own_database: Database, tmp_path: Path, more: dict[str, bool]
) -> None:
    read(own_database, feed())
    file = tmp_path / "page.json"
    file.write_text(json.dumps({**more, "contents": [{"id": "s0", "name": "Tea"}]}))
    source = Source("Neighbour", digest="a page")
    report = read_feed(own_database.writing, FeedFile(file).readings(), source=source, gazetteer=normal_island())
    assert (report.read, report.kept_out, report.gone_count) == (2, 1, 0)
    assert report.problems[-1] == Problem(
        "page", "", "This is one page of several: the services of the others are not in it"
    )


# Killed.


def read_slowly(address: str, seed: int) -> None:
    """What the process does that is killed."""
    random.seed(seed)
    database = Database(address)
    read(database, feed(60), progress=lambda _: time.sleep(0.005))


def test_however_often_it_is_killed_the_end_is_the_same(own_database: Database, uncut: Database) -> None:
    own_database.engine.dispose()
    chance, context = random.Random(7), multiprocessing.get_context("fork")
    for seed in range(10):
        child = context.Process(target=read_slowly, args=(str(own_database.engine.url), seed))
        child.start()
        time.sleep(chance.uniform(0.0, 0.15))
        if child.pid and child.is_alive():
            os.kill(child.pid, signal.SIGKILL)
        child.join()
    last = read(own_database, feed(60))
    assert last.read == last.created + last.unchanged + last.updated + last.kept_out == 63
    read(uncut, feed(60))
    assert rows(uncut) == rows(own_database)


# Two at once.


def test_of_two_readings_of_one_feed_one_is_told_to_stop(own_database: Database) -> None:
    def meddled() -> Iterator[Reading]:
        for number, each in enumerate(readings(feed())):
            if number == 7:
                read(own_database, feed(), Source("Neighbour", digest="two", publish=True))
            yield each

    with pytest.raises(ConflictError, match="Somebody else is reading this feed now"):
        read_feed(own_database.writing, meddled(), source=SOURCE, gazetteer=normal_island())
    with own_database.reading() as session:
        assert len(session.exec(select(FeedRecord.id)).all()) == 24


# Trying.


def test_a_dry_run_tells_what_the_real_one_does_and_keeps_nothing(own_database: Database) -> None:
    before = rows(own_database)
    would = tried(own_database, feed())
    assert rows(own_database) == before
    assert read(own_database, feed()) == would
    changed = [said("s1", description="New"), *feed()[5:9], said("new")]
    would = tried(own_database, changed)
    assert (would.created, would.updated, would.gone_count) == (1, 1, 19)
    assert read(own_database, changed) == would


def test_a_dry_run_tells_of_likely_duplicates_and_of_what_stays(own_database: Database) -> None:
    place = {"location": {"location_type": "physical", "addresses": [{"postal_code": "ZZ1 1AA"}]}}
    once = said("a", name="Harbour Thursday Choir", service_at_locations=[place], email="choir@harbour.example")
    twin = {**once, "id": "b", "organization": {"id": "o9", "name": "Harbour Kettle Club"}}
    would = tried(own_database, [once, twin])
    assert [(each.record, each.of) for each in would.duplicates] == [("b", "a")]
    real = read(own_database, [once, twin])
    assert (real.created, real.duplicates) == (2, would.duplicates)
    elsewhere = tried(own_database, [{**once, "id": "c"}], Source("Another", digest="x"))
    assert [each.record for each in elsewhere.duplicates] == ["c"]


# Keys.


def test_a_source_s_keys_are_ours_where_they_can_be(own_database: Database) -> None:
    key = "0f6b3c52-95ce-4ea5-a2a1-0d3e9f9b2f0e"
    document = said(key, organization={"id": key, "name": "Harbour Kettle Club"})
    read(own_database, [document])
    read(own_database, [document], Source("Another", digest="x"))
    with own_database.reading() as session:
        keys = [str(each) for each in session.exec(select(Service.id).order_by(col(Service.created_at)))]
    assert len(set(keys)) == 2
    assert key in keys


def test_a_report_comes_back_from_where_it_is_kept_as_it_was() -> None:
    report = ImportReport(read=3, kept=[Kept("s1", "name")], cleaned={"HTML taken out": 2}, gone=["s9"], whole=True)
    assert ImportReport.of(report.as_json()) == report
