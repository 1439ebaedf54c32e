"""Whether a group that is being described is listed already: asked at the first field of its form, and again as more of
it is known.

Only what everybody may see is compared and shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, func, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from directory.models import OrganisationIdentifier, Service, published_services
from directory.oruk.records import ServiceRecord
from directory.queries.describing import place_in_words

MOST = 5


@dataclass(frozen=True, slots=True)
class Alike:
    """A published listing that may be the same: what it is called, by whom it is run, and where it is."""

    service_id: UUID
    name: str
    organisation: str
    place: str


def of_the_same_name_or_number(session: Session, record: ServiceRecord) -> list[Alike]:
    """The published listings with the same name, or whose group has the same charity or company number."""
    numbers = [number for _, number in record.organisation.identifiers]
    of_group = select(OrganisationIdentifier.organisation_id).where(col(OrganisationIdentifier.identifier).in_(numbers))
    same = or_(
        func.lower(col(Service.name)) == record.name.casefold(),
        col(Service.organisation_id).in_(of_group),
    )
    found: SelectOfScalar[Service] = published_services().where(same).order_by(col(Service.name), col(Service.id))
    return [_alike(service) for service in session.exec(found.limit(MOST))]


def _alike(service: Service) -> Alike:
    group = service.organisation.name
    places: Iterator[str] = (place_in_words(at.location) for at in service.at_locations)
    return Alike(service.id, service.name, group if group != service.name else "", next(places, ""))
