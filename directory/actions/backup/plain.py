"""The values of columns as JSON has them, and back: what they are is told by the kind of the column, and not by the
tables of the program, which may be newer than a backup.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Enum, Float, Integer, Numeric, String, Time, Uuid
from sqlalchemy.types import TypeDecorator, TypeEngine

from directory.models.base import Json


class Kind(NamedTuple):
    """How the values of some columns are kept, and put back; None is None in all of them."""

    type: TypeEngine[Any]
    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def _as_it_is(value: Any) -> Any:
    return value


KINDS: Final = {
    "uuid": Kind(Uuid(), str, UUID),
    "moment": Kind(DateTime(timezone=True), datetime.isoformat, datetime.fromisoformat),
    "date": Kind(Date(), date.isoformat, date.fromisoformat),
    "time": Kind(Time(), time.isoformat, time.fromisoformat),
    "decimal": Kind(Numeric(), str, Decimal),
    "json": Kind(Json, _as_it_is, _as_it_is),
    "boolean": Kind(Boolean(), _as_it_is, _as_it_is),
    "integer": Kind(Integer(), _as_it_is, _as_it_is),
    "number": Kind(Float(), _as_it_is, _as_it_is),
    "text": Kind(String(), str, _as_it_is),
}
"""By their names in a manifest."""

_TYPES: Final[tuple[tuple[type[TypeEngine[Any]], str], ...]] = (
    (Uuid, "uuid"),
    (DateTime, "moment"),
    (Date, "date"),
    (Time, "time"),
    (JSON, "json"),
    (Boolean, "boolean"),
    (Integer, "integer"),
    (Float, "number"),
    (Numeric, "decimal"),
    (Enum, "text"),
    (String, "text"),
)
"""The first that fits counts: a float is a numeric, too."""


def kind_of(column: Column[Any]) -> str:
    """The name of the kind of a column.

    Raises:
        TypeError: it is of none: whoever brings in a new type of column says here how it is kept.
    """
    type_ = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    for known, name in _TYPES:
        if isinstance(type_, known):
            return name
    raise TypeError(f"{column} has a type that no backup can hold")
