"""What was decided about a listing, in words, for those who decide about it now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from directory.access import Person
from directory.models import ModerationEvent, Service
from directory.queries.history import who_in_words
from directory.vocabulary import EventKind, ModerationStatus

SHOWN = 20

UNDOABLE = frozenset({EventKind.STATUS, EventKind.CHANGE_ACCEPTED})
"""What can be undone. Others are put right by a decision of their own, such as undoing a merge."""


@dataclass(frozen=True, slots=True)
class EventShown:
    """A decision. Who made it is told by their role alone, unless it is whoever asks."""

    id: UUID
    kind: EventKind
    words: str
    who: str
    at: datetime
    reason: str


def events_of(session: Session, service_id: UUID, person: Person) -> tuple[EventShown, ...]:
    """The newest decisions about a listing, the newest first, with one select."""
    of_service = select(ModerationEvent).where(col(ModerationEvent.service_id) == service_id)
    newest = of_service.order_by(*newest_first()).limit(SHOWN)
    return tuple(_shown(event, person) for event in session.exec(newest))


@dataclass(frozen=True, slots=True)
class LastDecision:
    """What somebody decided a moment ago, and may take back."""

    service_id: UUID
    event_id: UUID
    name: str
    words: str


def last_decision(session: Session, person: Person, since: datetime) -> LastDecision | None:
    """What somebody decided last, since some moment; None where it cannot be taken back, or something was decided
    about the same listing after it.
    """
    own = (
        select(ModerationEvent, Service.name)
        .join(Service, col(Service.id) == col(ModerationEvent.service_id))
        .where(col(ModerationEvent.actor).endswith(str(person.id)), col(ModerationEvent.happened_at) >= since)
    )
    found = session.exec(own.order_by(*newest_first()).limit(1)).first()
    if found is None or found[0].kind not in UNDOABLE:
        return None
    event, name = found
    of_same = select(ModerationEvent.id).where(col(ModerationEvent.service_id) == event.service_id)
    if session.exec(of_same.order_by(*newest_first()).limit(1)).first() != event.id:
        return None
    return LastDecision(event.service_id, event.id, name, event_in_words(event.kind, event.before, event.after))


def newest_first() -> tuple[Any, ...]:
    """The order of events."""
    event = ModerationEvent
    return col(event.happened_at).desc(), col(event.created_at).desc(), col(event.id).desc()


def event_in_words(kind: EventKind, before: ModerationStatus, after: ModerationStatus) -> str:
    """What was decided: for a listing that was moved, where to."""
    return after.label if kind is EventKind.STATUS and before is not after else kind.label


def _shown(event: ModerationEvent, person: Person) -> EventShown:
    own = event.actor.endswith(str(person.id))
    return EventShown(
        id=event.id,
        kind=event.kind,
        words=event_in_words(event.kind, event.before, event.after),
        who="You" if own else who_in_words(event.actor),
        at=event.happened_at,
        reason=event.reason,
    )
