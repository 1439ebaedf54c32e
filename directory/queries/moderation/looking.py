"""Who is looking at a listing, so that no two decide about it unawares."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from uuid import UUID

from sqlmodel import Session, col, select

from directory.access import Person
from directory.models import Review


@dataclass(frozen=True, slots=True)
class Looking:
    """Somebody has a listing open.

    Attributes:
        own: whether it is whoever asks.
        minutes: for how long.
    """

    own: bool
    minutes: int

    @property
    def sentence(self) -> str:
        """It in words. Who it is, the other need not know."""
        who = "You have" if self.own else "Another moderator has"
        return f"{who} had this open for {self.minutes} {'minute' if self.minutes == 1 else 'minutes'}"


def looking_at(session: Session, ids: Collection[UUID], person: Person, now: datetime) -> dict[UUID, Looking]:
    """Who is looking at some listings at this moment, by their keys, with one select."""
    open_now = select(Review).where(col(Review.service_id).in_(ids), col(Review.until) > now)
    return {row.service_id: _looking(row, person, now) for row in session.exec(open_now)}


def _looking(row: Review, person: Person, now: datetime) -> Looking:
    minutes = ceil((now - row.created_at).total_seconds() / 60)
    return Looking(own=row.account_id == person.id, minutes=max(minutes, 1))
