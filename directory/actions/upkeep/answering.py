"""What a group answers, and taking it back.

What a link has done is kept beside it, as the answers of somebody who comes back to them, so that whoever opens the
letter again can take the last one back.
"""

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlmodel import Session, col, select

from directory import clock
from directory.actions.editing import Trust, change_listing, newest_number, undo_change
from directory.actions.moderation import move, note_change, publish_service, who_decided, withdraw_service
from directory.actions.upkeep.links import Link, use
from directory.errors import ConflictError, InputError, InvalidTransitionError
from directory.geography import Gazetteer
from directory.models import Draft, ModerationEvent, Service
from directory.oruk.records import CapacityRecord
from directory.queries.record import service_record
from directory.vocabulary import Answer, CapacityStatus, EventKind
from directory.vocabulary import ModerationStatus as Status

KIND: Final = "upkeep"
"""Of the drafts that keep what links have done."""

MOST_WEEKS: Final = 260

_ROOM: Final = {
    Answer.OPEN: CapacityStatus.OPEN,
    Answer.FEW: CapacityStatus.FEW,
    Answer.WAITING_LIST: CapacityStatus.WAITING_LIST,
    Answer.FULL: CapacityStatus.FULL,
}


@dataclass(frozen=True, slots=True)
class _Press:
    """An answer, and what there was before it.

    Attributes:
        revision: the number of the text that it put in force; 0: none.
    """

    answer: str
    weeks: int | None
    status: str
    confirmed_on: str
    revision: int = 0

    @property
    def confirms(self) -> bool:
        return self.answer != Answer.CLOSED


def confirm_listing(session: Session, service: Service, *, actor: str, reason: str = "") -> None:
    """Note that its group says that everything in a listing is right today."""
    service.confirmed_on = clock.today()
    status = service.status
    values: dict[str, Any] = {"before": status, "after": status, "actor": actor, "reason": reason}
    session.add(ModerationEvent(service_id=service.id, kind=EventKind.CONFIRMED, **values))
    note_change(session, service)
    session.flush()


def answer_letter(
    session: Session, link: Link, answer: Answer, *, gazetteer: Gazetteer, weeks: int | None = None
) -> None:
    """Do what a group answers to a letter: all but that it has closed confirm the listing. To press twice is harmless.

    Args:
        weeks: how long the waiting list is, about.

    Raises:
        InputError: nobody waits for so long.
        InvalidTransitionError: the listing was taken away meanwhile.
    """
    if weeks is not None and not 0 < weeks <= MOST_WEEKS:
        raise InputError("weeks", f"Enter a number of weeks between 1 and {MOST_WEEKS}, or leave it empty")
    service, kept = _locked(session, link.service_id), _kept(session, link)
    presses = _presses(kept)
    if presses and (presses[-1].answer, presses[-1].weeks) == (answer.value, weeks):
        return
    before = service.confirmed_on.isoformat() if service.confirmed_on else ""
    press = _Press(answer.value, weeks, service.status.value, before)
    if answer is Answer.CLOSED:
        withdraw_service(session, service, actor=link.actor, reason="Its group says that it has closed")
    else:
        _bring_back(session, service, link)
        press = replace(press, revision=_confirm(session, service, link, answer, weeks, gazetteer))
    use(session, link)
    _keep(session, kept, [*presses, press])


def last_answer(session: Session, link: Link) -> Answer | None:
    """The last answer that was given by a link and not taken back."""
    presses = _presses(_found(session, link))
    return Answer(presses[-1].answer) if presses else None


def take_back(session: Session, link: Link, *, gazetteer: Gazetteer) -> None:
    """Let everything be as it was before the last answer of a link. What others have said since stays.

    Raises:
        InvalidTransitionError: there is nothing to take back.
    """
    service, kept = _locked(session, link.service_id), _kept(session, link)
    presses = _presses(kept)
    if not presses:
        raise InvalidTransitionError("This has been taken back already")
    last = presses.pop()
    words = f"“{Answer(last.answer).label}” was taken back"
    _unsay_room(session, service, link, last, gazetteer, words)
    _unconfirm(session, service, link, last)
    _move_back(session, service, link, Status(last.status), words)
    note_change(session, service)
    _keep(session, kept, presses)


def _bring_back(session: Session, service: Service, link: Link) -> None:
    """Show a listing again that was put away because nobody answered; any other that is away stays so."""
    if service.status is Status.ARCHIVED:
        publish_service(session, service, actor=link.actor, reason="Its group has confirmed it")
    if service.status is not Status.PUBLISHED:
        raise InvalidTransitionError(f"“{service.name}” is not shown any more")


def _confirm(
    session: Session, service: Service, link: Link, answer: Answer, weeks: int | None, gazetteer: Gazetteer
) -> int:
    """Confirm a listing and what is said of its room; the number of its new text, 0: it says so already."""
    room = _ROOM.get(answer)
    number = _state_room(session, service, link, room, weeks, gazetteer) if room else 0
    confirm_listing(session, service, actor=link.actor, reason=answer.label)
    return number


def _state_room(
    session: Session, service: Service, link: Link, status: CapacityStatus, weeks: int | None, gazetteer: Gazetteer
) -> int:
    """Let the listing say how much room there is, by the same deed as an editor's form."""
    record, number = service_record(session, service.id), newest_number(session, service.id)
    today, said = clock.today(), record.capacity
    waits = status in {CapacityStatus.WAITING_LIST, CapacityStatus.FULL}
    # A date on which people are taken stands by itself; how many places there were does not.
    intake = said.next_intake_on if said and waits else None
    room = CapacityRecord(status=status, stated_on=today, wait_weeks=weeks, next_intake_on=intake)
    changed = change_listing(
        session,
        service.id,
        record.model_copy(update={"capacity": room}),
        actor=link.actor,
        based_on=number,
        trust=Trust.LOW_RISK,
        gazetteer=gazetteer,
    )
    return changed.number if changed.applied else 0


def _unsay_room(session: Session, service: Service, link: Link, last: _Press, gazetteer: Gazetteer, words: str) -> None:
    if not last.revision:
        return
    try:
        undo_change(session, service.id, last.revision, actor=link.actor, gazetteer=gazetteer, reason=words)
    except (ConflictError, InvalidTransitionError):
        # Somebody has said since how much room there is, or has taken it back: that stays.
        return


def _unconfirm(session: Session, service: Service, link: Link, last: _Press) -> None:
    """Let it have been confirmed when it was before, unless somebody else has confirmed it since."""
    ours = col(ModerationEvent.actor) == link.actor
    confirmed = (
        select(ModerationEvent.actor)
        .where(col(ModerationEvent.service_id) == service.id, col(ModerationEvent.kind) == EventKind.CONFIRMED)
        .order_by(col(ModerationEvent.happened_at).desc(), ours.desc())
    )
    if last.confirms and session.exec(confirmed.limit(1)).first() == link.actor:
        service.confirmed_on = date.fromisoformat(last.confirmed_on) if last.confirmed_on else None


def _move_back(session: Session, service: Service, link: Link, before: Status, words: str) -> None:
    """Give it the status it had, if it is this link that changed it; else only say what was taken back."""
    status = service.status
    if status is not before and who_decided(session, service) == link.actor:
        move(session, service, before, actor=link.actor, reason=words)
    else:
        values: dict[str, Any] = {"before": status, "after": status, "actor": link.actor, "reason": words}
        session.add(ModerationEvent(service_id=service.id, kind=EventKind.CHANGE_UNDONE, **values))


def _locked(session: Session, service_id: UUID) -> Service:
    """The listing, which nobody else answers for until this is committed."""
    return session.exec(select(Service).where(col(Service.id) == service_id).with_for_update()).one()


def _found(session: Session, link: Link) -> Draft | None:
    return session.exec(select(Draft).where(col(Draft.kind) == KIND, col(Draft.digest) == link.digest)).first()


def _kept(session: Session, link: Link) -> Draft:
    return _found(session, link) or Draft(kind=KIND, digest=link.digest, service_id=link.service_id)


def _presses(kept: Draft | None) -> list[_Press]:
    return [_Press(**each) for each in kept.answers.get("presses", ())] if kept else []


def _keep(session: Session, kept: Draft, presses: list[_Press]) -> None:
    kept.answers = {"presses": [asdict(each) for each in presses]}
    session.add(kept)
    session.flush()
