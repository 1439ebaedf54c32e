"""What becomes of a proposed change, and taking back one that was in force."""

from collections.abc import Iterable
from uuid import UUID

from sqlmodel import Session

from directory.actions.editing.texts import Texts
from directory.errors import ConflictError, InputError, InvalidTransitionError, NotAllowedError
from directory.geography import Gazetteer
from directory.models import ModerationEvent, Revision
from directory.oruk.parts import PART, differing
from directory.oruk.records import ServiceRecord
from directory.queries.history import kept_record, newest_in_force
from directory.vocabulary import EventKind, RevisionState


def accept_change(
    session: Session, service_id: UUID, number: int, *, actor: str, based_on: int, gazetteer: Gazetteer
) -> Revision:
    """Put a proposed change in force. What is in force then is a revision of its own, based on the proposal.

    Args:
        based_on: the number of the newest revision that whoever decides saw.

    Returns:
        The proposal.

    Raises:
        NotFoundError: there is no such change.
        InvalidTransitionError: it does not wait for a decision.
        ConflictError: one of its parts was changed since whoever decides looked: they would overwrite what they have
            not seen.
    """
    texts = Texts(session, service_id)
    proposal = _waiting(texts, number)
    wanted = kept_record(proposal)
    _refuse_conflicts(proposal, differing(texts.as_of(based_on), texts.current))
    if parts := [name for name in proposal.fields if texts.would_change(wanted, name)]:
        texts.put_in_force(wanted, parts, actor=actor, based_on=number, gazetteer=gazetteer)
    proposal.state = RevisionState.ACCEPTED
    _note(session, texts, EventKind.CHANGE_ACCEPTED, actor)
    return proposal


def refuse_change(session: Session, service_id: UUID, number: int, *, actor: str, reason: str) -> Revision:
    """Turn down a proposed change and say why. Its words are kept.

    Raises:
        NotFoundError: there is no such change.
        InvalidTransitionError: it does not wait for a decision.
        InputError: there is no reason.
    """
    if not reason.strip():
        raise InputError("reason", "Say why the change is not taken, so that its author knows")
    texts = Texts(session, service_id)
    proposal = _waiting(texts, number)
    proposal.state, proposal.reason = RevisionState.REFUSED, reason.strip()
    _note(session, texts, EventKind.CHANGE_REFUSED, actor, reason.strip())
    return proposal


def withdraw_change(session: Session, service_id: UUID, number: int, *, actor: str) -> Revision:
    """Take back one's own proposal before it is decided upon. Nobody decided anything, so there is no event.

    Raises:
        NotFoundError: there is no such change.
        InvalidTransitionError: it does not wait for a decision.
        NotAllowedError: it is somebody else's.
    """
    proposal = _waiting(Texts(session, service_id), number)
    if proposal.actor != actor:
        raise NotAllowedError("Only whoever proposed a change can take it back")
    proposal.state = RevisionState.REPLACED
    session.flush()
    return proposal


def undo_change(
    session: Session, service_id: UUID, number: int, *, actor: str, gazetteer: Gazetteer, reason: str = ""
) -> Revision:
    """Put the parts of a change back as they were before it. That is a revision too, and can be undone.

    Returns:
        The new revision.

    Raises:
        NotFoundError: there is no such change.
        InvalidTransitionError: it was never in force, is the first text, or is undone already.
        ConflictError: one of its parts was changed since; that change has to be undone first.
    """
    texts = Texts(session, service_id)
    change = texts.revision(number)
    before = newest_in_force(each for each in texts.revisions if each.number < number)
    if change.state is not RevisionState.IN_FORCE or before is None or not change.fields:
        raise InvalidTransitionError("This change was never in force, so it cannot be undone")
    wanted = kept_record(before)
    parts = _to_undo(texts.current, wanted, change)
    _refuse_conflicts(change, differing(kept_record(change), texts.current))
    texts.put_in_force(wanted, parts, actor=actor, based_on=number, gazetteer=gazetteer, reason=reason)
    _note(session, texts, EventKind.CHANGE_UNDONE, actor, reason)
    return texts.revisions[-1]


def _to_undo(current: ServiceRecord, wanted: ServiceRecord, change: Revision) -> list[str]:
    parts = [name for name in differing(current, wanted) if name in change.fields]
    if not parts:
        raise InvalidTransitionError("This change has been undone already")
    return parts


def _waiting(texts: Texts, number: int) -> Revision:
    proposal = texts.revision(number)
    if proposal.state is not RevisionState.PROPOSED:
        raise InvalidTransitionError("This change does not wait for a decision any more")
    return proposal


def _refuse_conflicts(change: Revision, changed_since: Iterable[str]) -> None:
    if parts := tuple(name for name in changed_since if name in change.fields):
        labels = ", ".join(PART[name].label for name in parts)
        raise ConflictError(f"This has been changed in the meantime: {labels}", parts)


def _note(session: Session, texts: Texts, kind: EventKind, actor: str, reason: str = "") -> None:
    """Add the event; the status stays as it is."""
    status = texts.service.status
    session.add(
        ModerationEvent(service_id=texts.service.id, kind=kind, before=status, after=status, actor=actor, reason=reason)
    )
    session.flush()
