"""How much room a service has, as far as what was said of it still counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from directory.clock import LONDON
from directory.models import Capacity
from directory.oruk.records import CapacityRecord
from directory.queries.rows import AnyCapacity
from directory.queries.whole import StatementRow
from directory.vocabulary import CapacityStatus

Statement = TypeVar("Statement", bound=Capacity | StatementRow)


@dataclass(frozen=True, slots=True)
class CapacityShown:
    """A statement of capacity as it is shown.

    Attributes:
        status: None: not known, either because nothing was said, or too long ago.
        stated_on: the day of the last statement, also when it no longer counts.
        sentence: what it comes to, in words, without its age.
        age: how old the statement is, in words; empty when there is none.
    """

    status: CapacityStatus | None
    stated_on: date | None
    sentence: str
    age: str

    @property
    def has_room(self) -> bool:
        """Whether the service can take people now."""
        return self.status in {CapacityStatus.OPEN, CapacityStatus.FEW}


def newest(statements: Sequence[Statement]) -> Statement | None:
    """The statement that counts: of the last day on which one was made, the one that came in last."""
    return max(statements, key=lambda row: (row.stated_at, row.created_at, row.id), default=None)


def capacity_shown(statement: AnyCapacity | StatementRow | None, *, now: datetime, fresh_days: int) -> CapacityShown:
    """What the last statement comes to now.

    After ``fresh_days`` it has gone off: the group may have filled up or emptied since, and one has to ask.
    """
    if statement is None:
        return CapacityShown(None, None, "Room not known – ask", "")
    today = now.astimezone(LONDON).date()
    stated_on = statement.stated_at.astimezone(LONDON).date()
    days = (today - stated_on).days
    if days > fresh_days:
        return CapacityShown(None, stated_on, "Room not known – ask", f"last told {ago(days)}")
    return CapacityShown(statement.status, stated_on, room_in_words(statement, today), f"told {ago(days)}")


def ago(days: int) -> str:
    """How long ago, as a person would say it: "today", "9 days ago", "5 weeks ago", "7 months ago"."""
    if days < 2:
        return ("today", "yesterday")[max(days, 0)]
    if days < 28:
        return f"{days} days ago"
    if days < 92:
        return f"{days // 7} weeks ago"
    return f"{round(days / 30.4)} months ago" if days < 730 else f"{round(days / 365.25)} years ago"


def room_in_words(statement: AnyCapacity | StatementRow | CapacityRecord, today: date) -> str:
    """What a statement comes to, without its age."""
    parts = [_places(statement) or statement.status.label]
    if statement.status is CapacityStatus.WAITING_LIST and statement.wait_weeks:
        parts = [f"Waiting list, about {_counted(statement.wait_weeks, 'week')}"]
    if statement.next_intake_on and statement.next_intake_on >= today:
        parts.append(f"next people taken on {statement.next_intake_on.day} {statement.next_intake_on:%B}")
    if statement.note:
        parts.append(statement.note)
    return "; ".join(parts)


def _places(statement: AnyCapacity | StatementRow | CapacityRecord) -> str:
    """How many places are free, where that was said and is more than none."""
    if statement.status not in {CapacityStatus.OPEN, CapacityStatus.FEW} or not statement.places_free:
        return ""
    of = f" of {statement.places_total}" if statement.places_total else ""
    return f"Has room: {_counted(statement.places_free, 'place')}{of} free"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
