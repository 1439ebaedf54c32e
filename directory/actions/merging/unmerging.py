"""Undoing a merge, also long after it."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlmodel import Session, col, select

from directory import clock
from directory.access import DECIDING, Person
from directory.actions.editing.texts import Texts
from directory.actions.merging.belongings import hand_back, part_keepers
from directory.actions.merging.choosing import Take, without
from directory.actions.merging.keeping import MergeKept
from directory.actions.merging.merging import note
from directory.actions.moderation import move
from directory.errors import InvalidTransitionError, NotFoundError
from directory.geography import Gazetteer
from directory.models import Merge, Service
from directory.oruk.parts import differing, differs, with_parts
from directory.oruk.records import ServiceRecord
from directory.queries.reach import service_to_decide
from directory.vocabulary import EventKind, ModerationStatus

_WAYS_BACK: Final = {
    ModerationStatus.PUBLISHED: (ModerationStatus.PUBLISHED,),
    ModerationStatus.SUBMITTED: (ModerationStatus.SUBMITTED,),
    ModerationStatus.CHANGES_ASKED: (ModerationStatus.SUBMITTED, ModerationStatus.CHANGES_ASKED),
}
"""From withdrawn to what a listing was before; one that nobody saw then has stayed what it was."""


@dataclass(frozen=True, slots=True)
class Unmerged:
    """What came of undoing a merge.

    Attributes:
        left: the names of the parts that the merge changed and somebody has written anew since: their words stay.
    """

    merge: Merge
    left: tuple[str, ...]


def unmerge(session: Session, merge_id: UUID, *, person: Person, gazetteer: Gazetteer) -> Unmerged:
    """Make two listings of one again, both as they were.

    Only what the merge brought is taken back. A part that nobody has touched since says what it said before it. From a
    list that has been edited what came from the other listing is taken, and the rest stays. Any other part that has
    been edited stays as it is, and is told of.

    Raises:
        NotFoundError: there is no such merge, or this person does not decide about both listings.
        InvalidTransitionError: it has been undone, or the kept listing was itself merged into another since.
    """
    found = session.get(Merge, merge_id, with_for_update=True)
    if found is None:
        raise NotFoundError("There is no such merge")
    kept, gone = (service_to_decide(session, key, person) for key in (found.kept_id, found.gone_id))
    _refuse(session, found)
    actor, record = person.acts_as(*DECIDING), MergeKept.of(found)
    left = _take_back(Texts(session, kept.id), record, actor, gazetteer)
    hand_back(session, record.moved, kept, gone)
    part_keepers(session, record.moved)
    _bring_back(session, gone, ModerationStatus(found.gone_status), actor)
    for service in (kept, gone):
        note(session, service, EventKind.UNMERGED, actor)
    found.undone_at = clock.now()
    session.flush()
    return Unmerged(found, left)


def _refuse(session: Session, found: Merge) -> None:
    if found.undone_at:
        raise InvalidTransitionError("This merge has been undone already")
    later = select(Merge).where(col(Merge.gone_id) == found.kept_id, col(Merge.undone_at).is_(None))
    if session.exec(later).first():
        raise InvalidTransitionError("The listing was merged into another one since; undo that first")


def _take_back(texts: Texts, record: MergeKept, actor: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Let the kept listing say what it would without the merge.

    Returns:
        The parts that were written anew since.
    """
    now = wanted = texts.current
    left = []
    for name in differing(record.before, record.after):
        if not differs(now, record.after, name):
            wanted = with_parts(wanted, record.before, [name])
        elif record.choices.get(name) is Take.BOTH:
            wanted = without(wanted, record.before, record.gone, name)
        if differs(now, record.after, name) and not differs(wanted, now, name):
            left.append(name)
    _put(texts, wanted, actor, gazetteer)
    return tuple(left)


def _put(texts: Texts, wanted: ServiceRecord, actor: str, gazetteer: Gazetteer) -> None:
    if parts := differing(texts.current, wanted):
        texts.put_in_force(
            wanted, parts, actor=actor, based_on=texts.number, gazetteer=gazetteer, reason="A merge was undone"
        )


def _bring_back(session: Session, gone: Service, status: ModerationStatus, actor: str) -> None:
    """Give the other listing the status it had, unless somebody has given it another one since."""
    if gone.status is ModerationStatus.WITHDRAWN:
        for step in _WAYS_BACK.get(status, ()):
            move(session, gone, step, actor=actor, kind=EventKind.UNMERGED)
