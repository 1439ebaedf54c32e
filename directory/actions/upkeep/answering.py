"""What a group answers to a letter, and what that does to its listing."""

from dataclasses import replace
from typing import Any, Final

from sqlmodel import Session

from directory import clock
from directory.actions.editing import Trust, change_listing, newest_number
from directory.actions.moderation import note_change, publish_service, withdraw_service
from directory.actions.upkeep.links import Link, use
from directory.actions.upkeep.presses import Press, keep_presses, kept_by, lock_listing, presses_of
from directory.errors import InputError, InvalidTransitionError
from directory.geography import Gazetteer
from directory.models import ModerationEvent, Service
from directory.oruk.records import CapacityRecord
from directory.queries.record import service_record
from directory.vocabulary import Answer, CapacityStatus, EventKind
from directory.vocabulary import ModerationStatus as Status

MOST_WEEKS: Final = 260

_ROOM: Final = {
    Answer.OPEN: CapacityStatus.OPEN,
    Answer.FEW: CapacityStatus.FEW,
    Answer.WAITING_LIST: CapacityStatus.WAITING_LIST,
    Answer.FULL: CapacityStatus.FULL,
}


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
    service, kept = lock_listing(session, link.service_id), kept_by(session, link)
    presses = presses_of(kept)
    if presses and (presses[-1].answer, presses[-1].weeks) == (answer.value, weeks):
        return
    before = service.confirmed_on.isoformat() if service.confirmed_on else ""
    press = Press(answer.value, weeks, service.status.value, before)
    if answer is Answer.CLOSED:
        withdraw_service(session, service, actor=link.actor, reason="Its group says that it has closed")
    else:
        _bring_back(session, service, link)
        press = replace(press, revision=_confirm(session, service, link, answer, weeks, gazetteer))
    use(session, link)
    keep_presses(session, kept, [*presses, press])


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
