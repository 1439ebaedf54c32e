"""The database: sessions for reading and for writing, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlmodel import Session

BUSY_SECONDS = 15
"""How long SQLite waits for another writer before it gives up."""

_MIGRATING = 7_020_118
"""The number of the lock that a migrating process holds on PostgreSQL; any number will do."""


class Database:
    """The database, with a session for reading or a session for writing.

    On SQLite a session for writing takes the lock at its beginning: of transactions that read first and write
    later all but one would fail under load, whatever the busy timeout (seen: 322 of 480).
    """

    def __init__(self, address: str) -> None:
        self.engine = _engine(address)
        self._writing = self.engine.execution_options(writes=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session whose changes are given up."""
        with Session(self.engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose changes are kept, all or none."""
        with Session(self._writing) as session, session.begin():
            yield session

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """A connection to change tables on, in one transaction, one process at a time."""
        with self._writing.connect() as connection:
            if connection.dialect.name == "sqlite":
                # SQLite changes a table by making it anew, at which every row that refers to it would be deleted.
                # The pragma does nothing within a transaction, so SQLAlchemy must not see it and begin one.
                cursor = connection.connection.cursor()
                cursor.execute("PRAGMA foreign_keys = OFF")
            try:
                with connection.begin():
                    if connection.dialect.name == "postgresql":
                        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATING})")
                    yield connection
            finally:
                # Nobody else may be given a connection on which keys are not looked at.
                connection.invalidate()

    def session(self, *, writes: bool) -> Session:
        """A session for the caller to commit and close."""
        return Session(self._writing if writes else self.engine)


def _engine(address: str) -> Engine:
    engine = create_engine(address, pool_pre_ping=not address.startswith("sqlite"))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    # SQLAlchemy begins transactions itself (below), so that they can begin as writing ones.
    connection.isolation_level = None
    cursor = connection.cursor()
    # First of all how long to wait: the next pragma already needs the lock.
    for pragma in (f"busy_timeout = {BUSY_SECONDS * 1000}", "journal_mode = WAL", "foreign_keys = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    # What a person was told is kept stays kept, even if the power fails in the next moment.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
