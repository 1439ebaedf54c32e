"""What those who change a listing see of it: each part with what it says, and what of it waits for a decision.

It tells contacts and addresses that are not public, so it is for those who reach the listing (`queries.reach`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from directory.models import ModerationEvent, Revision, Service
from directory.oruk.parts import PART, PARTS, ListingPart, differing
from directory.oruk.records import ServiceRecord
from directory.queries.history import Entry, PartChange, compared, kept_record, newest_in_force, who_in_words
from directory.queries.merges import merged_into
from directory.queries.record import service_record
from directory.queries.wording import Wording
from directory.vocabulary import ModerationStatus, RevisionState, Role


@dataclass(frozen=True, slots=True)
class Waiting:
    """A change of one part that waits for a decision, beside what is shown until then.

    Attributes:
        number: of the proposal, which may be of several parts.
        is_own: whether whoever looks has proposed it, and can take it back.
    """

    number: int
    who: str
    at: datetime
    is_own: bool
    change: PartChange


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part of a listing: what it says, line by line, and what should become of it."""

    name: str
    label: str
    low_risk: bool
    lines: tuple[str, ...]
    waiting: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class EditPage:
    """A listing for those who change it.

    Attributes:
        can_be_closed: whether it can be said that it has ended.
        can_be_shown: whether its group has said so, and can take that back.
        can_be_sent: whether it can be put before the moderators.
        merged_into: the listing that it is part of now; it comes back only if they are parted.
    """

    id: UUID
    name: str
    organisation_id: UUID
    organisation: str
    status: ModerationStatus
    parts: tuple[PartShown, ...]
    can_be_closed: bool
    can_be_shown: bool
    can_be_sent: bool
    merged_into: UUID | None


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a form begins with.

    Attributes:
        number: what its author has seen (`change_listing`).
        begun: the number of the text that the form was made of: the same, or that of their own proposal.
    """

    current: ServiceRecord
    record: ServiceRecord
    number: int
    begun: int


_BEFORE_ALL = {ModerationStatus.PUBLISHED, ModerationStatus.SUBMITTED}
"""Everybody sees it, or the moderators look at it."""


def edit_page(session: Session, service: Service, wording: Wording, actor: str) -> EditPage:
    """A listing with all of its parts."""
    current = service_record(session, service.id)
    waiting = [each for each in _revisions(session, service.id) if each.state is RevisionState.PROPOSED]
    closed, into = was_closed_by_its_group(session, service), merged_into(session, service.id)
    return EditPage(
        id=service.id,
        name=service.name,
        organisation_id=service.organisation_id,
        organisation=service.organisation.name,
        status=service.status,
        parts=tuple(_part(part, current, waiting, wording, actor) for part in PARTS),
        can_be_closed=service.status is ModerationStatus.PUBLISHED,
        can_be_shown=closed and not into,
        can_be_sent=not closed and not into and service.status not in _BEFORE_ALL,
        merged_into=into,
    )


def beginning(session: Session, service_id: UUID, part: str, actor: str) -> Beginning:
    """What the form of a part begins with: what its author has proposed and still waits, else what is shown."""
    current, revisions = service_record(session, service_id), _revisions(session, service_id)
    number = _number(current, revisions)
    own = [
        each
        for each in revisions
        if each.state is RevisionState.PROPOSED and each.actor == actor and part in each.fields
    ]
    if own:
        return Beginning(current, kept_record(own[-1]), number, own[-1].number)
    return Beginning(current, current, number, number)


def text_of(session: Session, service_id: UUID, number: int) -> ServiceRecord:
    """The text that a form was made of, by the number it had or would have got: it is kept by then if anything was
    changed since.
    """
    revisions = _revisions(session, service_id)
    kept = next((each for each in revisions if each.number == max(number, 1)), None)
    return kept_record(kept) if kept else service_record(session, service_id)


def group_may_undo(entry: Entry) -> bool:
    """Whether a group may undo a change by itself: one of its own, or of what it changes at once anyway. What a
    moderator has put right stays right until a moderator says otherwise.
    """
    low_risk = all(PART[change.name].low_risk for change in entry.changes)
    return entry.can_be_undone and (low_risk or entry.who == Role.GROUP_EDITOR.label)


def was_closed_by_its_group(session: Session, service: Service) -> bool:
    """Whether its own group took a listing away that everybody could see, so that it may bring it back by itself."""
    if service.status is not ModerationStatus.WITHDRAWN:
        return False
    events = select(ModerationEvent).where(col(ModerationEvent.service_id) == service.id)
    closed = events.where(col(ModerationEvent.after) == service.status)
    last = session.exec(
        closed.order_by(col(ModerationEvent.happened_at).desc(), col(ModerationEvent.id)).limit(1)
    ).first()
    if last is None or last.before is not ModerationStatus.PUBLISHED:
        return False
    return last.actor.startswith(f"{Role.GROUP_EDITOR.value} ")


def _revisions(session: Session, service_id: UUID) -> Sequence[Revision]:
    of_service = select(Revision).where(col(Revision.service_id) == service_id)
    return session.exec(of_service.order_by(col(Revision.number))).all()


def _number(current: ServiceRecord, revisions: Sequence[Revision]) -> int:
    """The number of what is shown now. Where a feed or a letter has changed it since, that has none yet, and gets the
    next one before anything else is changed.
    """
    newest, kept = max((each.number for each in revisions), default=0), newest_in_force(revisions)
    return newest + bool(kept and differing(kept_record(kept), current))


def _part(
    part: ListingPart, current: ServiceRecord, proposals: Sequence[Revision], wording: Wording, actor: str
) -> PartShown:
    waiting = [
        Waiting(
            number=each.number,
            who=who_in_words(each.actor),
            at=each.created_at,
            is_own=each.actor == actor,
            change=compared(wording, part.name, current, kept_record(each)),
        )
        for each in proposals
        if part.name in each.fields
    ]
    lines = wording.lines(current, part.name)
    return PartShown(part.name, part.label, part.low_risk, lines, tuple(waiting))
