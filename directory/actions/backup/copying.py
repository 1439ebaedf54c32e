"""Writing all rows of all tables, as they are at one moment."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from sqlalchemy import Connection, Table, func, select
from sqlmodel import Session, SQLModel

from directory.actions.backup.archive import BackupWriter
from directory.actions.backup.plain import KINDS, kind_of
from directory.models import IndexChange

LEFT_OUT: Final = frozenset({IndexChange.__tablename__})
"""Tables that are not kept: the index is made anew."""

_AT_ONCE: Final = 1_000


def back_up(session: Session, writer: BackupWriter, *, progress: Callable[[int], None] = lambda _: None) -> None:
    """Write every row. Whoever changes something meanwhile changes nothing in the backup.

    Args:
        session: a new one, in which nothing was asked yet.
        progress: called with how many rows were written since.
    """
    connection = _at_one_moment(session)
    for table in _tables():
        columns = {column.name: kind_of(column) for column in table.columns}
        writer.add_table(table.name, columns, _plain_rows(connection, table, columns, progress))


def count_rows(session: Session) -> int:
    """How many rows there are to write."""
    counts = (session.connection().execute(select(func.count()).select_from(table)).scalar_one() for table in _tables())
    return sum(counts)


def _tables() -> list[Table]:
    return [table for table in SQLModel.metadata.sorted_tables if table.name not in LEFT_OUT]


def _at_one_moment(session: Session) -> Connection:
    """A connection that sees only what was there when it was first asked, as SQLite's always do."""
    if session.get_bind().dialect.name == "postgresql":
        return session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    return session.connection()


def _plain_rows(
    connection: Connection, table: Table, columns: dict[str, str], progress: Callable[[int], None]
) -> Iterator[list[Any]]:
    write = [KINDS[kind].write for kind in columns.values()]
    asked = select(table).order_by(*table.primary_key.columns)
    found = connection.execution_options(yield_per=_AT_ONCE).execute(asked)
    for some in found.partitions():
        for row in some:
            yield [None if value is None else how(value) for how, value in zip(write, row, strict=True)]
        progress(len(some))
