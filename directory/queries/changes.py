"""Which published services there are, and which of them changed last: keys and dates for feeds and maps of the site."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, func, select

from directory.models import Service
from directory.vocabulary import ModerationStatus

_PUBLISHED = col(Service.status) == ModerationStatus.PUBLISHED


def count_published(session: Session) -> int:
    """How many services anybody may see."""
    return session.exec(select(func.count()).select_from(Service).where(_PUBLISHED)).one()


def last_changed(session: Session) -> datetime | None:
    """When any published service last changed; None when there is none."""
    return session.exec(select(func.max(Service.modified_at)).where(_PUBLISHED)).one()


def changed_last(session: Session, *, first: int, most: int) -> list[UUID]:
    """The keys of a page of the published services, the one that changed last before all others."""
    chosen = select(Service.id).where(_PUBLISHED).order_by(col(Service.modified_at).desc(), col(Service.id))
    return list(session.exec(chosen.offset(first).limit(most)))


def dated(session: Session, *, first: int, most: int) -> list[tuple[UUID, datetime]]:
    """A page of the published services in the order of their keys, and when each last changed."""
    chosen = select(Service.id, Service.modified_at).where(_PUBLISHED).order_by(col(Service.id))
    return list(session.exec(chosen.offset(first).limit(most)))
