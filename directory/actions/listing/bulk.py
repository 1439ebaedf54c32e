"""Rows that are collected and written many at a time, with one statement a table: one by one the database and the
mapper between it and our rows take most of the time of a large import.
"""

from collections import defaultdict
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import Session, SQLModel

from directory import clock

Values = dict[str, Any]


class BulkRows:
    """New rows, by their tables."""

    def __init__(self) -> None:
        self._rows: defaultdict[str, list[Values]] = defaultdict(list)
        self._now = clock.now()

    def add(self, table: type[SQLModel], values: Values, **more: Any) -> UUID:
        """Collect a row; what is not said of it is as its table has it.

        Returns:
            Its key.
        """
        row = {**_blank(table), "id": None, "created_at": self._now, "changed_at": self._now, **values, **more}
        key: UUID = row["id"] or uuid4()
        row["id"] = key
        self._rows[str(table.__tablename__)].append(row)
        return key

    def write(self, session: Session) -> None:
        """Write what was collected, in an order in which every row finds those that it refers to."""
        session.flush()
        for table in SQLModel.metadata.sorted_tables:
            if rows := self._rows.pop(table.name, None):
                names = set(table.columns.keys())
                session.connection().execute(table.insert(), [_only(row, names) for row in rows])


@cache
def _blank(table: type[SQLModel]) -> Values:
    """What the columns of a row hold that nothing is said of."""
    fields = table.model_fields.items()
    return {name: field.default for name, field in fields if not field.is_required() and field.default_factory is None}


def _only(row: Values, names: set[str]) -> Values:
    return {name: value for name, value in row.items() if name in names} if row.keys() - names else row
