"""Services with just the columns that a card shows, as plain values: a page of results reads these and no more.

Rows of the tables are made for changing things; a page of twenty of them with all their parts takes five times as long
to read. The names here are those of the tables, so that what puts a service into words takes either.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, NamedTuple, TypeAlias, cast
from uuid import UUID

from sqlalchemy import BindParameter, Column, Select, Table, bindparam, select
from sqlmodel import Session, SQLModel

from directory.models import (
    Capacity,
    Contact,
    CostOption,
    EligibilityRule,
    FeedRecord,
    Location,
    Organisation,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    told_by_councillor,
)
from directory.vocabulary import CapacityStatus, ModerationStatus, RuleKind


class PlaceRow(NamedTuple):
    """Of a location."""

    name: str
    address: str
    city: str
    postcode: str
    latitude: float | None
    longitude: float | None
    address_public: bool


class ScheduleRow(NamedTuple):
    """Of a schedule."""

    freq: str
    interval: int
    byday: str
    bymonthday: str
    bymonth: str
    dtstart: date | None
    valid_from: date | None
    valid_to: date | None
    opens_at: time | None
    closes_at: time | None
    description: str


class CostRow(NamedTuple):
    """Of a cost option."""

    option: str
    amount: Decimal | None
    amount_description: str
    valid_from: date | None
    valid_to: date | None


class ContactRow(NamedTuple):
    """Of a contact."""

    role: str
    phone: str
    email: str
    public: bool


class AreaRow(NamedTuple):
    """Of an area that a service covers."""

    code: str
    name: str


class RuleRow(NamedTuple):
    """Of an eligibility rule."""

    kind: RuleKind
    strict: bool
    excluded: bool
    minimum_age: float | None
    maximum_age: float | None
    among: list[str]
    valid_from: date | None
    valid_to: date | None


class CapacityRow(NamedTuple):
    """Of a statement of capacity."""

    status: CapacityStatus
    places_free: int | None
    places_total: int | None
    wait_weeks: int | None
    next_intake_on: date | None
    note: str
    stated_at: datetime


class OrganisationRow(NamedTuple):
    """Of an organisation."""

    name: str
    phone: str
    email: str


class AtLocationRow(NamedTuple):
    """That a service takes place at a place."""

    location: PlaceRow


@dataclass(slots=True)
class ServiceRow:
    """Of a published service, with what belongs to it.

    Attributes:
        organisation: its group.
        capacity: the statement of capacity that counts; None when there is none.
        told_by_councillor: whether its group has not confirmed what a councillor said of it.
        source_id: the id it has in the feed it came with; None for one of no feed.
    """

    id: UUID
    name: str
    summary: str
    description: str
    email: str
    alert: str
    joining: str
    referral_url: str
    times_note: str
    in_person: bool
    online: bool
    by_phone: bool
    home_visit: bool
    confirmed_on: date | None
    organisation: OrganisationRow
    capacity: CapacityRow | None
    told_by_councillor: bool
    source_id: str | None
    at_locations: list[AtLocationRow] = field(default_factory=list)
    schedules: list[ScheduleRow] = field(default_factory=list)
    costs: list[CostRow] = field(default_factory=list)
    contacts: list[ContactRow] = field(default_factory=list)
    areas: list[AreaRow] = field(default_factory=list)
    rules: list[RuleRow] = field(default_factory=list)


AnyService: TypeAlias = Service | ServiceRow
AnyPlace: TypeAlias = Location | PlaceRow
AnySchedule: TypeAlias = Schedule | ScheduleRow
AnyCost: TypeAlias = CostOption | CostRow
AnyCapacity: TypeAlias = Capacity | CapacityRow
AnyRule: TypeAlias = EligibilityRule | RuleRow


def published_rows(session: Session, ids: Sequence[UUID]) -> dict[UUID, ServiceRow]:
    """Those of some services that anybody may see, by their keys, with as many selects whatever their number."""
    connection = session.connection()
    found = connection.execute(_SERVICES, {"ids": ids}).all()
    services = {row.id: _service(row) for row in found if row[-1] is ModerationStatus.PUBLISHED}
    for name, (make, statement) in _PARTS.items():
        for service_id, *values in connection.execute(statement, {"ids": ids}).all():
            if service_id in services:
                getattr(services[service_id], name).append(make(*values))
    return services


def _service(row: Any) -> ServiceRow:
    group, room = row[len(_OWN) : _GROUP], row[_GROUP:-3]
    return ServiceRow(
        **dict(zip(_OWN, row, strict=False)),
        organisation=OrganisationRow(*group),
        capacity=CapacityRow(*room) if room[0] else None,  # a statement always has a status
        told_by_councillor=row[-3],
        source_id=row[-2],
    )


def _table(model: type[SQLModel]) -> Table:
    return cast(Table, model.__table__)  # type: ignore[attr-defined]  # it is there on every table


def _columns(table: Table, names: Sequence[str]) -> list[Column[Any]]:
    return [table.c[name] for name in names]


def _all_services() -> Select[Any]:
    """The services themselves, each with its group, its newest statement of capacity, and its id in a feed."""
    service, group, room, feed = _table(Service), _table(Organisation), _table(Capacity), _table(FeedRecord)
    said = room.alias()
    newest = (
        select(said.c.id)
        .where(said.c.service_id == service.c.id)
        .order_by(said.c.stated_at.desc(), said.c.created_at.desc(), said.c.id.desc())
        .limit(1)
        .correlate(service)
        .scalar_subquery()
    )
    source_id = select(feed.c.foreign_id).where(feed.c.service_id == service.c.id).order_by(feed.c.id).limit(1)
    return (
        select(
            *_columns(service, _OWN),
            *_columns(group, OrganisationRow._fields),
            *_columns(room, CapacityRow._fields),
            told_by_councillor(service.c.id),
            source_id.scalar_subquery(),
            # Not asked for among the conditions: SQLite would then look through all that are published.
            service.c.status,
        )
        .join_from(service, group, service.c.organisation_id == group.c.id)
        .outerjoin(room, room.c.id == newest)
        .where(service.c.id.in_(_IDS))
    )


def _parts_of(model: type[SQLModel], names: Sequence[str]) -> Select[Any]:
    """The parts of one kind, in their order."""
    part = _table(model)
    chosen = select(part.c.service_id, *_columns(part, names)).where(part.c.service_id.in_(_IDS))
    return chosen.order_by(part.c.service_id, part.c.position, part.c.id)


def _places() -> Select[Any]:
    at, place = _table(ServiceAtLocation), _table(Location)
    chosen = select(at.c.service_id, *_columns(place, PlaceRow._fields))
    chosen = chosen.join_from(at, place, at.c.location_id == place.c.id).where(at.c.service_id.in_(_IDS))
    return chosen.order_by(at.c.service_id, at.c.position, at.c.id)


_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_OWN = [each.name for each in fields(ServiceRow)][:14]
"""The columns of the service itself; those of its group follow on them, then those of its statement of capacity."""
_GROUP = len(_OWN) + len(OrganisationRow._fields)

# Statements are put together once: to do so for every page takes longer than to run them.
_SERVICES = _all_services()
_PARTS: dict[str, tuple[Callable[..., Any], Select[Any]]] = {
    "at_locations": (lambda *values: AtLocationRow(PlaceRow(*values)), _places()),
    "schedules": (ScheduleRow, _parts_of(Schedule, ScheduleRow._fields)),
    "costs": (CostRow, _parts_of(CostOption, CostRow._fields)),
    "contacts": (ContactRow, _parts_of(Contact, ContactRow._fields)),
    "areas": (AreaRow, _parts_of(ServiceArea, AreaRow._fields)),
    "rules": (RuleRow, _parts_of(EligibilityRule, RuleRow._fields)),
}
