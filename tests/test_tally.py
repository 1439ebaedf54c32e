"""Counts that are kept now and then."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from threading import Thread

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, select

from directory import tally
from directory.actions.unmet import Unmet
from directory.database import Database
from directory.models import UnmetSearch
from directory.tally import Tally

LONELY = Unmet("need:connect.lonely", "DL3", date(2026, 11, 1))


def kept(database: Database) -> dict[str, int]:
    with database.reading() as session:
        return {row.outcode: row.searches for row in session.exec(select(UnmetSearch))}


def test_what_is_counted_is_kept_once(own_database: Database) -> None:
    counts = Tally(own_database.writing)
    counts.add([LONELY, LONELY])
    assert kept(own_database) == {}, "no page waits for the database"
    counts.keep()
    counts.keep()
    assert kept(own_database) == {"DL3": 2}


def test_it_is_kept_by_itself_after_a_while(own_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Thread] = []
    start = Thread.start

    def noted(thread: Thread) -> None:
        started.append(thread)
        start(thread)

    monkeypatch.setattr(Thread, "start", noted)
    monkeypatch.setattr(tally, "KEEP_SECONDS", -1.0)
    counts = Tally(own_database.writing)
    counts.add([])
    assert not started, "there is nothing to keep"
    counts.add([LONELY])
    for thread in started:
        thread.join()
    assert kept(own_database) == {"DL3": 1}


def test_a_database_that_cannot_be_written_to_fails_nothing_and_loses_nothing(
    own_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    busy = [True]

    @contextmanager
    def writing() -> Iterator[Session]:
        if busy:
            raise OperationalError("", {}, Exception("database is locked"))
        with own_database.writing() as session:
            yield session

    counts = Tally(writing)
    counts.add([LONELY])
    with caplog.at_level(logging.WARNING):
        counts.keep()
    assert "1 wait" in caplog.text
    assert "lonely" not in caplog.text
    busy.clear()
    counts.add([LONELY])
    counts.keep()
    assert kept(own_database) == {"DL3": 2}


def test_what_waits_is_bounded(own_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, "MOST_WAITING", 2)
    counts = Tally(own_database.writing)
    for outcode in ("DL1", "DL2", "DL3", "DL1"):
        counts.add([LONELY._replace(outcode=outcode)])
    counts.keep()
    assert kept(own_database) == {"DL1": 2, "DL2": 1}
