"""What a listing said through time: who changed what and when, with both texts side by side.

It is for those who keep the listing: it tells contacts and addresses that are not public. Who somebody is it tells by
their role alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from directory.errors import NotFoundError
from directory.models import Revision, Service
from directory.oruk.parts import PART
from directory.oruk.records import ServiceRecord
from directory.queries.differences import Line, side_by_side
from directory.queries.eligibility import Naming
from directory.queries.labels import Labels
from directory.queries.wording import Wording
from directory.vocabulary import RevisionState, Role

ELSEWHERE = "directory"
"""The actor of a text that was found, and not written by an editor: that of before the first change, and what a feed
or a letter has changed since.
"""


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part of a listing as it was and as it became, line by line."""

    name: str
    label: str
    before: tuple[Line, ...]
    after: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A revision as a page shows it.

    Attributes:
        who: a role in words.
        at: when it was written (aware, UTC); of the first text since when it is so, as far as we know.
        changes: the parts that were changed, in the order of the page; of the first text none.
        reason: why it was undone, or not taken.
        can_be_undone: whether it was in force and something was before it. A later change may yet be in the way.
    """

    number: int
    state: RevisionState
    who: str
    at: datetime
    changes: tuple[PartChange, ...]
    reason: str
    based_on: int | None
    can_be_undone: bool


def history(session: Session, service_id: UUID, labels: Labels, name_of: Naming) -> tuple[Entry, ...]:
    """Every revision of a listing, the newest first, with two selects; none: nobody has changed it yet.

    A change that was in force is compared with the text before it, one that was proposed with what was in force when
    it was; while it waits, with what is in force now.

    Raises:
        NotFoundError: there is no such listing.
    """
    if session.exec(select(Service.id).where(col(Service.id) == service_id)).first() is None:
        raise NotFoundError("There is no such listing")
    of_service = select(Revision).where(col(Revision.service_id) == service_id).order_by(col(Revision.number))
    revisions = session.exec(of_service).all()
    wording = Wording(labels, name_of)
    return tuple(_entry(each, revisions, wording) for each in reversed(revisions))


def compared(wording: Wording, name: str, before: ServiceRecord, after: ServiceRecord) -> PartChange:
    """A part of two texts side by side."""
    was, became = side_by_side(wording.lines(before, name), wording.lines(after, name))
    return PartChange(name, PART[name].label, was, became)


def newest_in_force(revisions: Iterable[Revision]) -> Revision | None:
    """The text that was in force last of some revisions. What is proposed is not, even after it was accepted: then a
    further revision tells what was in force.
    """
    in_force = (each for each in revisions if each.state is RevisionState.IN_FORCE)
    return max(in_force, key=lambda each: each.number, default=None)


def kept_record(revision: Revision) -> ServiceRecord:
    """The text that a revision keeps."""
    return ServiceRecord.model_validate(revision.record)


def who_in_words(actor: str) -> str:
    """Who somebody is by their role, never by name, number or address: "Group editor", "A feed: Neighbour"."""
    kind, _, rest = actor.partition(" ")
    if kind == "feed":
        return f"A feed: {rest}"
    if kind == "group":
        return {"registering": "The group, registering", "invited": "The group, from an invitation"}.get(
            rest, "The group, from a letter"
        )
    return {role.value: role.label for role in Role}.get(kind, "The directory")


def _entry(revision: Revision, revisions: Sequence[Revision], wording: Wording) -> Entry:
    waits = revision.state is RevisionState.PROPOSED
    earlier = newest_in_force(each for each in revisions if waits or each.number < revision.number)
    changes: tuple[PartChange, ...] = ()
    if earlier is not None:
        before, after = kept_record(earlier), kept_record(revision)
        changes = tuple(compared(wording, name, before, after) for name in revision.fields if name in PART)
    return Entry(
        number=revision.number,
        state=revision.state,
        who=who_in_words(revision.actor),
        at=revision.created_at,
        changes=changes,
        reason=revision.reason,
        based_on=revision.based_on,
        can_be_undone=bool(changes) and revision.state is RevisionState.IN_FORCE,
    )
