"""Reading services with all that is public of them, many at a time, by columns."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import fields
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import BindParameter, Column, Connection, Select, Table, bindparam, select
from sqlmodel import Session, SQLModel

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
    TaxonomyTerm,
)
from directory.queries.rows import AreaRow, ContactRow, CostRow, RuleRow, ScheduleRow
from directory.queries.whole import (
    AtPlaceRow,
    IdentifierRow,
    LanguageRow,
    LinkRow,
    StatementRow,
    TermRow,
    WholeGroup,
    WholePlace,
    WholeService,
)
from directory.vocabulary import ModerationStatus

_Of = dict[UUID, list[Any]]


def whole_services(
    session: Session, ids: Sequence[UUID], statuses: Collection[ModerationStatus]
) -> dict[UUID, WholeService]:
    """Those of some services that have one of some statuses, by their keys, with as many selects whatever their
    number.
    """
    connection = session.connection()
    found = [row for row in connection.execute(_SERVICES, {"ids": ids}) if row[_STATUS] in statuses]
    groups = whole_groups(session, {row[_GROUP] for row in found})
    services = {row[0]: _service(row, groups) for row in found}
    _add_places(connection, services, ids)
    for name, (make, statement) in _PARTS.items():
        for service_id, *values in connection.execute(statement, {"ids": ids}):
            if service_id in services:
                getattr(services[service_id], name).append(make(*values))
    return services


def whole_groups(session: Session, ids: Iterable[UUID]) -> dict[UUID, WholeGroup]:
    """Some groups, by their keys."""
    keys, connection = list(ids), session.connection()
    groups = {row[0]: WholeGroup(*row) for row in connection.execute(_GROUPS, {"ids": keys})}
    for group_id, *values in connection.execute(_IDENTIFIERS, {"ids": keys}):
        groups[group_id].identifiers.append(IdentifierRow(*values))
    return groups


def _service(row: Any, groups: dict[UUID, WholeGroup]) -> WholeService:
    statement = row[_GROUP + 1 :]
    stated = [StatementRow(*statement)] if statement[0] else []  # a statement always has a status
    return WholeService(**dict(zip(_OWN, row, strict=False)), organisation=groups[row[_GROUP]], capacities=stated)


def _add_places(connection: Connection, services: dict[UUID, WholeService], ids: Sequence[UUID]) -> None:
    features: _Of = defaultdict(list)
    for location_id, *values in connection.execute(_FEATURES, {"ids": ids}):
        features[location_id].append(LinkRow(TermRow(*values)))
    for service_id, *values in connection.execute(_PLACES, {"ids": ids}):
        if service_id in services:
            place = WholePlace(**dict(zip(_OF_PLACE, values, strict=True)), features=features.get(values[0], []))
            services[service_id].at_locations.append(AtPlaceRow(place))


def _table(model: type[SQLModel]) -> Table:
    return cast(Table, model.__table__)  # type: ignore[attr-defined]  # it is there on every table


def _columns(table: Table, names: Sequence[str]) -> list[Column[Any]]:
    return [table.c[name] for name in names]


def _names(row: type) -> list[str]:
    """The names of those columns that a value is made of, which have no default."""
    return [each.name for each in fields(row) if each.name not in _GATHERED]


def _all_services() -> Select[Any]:
    """The services themselves, each with the key of its group and its newest statement of capacity."""
    service, room = _table(Service), _table(Capacity)
    said = room.alias()
    newest = (
        select(said.c.id)
        .where(said.c.service_id == service.c.id)
        .order_by(said.c.stated_at.desc(), said.c.created_at.desc(), said.c.id.desc())
        .limit(1)
        .correlate(service)
        .scalar_subquery()
    )
    return (
        select(*_columns(service, _OWN), service.c.organisation_id, *_columns(room, StatementRow._fields))
        .outerjoin_from(service, room, room.c.id == newest)
        .where(service.c.id.in_(_IDS))
        .order_by(service.c.id)
    )


def _parts_of(model: type[SQLModel], names: Sequence[str]) -> Select[Any]:
    """The parts of one kind, in their order."""
    part = _table(model)
    chosen = select(part.c.service_id, *_columns(part, names)).where(part.c.service_id.in_(_IDS))
    if "public" in part.c:
        chosen = chosen.where(part.c.public)
    return chosen.order_by(part.c.service_id, part.c.position, part.c.id)


def _linked(model: type[SQLModel], owner: str) -> Select[Any]:
    """The terms that something is linked to."""
    link, term = _table(model), _table(TaxonomyTerm)
    chosen = select(link.c[owner], *_columns(term, TermRow._fields))
    return chosen.join_from(link, term, link.c.term_id == term.c.id)


def _places() -> Select[Any]:
    at, place = _table(ServiceAtLocation), _table(Location)
    chosen = select(at.c.service_id, *_columns(place, _OF_PLACE))
    chosen = chosen.join_from(at, place, at.c.location_id == place.c.id).where(at.c.service_id.in_(_IDS))
    return chosen.order_by(at.c.service_id, at.c.position, at.c.id)


def _features() -> Select[Any]:
    at = _table(ServiceAtLocation)
    places = select(at.c.location_id).where(at.c.service_id.in_(_IDS))
    return _linked(LocationTerm, "location_id").where(_table(LocationTerm).c.location_id.in_(places))


def _of_groups(model: type[SQLModel], key: str, names: Sequence[str]) -> Select[Any]:
    table = _table(model)
    chosen = select(*_columns(table, [*([key] if key not in names else []), *names]))
    return chosen.where(table.c[key].in_(_IDS)).order_by(table.c[key])


_GATHERED: Final = frozenset("organisation capacities identifiers stewards features terms rules".split()) | frozenset(
    "at_locations schedules costs contacts areas languages".split()
)
"""What is gathered from other tables."""

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_OWN: Final = _names(WholeService)
_OF_PLACE: Final = _names(WholePlace)
_STATUS: Final = _OWN.index("status")
_GROUP: Final = len(_OWN)
"""Where the key of the group stands; the statement of capacity follows on it."""

# Statements are put together once: to do so for every batch takes longer than to run them.
_SERVICES: Final = _all_services()
_GROUPS: Final = _of_groups(Organisation, "id", _names(WholeGroup))
_IDENTIFIERS: Final = _of_groups(OrganisationIdentifier, "organisation_id", IdentifierRow._fields)
_PLACES: Final = _places()
_FEATURES: Final = _features()
_PARTS: Final[dict[str, tuple[Callable[..., Any], Select[Any]]]] = {
    "schedules": (ScheduleRow, _parts_of(Schedule, ScheduleRow._fields)),
    "costs": (CostRow, _parts_of(CostOption, CostRow._fields)),
    "contacts": (ContactRow, _parts_of(Contact, ContactRow._fields)),
    "areas": (AreaRow, _parts_of(ServiceArea, AreaRow._fields)),
    "languages": (LanguageRow, _parts_of(ServiceLanguage, LanguageRow._fields)),
    "rules": (RuleRow, _parts_of(EligibilityRule, RuleRow._fields)),
    "terms": (
        lambda *term: LinkRow(TermRow(*term)),
        _linked(ServiceTerm, "service_id").where(_table(ServiceTerm).c.service_id.in_(_IDS)),
    ),
}
