"""What is around the things that wait, which says how risky they are: with one select each, whatever their number."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, union
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from directory.geography import Gazetteer, Postcode, PostcodeError
from directory.models import Location, ModerationEvent, Revision, RoleGrant, Service, ServiceAtLocation, Steward
from directory.vocabulary import ModerationStatus, Role


@dataclass(frozen=True, slots=True)
class Around:
    """What is known around some listings.

    Attributes:
        submitted: when each was put before the moderators last, and by whom.
        known: the groups of which somebody keeps a listing, or a listing is published.
        kept: the groups that have editors.
        named: the names of published listings, in small letters, with the keys of those that have them.
        unknown_places: the listings with a postcode that the gazetteer does not know.
        numbers: of the newest revision of each.
    """

    submitted: dict[UUID, tuple[datetime, str]]
    known: frozenset[UUID]
    kept: frozenset[UUID]
    named: dict[str, frozenset[UUID]]
    unknown_places: frozenset[UUID]
    numbers: dict[UUID, int]

    def is_namesake(self, service: Service) -> bool:
        """Whether another published listing has its name."""
        return bool(self.named.get(service.name.lower(), frozenset()) - {service.id})


def around(session: Session, services: Sequence[Service], gazetteer: Gazetteer) -> Around:
    """Ask for what is around some listings."""
    ids = {service.id for service in services}
    groups = {service.organisation_id for service in services}
    kept = frozenset(session.exec(_edited(groups)))
    return Around(
        submitted=_submitted(session, ids),
        known=kept | frozenset(session.scalars(_heard_of(groups))),
        kept=kept,
        named=_named(session, (service.name for service in services)),
        unknown_places=_unknown_places(session, ids, gazetteer),
        numbers=newest_numbers(session, ids),
    )


def newest_numbers(session: Session, ids: Collection[UUID]) -> dict[UUID, int]:
    """The number of the newest revision of each listing that has any."""
    of_each = select(Revision.service_id, func.max(Revision.number)).where(col(Revision.service_id).in_(ids))
    return dict(session.exec(of_each.group_by(col(Revision.service_id))).all())


def knows_postcode(gazetteer: Gazetteer, typed: str) -> bool:
    """Whether what stands in the place of a postcode is one that exists, or once did."""
    try:
        return gazetteer.lookup(Postcode.parse(typed)) is not None
    except PostcodeError:
        return False


def _submitted(session: Session, ids: Collection[UUID]) -> dict[UUID, tuple[datetime, str]]:
    events = select(ModerationEvent).where(
        col(ModerationEvent.service_id).in_(ids),
        col(ModerationEvent.after) == ModerationStatus.SUBMITTED,
        col(ModerationEvent.before) != ModerationStatus.SUBMITTED,
    )
    in_order = session.exec(events.order_by(col(ModerationEvent.happened_at), col(ModerationEvent.id)))
    return {event.service_id: (event.happened_at, event.actor) for event in in_order}


def _edited(groups: Collection[UUID]) -> Any:
    return (
        select(RoleGrant.organisation_id)
        .where(col(RoleGrant.organisation_id).in_(groups), col(RoleGrant.role) == Role.GROUP_EDITOR)
        .where(col(RoleGrant.revoked_at).is_(None))
    )


def _heard_of(groups: Collection[UUID]) -> Any:
    """The groups with a keeper who has agreed to be written to, or with a listing that somebody has published."""
    kept = select_columns(col(Steward.organisation_id)).where(
        col(Steward.organisation_id).in_(groups), col(Steward.agreed_on).is_not(None)
    )
    shown = select_columns(col(Service.organisation_id)).where(
        col(Service.organisation_id).in_(groups), col(Service.status) == ModerationStatus.PUBLISHED
    )
    return union(kept, shown)


def _named(session: Session, names: Iterable[str]) -> dict[str, frozenset[UUID]]:
    small = {name.lower() for name in names}
    chosen = select(Service.name, Service.id).where(
        func.lower(Service.name).in_(small), col(Service.status) == ModerationStatus.PUBLISHED
    )
    named: dict[str, frozenset[UUID]] = {}
    for name, key in session.exec(chosen):
        named[name.lower()] = named.get(name.lower(), frozenset()) | {key}
    return named


def _unknown_places(session: Session, ids: Collection[UUID], gazetteer: Gazetteer) -> frozenset[UUID]:
    chosen = (
        select(ServiceAtLocation.service_id, Location.postcode)
        .join(Location, col(Location.id) == col(ServiceAtLocation.location_id))
        .where(col(ServiceAtLocation.service_id).in_(ids))
    )
    return frozenset(key for key, typed in session.exec(chosen) if not knows_postcode(gazetteer, typed))
