"""What a FHIR search finds, and the groups and places among it, as anybody may be told of them.

Conditions on tables are asked of the database; names, dates and distances are compared here, as FHIR compares them,
over rows of four columns: 10,000 of them take some hundredths of a second.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import selectinload
from sqlmodel import Session, col

from directory.geography import Point, distance_km
from directory.models import (
    Location,
    LocationTerm,
    Organisation,
    OrganisationIdentifier,
    Service,
    ServiceAtLocation,
    ServiceTerm,
    TaxonomyTerm,
)
from directory.oruk.fhir.asking import Asked
from directory.oruk.fhir.service import code_system
from directory.oruk.public import public_place
from directory.oruk.records import OrganisationRecord, PlaceRecord
from directory.oruk.told import GroupTold, PlaceAlone
from directory.queries.telling import Telling, middle_of, place_told
from directory.vocabulary import ModerationStatus, TermKind

Condition = ColumnElement[bool]
Rows = Select[UUID, str, datetime]


class _Row(NamedTuple):
    """What is compared of a resource."""

    key: UUID
    name: str
    modified_at: datetime


def find(session: Session, asked: Asked, telling: Telling, site: str) -> list[UUID]:
    """The keys of what is found, in their order."""
    if any("true" not in active for active in asked.active):
        return []
    if asked.kind == "HealthcareService":
        return _services(session, asked, telling, site)
    if asked.kind == "Organization":
        return [row.key for row in _ordered(asked, _rows(session, _groups(asked)))]
    return _places(session, asked, telling)


def groups_of(session: Session, keys: Sequence[UUID]) -> list[GroupTold]:
    """Groups that offer something published, in the order of their keys; others are passed over."""
    rows = {
        row.key: row for row in _rows(session, _groups(Asked("Organization")).where(col(Organisation.id).in_(keys)))
    }
    chosen = select(Organisation).where(col(Organisation.id).in_(list(rows)))
    found = session.scalars(chosen.options(selectinload(Organisation.identifiers)))  # type: ignore[arg-type]  # see WITH_PARTS
    told = {group.id: GroupTold(group.id, _group(group), rows[group.id].modified_at) for group in found}
    return [told[key] for key in keys if key in told]


def places_of(session: Session, keys: Sequence[UUID], telling: Telling) -> list[PlaceAlone]:
    """Places where something published takes place, in the order of their keys; others are passed over."""
    rows = {row.key: row for row in _rows(session, _published_places().where(col(Location.id).in_(keys)))}
    features = selectinload(Location.features).selectinload(LocationTerm.term)  # type: ignore[arg-type]  # likewise
    chosen = select(Location).where(col(Location.id).in_(list(rows)))
    found = session.scalars(chosen.options(features, selectinload(Location.organisation)))  # type: ignore[arg-type]  # likewise
    told = {place.id: _alone(place, rows[place.id].modified_at, telling) for place in found}
    return [told[key] for key in keys if key in told]


def terms_of(session: Session, kind: TermKind) -> list[tuple[str, str]]:
    """The terms of one of our lists, in their order: codes and labels."""
    chosen = select(col(TaxonomyTerm.code), col(TaxonomyTerm.label)).where(col(TaxonomyTerm.kind) == kind)
    return [
        (code, label)
        for code, label in session.execute(chosen.order_by(col(TaxonomyTerm.position), col(TaxonomyTerm.code)))
    ]


def _services(session: Session, asked: Asked, telling: Telling, site: str) -> list[UUID]:
    chosen = select(col(Service.id), col(Service.name), col(Service.modified_at)).where(
        col(Service.status) == ModerationStatus.PUBLISHED, *_of_service(asked, telling, site)
    )
    rows = _ordered(asked, _rows(session, chosen))
    if asked.near:
        there = set(_distances(session, asked, telling))
        at = select(col(ServiceAtLocation.service_id)).where(col(ServiceAtLocation.location_id).in_(there))
        near = set(session.scalars(at))
        rows = [row for row in rows if row.key in near]
    return [row.key for row in rows]


def _of_service(asked: Asked, telling: Telling, site: str) -> Iterable[Condition]:
    yield from (col(Service.id).in_(_keys(ids)) for ids in asked.ids)
    yield from (col(Service.organisation_id).in_(_keys(ids)) for ids in asked.organisations)
    for ids in asked.locations:
        yield _has(ServiceAtLocation, col(ServiceAtLocation.location_id).in_(_keys(ids)))
    for tokens in asked.types:
        yield or_(*(_has_term(system, code, telling, site) for system, code in tokens))


def _has_term(system: str | None, code: str, telling: Telling, site: str) -> Condition:
    """Whether a service is linked to a term: a need or a category, or one that is narrower; without a code, to any."""
    kinds = [kind for kind in (TermKind.NEED, TermKind.CATEGORY) if system in {None, code_system(site, kind)}]
    coded = [col(TaxonomyTerm.code).in_(telling.labels.spread([code]))] if code else []
    terms = select(col(TaxonomyTerm.id)).where(col(TaxonomyTerm.kind).in_(kinds), *coded)
    return _has(ServiceTerm, col(ServiceTerm.term_id).in_(terms))


def _has(part: type[ServiceAtLocation] | type[ServiceTerm], condition: Condition) -> Condition:
    return exists().where(col(part.service_id) == col(Service.id), condition)


def _groups(asked: Asked) -> Rows:
    chosen = (
        select(col(Organisation.id), col(Organisation.name), func.max(col(Service.modified_at)))
        .join(Service, col(Service.organisation_id) == col(Organisation.id))
        .where(col(Service.status) == ModerationStatus.PUBLISHED)
        .group_by(col(Organisation.id), col(Organisation.name))
    )
    for ids in asked.ids:
        chosen = chosen.where(col(Organisation.id).in_(_keys(ids)))
    for tokens in asked.identifiers:
        chosen = chosen.where(or_(*(_has_number(system, number) for system, number in tokens)))
    return chosen


def _has_number(system: str | None, number: str) -> Condition:
    """Whether a group has a number; without one, any of that scheme."""
    schemes = [] if system is None else [col(OrganisationIdentifier.scheme) == system.rpartition("/")[2]]
    numbers = [col(OrganisationIdentifier.identifier) == number] if number else []
    own = col(OrganisationIdentifier.organisation_id) == col(Organisation.id)
    return exists().where(own, *numbers, *schemes)


def _places(session: Session, asked: Asked, telling: Telling) -> list[UUID]:
    chosen = _published_places()
    for ids in asked.ids:
        chosen = chosen.where(col(Location.id).in_(_keys(ids)))
    for ids in asked.organisations:
        chosen = chosen.where(col(Location.organisation_id).in_(_keys(ids)))
    rows = _ordered(asked, _rows(session, chosen))
    if not asked.near:
        return [row.key for row in rows]
    distances = _distances(session, asked, telling)
    near = [row.key for row in rows if row.key in distances]
    return near if asked.sort else sorted(near, key=lambda key: (distances[key], key))


def _published_places() -> Rows:
    # What a place is called that is not public is not compared with anything.
    name = func.max(col(Location.name)).filter(col(Location.address_public))
    return (
        select(col(Location.id), func.coalesce(name, ""), func.max(col(Service.modified_at)))
        .join(ServiceAtLocation, col(ServiceAtLocation.location_id) == col(Location.id))
        .join(Service, col(Service.id) == col(ServiceAtLocation.service_id))
        .where(col(Service.status) == ModerationStatus.PUBLISHED)
        .group_by(col(Location.id))
    )


def _distances(session: Session, asked: Asked, telling: Telling) -> dict[UUID, float]:
    """The places that are near enough, with how far they are in kilometres."""
    around = [[(Point(near.latitude, near.longitude), near.km) for near in ors] for ors in asked.near]
    where = (col(Location.latitude), col(Location.longitude))
    public = (col(Location.address_public), col(Location.postcode))
    found: dict[UUID, float] = {}
    for key, latitude, longitude, is_public, postcode in session.execute(select(col(Location.id), *where, *public)):
        # Whoever asks from all sides for what is near an address that is not public finds the middle of its district.
        point = _point(latitude, longitude) if is_public else middle_of(postcode, telling.gazetteer)
        if point is None:
            continue
        measured = [[(distance_km(each, point), km) for each, km in ors] for ors in around]
        if all(any(distance <= km for distance, km in ors) for ors in measured):
            found[key] = min(distance for ors in measured for distance, _ in ors)
    return found


def _point(latitude: float | None, longitude: float | None) -> Point | None:
    return None if latitude is None or longitude is None else Point(latitude, longitude)


def _rows(session: Session, chosen: Rows) -> list[_Row]:
    return [_Row(*row) for row in session.execute(chosen)]


def _ordered(asked: Asked, rows: Iterable[_Row]) -> list[_Row]:
    """Those rows whose names and dates pass, in the order that was asked for; at the end, in that of their keys."""
    passed = [
        row
        for row in rows
        if all(test.holds(row.name) for test in asked.names)
        and all(any(span.holds(row.modified_at) for span in spans) for spans in asked.updated)
    ]
    passed.sort(key=lambda row: row.key)
    for name, backwards in reversed(asked.sort):
        passed.sort(key=_SORTS[name], reverse=backwards)
    return passed


_SORTS: dict[str, Callable[[_Row], Any]] = {
    "_id": lambda row: row.key,
    "_lastUpdated": lambda row: row.modified_at,
    "name": lambda row: row.name.casefold(),
}


def _keys(texts: Iterable[str]) -> list[UUID]:
    """Those of some texts that are keys."""
    return [key for key in map(_uuid, texts) if key]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if len(text) == 36 else None
    except ValueError:
        return None


def _group(row: Organisation) -> OrganisationRecord:
    numbers = tuple(sorted((each.scheme, each.identifier) for each in row.identifiers))
    own = {name: getattr(row, name) for name in ("name", "description", "url", "email", "phone")}
    return OrganisationRecord(id=str(row.id), identifiers=numbers, **own)


def _place(row: Location) -> PlaceRecord:
    features = sorted((feature.term for feature in row.features), key=lambda term: (term.position, term.code))
    names = ("name", "address", "city", "region", "postcode", "latitude", "longitude", "address_public", "directions")
    return PlaceRecord(features=tuple(term.code for term in features), **{name: getattr(row, name) for name in names})


def _alone(row: Location, modified_at: datetime, telling: Telling) -> PlaceAlone:
    told = place_told(row, public_place(_place(row), telling.middle_of), telling)
    return PlaceAlone(told, row.organisation_id, row.organisation.name, modified_at)
