"""Descriptions read from the tables, many at once: just the columns that tell listings apart, with a select for each
kind of row.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, SQLModel, col

from directory.geography import Point
from directory.models import (
    Contact,
    Location,
    Organisation,
    OrganisationIdentifier,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceTerm,
    Steward,
    TaxonomyTerm,
)
from directory.oruk.ical import parse_byday
from directory.queries.duplicates.described import Described, Spot
from directory.vocabulary import ModerationStatus, TermKind

_TEXTS: Final[Any] = select(
    col(Service.id),
    col(Service.organisation_id),
    col(Service.status),
    col(Service.name),
    col(Service.summary),
    col(Service.description),
    col(Service.url),
    col(Service.email),
    col(Organisation.name).label("group_name"),
    col(Organisation.url).label("group_url"),
    col(Organisation.email).label("group_email"),
    col(Organisation.phone).label("group_phone"),
).join(Organisation, col(Organisation.id) == col(Service.organisation_id))

_PLACES: Final = select(
    col(ServiceAtLocation.service_id),
    *(getattr(Location, column) for column in ("name", "city", "postcode", "latitude", "longitude", "address_public")),
).join(Location, col(Location.id) == col(ServiceAtLocation.location_id))

_KINDS: Final = (
    select(col(ServiceTerm.service_id), col(TaxonomyTerm.code))
    .join(TaxonomyTerm, col(TaxonomyTerm.id) == col(ServiceTerm.term_id))
    .where(col(TaxonomyTerm.kind) == TermKind.CATEGORY)
)


@dataclass(frozen=True, slots=True)
class KnownListing:
    """A listing of ours: what tells it apart, and what a page says of it.

    Attributes:
        place: where it is in words that may be shown; empty: not known, or not public.
    """

    described: Described
    service_id: UUID
    organisation_id: UUID
    status: ModerationStatus
    place: str


@dataclass(slots=True)
class _Parts:
    """What was read of one service beside its own row."""

    spots: list[Spot] = field(default_factory=list)
    towns: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)


def read_listings(session: Session, ids: Sequence[UUID], *, public_only: bool) -> list[KnownListing]:
    """The listings with some keys, in the order of the keys given; those that do not exist are passed over.

    Args:
        public_only: read nothing that is not public: no stewards, no hidden addresses, no private contacts.
    """
    texts = {row.id: row for row in session.execute(_TEXTS.where(col(Service.id).in_(ids)))}
    groups = {row.organisation_id for row in texts.values()}
    parts = _read_parts(session, list(texts), public_only=public_only)
    numbers = _by_group(session, groups, OrganisationIdentifier, "scheme", "identifier")
    stewards = _by_group(session, set() if public_only else groups, Steward, "email")
    for row in texts.values():
        parts[row.id].emails += [email for (email,) in stewards[row.organisation_id]]
    return [_listing(texts[key], parts[key], numbers[texts[key].organisation_id]) for key in ids if key in texts]


def _listing(row: Any, parts: _Parts, numbers: Sequence[tuple[str, str]]) -> KnownListing:
    described = Described.said(
        name=row.name,
        organisation=row.group_name,
        texts=(row.summary, row.description),
        spots=parts.spots,
        towns=parts.towns,
        phones=(row.group_phone, *parts.phones),
        emails=(row.email, row.group_email, *parts.emails),
        urls=(row.url, row.group_url),
        numbers=numbers,
        kinds=parts.kinds,
        days=parts.days,
        service_id=row.id,
        organisation_id=row.organisation_id,
    )
    place = "; ".join(dict.fromkeys(filter(None, parts.places)))
    return KnownListing(described, row.id, row.organisation_id, row.status, place)


def _read_parts(session: Session, ids: Sequence[UUID], *, public_only: bool) -> defaultdict[UUID, _Parts]:
    parts: defaultdict[UUID, _Parts] = defaultdict(_Parts)
    for row in session.execute(_PLACES.where(col(ServiceAtLocation.service_id).in_(ids))):
        _add_place(parts[row.service_id], row, public_only=public_only)
    for row in session.execute(_contacts(ids, public_only=public_only)):
        parts[row.service_id].phones.append(row.phone)
        parts[row.service_id].emails.append(row.email)
    days = select(col(Schedule.service_id), col(Schedule.byday)).where(col(Schedule.service_id).in_(ids))
    for row in session.execute(days):
        parts[row.service_id].days += [day for _, day in parse_byday(row.byday)]
    for row in session.execute(_KINDS.where(col(ServiceTerm.service_id).in_(ids))):
        parts[row.service_id].kinds.append(row.code)
    return parts


def _contacts(ids: Sequence[UUID], *, public_only: bool) -> Any:
    found = select(col(Contact.service_id), col(Contact.phone), col(Contact.email))
    found = found.where(col(Contact.service_id).in_(ids))
    return found.where(col(Contact.public)) if public_only else found


def _add_place(parts: _Parts, row: Any, *, public_only: bool) -> None:
    parts.towns.append(row.city)
    if row.address_public:
        point = None if row.latitude is None or row.longitude is None else Point(row.latitude, row.longitude)
        parts.places.append(", ".join(filter(None, (row.name, row.city, row.postcode))))
        parts.spots.append(Spot.at(row.postcode, point))
    elif not public_only:
        # Its point is only the middle of a district, where many services would seem to meet.
        parts.spots.append(Spot.at(row.postcode))


def _by_group(
    session: Session, groups: Collection[UUID], table: type[SQLModel], *columns: str
) -> defaultdict[UUID, list[tuple[Any, ...]]]:
    """Some columns of the rows that belong to some groups."""
    by_group: defaultdict[UUID, list[tuple[Any, ...]]] = defaultdict(list)
    owner: Any = getattr(table, "organisation_id")  # noqa: B009 -- not every table has it
    wanted = select(owner, *(getattr(table, column) for column in columns)).where(owner.in_(groups))
    for key, *values in session.execute(wanted) if groups else ():
        by_group[key].append(tuple(values))
    return by_group
