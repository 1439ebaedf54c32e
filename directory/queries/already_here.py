"""Whether a group that somebody tells us of is here already, by its name."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, func, or_, select

from directory.models import Location, Organisation, Service, ServiceAtLocation
from directory.queries.describing import place_in_words
from directory.queries.nomination import NewGroup
from directory.vocabulary import ModerationStatus

_HERE = (ModerationStatus.PUBLISHED, ModerationStatus.SUBMITTED, ModerationStatus.CHANGES_ASKED)
"""Of a listing that was declined or withdrawn nobody is told."""

_MOST = 5


@dataclass(frozen=True, slots=True)
class AlreadyHere:
    """A listing that may be the one somebody means.

    Attributes:
        place: where it is in words that may be shown; empty: not known.
        waits: whether it waits for a decision and is not shown yet.
    """

    service_id: UUID
    name: str
    organisation: str
    place: str
    waits: bool


def already_here(session: Session, group: NewGroup) -> list[AlreadyHere]:
    """The listings that are likely the group that a councillor means."""
    meant = group.name.lower()
    rows = session.exec(
        select(Service, Organisation)
        .join(Organisation, col(Organisation.id) == col(Service.organisation_id))
        .where(
            col(Service.status).in_(_HERE),
            or_(func.lower(col(Service.name)) == meant, func.lower(col(Organisation.name)) == meant),
        )
        .order_by(col(Service.name), col(Service.id))
        .limit(_MOST)
    ).all()
    places = _places(session, [service.id for service, _ in rows])
    return [
        AlreadyHere(
            service_id=service.id,
            name=service.name,
            organisation=organisation.name if organisation.name != service.name else "",
            place=places.get(service.id, ""),
            waits=service.status is not ModerationStatus.PUBLISHED,
        )
        for service, organisation in rows
    ]


def _places(session: Session, ids: list[UUID]) -> dict[UUID, str]:
    """The first place of each listing, in words that may be shown."""
    rows = session.exec(
        select(ServiceAtLocation.service_id, Location)
        .join(Location, col(Location.id) == col(ServiceAtLocation.location_id))
        .where(col(ServiceAtLocation.service_id).in_(ids))
        .order_by(col(ServiceAtLocation.position).desc(), col(ServiceAtLocation.id))
    )
    return {key: place_in_words(place) for key, place in rows}
