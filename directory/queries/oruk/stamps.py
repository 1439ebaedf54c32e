"""When what the feed tells last changed: what it was made of is the same as long as its stamp is."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlmodel import Session, col, func, select

from directory.models import Service, TaxonomyTerm

_EVER = datetime(2000, 1, 1, tzinfo=UTC)
"""Where there is nothing yet."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an answer is made of.

    Attributes:
        changed_at: when anything of it last changed.
        counted: how many rows there are; when one is deleted nothing that remains has changed.
    """

    changed_at: datetime
    counted: int = 1


def stamp_of_all(session: Session) -> Stamp:
    """Of all services, whatever their status, and of all terms. Any list may change with any of them."""
    changed, came = func.max(col(Service.modified_at)), func.max(col(Service.created_at))
    *services, counted = session.exec(select(changed, came, func.count())).one()
    *terms, more = session.exec(select(func.max(col(TaxonomyTerm.changed_at)), func.count())).one()
    return Stamp(max(filter(None, (*services, *terms)), default=_EVER), counted + more)


def stamp_of(session: Session, service_id: UUID) -> Stamp | None:
    """Of one service; None: there is none."""
    found = session.exec(select(Service.modified_at, Service.created_at).where(col(Service.id) == service_id)).first()
    return Stamp(max(found)) if found else None
