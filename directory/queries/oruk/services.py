"""Which services, and which of their places, another system asks for.

What the database can say is a condition of the select. What other rooms say is asked of those rooms: so a filter means
here what it means on a page.
"""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from directory import clock
from directory.models import ModerationEvent, Service, ServiceAtLocation
from directory.oruk.keys import at_location_key
from directory.queries.oruk.around import Around
from directory.queries.oruk.asked import ServicesAsked
from directory.queries.oruk.conditions import conditions
from directory.queries.oruk.narrowing import tests_of
from directory.queries.oruk.nearness import Link, links_near
from directory.vocabulary import ModerationStatus

TOLD_FOR = timedelta(days=180)
"""How long others are told that a service is no longer offered: there is no other way for them to learn of it."""

PUT_AWAY = frozenset({ModerationStatus.WITHDRAWN, ModerationStatus.ARCHIVED})
"""What is no longer offered, or not known to be."""

_PUBLISHED = ModerationStatus.PUBLISHED


def services_asked(session: Session, asked: ServicesAsked, around: Around) -> list[UUID]:
    """The keys of the services that are asked for, in their order, which no edit changes: so pages stay stable.

    Raises:
        InputError: a postcode is asked for that we do not know, or an age that nobody has.
    """
    told = col(Service.status) == _PUBLISHED
    chosen = select(Service.id).where(or_(told, is_gone()) if asked.is_of_changes else told)
    found = session.exec(chosen.where(*conditions(session, asked, around)).order_by(col(Service.id))).all()
    tests = list(tests_of(session, asked, around))
    return [key for key in found if all(test(key) for test in tests)]


def links_asked(session: Session, asked: ServicesAsked, around: Around) -> list[Link]:
    """The published services that are asked for, each with each of its places, in the order of their keys; with a
    distance only the places within it.

    Raises:
        InputError: see services_asked.
    """
    found = _links(session, *conditions(session, asked, around))
    tests, near = list(tests_of(session, asked, around)), links_near(session, asked, around)
    return [link for link in found if all(test(link[0]) for test in tests) and (near is None or link in near)]


def first_published(session: Session) -> UUID | None:
    """The key of some service that anybody may see; None: there is none."""
    return session.exec(select(Service.id).where(col(Service.status) == _PUBLISHED).order_by(col(Service.id))).first()


def is_told(session: Session, service_id: UUID) -> bool:
    """Whether others may know of a service: it is published, or was until a while ago."""
    of_id = select(Service.id).where(col(Service.id) == service_id)
    return session.exec(of_id.where(or_(col(Service.status) == _PUBLISHED, is_gone()))).first() is not None


def link_of(session: Session, key: str) -> Link | None:
    """The published service and the place that a key stands for; None: there is none. Such keys are made of those of
    both, so that all have to be looked through.
    """
    return next((link for link in _links(session) if at_location_key(*map(str, link)) == key), None)


def _links(session: Session, *conditions: ColumnElement[bool]) -> Sequence[Link]:
    of_service = col(ServiceAtLocation.service_id) == col(Service.id)
    chosen = select(ServiceAtLocation.service_id, ServiceAtLocation.location_id).join(Service, of_service)
    chosen = chosen.where(col(Service.status) == _PUBLISHED, *conditions)
    return session.exec(chosen.order_by(col(ServiceAtLocation.service_id), col(ServiceAtLocation.location_id))).all()


def is_gone() -> ColumnElement[bool]:
    """That a service was published until a while ago, and then put away. What nobody ever saw is not told of, nor what
    was taken back to be decided anew.
    """
    went = select(ModerationEvent.service_id).where(
        col(ModerationEvent.before) == _PUBLISHED,
        col(ModerationEvent.after).in_(PUT_AWAY),
        col(ModerationEvent.happened_at) >= clock.now() - TOLD_FOR,
    )
    return col(Service.status).in_(PUT_AWAY) & col(Service.id).in_(went)
