"""Reading services with all that is public of them, many at a time, by columns."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import fields
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import BindParameter, Column, ColumnElement, Connection, Select, Table, bindparam, select, type_coerce
from sqlalchemy.types import NullType
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
from directory.queries.whole.rows import (
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

_Services = dict[Any, WholeService]
_Places = dict[Any, WholePlace]
"""By keys as the database has them."""


def whole_services(
    session: Session, ids: Sequence[UUID], statuses: Collection[ModerationStatus]
) -> dict[UUID, WholeService]:
    """Those of some services that have one of some statuses, by their keys, with as many selects whatever their
    number.
    """
    connection = session.connection()
    found = [row for row in connection.execute(_SERVICES, {"ids": ids}).all() if row[_STATUS] in statuses]
    groups = whole_groups(session, {row[_GROUP] for row in found})
    services: _Services = {row[-1]: _service(row, groups) for row in found}
    for name, (make, statement) in _PARTS.items():
        for owner, *values in connection.execute(statement, {"ids": ids}).all():
            if owner in services:
                getattr(services[owner], name).append(make(*values))
    _add_terms(connection, services, ids, places=_add_places(connection, services, ids))
    return {service.id: service for service in services.values()}


def whole_groups(session: Session, ids: Iterable[UUID]) -> dict[UUID, WholeGroup]:
    """Some groups, by their keys."""
    keys, connection = list(ids), session.connection()
    groups = {row[0]: WholeGroup(*row) for row in connection.execute(_GROUPS, {"ids": keys}).all()}
    for group_id, *values in connection.execute(_IDENTIFIERS, {"ids": keys}).all():
        groups[group_id].identifiers.append(IdentifierRow(*values))
    return groups


def _service(row: Any, groups: dict[UUID, WholeGroup]) -> WholeService:
    statement = row[_GROUP + 1 : -1]
    stated = [StatementRow(*statement)] if statement[0] else []  # a statement always has a status
    return WholeService(**dict(zip(_OWN, row, strict=False)), organisation=groups[row[_GROUP]], capacities=stated)


def _add_places(connection: Connection, services: _Services, ids: Sequence[UUID]) -> _Places:
    places: _Places = {}
    for owner, raw, *values in connection.execute(_PLACES, {"ids": ids}).all():
        if owner in services:
            place = places.setdefault(raw, WholePlace(**dict(zip(_OF_PLACE, values, strict=True))))
            services[owner].at_locations.append(AtPlaceRow(place))
    return places


def _add_terms(connection: Connection, services: _Services, ids: Sequence[UUID], *, places: _Places) -> None:
    """Link services and places to their terms. Many are linked to the same, so each term is read once."""
    links = connection.execute(_TERM_LINKS, {"ids": ids}).all()
    features = connection.execute(_FEATURES, {"ids": ids}).all()
    wanted = {raw for _, raw in (*links, *features)}
    found = connection.execute(_TERMS, {"ids": [UUID(str(raw)) for raw in wanted]}).all()
    terms = {raw: LinkRow(TermRow(*values)) for raw, *values in found}
    for owner, term in links:
        if owner in services:
            services[owner].terms.append(terms[term])
    for owner, term in features:
        if owner in places:
            places[owner].features.append(terms[term])


def _table(model: type[SQLModel]) -> Table:
    return cast(Table, model.__table__)  # type: ignore[attr-defined]  # it is there on every table


def _columns(table: Table, names: Sequence[str]) -> list[Column[Any]]:
    return [table.c[name] for name in names]


def _raw(column: Column[Any]) -> ColumnElement[Any]:
    """A key as the database has it, to find rows that belong together: to make a UUID of each takes a third of the
    time.
    """
    return type_coerce(column, NullType())


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
        select(
            *_columns(service, _OWN),
            service.c.organisation_id,
            *_columns(room, StatementRow._fields),
            _raw(service.c.id),
        )
        .outerjoin_from(service, room, room.c.id == newest)
        .where(service.c.id.in_(_IDS))
        .order_by(service.c.id)
    )


def _parts_of(model: type[SQLModel], names: Sequence[str]) -> Select[Any]:
    """The parts of one kind, in their order."""
    part = _table(model)
    chosen = select(_raw(part.c.service_id), *_columns(part, names)).where(part.c.service_id.in_(_IDS))
    if "public" in part.c:
        chosen = chosen.where(part.c.public)
    return chosen.order_by(part.c.service_id, part.c.position, part.c.id)


def _places() -> Select[Any]:
    at, place = _table(ServiceAtLocation), _table(Location)
    chosen = select(_raw(at.c.service_id), _raw(place.c.id), *_columns(place, _OF_PLACE))
    chosen = chosen.join_from(at, place, at.c.location_id == place.c.id).where(at.c.service_id.in_(_IDS))
    return chosen.order_by(at.c.service_id, at.c.position, at.c.id)


def _term_links() -> Select[Any]:
    link = _table(ServiceTerm)
    return select(_raw(link.c.service_id), _raw(link.c.term_id)).where(link.c.service_id.in_(_IDS))


def _features() -> Select[Any]:
    at, link = _table(ServiceAtLocation), _table(LocationTerm)
    places = select(at.c.location_id).where(at.c.service_id.in_(_IDS))
    return select(_raw(link.c.location_id), _raw(link.c.term_id)).where(link.c.location_id.in_(places))


def _terms() -> Select[Any]:
    term = _table(TaxonomyTerm)
    return select(_raw(term.c.id), *_columns(term, TermRow._fields)).where(term.c.id.in_(_IDS))


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
_TERM_LINKS: Final = _term_links()
_TERMS: Final = _terms()
_PARTS: Final[dict[str, tuple[Callable[..., Any], Select[Any]]]] = {
    "schedules": (ScheduleRow, _parts_of(Schedule, ScheduleRow._fields)),
    "costs": (CostRow, _parts_of(CostOption, CostRow._fields)),
    "contacts": (ContactRow, _parts_of(Contact, ContactRow._fields)),
    "areas": (AreaRow, _parts_of(ServiceArea, AreaRow._fields)),
    "languages": (LanguageRow, _parts_of(ServiceLanguage, LanguageRow._fields)),
    "rules": (RuleRow, _parts_of(EligibilityRule, RuleRow._fields)),
}
