"""Where a listing is now that was merged into another, and what was merged with one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, or_, select

from directory.models import Merge, Service
from directory.queries.history import who_in_words


@dataclass(frozen=True, slots=True)
class MergeShown:
    """A merge that holds, as a page of one of its two listings shows it.

    Attributes:
        other: the name of the other listing.
        is_kept: whether the listing of the page is the one that was kept.
        who: who merged them: a role in words.
    """

    id: UUID
    other_id: UUID
    other: str
    is_kept: bool
    who: str
    at: datetime


def merged_into(session: Session, service_id: UUID) -> UUID | None:
    """The listing that one was merged into, in the end; None if it was not merged, or that was undone.

    One select for each merge on the way; should they lead round in a circle, the answer is None.
    """
    seen, now = {service_id}, _next(session, service_id)
    while now is not None:
        if now in seen:
            return None
        seen.add(now)
        further = _next(session, now)
        if further is None:
            return now
        now = further
    return None


def merges_of(session: Session, service_id: UUID) -> list[MergeShown]:
    """The merges of a listing that hold, the newest first."""
    other = or_(
        (col(Merge.kept_id) == service_id) & (col(Merge.gone_id) == col(Service.id)),
        (col(Merge.gone_id) == service_id) & (col(Merge.kept_id) == col(Service.id)),
    )
    found = select(Merge, Service.id, Service.name).join(Service, other).where(col(Merge.undone_at).is_(None))
    rows = session.exec(found.order_by(col(Merge.created_at).desc(), col(Merge.id)))
    return [
        MergeShown(merge.id, key, name, merge.kept_id == service_id, who_in_words(merge.actor), merge.created_at)
        for merge, key, name in rows
    ]


def _next(session: Session, service_id: UUID) -> UUID | None:
    held = select(Merge.kept_id).where(col(Merge.gone_id) == service_id, col(Merge.undone_at).is_(None))
    return session.exec(held.order_by(col(Merge.created_at).desc())).first()
