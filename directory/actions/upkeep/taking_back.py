"""Taking back what was answered to a letter."""

from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from directory.actions.editing import undo_change
from directory.actions.moderation import move, note_change, who_decided
from directory.actions.upkeep.links import Link
from directory.actions.upkeep.presses import Press, keep_presses, kept_by, lock_listing, presses_of
from directory.errors import ConflictError, InvalidTransitionError
from directory.geography import Gazetteer
from directory.models import ModerationEvent, Service
from directory.vocabulary import Answer, EventKind
from directory.vocabulary import ModerationStatus as Status


def take_back(session: Session, link: Link, *, gazetteer: Gazetteer) -> None:
    """Let everything be as it was before the last answer of a link. What others have said since stays.

    Raises:
        InvalidTransitionError: there is nothing to take back.
    """
    service, kept = lock_listing(session, link.service_id), kept_by(session, link)
    presses = presses_of(kept)
    if not presses:
        raise InvalidTransitionError("This has been taken back already")
    last = presses.pop()
    words = f"“{Answer(last.answer).label}” was taken back"
    _unsay_room(session, service, link, last, gazetteer, words)
    _unconfirm(session, service, link, last)
    _move_back(session, service, link, Status(last.status), words)
    note_change(session, service)
    keep_presses(session, kept, presses)


def _unsay_room(session: Session, service: Service, link: Link, last: Press, gazetteer: Gazetteer, words: str) -> None:
    if not last.revision:
        return
    try:
        undo_change(session, service.id, last.revision, actor=link.actor, gazetteer=gazetteer, reason=words)
    except (ConflictError, InvalidTransitionError):
        # Somebody has said since how much room there is, or has taken it back: that stays.
        return


def _unconfirm(session: Session, service: Service, link: Link, last: Press) -> None:
    """Let it have been confirmed when it was before, unless somebody else has confirmed it since."""
    ours = col(ModerationEvent.actor) == link.actor
    confirmed = (
        select(ModerationEvent.actor)
        .where(col(ModerationEvent.service_id) == service.id, col(ModerationEvent.kind) == EventKind.CONFIRMED)
        .order_by(col(ModerationEvent.happened_at).desc(), ours.desc())
    )
    if last.confirms and session.exec(confirmed.limit(1)).first() == link.actor:
        service.confirmed_on = date.fromisoformat(last.confirmed_on) if last.confirmed_on else None


def _move_back(session: Session, service: Service, link: Link, before: Status, words: str) -> None:
    """Give it the status it had, if it is this link that changed it; else only say what was taken back."""
    status = service.status
    if status is not before and who_decided(session, service) == link.actor:
        move(session, service, before, actor=link.actor, reason=words)
    else:
        values: dict[str, Any] = {"before": status, "after": status, "actor": link.actor, "reason": words}
        session.add(ModerationEvent(service_id=service.id, kind=EventKind.CHANGE_UNDONE, **values))
