"""A group says that something has ended, and takes that back; or sends in again what it was asked to change."""

from sqlmodel import Session

from directory.actions.moderation import publish_service, submit_service, withdraw_service
from directory.errors import InvalidTransitionError
from directory.models import Service
from directory.queries.editing import was_closed_by_its_group
from directory.vocabulary import ModerationStatus

ENDED = "It has ended"


def close_listing(session: Session, service: Service, *, actor: str) -> Service:
    """Take a listing away because what it speaks of has ended. It is kept, and can return.

    Raises:
        InvalidTransitionError: nobody sees it anyway.
    """
    return withdraw_service(session, service, actor=actor, reason=ENDED)


def send_listing(session: Session, service: Service, *, actor: str) -> Service:
    """Let a listing be shown again, if its own group took it away: it is as it was. Any other is put before the
    moderators, since somebody had a reason.

    Raises:
        InvalidTransitionError: it is shown, or before the moderators already.
    """
    if service.status is ModerationStatus.PUBLISHED:
        raise InvalidTransitionError(f"“{service.name}” is shown already")
    if was_closed_by_its_group(session, service):
        return publish_service(session, service, actor=actor, reason="It goes on")
    return submit_service(session, service, actor=actor)
