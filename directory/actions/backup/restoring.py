"""Putting the rows of a backup back into tables that have nothing in them."""

from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, TableClause, column, inspect, select, table, text
from sqlalchemy.exc import DataError, IntegrityError, StatementError
from sqlmodel import SQLModel

from directory.actions.backup.archive import Backup, Contents
from directory.actions.backup.copying import LEFT_OUT
from directory.actions.backup.plain import KINDS
from directory.errors import InvalidTransitionError, UnreadableError
from directory.models import TaxonomyTerm

_OURS: Final = frozenset({str(TaxonomyTerm.__tablename__), *LEFT_OUT})
"""Tables that are filled when the program is first started, or say nothing by themselves."""

_AT_ONCE: Final = 1_000

Values = dict[str, Any]
"""Columns by their names."""


def clear(connection: Connection) -> None:
    """Take away the tables of a directory that has nothing in it.

    Raises:
        InvalidTransitionError: it has.
    """
    there = set(inspect(connection).get_table_names())
    for each in SQLModel.metadata.sorted_tables:
        if each.name in there - _OURS and connection.execute(select(each).limit(1)).first():
            raise InvalidTransitionError("There is something in this directory; a backup is put back into an empty one")
    SQLModel.metadata.drop_all(connection)
    connection.execute(text("DROP TABLE IF EXISTS alembic_version"))


def put_back(connection: Connection, backup: Backup, *, progress: Callable[[int], None] = lambda _: None) -> None:
    """Write every row of a backup into the tables that it was made of.

    Args:
        progress: called with how many rows were written since.

    Raises:
        UnreadableError: it holds something else than it says.
    """
    for contents in backup.manifest.tables:
        into = _table(contents)
        with closing(backup.rows(contents)) as plain:
            rows = _read(contents, plain)
            while some := list(islice(rows, _AT_ONCE)):
                _insert(connection, into, some)
                progress(len(some))


def _table(contents: Contents) -> TableClause:
    """A table as the backup knows it: the program's own may have other columns by now."""
    try:
        columns = [column(name, KINDS[kind].type) for name, kind in contents.columns.items()]
    except KeyError as unknown:
        raise UnreadableError(f"The backup holds values of a kind that is not known here: {unknown}") from None
    return table(contents.table, *columns)


def _insert(connection: Connection, into: TableClause, rows: list[Values]) -> None:
    try:
        connection.execute(into.insert(), rows)
    except (IntegrityError, DataError, StatementError) as fault:
        raise UnreadableError(f"A row of {into.name} in the backup cannot be put back") from fault


def _read(contents: Contents, rows: Iterator[list[Any]]) -> Iterator[Values]:
    read = [(name, KINDS[kind].read) for name, kind in contents.columns.items()]
    try:
        for row in rows:
            values = zip(read, row, strict=True)
            yield {name: None if value is None else how(value) for (name, how), value in values}
    except (ArithmeticError, AttributeError, TypeError, ValueError) as fault:
        raise UnreadableError(f"A row of {contents.table} in the backup cannot be read") from fault
