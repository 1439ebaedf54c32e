"""What every table shares: the names of constraints, keys, dates, and words kept as their codes."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON
from sqlalchemy import Enum as SqlEnum
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, Relationship, SQLModel

from directory import clock

# Names are fixed so that a migration can speak of a constraint on every database.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Json = JSON().with_variant(JSONB(), "postgresql")
"""A column of plain values. It is only ever replaced as a whole: a change inside it would not be saved."""


def word(kind: type[StrEnum]) -> SqlEnum:
    """A column of one of a list of words, kept as its code.

    The database does not check the word, since a check could not be changed together with the list;
    SQLAlchemy does.
    """
    return SqlEnum(
        kind,
        native_enum=False,
        create_constraint=False,
        validate_strings=True,
        length=32,
        values_callable=lambda words: [w.value for w in words],
    )


class Row(SQLModel):
    """A row with a key that is ours for ever, and the moments it was made and last changed (aware, UTC)."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    created_at: datetime = Field(default_factory=clock.now)
    changed_at: datetime = Field(default_factory=clock.now, sa_column_kwargs={"onupdate": clock.now})


class Part(Row):
    """A row that is one of several of its kind in a listing, and its place among them."""

    position: int = 0


def owned_by(table: str, **options: Any) -> Any:
    """The key of the row this one is a part of, and with which it is deleted."""
    return Field(foreign_key=f"{table}.id", index=True, ondelete="CASCADE", **options)


def parts_of(whole: str, of: str) -> Any:
    """The rows of a class that are parts of another, in their order; without the whole they are deleted."""
    in_order = {"order_by": f"[{of}.position, {of}.id]"}
    return Relationship(back_populates=whole, cascade_delete=True, sa_relationship_kwargs=in_order)


def one_of(column: str, values: Iterable[str]) -> str:
    """The text of a check that a column holds one of some codes."""
    return f"{column} IN ({', '.join(repr(str(value)) for value in values)})"
