"""What a ward has and lacks: for each need how many services take place in it, how many come from elsewhere, and where
the nearest is when none is in it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from directory.eligibility.areas import tidy
from directory.geography import Gazetteer, Place, Point, Postcode, PostcodeError, distance_km, geodesic_miles
from directory.models import (
    Location,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceTerm,
    TaxonomyTerm,
)
from directory.queries.describing import point_of
from directory.queries.labels import Labels
from directory.queries.rows import PlaceRow
from directory.queries.wards import Patch
from directory.vocabulary import ModerationStatus, TermKind
from search_index.documents import group_of


@dataclass(frozen=True, slots=True)
class Nearest:
    """The service for a need that is nearest to a ward, and its distance from the middle of it in miles."""

    service_id: UUID
    name: str
    miles: float


@dataclass(frozen=True, slots=True)
class NeedHere:
    """What there is for a need.

    Attributes:
        group: the broader need.
        inside: how many services take place in the ward.
        reaching: how many others say that they are for its people, wherever they are.
        nearest: the nearest service outside, where there is none inside.
    """

    code: str
    label: str
    group: str
    inside: int
    reaching: int
    nearest: Nearest | None

    @property
    def total(self) -> int:
        return self.inside + self.reaching


@dataclass(frozen=True, slots=True)
class _Listed:
    """A published service as far as it bears on where it is."""

    id: UUID
    name: str
    needs: frozenset[str]
    places: tuple[tuple[PlaceRow, str], ...]
    areas: frozenset[str]


def needs_of(session: Session, patch: Patch, labels: Labels, gazetteer: Gazetteer) -> list[NeedHere]:
    """What there is for each need, in the order of our list; nothing where we do not know where the ward is.

    With the same few selects, however many services there are.
    """
    if patch.place is None:
        return []
    services = _published(session)
    inside = {each.id for each in services if _is_inside(each, patch, patch.place, gazetteer)}
    around = _areas_around(patch.code, patch.place, gazetteer)
    reaching = {each.id for each in services if each.id not in inside and _reaches(each, around)}
    by_need: dict[str, list[_Listed]] = defaultdict(list)
    for each in services:
        for need in each.needs:
            by_need[need].append(each)
    middle = patch.place.point
    return [
        NeedHere(
            code=need,
            label=labels[need],
            group=group,
            inside=(here := sum(each.id in inside for each in by_need[need])),
            reaching=sum(each.id in reaching for each in by_need[need]),
            nearest=_nearest(by_need[need], middle) if middle and not here else None,
        )
        for group, need in _needs(labels)
    ]


def _needs(labels: Labels) -> Iterable[tuple[str, str]]:
    """The needs of our list with the name of what is broader, those of one group together."""
    broader = {need: group for group, needs in labels.narrower.items() for need in needs}
    of_list = [tag for tag in labels.names if group_of(tag) == "need" and tag not in labels.narrower]
    return ((labels[broader[need]] if need in broader else "", need) for need in of_list)


def _published(session: Session) -> list[_Listed]:
    """Every published service that is linked to a need."""
    names = dict(session.exec(_NAMES).all())
    needs, places, areas = defaultdict(set), defaultdict(list), defaultdict(set)
    for key, code in session.exec(_NEEDS):
        needs[key].add(code)
    for key, district, *place in session.connection().execute(_PLACES):
        places[key].append((PlaceRow(*place), district))
    for key, code in session.exec(_AREAS):
        areas[key].add(tidy(code))
    return [
        _Listed(key, name, frozenset(needs[key]), tuple(places[key]), frozenset(areas[key]))
        for key, name in sorted(names.items(), key=lambda pair: (pair[1], pair[0]))
        if key in needs
    ]


_NAMES = select(Service.id, Service.name).where(col(Service.status) == ModerationStatus.PUBLISHED)
_NEEDS = (
    select(ServiceTerm.service_id, TaxonomyTerm.code)
    .join(TaxonomyTerm, col(TaxonomyTerm.id) == col(ServiceTerm.term_id))
    .where(col(TaxonomyTerm.kind) == TermKind.NEED)
)
_PLACES = select(
    col(ServiceAtLocation.service_id),
    col(Location.district),
    *(getattr(Location, name) for name in PlaceRow._fields),
).join(Location, col(Location.id) == col(ServiceAtLocation.location_id))
_AREAS = select(ServiceArea.service_id, ServiceArea.code)


def _areas_around(code: str, place: Place, gazetteer: Gazetteer) -> frozenset[str]:
    """Every area that takes in the ward or a part of it: postcode districts, its district, all that is larger."""
    return frozenset({code}).union(place.outcodes, *map(gazetteer.areas_around, place.districts))


def _is_inside(service: _Listed, patch: Patch, place: Place, gazetteer: Gazetteer) -> bool:
    if not patch.is_ward:
        return any(district == patch.code for _, district in service.places)
    # Of an address that is hidden not even the ward is told.
    here = (held for held, district in service.places if held.address_public and district in {"", *place.districts})
    return any(_ward_of(held, gazetteer) == patch.code for held in here)


def _reaches(service: _Listed, around: frozenset[str]) -> bool:
    """Whether a service is for the people of a ward: it covers it, or has no place and names no area."""
    if service.areas:
        return bool(service.areas & around)
    hidden = {held.postcode.partition(" ")[0] for held, _ in service.places if not held.address_public}
    return bool(hidden & around) if service.places else True


def _ward_of(place: PlaceRow, gazetteer: Gazetteer) -> str | None:
    try:
        known = gazetteer.lookup(Postcode.parse(place.postcode))
    except PostcodeError:
        known = None
    if known is None and (point := point_of(place)):
        found = gazetteer.nearest(point)
        known = found[0] if found else None
    return known.ward if known else None


def _nearest(services: Iterable[_Listed], middle: Point) -> Nearest | None:
    """The service whose place is nearest to a point; of two that are as near, the first."""
    placed = [(each, point) for each in services for held, _ in each.places if (point := point_of(held))]
    if not placed:
        return None
    service, point = min(placed, key=lambda pair: distance_km(middle, pair[1]))
    return Nearest(service.id, service.name, geodesic_miles(middle, point))
