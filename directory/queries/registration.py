"""Where a listing that was registered stands, and who keeps it."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from directory.errors import NotFoundError
from directory.models import ModerationEvent, Service, Steward
from directory.queries.moderation.events import newest_first
from directory.vocabulary import EventKind, ModerationStatus


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a listing stands, for whoever has sent it in.

    Attributes:
        confirmed: whether its keeper has said that their address is theirs.
        told: what was written to the group, where it was returned or turned down.
    """

    service_id: UUID
    name: str
    status: ModerationStatus
    confirmed: bool
    told: str

    @property
    def is_shown(self) -> bool:
        """Whether everybody can see it."""
        return self.status is ModerationStatus.PUBLISHED


@dataclass(frozen=True, slots=True)
class Keeping:
    """A keeper who is asked whether an address is theirs, and whose listings they would keep."""

    email: str
    organisation: str
    confirmed: bool


def standing_of(session: Session, service_id: UUID) -> Standing:
    """Where a listing stands.

    Raises:
        NotFoundError: there is no such listing.
    """
    service = session.get(Service, service_id)
    if service is None:
        raise NotFoundError("There is no such listing any more")
    agreed = select(Steward.id).where(
        col(Steward.organisation_id) == service.organisation_id, col(Steward.agreed_on).is_not(None)
    )
    confirmed = session.exec(agreed.limit(1)).first() is not None
    return Standing(service.id, service.name, service.status, confirmed, _told(session, service))


def _told(session: Session, service: Service) -> str:
    """The words with which a listing was returned or turned down; it is their status still."""
    if service.status not in {ModerationStatus.CHANGES_ASKED, ModerationStatus.DECLINED}:
        return ""
    event = ModerationEvent
    moved = select(event.reason).where(
        col(event.service_id) == service.id, col(event.kind) == EventKind.STATUS, col(event.after) == service.status
    )
    return session.exec(moved.order_by(*newest_first()).limit(1)).first() or ""


def keeping_of(session: Session, steward_id: UUID) -> Keeping:
    """What a keeper is asked to confirm.

    Raises:
        NotFoundError: the group has no such keeper any more.
    """
    steward = keeper_with(session, steward_id)
    return Keeping(steward.email, steward.organisation.name, confirmed=steward.agreed_on is not None)


def keeper_with(session: Session, steward_id: UUID) -> Steward:
    """The keeper with this key.

    Raises:
        NotFoundError: there is none any more.
    """
    steward = session.get(Steward, steward_id)
    if steward is None:
        raise NotFoundError("This link does not work any more")
    return steward
