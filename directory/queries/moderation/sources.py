"""Where the queue comes from: one select for each kind of thing that waits, the oldest first, in one's reach."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, false, func, or_, true, union_all
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from directory.access import DECIDING, Person
from directory.models import (
    Claim,
    Contact,
    FeedRecord,
    MailTrouble,
    Organisation,
    Report,
    Revision,
    Service,
    Steward,
)
from directory.queries.reach import to_decide
from directory.vocabulary import ClaimStatus, ModerationStatus, QueueKind, ReportStatus, RevisionState

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that waits, as its tables have it.

    Attributes:
        key: its own: of the listing, the revision, the claim or the report.
        service: the listing that it is about; None for a group that is not listed.
        row: its row, where it is more than a listing.
        since: when it came; of a new listing it is not known yet by what was asked here.
    """

    kind: QueueKind
    key: UUID
    service: Service | None
    organisation: Organisation | None
    row: Any
    since: datetime


@dataclass(frozen=True, slots=True)
class Scope:
    """What somebody looks for.

    Attributes:
        only: a listing, if it is about one alone.
        most: things of one kind that are looked at. The others are newer, and come up when these are done.
        long_days: the days without a confirmation after which a listing is put before them.
    """

    person: Person
    now: datetime
    long_days: int
    only: UUID | None = None
    most: int = 500

    @property
    def services(self) -> Condition:
        """The condition that a listing is one of those that are looked for."""
        reached = to_decide(self.person)
        return reached & (col(Service.id) == self.only) if self.only else reached


def things(session: Session, scope: Scope) -> Iterator[Thing]:
    """Everything that waits, kind by kind; `Scope.most` of each, the oldest."""
    yield from _new(session, scope)
    yield from _changes(session, scope)
    yield from _claims(session, scope)
    yield from _reports(session, scope)
    yield from _troubled(session, scope)
    yield from _stale(session, scope)


def _new(session: Session, scope: Scope) -> Iterator[Thing]:
    chosen = _listings().where(scope.services, col(Service.status) == ModerationStatus.SUBMITTED)
    for service, group in session.exec(chosen.order_by(col(Service.created_at), col(Service.id)).limit(scope.most)):
        yield Thing(QueueKind.NEW, service.id, service, group, None, service.created_at)


def _changes(session: Session, scope: Scope) -> Iterator[Thing]:
    chosen = (
        select(Revision, Service, Organisation)
        .join(Service, col(Service.id) == col(Revision.service_id))
        .join(Organisation, col(Organisation.id) == col(Service.organisation_id))
        .where(scope.services, col(Revision.state) == RevisionState.PROPOSED)
    )
    for row, service, group in session.exec(
        chosen.order_by(col(Revision.created_at), col(Revision.id)).limit(scope.most)
    ):
        yield Thing(QueueKind.CHANGE, row.id, service, group, row, row.created_at)


def _claims(session: Session, scope: Scope) -> Iterator[Thing]:
    """Somebody may claim a group without naming a listing; then any of its listings is where it is decided."""
    first = (
        select_columns(col(Service.id))
        .where(col(Service.organisation_id) == col(Claim.organisation_id))
        .order_by(col(Service.name), col(Service.id))
        .limit(1)
        .correlate(Claim)
        .scalar_subquery()
    )
    chosen = (
        select(Claim, Service, Organisation)
        .join(Service, col(Service.id) == func.coalesce(col(Claim.service_id), first))
        .join(Organisation, col(Organisation.id) == col(Claim.organisation_id))
        .where(scope.services, col(Claim.status) == ClaimStatus.WAITING)
    )
    for row, service, group in session.exec(chosen.order_by(col(Claim.created_at), col(Claim.id)).limit(scope.most)):
        yield Thing(QueueKind.CLAIM, row.id, service, group, row, row.created_at)


def _reports(session: Session, scope: Scope) -> Iterator[Thing]:
    chosen = (
        select(Report, Service, Organisation)
        .join(Service, col(Service.id) == col(Report.service_id), isouter=True)
        .join(Organisation, col(Organisation.id) == col(Service.organisation_id), isouter=True)
        .where(_of_reports(scope.person, scope.services), col(Report.status) == ReportStatus.WAITING)
    )
    if scope.only:
        chosen = chosen.where(col(Report.service_id) == scope.only)
    for row, service, group in session.exec(chosen.order_by(col(Report.created_at), col(Report.id)).limit(scope.most)):
        yield Thing(QueueKind.REPORT, row.id, service, group, row, row.created_at)


def _of_reports(person: Person, services: Condition) -> Condition:
    """The condition that a report, beside the listing that it is about, is one that somebody reaches: about such a
    listing or, without one, of a district of theirs, or of none.
    """
    areas = person.areas(*DECIDING)
    here = true() if "" in areas else col(Report.district).in_({*areas, ""}) if areas else false()
    return or_(col(Report.service_id).is_not(None) & services, col(Report.service_id).is_(None) & here)


def _troubled(session: Session, scope: Scope) -> Iterator[Thing]:
    """Published listings of which an address, or one of whose keepers, letters do not reach."""
    of_group = col(Service.organisation_id) == col(Organisation.id)
    addresses = union_all(
        select_columns(col(Service.id).label("service_id"), func.lower(Service.email).label("email")),
        select_columns(col(Service.id), func.lower(Organisation.email)).where(of_group),
        select_columns(col(Contact.service_id), func.lower(Contact.email)),
        select_columns(col(Service.id), col(Steward.email)).where(
            col(Service.organisation_id) == col(Steward.organisation_id)
        ),
    ).subquery()
    since = func.min(MailTrouble.created_at)
    troubled = (
        select_columns(addresses.c.service_id, since.label("since"))
        .join(MailTrouble, col(MailTrouble.email) == addresses.c.email)
        .group_by(addresses.c.service_id)
        .subquery()
    )
    chosen = (
        _listings(troubled.c.since)
        .join(troubled, troubled.c.service_id == col(Service.id))
        .where(scope.services, col(Service.status) == ModerationStatus.PUBLISHED)
    )
    for service, group, at in session.exec(chosen.order_by(troubled.c.since, col(Service.id)).limit(scope.most)):
        yield Thing(QueueKind.MAIL, service.id, service, group, None, at)


def _stale(session: Session, scope: Scope) -> Iterator[Thing]:
    """Published listings that nobody has confirmed for long. Those of a feed are for its publisher to confirm."""
    before = scope.now - timedelta(days=scope.long_days)
    unconfirmed = or_(
        col(Service.confirmed_on) < before.date(),
        col(Service.confirmed_on).is_(None) & (col(Service.created_at) < before),
    )
    of_a_feed = exists().where(col(FeedRecord.service_id) == col(Service.id))
    chosen = _listings().where(
        scope.services, col(Service.status) == ModerationStatus.PUBLISHED, unconfirmed, ~of_a_feed
    )
    for service, group in session.exec(
        chosen.order_by(col(Service.confirmed_on).nulls_first(), col(Service.id)).limit(scope.most)
    ):
        known = service.confirmed_on
        last = datetime.combine(known, time(), UTC) if known else service.created_at
        yield Thing(QueueKind.STALE, service.id, service, group, None, last + timedelta(days=scope.long_days))


def _listings(*more: Any) -> Any:
    """The listings with their groups."""
    return select(Service, Organisation, *more).join(Organisation, col(Organisation.id) == col(Service.organisation_id))
