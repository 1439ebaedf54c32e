"""Somebody saves a listing: part by part, at once, to be decided upon, or both texts side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from sqlmodel import Session

from directory.actions.editing.texts import Texts
from directory.geography import Gazetteer
from directory.models import Revision
from directory.oruk.parts import PART, PARTS, ListingPart, differing, with_parts, with_points_of
from directory.oruk.records import ServiceRecord
from directory.queries.history import kept_record
from directory.vocabulary import ModerationStatus, RevisionState


class Trust(Enum):
    """How much of a published listing somebody changes at once."""

    NONE = "everything waits for a decision"
    LOW_RISK = "parts of low risk are in force at once"
    ALL = "everything is in force at once"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A part that somebody else has changed since its author looked. Nothing of it was written.

    Attributes:
        theirs: what is in force now.
        yours: what its author wanted.
    """

    part: ListingPart
    theirs: ServiceRecord
    yours: ServiceRecord


@dataclass(frozen=True, slots=True)
class Changed:
    """What came of saving.

    Attributes:
        applied: the names of the parts that are in force now.
        proposed: those that wait for a decision, all that its author has waiting included.
        conflicts: those that are to be looked at again.
        number: of the newest revision now. Whoever has looked at the conflicts sends it as what they saw.
    """

    applied: tuple[str, ...]
    proposed: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    number: int


NOT_YET_SHOWN = {
    ModerationStatus.DRAFT,
    ModerationStatus.SUBMITTED,
    ModerationStatus.CHANGES_ASKED,
    ModerationStatus.DECLINED,
}
"""Somebody will look at all of it before anybody sees it, so that no single change has to wait. One that was withdrawn
or archived has been seen, and may be seen again as it is.
"""


def change_listing(
    session: Session,
    service_id: UUID,
    record: ServiceRecord,
    *,
    actor: str,
    based_on: int,
    trust: Trust,
    gazetteer: Gazetteer,
) -> Changed:
    """Let a listing say something else, in the parts in which its author changed what they saw.

    Parts of low risk of a trusted author are in force at once; so is all of a listing that was never shown. The others
    are a proposal, which takes the place of an earlier one of the same author and keeps its parts. A part that somebody
    else changed meanwhile is left as it is, and comes back with both texts. Saving again what was saved does nothing.

    Args:
        record: what it should say: best what it says now (`service_record`) with the author's answers put in.
        actor: a role and an id.
        based_on: the number of the newest revision its author saw (`newest_number`).

    Raises:
        NotFoundError: there is no such listing.
    """
    texts = Texts(session, service_id)
    record = with_points_of(record, texts.current)
    wanted, contested = _sorted_out(texts, record, texts.as_of(based_on))
    at_once = [name for name in wanted if _is_at_once(texts, name, trust)]
    if at_once:
        texts.put_in_force(record, at_once, actor=actor, based_on=based_on, gazetteer=gazetteer)
    proposed = propose(texts, record, [name for name in wanted if name not in at_once], actor, based_on)
    session.flush()
    conflicts = tuple(Conflict(PART[name], texts.current, record) for name in contested)
    return Changed(tuple(at_once), proposed, conflicts, texts.number)


def _sorted_out(texts: Texts, record: ServiceRecord, seen: ServiceRecord) -> tuple[list[str], list[str]]:
    """The parts that its author changed: those that can be taken, and those that somebody else changed, too."""
    changed = [name for name in differing(seen, record) if texts.would_change(record, name)]
    # A statement of room never takes the place of another: the newest counts, and nobody's words are lost.
    elsewhere = {name for name in differing(seen, texts.current) if name != "capacity"}
    return [name for name in changed if name not in elsewhere], [name for name in changed if name in elsewhere]


def _is_at_once(texts: Texts, name: str, trust: Trust) -> bool:
    if trust is Trust.ALL or texts.service.status in NOT_YET_SHOWN:
        return True
    return trust is Trust.LOW_RISK and PART[name].low_risk


def propose(texts: Texts, record: ServiceRecord, names: Sequence[str], actor: str, based_on: int) -> tuple[str, ...]:
    """Put some parts before the moderators, with those that the same author has put there before and still wants.

    Returns:
        The names of all parts that wait.
    """
    waiting = [each for each in texts.revisions if each.state is RevisionState.PROPOSED and each.actor == actor]
    earlier = waiting[-1] if waiting else None
    if not names:
        return _still_wanted(texts, earlier)
    texts.keep_current()
    kept = [name for name in _still_wanted(texts, earlier) if name not in names]
    proposal = with_parts(texts.current, record, names)
    if earlier:
        proposal = with_parts(proposal, kept_record(earlier), kept)
    parts = tuple(part.name for part in PARTS if part.name in {*names, *kept})
    if earlier is None or not _is_same(earlier, proposal, parts):
        for each in waiting:
            each.state = RevisionState.REPLACED
        texts.add(proposal, RevisionState.PROPOSED, parts, actor=actor, based_on=based_on)
    return parts


def _still_wanted(texts: Texts, earlier: Revision | None) -> tuple[str, ...]:
    """The parts of an earlier proposal that are not in force by now."""
    if earlier is None:
        return ()
    return tuple(name for name in earlier.fields if texts.would_change(kept_record(earlier), name))


def _is_same(earlier: Revision, proposal: ServiceRecord, parts: Sequence[str]) -> bool:
    return tuple(earlier.fields) == parts and not set(parts) & set(differing(kept_record(earlier), proposal))
