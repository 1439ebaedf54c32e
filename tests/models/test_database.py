"""Sessions for reading and for writing, on real files and servers, and under load."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlmodel import Session, func, select

from directory.database import BUSY_SECONDS, Database
from directory.models import Feed

WRITERS, TIMES = 8, 30


def names(database: Database) -> set[str]:
    with database.reading() as session:
        return set(session.exec(select(Feed.name)))


def pragma(session: Session, name: str) -> object:
    return session.connection().exec_driver_sql(f"PRAGMA {name}").scalar()


def test_sqlite_is_set_up_to_be_safe_and_to_wait(own_database: Database) -> None:
    for session in (own_database.session(writes=False), own_database.session(writes=True)):
        with session:
            assert pragma(session, "journal_mode") == "wal"
            assert pragma(session, "foreign_keys") == 1
            assert pragma(session, "busy_timeout") == BUSY_SECONDS * 1000
            assert pragma(session, "synchronous") == 2


def test_what_is_written_is_kept_and_what_is_read_is_given_up(own_database: Database) -> None:
    with own_database.writing() as session:
        session.add(Feed(name="kept"))
    with own_database.reading() as session:
        session.add(Feed(name="given up"))
        session.flush()
    assert names(own_database) == {"kept"}


def test_what_fails_half_way_leaves_nothing(own_database: Database) -> None:
    def write_half() -> None:
        with own_database.writing() as session:
            session.add(Feed(name="half"))
            session.flush()
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        write_half()
    assert names(own_database) == set()


def test_a_reader_sees_what_was_before_a_writer_has_finished(own_database: Database) -> None:
    with own_database.writing() as writer:
        writer.add(Feed(name="new"))
        writer.flush()
        assert names(own_database) == set()
    assert names(own_database) == {"new"}


def test_of_many_who_read_first_and_write_later_none_fails(own_database: Database) -> None:
    """Without the lock at the beginning all but one of those who overlap fail, whatever the time to wait."""
    start = Barrier(WRITERS)

    def write(writer: int) -> None:
        start.wait()
        for time in range(TIMES):
            with own_database.writing() as session:
                there = session.exec(select(func.count()).select_from(Feed)).one()
                session.add(Feed(name=f"{writer}/{time}", licence=str(there)))

    with ThreadPoolExecutor(WRITERS) as threads:
        for done in [threads.submit(write, writer) for writer in range(WRITERS)]:
            done.result()
    with own_database.reading() as session:
        counted = session.exec(select(Feed.licence)).all()
    # Everybody saw all that was written before, so each number was seen once.
    assert sorted(map(int, counted)) == list(range(WRITERS * TIMES))
