"""What may become of a listing. ``move`` is the only writer of a service's status, but for the first of many that are
made together (`begun`).
"""

from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from sqlmodel import Session, col, select

from directory import clock
from directory.errors import InvalidTransitionError
from directory.models import IndexChange, ModerationEvent, Service
from directory.queries.merges import merged_into
from directory.vocabulary import EventKind
from directory.vocabulary import ModerationStatus as Status

ALLOWED_TRANSITIONS: Final = MappingProxyType(
    {
        Status.DRAFT: {Status.SUBMITTED, Status.PUBLISHED, Status.WITHDRAWN},
        Status.SUBMITTED: {Status.PUBLISHED, Status.CHANGES_ASKED, Status.DECLINED, Status.WITHDRAWN},
        Status.CHANGES_ASKED: {Status.SUBMITTED, Status.PUBLISHED, Status.DECLINED, Status.WITHDRAWN},
        Status.DECLINED: {Status.SUBMITTED, Status.PUBLISHED},
        Status.PUBLISHED: {Status.SUBMITTED, Status.WITHDRAWN, Status.ARCHIVED},
        Status.WITHDRAWN: {Status.SUBMITTED, Status.PUBLISHED, Status.ARCHIVED},
        Status.ARCHIVED: {Status.SUBMITTED, Status.PUBLISHED},
    }
)
"""From each status, those it may go to."""

_AWAY: Final = {Status.DECLINED, Status.WITHDRAWN, Status.ARCHIVED}


def submit_service(session: Session, service: Service, *, actor: str, reason: str = "") -> Service:
    """Put a listing before the moderators.

    Raises:
        InvalidTransitionError: it is already before them.
    """
    return move(session, service, Status.SUBMITTED, actor=actor, reason=reason)


def publish_service(session: Session, service: Service, *, actor: str, reason: str = "") -> Service:
    """Let everybody see a listing.

    Raises:
        InvalidTransitionError: everybody can see it already.
    """
    return move(session, service, Status.PUBLISHED, actor=actor, reason=reason)


def withdraw_service(session: Session, service: Service, *, actor: str, reason: str = "") -> Service:
    """Take a listing away because its group, or the feed it is from, no longer offers it. It is kept, and can
    return.

    Raises:
        InvalidTransitionError: it was declined, archived or withdrawn before.
    """
    return move(session, service, Status.WITHDRAWN, actor=actor, reason=reason)


def move(
    session: Session,
    service: Service,
    after: Status,
    *,
    actor: str,
    reason: str = "",
    kind: EventKind = EventKind.STATUS,
) -> Service:
    """Give a service another status, add the event that says so, and let the index look again.

    Args:
        kind: what the event tells of, where the status is only what comes of it.

    Raises:
        InvalidTransitionError: there is no way from its status to that one, or it is part of another listing, so that
            there would be two of it.
    """
    before = service.status
    if after not in ALLOWED_TRANSITIONS[before]:
        raise InvalidTransitionError(
            f"“{service.name}” is {before.label.lower()}, so it cannot become {after.label.lower()}"
        )
    comes_back = before in _AWAY and after not in _AWAY and kind is not EventKind.UNMERGED
    if comes_back and merged_into(session, service.id):
        raise InvalidTransitionError(f"“{service.name}” is part of another listing. It comes back if they are parted")
    service.status = after
    event = ModerationEvent(service_id=service.id, kind=kind, before=before, after=after, actor=actor, reason=reason)
    session.add(event)
    note_change(session, service)
    return service


def begun(service_id: UUID, after: Status, *, actor: str, reason: str = "") -> dict[str, Any]:
    """The event that tells of the first status of a new listing, as its columns, for whoever makes many together.

    Raises:
        InvalidTransitionError: no listing begins like this.
    """
    if after not in ALLOWED_TRANSITIONS[Status.DRAFT]:
        raise InvalidTransitionError(f"A new listing cannot be {after.label.lower()}")
    return {
        "service_id": service_id,
        "before": Status.DRAFT,
        "after": after,
        "actor": actor,
        "reason": reason,
        "happened_at": clock.now(),
    }


def who_decided(session: Session, service: Service) -> str:
    """The actor who gave a service its status; empty if it still has its first one."""
    deciding = (
        select(ModerationEvent.actor)
        .where(col(ModerationEvent.service_id) == service.id, col(ModerationEvent.after) == service.status)
        .order_by(col(ModerationEvent.happened_at).desc(), col(ModerationEvent.id))
    )
    return session.exec(deciding.limit(1)).first() or ""


def note_change(session: Session, service: Service) -> None:
    """Let the index look again at a service, after the commit, and others know that it has changed."""
    service.modified_at = clock.now()
    session.add(IndexChange(service_id=service.id))
