"""Writing a listing: a service and everything that belongs to it, from a record of what is said of it.

The page, the feed and the demonstration district all come through here. Rows that say the same as before are
left as they are, keys and all, since others know them by their keys.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import UTC, date, datetime, time
from typing import TypeVar

from sqlmodel import Session, col, select

from directory import clock
from directory.actions.moderation import note_change
from directory.actions.taxonomy import OURS
from directory.geography import Gazetteer, Postcode, PostcodeError
from directory.models import (
    Capacity,
    Contact,
    CostOption,
    EligibilityRule,
    Location,
    LocationTerm,
    Organisation,
    OrganisationIdentifier,
    Row,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceLanguage,
    ServiceTerm,
    Steward,
    TaxonomyTerm,
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
from directory.vocabulary import TermKind, TermOrigin, Way

AnyRow = TypeVar("AnyRow", bound=Row)


class ListingWriter:
    """Writes records into the tables of one session. It remembers the terms it has seen.

    Args:
        gazetteer: says where postcodes are and which district they are in.
        said_by: who says so, a role or the name of a feed; kept with statements of capacity.
    """

    def __init__(self, session: Session, gazetteer: Gazetteer, *, said_by: str) -> None:
        self._session = session
        self._gazetteer = gazetteer
        self._said_by = said_by
        self._terms: dict[tuple[str, str], TaxonomyTerm] = {}

    def write_organisation(self, record: OrganisationRecord, organisation: Organisation | None = None) -> Organisation:
        """Make an organisation, or make one say what the record says."""
        organisation = organisation or Organisation(name=record.name)
        for name in ("name", "description", "url", "email", "phone"):
            setattr(organisation, name, getattr(record, name))
        identifiers = [OrganisationIdentifier(scheme=s, identifier=i) for s, i in record.identifiers]
        _agree(organisation.identifiers, identifiers, lambda row: (row.scheme, row.identifier))
        _agree(
            organisation.stewards,
            [Steward(email=email.lower()) for email in record.stewards],
            lambda row: row.email,
        )
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
        service.confirmed_on = record.confirmed_on
        service.details_changed_at = _midday(record.changed_on) if record.changed_on else clock.now()
        self._session.add(service)
        self._write_parts(record, service)
        note_change(self._session, service)
        return service

    def _write_parts(self, record: ServiceRecord, service: Service) -> None:
        _agree(service.schedules, [_schedule(each) for each in record.times], _says)
        _agree(
            service.costs,
            [CostOption(option=c.option, amount=c.amount, amount_description=c.note) for c in record.costs],
            _says,
        )
        _agree(service.contacts, [Contact(**contact.model_dump()) for contact in record.contacts], _says)
        _agree(service.areas, [ServiceArea(code=area.code, name=area.name) for area in record.areas], _says)
        _agree(service.languages, [ServiceLanguage(code=code) for code in dict.fromkeys(record.languages)], _says)
        rules = [EligibilityRule(**{**rule.model_dump(), "among": list(rule.among)}) for rule in record.rules]
        _agree(service.rules, rules, _says)
        self._write_terms(record.terms, service)
        self._write_places(record.places, service)
        if record.capacity:
            self._write_capacity(record.capacity, service)

    def _write_terms(self, records: Sequence[TermRecord], service: Service) -> None:
        terms = {term.id: term for term in map(self._term, records) if term}
        links = [ServiceTerm(term_id=id_, origin=TermOrigin.IMPORTED) for id_ in terms]
        _agree(service.terms, links, lambda row: row.term_id)

    def _term(self, record: TermRecord) -> TaxonomyTerm | None:
        """The term that a record names. Of our own lists only terms that we have; others are made when they
        come.
        """
        ours = record.kind is not TermKind.FOREIGN
        key = (OURS if ours else record.taxonomy or "Other", record.code)
        if key not in self._terms:
            found = self._session.exec(
                select(TaxonomyTerm).where(col(TaxonomyTerm.taxonomy) == key[0], col(TaxonomyTerm.code) == key[1])
            ).first()
            if found is None and ours:
                return None
            self._terms[key] = found or TaxonomyTerm(
                kind=record.kind, taxonomy=key[0], code=record.code, label=record.label or record.code
            )
            self._session.add(self._terms[key])
        return self._terms[key]

    def _write_places(self, records: Sequence[PlaceRecord], service: Service) -> None:
        wanted = {_place_key(location): location for location in (self._location(r, service) for r in records)}
        kept = {_place_key(at.location): at for at in service.at_locations}
        for key, at in kept.items():
            if key not in wanted:
                service.at_locations.remove(at)
        for key, location in wanted.items():
            if key not in kept:
                self._session.add(location)
                service.at_locations.append(ServiceAtLocation(location=location))

    def _location(self, record: PlaceRecord, service: Service) -> Location:
        location = Location(organisation_id=service.organisation_id, **record.model_dump(exclude={"features"}))
        self._find_point(location)
        features = (TermRecord(kind=TermKind.ACCESS, code=code) for code in record.features)
        terms = {term.id: term for term in map(self._term, features) if term}
        location.features = [LocationTerm(term_id=id_) for id_ in terms]
        return location

    def _find_point(self, location: Location) -> None:
        """Fill in from the gazetteer what the record does not say: the point, the district."""
        try:
            postcode = Postcode.parse(location.postcode)
        except PostcodeError:
            return
        location.postcode = str(postcode)
        if (known := self._gazetteer.lookup(postcode)) is None:
            return
        location.district = known.district or ""
        if location.latitude is None and known.point:
            location.latitude, location.longitude = known.point.latitude, known.point.longitude

    def _write_capacity(self, record: CapacityRecord, service: Service) -> None:
        """Add a statement, unless it is the one that was made last."""
        values = record.model_dump(exclude={"stated_on"})
        said = Capacity(**values, stated_at=_midday(record.stated_on), stated_by=self._said_by)
        newest = max(service.capacities, key=lambda row: row.stated_at, default=None)
        if newest is None or _says(newest) != _says(said):
            service.capacities.append(said)


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


def _place_key(location: Location) -> Hashable:
    return (*_says(location), frozenset(feature.term_id for feature in location.features))


def _says(row: Row) -> tuple[Hashable, ...]:
    """What a row says, apart from its keys and the moments of its own history."""
    unsaid = {"id", "created_at", "changed_at"}
    values = (
        (name, value) for name, value in row.model_dump().items() if name not in unsaid and not name.endswith("_id")
    )
    return tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in values)


def _agree(rows: list[AnyRow], wanted: Iterable[AnyRow], says: Callable[[AnyRow], Hashable]) -> None:
    """Make the rows of a relationship those that are wanted; one that says the same already stays as it
    is.
    """
    there = {says(row): row for row in rows}
    rows[:] = [there.get(says(row), row) for row in {says(row): row for row in wanted}.values()]


def _midday(day: date) -> datetime:
    """A moment on a day of which no time is known."""
    return datetime.combine(day, time(12), UTC)
