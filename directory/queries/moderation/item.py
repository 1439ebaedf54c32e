"""All that one has to see to decide about a listing, on one page and with as many selects whatever waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from sqlmodel import Session, col, select

from directory.geography import Gazetteer, Point
from directory.models import Claim, Report, Service
from directory.oruk.parts import PARTS, differing
from directory.oruk.records import ServiceRecord
from directory.queries.duplicates import LikelyDuplicate, described_listing, likely_duplicates
from directory.queries.history import Entry, PartChange, compared, history
from directory.queries.keepers import keepers_of
from directory.queries.labels import Labels
from directory.queries.link_check import answers_of
from directory.queries.mail import troubled
from directory.queries.merges import MergeShown, merges_of
from directory.queries.moderation.checks import Check, checks_of, web_addresses
from directory.queries.moderation.events import EventShown, events_of
from directory.queries.moderation.looking import Looking, looking_at
from directory.queries.moderation.sources import Scope
from directory.queries.moderation.surroundings import newest_numbers
from directory.queries.moderation.waiting import QueueItem, queue, seen_of
from directory.queries.picture import Picture, picture
from directory.queries.reach import service_to_decide, to_decide
from directory.queries.record import service_record, service_records
from directory.queries.wording import Wording
from directory.vocabulary import ModerationStatus, QueueKind, ReportStatus, RevisionState

DUPLICATES = 3
"""Likely duplicates that are shown; who has more than these is looked at again after the first is merged."""

PICTURE_MILES = 2.0
"""How far the picture reaches at least, so that a moderator sees which part of which town it is."""


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """A claim.

    Attributes:
        known: how its address is one that we know the group by; empty: it is not.
    """

    item: QueueItem
    email: str
    evidence: str
    known: str


@dataclass(frozen=True, slots=True)
class ReportShown:
    """A report. Where an answer would go is not shown: nobody needs it to answer."""

    item: QueueItem | None
    key: UUID
    kind: str
    name: str
    place: str
    words: str
    at: datetime
    can_be_answered: bool
    waits: bool


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """A proposed change beside what is shown now."""

    item: QueueItem
    entry: Entry


@dataclass(frozen=True, slots=True)
class DuplicateShown:
    """A listing that may be the same one.

    Attributes:
        changes: where the two differ, this one first; of one out of reach that is not told.
        can_be_merged: whether whoever decides reaches it, too.
    """

    likely: LikelyDuplicate
    changes: tuple[PartChange, ...]
    can_be_merged: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the listing, as the picture marks it."""

    number: int
    name: str
    point: Point | None


@dataclass(frozen=True, slots=True)
class ItemPage:
    """A listing before whoever decides.

    Attributes:
        seen: what a decision is based on, which its form hands on.
        number: of the newest revision.
        items: what waits, the riskiest first.
        parts: what it says, each part with its label, in the order of the page; nothing is left out.
        told: how many addresses a letter about it would go to.
        spots: the places of the picture, by their numbers.
    """

    id: UUID
    name: str
    organisation: str
    status: ModerationStatus
    seen: str
    number: int
    items: tuple[QueueItem, ...]
    looking: Looking | None
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    changes: tuple[ChangeShown, ...]
    claims: tuple[ClaimShown, ...]
    reports: tuple[ReportShown, ...]
    checks: tuple[Check, ...]
    duplicates: tuple[DuplicateShown, ...]
    events: tuple[EventShown, ...]
    merges: tuple[MergeShown, ...]
    told: int
    spots: tuple[Spot, ...]
    picture: Picture | None

    def waits_for(self, kind: QueueKind) -> QueueItem | None:
        """What waits of a kind of which there is at most one."""
        return next((item for item in self.items if item.kind == kind), None)


def item_page(session: Session, service_id: UUID, scope: Scope, labels: Labels, gazetteer: Gazetteer) -> ItemPage:
    """A listing with all that waits of it.

    Raises:
        NotFoundError: there is no such listing, or it is out of reach of whoever decides.
    """
    service = service_to_decide(session, service_id, scope.person)
    record = service_record(session, service_id)
    wording = Wording(labels, gazetteer.district_name)
    only = Scope(scope.person, scope.now, scope.long_days, only=service_id)
    items = queue(session, only, gazetteer).items
    number = newest_numbers(session, [service_id]).get(service_id, 0)
    spots = _spots(record)
    merges = tuple(merges_of(session, service_id))
    return ItemPage(
        id=service.id,
        name=service.name,
        organisation=service.organisation.name,
        status=service.status,
        seen=seen_of(service, number),
        number=number,
        items=items,
        looking=looking_at(session, [service_id], scope.person, scope.now).get(service_id),
        parts=tuple((part.label, said) for part in PARTS if (said := wording.lines(record, part.name))),
        changes=_changes(session, service_id, wording, items),
        claims=_claims(session, items, record),
        reports=_reports(session, items),
        checks=_checks(session, record, gazetteer),
        # What is part of another listing is not compared: it would be found to be that one.
        duplicates=()
        if any(not each.is_kept for each in merges)
        else _duplicates(session, scope, record, wording, gazetteer),
        events=events_of(session, service_id, scope.person),
        merges=merges,
        told=len(keepers_of(session, service)),
        spots=spots,
        picture=_picture(spots, gazetteer),
    )


def report_shown(report: Report, item: QueueItem | None = None) -> ReportShown:
    """A report as a page shows it."""
    return ReportShown(
        item=item,
        key=report.id,
        kind=report.kind.label,
        name=report.name,
        place=report.place,
        words=report.words,
        at=report.created_at,
        can_be_answered=bool(report.answer_to),
        waits=report.status is ReportStatus.WAITING,
    )


def _changes(
    session: Session, service_id: UUID, wording: Wording, items: Sequence[QueueItem]
) -> tuple[ChangeShown, ...]:
    """The proposals, the first that came first."""
    waiting = {item.number: item for item in items if item.kind is QueueKind.CHANGE}
    if not waiting:
        return ()
    entries = history(session, service_id, wording.labels, wording.name_of)
    proposed = (entry for entry in reversed(entries) if entry.state is RevisionState.PROPOSED)
    return tuple(ChangeShown(waiting[entry.number], entry) for entry in proposed if entry.number in waiting)


def _claims(session: Session, items: Sequence[QueueItem], record: ServiceRecord) -> tuple[ClaimShown, ...]:
    waiting = {item.key: item for item in items if item.kind is QueueKind.CLAIM}
    rows = session.exec(select(Claim).where(col(Claim.id).in_(waiting)).order_by(col(Claim.created_at), col(Claim.id)))
    return tuple(ClaimShown(waiting[row.id], row.email, row.evidence, _known(row.email, record)) for row in rows)


def _known(email: str, record: ServiceRecord) -> str:
    """How an address belongs to a group, as far as we can see; a mailbox that anybody can open proves nothing."""
    if email.lower() in {address.lower() for address in _addresses(record)}:
        return "We know the group by this address"
    host = email.rpartition("@")[2].lower()
    hosts = {(urlsplit(url).hostname or "").removeprefix("www.") for url in (record.url, record.organisation.url)}
    return "It is of the same host as the group's web page" if host in hosts else ""


def _reports(session: Session, items: Sequence[QueueItem]) -> tuple[ReportShown, ...]:
    waiting = {item.key: item for item in items if item.kind is QueueKind.REPORT}
    chosen = select(Report).where(col(Report.id).in_(waiting)).order_by(col(Report.created_at), col(Report.id))
    return tuple(report_shown(row, waiting[row.id]) for row in session.exec(chosen))


def _duplicates(
    session: Session, scope: Scope, record: ServiceRecord, wording: Wording, gazetteer: Gazetteer
) -> tuple[DuplicateShown, ...]:
    """The listings that may be the same, with where they differ."""
    described = described_listing(session, UUID(record.id))
    likely = likely_duplicates(session, described, gazetteer=gazetteer, limit=DUPLICATES, public_only=False)
    reached = select(Service.id).where(
        col(Service.id).in_([each.service_id for each in likely]), to_decide(scope.person)
    )
    said = {each.id: each for each in service_records(session, session.exec(reached).all())}
    return tuple(
        _duplicate(each, record, said.get(str(each.service_id)), wording)
        for each in likely
        # What is neither published nor in reach they are not to learn of.
        if str(each.service_id) in said or each.status is ModerationStatus.PUBLISHED
    )


def _duplicate(
    likely: LikelyDuplicate, record: ServiceRecord, other: ServiceRecord | None, wording: Wording
) -> DuplicateShown:
    parts = differing(record, other) if other else ()
    changes = (compared(wording, name, record, other) for name in parts if other)
    return DuplicateShown(likely, tuple(changes), can_be_merged=other is not None)


def _checks(session: Session, record: ServiceRecord, gazetteer: Gazetteer) -> tuple[Check, ...]:
    lost, answered = troubled(session, _addresses(record)), answers_of(session, web_addresses(record))
    return checks_of(record, gazetteer, lost, answered)


def _addresses(record: ServiceRecord) -> list[str]:
    """Every address that a listing and its group are known by."""
    contacts = (each.email for each in record.contacts)
    group = record.organisation
    return [address for address in (record.email, group.email, *contacts, *group.stewards) if address]


def _spots(record: ServiceRecord) -> tuple[Spot, ...]:
    places = enumerate(record.places, 1)
    return tuple(
        Spot(number, place.name or place.postcode or "A place", _point(place.latitude, place.longitude))
        for number, place in places
    )


def _point(latitude: float | None, longitude: float | None) -> Point | None:
    return None if latitude is None or longitude is None else Point(latitude, longitude)


def _picture(spots: Sequence[Spot], gazetteer: Gazetteer) -> Picture | None:
    """Where it says that it is, around its first place, with the homes of the postcodes there."""
    first = next((spot for spot in spots if spot.point), None)
    if first is None or first.point is None:
        return None
    return picture(first.point, first.name, spots, gazetteer, at_least_miles=PICTURE_MILES)
