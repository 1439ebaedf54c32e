"""Making the rows of a listing agree with what is wanted, and leaving those that do already as they are."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from directory.models import Part, Row

AnyRow = TypeVar("AnyRow", bound=Row)

_UNSAID = {"id", "created_at", "changed_at", "position"}


def says(row: Row) -> tuple[Hashable, ...]:
    """What a row says, apart from its keys, its place in the list and the moments of its own history."""
    # Fields in their order, since a row from the database and a new one hold their values in different ones.
    said = (name for name in type(row).model_fields if name not in _UNSAID and not name.endswith("_id"))
    values = (getattr(row, name) for name in said)
    return tuple(tuple(value) if isinstance(value, list) else value for value in values)


def agree(rows: list[AnyRow], wanted: Iterable[AnyRow], say: Callable[[AnyRow], Hashable] = says) -> None:
    """Make the rows of a relationship those that are wanted, in that order and each once.

    Args:
        say: what a row says; one that says the same as a wanted one stays in its stead.
    """
    there = {say(row): row for row in rows}
    rows[:] = [there.get(said, row) for said, row in {say(row): row for row in wanted}.items()]
    for place, row in enumerate(rows):
        if isinstance(row, Part):
            row.position = place
