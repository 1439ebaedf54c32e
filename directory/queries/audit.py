"""Who decided what, when and why: about listings, reports and roles, within the reach of whoever asks.

A moderator is told by which role something was decided; an administrator by which account, too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, func, literal, or_, true, union_all
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from directory.access import DECIDING, Person
from directory.clock import LONDON
from directory.models import Account, ModerationEvent, Organisation, Report, RoleGrant, Service
from directory.queries.eligibility import Naming
from directory.queries.history import who_in_words
from directory.queries.moderation.events import event_in_words
from directory.queries.reach import in_reach
from directory.vocabulary import EventKind, Role

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which decisions are asked for.

    Attributes:
        kind: only those of a kind; roles and suggestions are of none.
        since: the first day.
        until: the last day.
    """

    kind: EventKind | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision.

    Attributes:
        service_id: the listing that it was about, if any.
        about: the name of the listing or the group, or whose role it was.
        who: the role of whoever decided, or a feed.
        account: their address; empty unless an administrator asks.
    """

    at: datetime
    what: str
    about: str
    service_id: UUID | None
    who: str
    account: str
    reason: str


def audit(
    session: Session, person: Person, wanted: Wanted, name_of: Naming, *, page: int = 1, size: int = A_PAGE
) -> list[Entry]:
    """A page of the decisions that somebody may know of, the newest first, with as many selects whatever its size."""
    found = _keys(person, wanted).subquery()
    order = (found.c.at.desc(), found.c.source, found.c.key)
    chosen = select_columns(found).order_by(*order).limit(size).offset((page - 1) * size)
    rows = session.connection().execute(chosen).all()
    told = _Teller(session, person, rows, name_of)
    return [told.entry(row.source, row.key, row.at) for row in rows]


def audit_length(session: Session, person: Person, wanted: Wanted) -> int:
    """How many decisions there are."""
    found = _keys(person, wanted).subquery()
    return session.connection().execute(select_columns(func.count()).select_from(found)).scalar_one()


def whole_audit(session: Session, person: Person, wanted: Wanted, name_of: Naming) -> Iterator[Entry]:
    """Every decision, a batch at a time."""
    page, size = 1, 500
    while batch := audit(session, person, wanted, name_of, page=page, size=size):
        yield from batch
        page += 1


_EVENT, _GRANTED, _REVOKED, _SUGGESTION = "event", "granted", "revoked", "suggestion"


def _keys(person: Person, wanted: Wanted) -> Any:
    """The moments and keys of everything that is asked for."""
    listings = _from(_EVENT, ModerationEvent.happened_at, ModerationEvent.id, wanted)
    listings = listings.join(Service, col(Service.id) == col(ModerationEvent.service_id))
    listings = listings.where(in_reach(person, *DECIDING))
    if wanted.kind:
        return listings.where(col(ModerationEvent.kind) == wanted.kind)
    roles, areas = _roles_seen(person), person.areas(*DECIDING)
    suggested = and_(col(Report.service_id).is_(None), col(Report.decided_at).is_not(None))
    here = true() if "" in areas else col(Report.district).in_({*areas, ""})
    return union_all(
        listings,
        _from(_GRANTED, RoleGrant.created_at, RoleGrant.id, wanted).where(roles),
        _from(_REVOKED, RoleGrant.revoked_at, RoleGrant.id, wanted).where(
            roles, col(RoleGrant.revoked_at).is_not(None)
        ),
        _from(_SUGGESTION, Report.decided_at, Report.id, wanted).where(suggested, here),
    )


def _from(source: str, at: Any, key: Any, wanted: Wanted) -> Any:
    chosen: Any = select_columns(literal(source).label("source"), col(key).label("key"), col(at).label("at"))
    if wanted.since:
        chosen = chosen.where(col(at) >= _midnight(wanted.since))
    if wanted.until:
        chosen = chosen.where(col(at) < _midnight(date.fromordinal(wanted.until.toordinal() + 1)))
    return chosen


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)


def _roles_seen(person: Person) -> ColumnElement[bool]:
    """Which roles somebody is told of: an administrator those of their areas, of everywhere all."""
    areas = person.areas(Role.ADMINISTRATOR)
    if not areas:
        return false()
    return true() if "" in areas else or_(col(RoleGrant.area).in_(areas))


class _Teller:
    """Puts decisions into words, with one select for each table they are of."""

    def __init__(self, session: Session, person: Person, rows: Sequence[Any], name_of: Naming) -> None:
        keys: dict[str, set[UUID]] = {source: set() for source in (_EVENT, _GRANTED, _REVOKED, _SUGGESTION)}
        for row in rows:
            keys[row.source].add(row.key)
        self._name_of = name_of
        self._events = {
            event.id: (event, name)
            for event, name in session.exec(
                select(ModerationEvent, Service.name)
                .join(Service, col(Service.id) == col(ModerationEvent.service_id))
                .where(col(ModerationEvent.id).in_(keys[_EVENT]))
            )
        }
        self._grants = {
            grant.id: (grant, email, group)
            for grant, email, group in session.exec(
                select(RoleGrant, Account.email, Organisation.name)
                .join(Account, col(Account.id) == col(RoleGrant.account_id))
                .join(Organisation, col(Organisation.id) == col(RoleGrant.organisation_id), isouter=True)
                .where(col(RoleGrant.id).in_(keys[_GRANTED] | keys[_REVOKED]))
            )
        }
        suggestions = select(Report).where(col(Report.id).in_(keys[_SUGGESTION]))
        self._suggestions = {report.id: report for report in session.exec(suggestions)}
        self._accounts = _accounts(session, self._actors()) if person.has(Role.ADMINISTRATOR) else {}

    def entry(self, source: str, key: UUID, at: datetime) -> Entry:
        """A decision by its key."""
        match source:
            case "event":
                event, name = self._events[key]
                words = event_in_words(event.kind, event.before, event.after)
                return self._told(at, words, name, event.actor, event.reason, event.service_id)
            case "suggestion":
                report = self._suggestions[key]
                return self._told(
                    at, report.status.label, report.name or report.kind.label, report.decided_by, report.answer
                )
            case _:
                grant, email, group = self._grants[key]
                where = group or self._name_of(grant.area) or grant.area or "everywhere"
                words = f"{grant.role.label} ({where}): {'role granted' if source == _GRANTED else 'role taken away'}"
                return self._told(at, words, email, grant.granted_by if source == _GRANTED else grant.revoked_by, "")

    def _told(
        self, at: datetime, what: str, about: str, actor: str, reason: str, service_id: UUID | None = None
    ) -> Entry:
        account = self._accounts.get(_key_in(actor), "")
        return Entry(at, what, about, service_id, who_in_words(actor), account, reason)

    def _actors(self) -> Iterator[str]:
        yield from (event.actor for event, _ in self._events.values())
        yield from (report.decided_by for report in self._suggestions.values())
        for grant, _, _ in self._grants.values():
            yield from (grant.granted_by, grant.revoked_by)


def _accounts(session: Session, actors: Iterator[str]) -> dict[UUID | None, str]:
    keys = {key for key in map(_key_in, actors) if key}
    return dict(session.exec(select(Account.id, Account.email).where(col(Account.id).in_(keys))).all())


def _key_in(actor: str) -> UUID | None:
    """The account that an actor is, if it is one."""
    try:
        return UUID(actor.rpartition(" ")[2])
    except ValueError:
        return None
