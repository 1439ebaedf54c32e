"""What a listing says, read back from the tables as the one value that it is written from."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from directory.clock import LONDON
from directory.errors import NotFoundError
from directory.models import Capacity, Location, Organisation, Service
from directory.oruk.ical import Recurrence
from directory.oruk.records import (
    AreaRecord,
    CapacityRecord,
    ContactRecord,
    CostRecord,
    OrganisationRecord,
    OriginRecord,
    PlaceRecord,
    RuleRecord,
    ServiceRecord,
    TermRecord,
    TimeRecord,
)
from directory.queries.capacity import newest
from directory.queries.current import recurrence_of
from directory.queries.describing import ways_of
from directory.queries.loading import AT_ONCE, WITH_WHOLE
from directory.queries.rows import AnyCost, AnyRule, AnySchedule
from directory.queries.whole import StatementRow, WholeGroup, WholePlace, WholeService
from directory.vocabulary import ModerationStatus, TermKind

_NOT_OFFERED = {ModerationStatus.WITHDRAWN, ModerationStatus.ARCHIVED}

_OWN = "name summary description url email alert joining referral_url times_note eligibility_note".split()
_OF_GROUP = "name description url email phone".split()
_OF_PLACE = "name address city region postcode latitude longitude address_public directions".split()
_OF_RULE = "kind strict excluded minimum_age maximum_age valid_from valid_to".split()
_OF_ROOM = "status places_free places_total wait_weeks next_intake_on note".split()
_OF_CONTACT = "role phone email public".split()


def service_record(session: Session, service_id: UUID) -> ServiceRecord:
    """Everything that a listing says, whatever its status, private contacts and addresses and its stewards included.

    Written back it changes nothing. It is known by our own keys, as its group is.

    Raises:
        NotFoundError: there is no such service.
    """
    found = next(service_records(session, [service_id]), None)
    if found is None:
        raise NotFoundError("There is no such listing")
    return found


def service_records(session: Session, ids: Iterable[UUID]) -> Iterator[ServiceRecord]:
    """What many listings say, in the order of their keys within each batch, with as many selects for a batch whatever
    its size. Those that do not exist are passed over.
    """
    rest = iter(ids)
    while batch := list(islice(rest, AT_ONCE)):
        chosen = select(Service).where(col(Service.id).in_(batch)).order_by(col(Service.id))
        yield from map(record_of, session.exec(chosen.options(*WITH_WHOLE)))


def record_of(
    service: Service | WholeService, *, keyed: bool = False, origin: OriginRecord | None = None
) -> ServiceRecord:
    """What the rows of a service say.

    Args:
        keyed: with the keys of its places, and the moment at which anything changed that others are told of.
        origin: where it comes from, which its rows do not say.
    """
    statement, changed_at = newest(service.capacities), service.details_changed_at
    return ServiceRecord(
        id=str(service.id),
        organisation=_organisation(service.organisation),
        active=service.status not in _NOT_OFFERED,
        ways=tuple(way for way, goes in ways_of(service).items() if goes),
        places=tuple(_place(at.location, keyed=keyed) for at in service.at_locations),
        times=tuple(map(_time, service.schedules)),
        costs=tuple(map(_cost, service.costs)),
        contacts=tuple(ContactRecord(**_values(row, _OF_CONTACT)) for row in service.contacts),
        areas=tuple(AreaRecord(code=row.code, name=row.name) for row in service.areas),
        terms=tuple(_terms(service)),
        rules=tuple(map(_rule, service.rules)),
        languages=tuple(row.code for row in service.languages),
        capacity=capacity_record(statement) if statement else None,
        confirmed_on=service.confirmed_on,
        changed_on=changed_at.astimezone(LONDON).date() if changed_at else None,
        changed_at=service.modified_at if keyed else None,
        origin=origin,
        **_values(service, _OWN),
    )


def capacity_record(row: Capacity | StatementRow) -> CapacityRecord:
    """A statement of capacity without who made it, and at what hour."""
    return CapacityRecord(stated_on=row.stated_at.astimezone(LONDON).date(), **_values(row, _OF_ROOM))


def _organisation(row: Organisation | WholeGroup) -> OrganisationRecord:
    return OrganisationRecord(
        id=str(row.id),
        identifiers=tuple(sorted((each.scheme, each.identifier) for each in row.identifiers)),
        stewards=tuple(sorted(each.email for each in row.stewards)),
        **_values(row, _OF_GROUP),
    )


def _place(row: Location | WholePlace, *, keyed: bool) -> PlaceRecord:
    features = sorted((feature.term for feature in row.features), key=lambda term: (term.position, term.code))
    key = str(row.id) if keyed else ""
    return PlaceRecord(id=key, features=tuple(term.code for term in features), **_values(row, _OF_PLACE))


def _time(row: AnySchedule) -> TimeRecord:
    recurrence = recurrence_of(row)
    # A row that says nothing but its words was written from no recurrence.
    return TimeRecord(recurrence=None if recurrence == Recurrence() else recurrence, description=row.description)


def _cost(row: AnyCost) -> CostRecord:
    values = _values(row, ("option", "amount", "valid_from", "valid_to"))
    return CostRecord(note=row.amount_description, **values)


def _rule(row: AnyRule) -> RuleRecord:
    return RuleRecord(among=tuple(row.among), **_values(row, _OF_RULE))


def _terms(service: Service | WholeService) -> Iterator[TermRecord]:
    terms = (link.term for link in service.terms)
    for term in sorted(terms, key=lambda term: (term.kind, term.taxonomy, term.position, term.code)):
        yield _term(term.kind, term.code, term.label, term.taxonomy)


@lru_cache(maxsize=16_384)
def _term(kind: TermKind, code: str, label: str, taxonomy: str) -> TermRecord:
    """A term. Most services are linked to the same few."""
    return TermRecord(kind=kind, code=code, label=label, taxonomy=taxonomy)


def _values(row: object, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
