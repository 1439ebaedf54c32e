"""Taking a decision back."""

from uuid import UUID

from sqlmodel import Session, col, select

from directory.actions.deciding.basis import Desk
from directory.actions.editing import undo_change
from directory.actions.invitation import invite_after_all
from directory.actions.letters import cancel_letters
from directory.actions.moderation import ALLOWED_TRANSITIONS, move
from directory.errors import ConflictError, InvalidTransitionError
from directory.models import ModerationEvent, Revision, Service
from directory.queries.moderation.events import newest_first
from directory.vocabulary import EventKind, ModerationStatus, RevisionState

_LETTERS = ("listing_published", "listing_changes_asked", "listing_declined", "listing_taken_away", "change_accepted")


def undo_decision(desk: Desk, service_id: UUID, event_id: UUID) -> Service:
    """Take back the last decision about a listing. Letters about it that have not left never will; both decisions stay
    in the history.

    Raises:
        NotFoundError: there is no such listing, or it is out of their reach.
        ConflictError: something else was decided since.
        InvalidTransitionError: it is of a kind that cannot be undone.
    """
    service = desk.reach(service_id)
    event = last_event(desk.session, service_id)
    if event is None or event.id != event_id:
        raise ConflictError("Something else has been decided about this listing since", ())
    if event.kind is EventKind.STATUS:
        _move_back(desk, service, event)
    elif event.kind is EventKind.CHANGE_ACCEPTED:
        number = _newest_in_force(desk.session, service_id)
        undo_change(desk.session, service_id, number, actor=desk.actor, gazetteer=desk.gazetteer, reason="Undone")
    else:
        raise InvalidTransitionError("This cannot be undone")
    cancel_letters(desk.session, service_id, *_LETTERS)
    desk.session.flush()
    return service


def last_event(session: Session, service_id: UUID) -> ModerationEvent | None:
    """The newest event of a listing."""
    events = select(ModerationEvent).where(col(ModerationEvent.service_id) == service_id)
    return session.exec(events.order_by(*newest_first()).limit(1)).first()


def _move_back(desk: Desk, service: Service, event: ModerationEvent) -> None:
    """To where it was; where there is no way there, into the queue, where somebody looks at it anew."""
    ways = ALLOWED_TRANSITIONS[service.status]
    move(
        desk.session,
        service,
        event.before if event.before in ways else ModerationStatus.SUBMITTED,
        actor=desk.actor,
        reason="Undone",
    )
    invite_after_all(desk.session, service.id, since=event.happened_at)


def _newest_in_force(session: Session, service_id: UUID) -> int:
    in_force = select(Revision.number).where(
        col(Revision.service_id) == service_id, col(Revision.state) == RevisionState.IN_FORCE
    )
    return session.exec(in_force.order_by(col(Revision.number).desc()).limit(1)).first() or 0
