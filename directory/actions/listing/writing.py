"""The writer of listings."""

from collections.abc import Hashable, Iterable, Sequence

from sqlmodel import Session, col, select

from directory import clock
from directory.actions.listing.rows import agree, says
from directory.actions.listing.terms import Terms
from directory.actions.listing.values import (
    Values,
    area_values,
    capacity_values,
    contact_values,
    cost_values,
    organisation_values,
    place_values,
    rule_values,
    schedule_values,
    service_values,
)
from directory.actions.moderation import note_change
from directory.geography import Gazetteer
from directory.models import (
    Capacity,
    Contact,
    CostOption,
    EligibilityRule,
    Location,
    LocationTerm,
    Organisation,
    OrganisationIdentifier,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceLanguage,
    ServiceTerm,
    Steward,
)
from directory.oruk.records import CapacityRecord, OrganisationRecord, PlaceRecord, ServiceRecord, TermRecord
from directory.queries.record import capacity_record
from directory.vocabulary import TermKind, TermOrigin


class ListingWriter:
    """Writes records into the tables of one session. It remembers the terms it has seen.

    Args:
        gazetteer: says where postcodes are and which district they are in.
        said_by: who says so, a role or the name of a feed; kept with statements of capacity.
        origin: why a term is linked that was not linked before. Links that are there stay as they are: that somebody
            changes the times does not make a term of the group's own an imported one.
    """

    def __init__(
        self, session: Session, gazetteer: Gazetteer, *, said_by: str, origin: TermOrigin = TermOrigin.IMPORTED
    ) -> None:
        self._session = session
        self._gazetteer = gazetteer
        self._said_by = said_by
        self._origin = origin
        self._terms = Terms(session)

    def write_organisation(self, record: OrganisationRecord, organisation: Organisation | None = None) -> Organisation:
        """Make an organisation, or make one say what the record says."""
        organisation = organisation or Organisation(name=record.name)
        _put(organisation, organisation_values(record))
        identifiers = [OrganisationIdentifier(scheme=s, identifier=i) for s, i in record.identifiers]
        agree(organisation.identifiers, identifiers)
        stewards = [Steward(email=email.lower()) for email in record.stewards]
        # Whether somebody has agreed to be written to is ours to know, and stays as it is.
        agree(organisation.stewards, stewards, lambda row: row.email)
        self._session.add(organisation)
        return organisation

    def write_service(
        self, record: ServiceRecord, organisation: Organisation, service: Service | None = None
    ) -> Service:
        """Make a service, or make one say what the record says. Its status is left alone."""
        service = service or Service(organisation_id=organisation.id, name=record.name)
        service.organisation_id = organisation.id
        _put(service, service_values(record))
        self._session.add(service)
        self._write_parts(record, service)
        note_change(self._session, service)
        return service

    def _write_parts(self, record: ServiceRecord, service: Service) -> None:
        agree(service.schedules, [Schedule(**schedule_values(each)) for each in record.times])
        agree(service.costs, [CostOption(**cost_values(each)) for each in record.costs])
        agree(service.contacts, [Contact(**contact_values(each)) for each in record.contacts])
        agree(service.areas, [ServiceArea(**area_values(each)) for each in record.areas])
        agree(service.languages, [ServiceLanguage(code=code) for code in record.languages])
        agree(service.rules, [EligibilityRule(**rule_values(each)) for each in record.rules])
        links = [ServiceTerm(term_id=term_id, origin=self._origin) for term_id in self._terms.keys(record.terms)]
        agree(service.terms, links, lambda row: row.term_id)
        self._write_places(record.places, service)
        if record.capacity:
            self._write_capacity(record.capacity, service)

    def _write_places(self, records: Sequence[PlaceRecord], service: Service) -> None:
        before = {at.location.id: at.location for at in service.at_locations}
        wanted = (ServiceAtLocation(location=self._location(record, service)) for record in records)
        agree(service.at_locations, wanted, lambda row: _place_says(row.location))
        gone = before.keys() - {at.location.id for at in service.at_locations}
        if gone:
            self._session.flush()
            self._forget_unused(before[key] for key in gone)

    def _forget_unused(self, places: Iterable[Location]) -> None:
        """Delete the places where nothing takes place any more."""
        for place in places:
            used = select(ServiceAtLocation.id).where(col(ServiceAtLocation.location_id) == place.id).limit(1)
            if self._session.exec(used).first() is None:
                self._session.delete(place)

    def _location(self, record: PlaceRecord, service: Service) -> Location:
        location = Location(organisation_id=service.organisation_id, **place_values(record, self._gazetteer))
        location.features = [LocationTerm(term_id=term_id) for term_id in self._terms.keys(features(record))]
        return location

    def _write_capacity(self, record: CapacityRecord, service: Service) -> None:
        """Add a statement, unless it was made before, by whomever."""
        record = record.model_copy(update={"stated_on": min(record.stated_on, clock.today())})
        if all(capacity_record(row) != record for row in service.capacities):
            service.capacities.append(Capacity(**capacity_values(record, said_by=self._said_by)))


def features(place: PlaceRecord) -> list[TermRecord]:
    """The access features of a place as terms."""
    return [TermRecord(kind=TermKind.ACCESS, code=code) for code in place.features]


def _put(row: Organisation | Service, values: Values) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _place_says(location: Location) -> Hashable:
    return (*says(location), frozenset(feature.term_id for feature in location.features))
