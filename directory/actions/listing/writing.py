"""The writer of listings."""

from collections.abc import Hashable, Iterable, Sequence
from datetime import UTC, date, datetime, time
from uuid import UUID

from sqlmodel import Session, col, select

from directory import clock
from directory.actions.listing.places import locate
from directory.actions.listing.rows import agree, says
from directory.actions.listing.terms import Terms
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
from directory.oruk.ical import write_byday
from directory.oruk.records import (
    CapacityRecord,
    OrganisationRecord,
    PlaceRecord,
    ServiceRecord,
    TermRecord,
    TimeRecord,
)
from directory.queries.record import capacity_record
from directory.vocabulary import TermKind, TermOrigin, Way


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
        for name in ("name", "description", "url", "email", "phone"):
            setattr(organisation, name, getattr(record, name))
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
        for name in ("name", "summary", "description", "url", "email", "alert", "joining", "referral_url"):
            setattr(service, name, getattr(record, name))
        service.times_note, service.eligibility_note = record.times_note, record.eligibility_note
        service.ways_stated = bool(record.ways)
        service.in_person, service.online = Way.IN_PERSON in record.ways, Way.ONLINE in record.ways
        service.by_phone, service.home_visit = Way.PHONE in record.ways, Way.HOME_VISIT in record.ways
        # Nobody has confirmed or changed anything tomorrow; such a date would keep a listing fresh for ever.
        service.confirmed_on = _if_past(record.confirmed_on)
        changed_on = _if_past(record.changed_on)
        service.details_changed_at = _midday(changed_on) if changed_on else clock.now()
        self._session.add(service)
        self._write_parts(record, service)
        note_change(self._session, service)
        return service

    def _write_parts(self, record: ServiceRecord, service: Service) -> None:
        costs = [CostOption(amount_description=cost.note, **cost.model_dump(exclude={"note"})) for cost in record.costs]
        rules = [EligibilityRule(**{**rule.model_dump(), "among": list(rule.among)}) for rule in record.rules]
        agree(service.schedules, [_schedule(each) for each in record.times])
        agree(service.costs, costs)
        agree(service.contacts, [Contact(**contact.model_dump()) for contact in record.contacts])
        agree(service.areas, [ServiceArea(code=area.code, name=area.name) for area in record.areas])
        agree(service.languages, [ServiceLanguage(code=code) for code in record.languages])
        agree(service.rules, rules)
        links = [ServiceTerm(term_id=term_id, origin=self._origin) for term_id in self._find_terms(record.terms)]
        agree(service.terms, links, lambda row: row.term_id)
        self._write_places(record.places, service)
        if record.capacity:
            self._write_capacity(record.capacity, service)

    def _find_terms(self, records: Iterable[TermRecord]) -> list[UUID]:
        """The keys of the terms that records name, each once."""
        return list(dict.fromkeys(term.id for term in map(self._terms.find, records) if term))

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
        location = Location(organisation_id=service.organisation_id, **record.model_dump(exclude={"id", "features"}))
        locate(location, self._gazetteer)
        features = self._find_terms(TermRecord(kind=TermKind.ACCESS, code=code) for code in record.features)
        location.features = [LocationTerm(term_id=term_id) for term_id in features]
        return location

    def _write_capacity(self, record: CapacityRecord, service: Service) -> None:
        """Add a statement, unless it was made before, by whomever."""
        record = record.model_copy(update={"stated_on": min(record.stated_on, clock.today())})
        if all(capacity_record(row) != record for row in service.capacities):
            # One of today comes after all that were made before, at whatever hour.
            stated_at = clock.now() if record.stated_on == clock.today() else _midday(record.stated_on)
            values = record.model_dump(exclude={"stated_on"})
            service.capacities.append(Capacity(**values, stated_at=stated_at, stated_by=self._said_by))


def _schedule(record: TimeRecord) -> Schedule:
    if (recurrence := record.recurrence) is None:
        return Schedule(description=record.description)
    return Schedule(
        description=record.description,
        freq=recurrence.freq,
        interval=recurrence.interval,
        byday=write_byday(recurrence.byday),
        bymonthday=",".join(map(str, recurrence.bymonthday)),
        bymonth=",".join(map(str, recurrence.bymonth)),
        dtstart=recurrence.dtstart,
        valid_from=recurrence.since,
        valid_to=recurrence.until,
        opens_at=recurrence.opens_at,
        closes_at=recurrence.closes_at,
    )


def _place_says(location: Location) -> Hashable:
    return (*says(location), frozenset(feature.term_id for feature in location.features))


def _if_past(day: date | None) -> date | None:
    return day if day and day <= clock.today() else None


def _midday(day: date) -> datetime:
    """A moment on a day of which no time is known."""
    return datetime.combine(day, time(12), UTC)
