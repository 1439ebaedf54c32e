"""Published services as anybody may be told of them, whatever the format: what is private is left out here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from sqlmodel import Session, col
from sqlmodel.sql.expression import SelectOfScalar

from directory.clock import LONDON
from directory.geography import Gazetteer, Place, Point
from directory.models import Location, Service, TaxonomyTerm, published_services
from directory.oruk.public import public
from directory.oruk.records import OriginRecord, PlaceRecord, ServiceRecord
from directory.oruk.told import ContactTold, PlaceTold, TermTold, Told
from directory.queries.capacity import capacity_shown, newest
from directory.queries.current import recurrences_of
from directory.queries.describing import (
    contacts_shown,
    cost_in_words,
    district_of,
    freshness_in_words,
    next_start,
    place_in_words,
    session_in_words,
    times_in_words,
    ways_in_words,
)
from directory.queries.eligibility import rules_of
from directory.queries.labels import Labels
from directory.queries.loading import AT_ONCE
from directory.queries.origins import origins_of
from directory.queries.record import record_of
from directory.queries.whole import WholePlace, WholeService, whole_services
from directory.queries.whole.rows import TermRow
from directory.vocabulary import ModerationStatus, TermKind

_KINDS = list(TermKind)


@dataclass(frozen=True, slots=True)
class Telling:
    """What is needed to tell of a service: what tags are called, where places are, the moment, and two settings."""

    labels: Labels
    gazetteer: Gazetteer
    now: datetime
    fresh_days: int
    unconfirmed_days: int

    @property
    def today(self) -> date:
        return self.now.astimezone(LONDON).date()

    def middle_of(self, district: str) -> tuple[float, float] | None:
        """Where the middle of a postcode district is: latitude and longitude."""
        middle = middle_of(district, self.gazetteer)
        return (middle.latitude, middle.longitude) if middle else None


def told_of(session: Session, telling: Telling, ids: Sequence[UUID]) -> list[Told]:
    """What is told of some services, in their order. Those that are not published are passed over."""
    found = {told.id: told for told in _told(session, telling, ids)}
    return [found[key] for key in ids if key in found]


def told_of_all(session: Session, telling: Telling) -> Iterator[Told]:
    """What is told of all published services, in the order of their names, read a batch at a time."""
    order = (col(Service.name), col(Service.id))
    ids = iter(session.exec(published_keys().order_by(*order)).all())
    while batch := list(islice(ids, AT_ONCE)):
        yield from told_of(session, telling, batch)


def published_keys() -> SelectOfScalar[UUID]:
    """The keys of the services that anybody may see."""
    return published_services().with_only_columns(col(Service.id))  # type: ignore[return-value]  # a select of one column


def _told(session: Session, telling: Telling, ids: Sequence[UUID]) -> Iterator[Told]:
    origins = origins_of(session, ids)
    for key, service in whole_services(session, ids, {ModerationStatus.PUBLISHED}).items():
        yield tell(service, telling, origins.get(key))


def tell(service: Service | WholeService, telling: Telling, origin: OriginRecord | None) -> Told:
    """What is told of a service that is published; whether it is, is not asked here.

    Args:
        origin: where it comes from; None: it was made here.
    """
    today = telling.today
    record = public(record_of(service, origin=origin), telling.middle_of)
    rows = [at.location for at in service.at_locations]
    places = tuple(place_told(row, said, telling) for row, said in zip(rows, record.places, strict=True))
    room = capacity_shown(newest(service.capacities), now=telling.now, fresh_days=telling.fresh_days)
    return Told(
        id=service.id,
        organisation_id=service.organisation.id,
        record=record,
        places=places,
        when=tuple(recurrences_of(service, today)),
        times=tuple(times_in_words(service, today)),
        # On paper "tomorrow" is wrong the day after: seen from long ago every day is named by its date.
        next_session=session_in_words(service, next_start(service, telling.now), date.min),
        prices=tuple(cost for cost in record.costs if _holds(cost.valid_from, cost.valid_to, today)),
        cost=cost_in_words(service, today),
        who=tuple(rule.sentence for rule in rules_of(service, telling.gazetteer.district_name) if rule.in_force(today)),
        ways=tuple(ways_in_words(service)),
        areas=tuple(_areas(record, telling)),
        languages=tuple((row.code, telling.labels[f"language:{row.code}"]) for row in service.languages),
        terms=tuple(_terms(service)),
        contacts=tuple(ContactTold(each.role, each.phone, each.email) for each in contacts_shown(service)),
        room=room.status,
        room_words=f"{room.sentence} ({room.age})" if room.age else room.sentence,
        freshness=freshness_in_words(service.confirmed_on, today, telling.unconfirmed_days),
        is_unconfirmed=_is_unconfirmed(service.confirmed_on, telling),
        created_at=service.created_at,
        modified_at=service.modified_at,
        today=today,
    )


def place_told(row: Location | WholePlace, record: PlaceRecord, telling: Telling) -> PlaceTold:
    """A place as anybody may be told of it.

    Args:
        record: what is public of what its row says.
    """
    features = tuple((code, telling.labels[code]) for code in record.features)
    return PlaceTold(row.id, record, place_in_words(row), features)


def middle_of(postcode: str, gazetteer: Gazetteer) -> Point | None:
    """Where the middle of a postcode's district is; None if we do not know."""
    district = district_of(postcode)
    found = gazetteer.find(district) if district else None
    return found.point if isinstance(found, Place) else None


def _areas(record: ServiceRecord, telling: Telling) -> Iterator[tuple[str, str]]:
    for area in record.areas:
        if name := area.name or telling.gazetteer.district_name(area.code) or area.code:
            yield area.code, name


def _terms(service: Service | WholeService) -> Iterator[TermTold]:
    terms = (link.term for link in service.terms if link.term.kind is not TermKind.ACCESS)
    for term in sorted(terms, key=_place_of):
        yield TermTold(term.kind, term.code, term.label, term.uri)


def _place_of(term: TaxonomyTerm | TermRow) -> tuple[int, int, str, str, str]:
    return _KINDS.index(term.kind), term.position, term.label, term.taxonomy, term.code


def _is_unconfirmed(confirmed_on: date | None, telling: Telling) -> bool:
    return confirmed_on is None or (telling.today - confirmed_on).days > telling.unconfirmed_days


def _holds(first: date | None, last: date | None, today: date) -> bool:
    return (first is None or first <= today) and (last is None or today <= last)
