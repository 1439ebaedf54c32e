"""Which services, and which of their places, another system asks for.

What the database can say is a condition of the select. What other rooms say (how far a place is, whether somebody of an
age is shut out) is asked of those rooms, for a few columns of all rows: so a filter means here what it means on a page.
"""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, exists, or_, select

from directory import clock
from directory.models import ModerationEvent, Service, ServiceAtLocation
from directory.queries.oruk.asked import ServicesAsked
from directory.queries.oruk.conditions import conditions
from directory.queries.oruk.narrowing import Around, narrowed
from directory.queries.oruk.nearness import places_within
from directory.vocabulary import ModerationStatus

TOLD_FOR = timedelta(days=180)
"""How long others are told that a service is no longer offered: there is no other way for them to learn of it."""

_PUBLISHED = ModerationStatus.PUBLISHED
_PUT_AWAY = (ModerationStatus.WITHDRAWN, ModerationStatus.ARCHIVED)


def services_asked(session: Session, asked: ServicesAsked, around: Around) -> list[UUID]:
    """The keys of the services that are asked for, in their order, which no edit changes: so pages stay stable.

    Raises:
        InputError: a postcode is asked for that we do not know, or an age that nobody has.
    """
    is_theirs = col(Service.status) == _PUBLISHED
    if asked.is_of_changes:
        is_theirs = or_(is_theirs, _is_gone())
    chosen = select(Service.id).where(is_theirs, *conditions(session, asked, around))
    kept = narrowed(session, asked, around)
    found = session.exec(chosen.order_by(col(Service.id))).all()
    return [key for key in found if kept is None or key in kept]


def places_asked(session: Session, asked: ServicesAsked, around: Around) -> list[UUID]:
    """The keys of the links of services to places that are asked for: those of the services, and with a distance
    only those within it.

    Raises:
        InputError: see services_asked.
    """
    of_service = col(ServiceAtLocation.service_id) == col(Service.id)
    chosen = select(ServiceAtLocation.id, Service.id).join(Service, of_service)
    chosen = chosen.where(col(Service.status) == _PUBLISHED, *conditions(session, asked, around))
    kept, near = narrowed(session, asked, around), places_within(session, asked, around)
    found = session.exec(chosen.order_by(col(ServiceAtLocation.id))).all()
    return [
        key for key, service in found if (kept is None or service in kept) and (near is None or key in near)
    ]


def is_told_as_gone(session: Session, service_id: UUID) -> bool:
    """Whether a service was offered until a while ago, and is no longer."""
    return session.exec(select(Service.id).where(col(Service.id) == service_id, _is_gone())).first() is not None


def _is_gone() -> ColumnElement[bool]:
    """What nobody ever saw is not told of; nor what was taken back to be decided anew."""
    went = exists().where(
        col(ModerationEvent.service_id) == col(Service.id),
        col(ModerationEvent.before) == _PUBLISHED,
        col(ModerationEvent.after).in_(_PUT_AWAY),
        col(ModerationEvent.happened_at) >= clock.now() - TOLD_FOR,
    )
    return col(Service.status).in_(_PUT_AWAY) & went
