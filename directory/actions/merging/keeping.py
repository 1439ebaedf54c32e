"""What is kept of a merge so that it can be undone: what both listings said, which parts were taken, what was moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from directory.actions.merging.choosing import Choices, Take
from directory.models import Merge
from directory.oruk.records import ServiceRecord

Moved = dict[str, list[str]]
"""For names of tables the keys of the rows that a merge changed or made."""


@dataclass(frozen=True, slots=True)
class MergeKept:
    """A merge as its row keeps it.

    Attributes:
        before: what the kept listing said.
        after: what it said then.
        gone: what the other said, which it still does.
        choices: the parts of which its own words alone were not taken.
        moved: what was pointed at the kept listing, and was at the other.
    """

    before: ServiceRecord
    after: ServiceRecord
    gone: ServiceRecord
    choices: Choices
    moved: Moved

    @classmethod
    def of(cls, merge: Merge) -> Self:
        """What a row keeps."""
        kept, gone = merge.kept_record, merge.gone_record
        return cls(
            before=ServiceRecord.model_validate(kept["before"]),
            after=ServiceRecord.model_validate(kept["after"]),
            gone=ServiceRecord.model_validate(gone["before"]),
            choices={name: Take(take) for name, take in kept["choices"].items()},
            moved=gone["moved"],
        )

    def columns(self) -> dict[str, Any]:
        """The values of the columns of a row that keep it."""
        choices = {name: take.value for name, take in self.choices.items()}
        return {
            "kept_record": {"before": _json(self.before), "after": _json(self.after), "choices": choices},
            "gone_record": {"before": _json(self.gone), "moved": self.moved},
        }


def keys(rows: Sequence[Any]) -> list[str]:
    """The keys of rows as they are kept."""
    return [str(row.id) for row in rows]


def read_keys(moved: Moved, table: str) -> list[UUID]:
    """The keys that were kept of the rows of a table."""
    return [UUID(key) for key in moved.get(table, ())]


def _json(record: ServiceRecord) -> dict[str, Any]:
    """A text as it is kept. Who keeps the listing is no part of what it says, and private."""
    group = record.organisation.model_copy(update={"stewards": ()})
    return record.model_copy(update={"organisation": group}).model_dump(mode="json")
