"""A group that a councillor told us of is asked to take its listing over, and answers by one press.

The link is known to the mailbox that the councillor named, and it is that address which gets the listing: somebody to
whom the letter was passed on can say yes for their group, but cannot change it.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlmodel import Session, col, select, update

from directory import clock
from directory.access import Grant
from directory.actions.accounts.roles import grant_role
from directory.actions.accounts.signing_in import ask_for_link
from directory.actions.letters import Stationery, cancel_letters, revive_letters, write_letter
from directory.actions.moderation import ALLOWED_TRANSITIONS, note_change, withdraw_service
from directory.actions.stewards import let_be_written_to
from directory.errors import InvalidTransitionError, NotFoundError
from directory.models import ModerationEvent, Nomination, Service
from directory.queries.merges import merged_into
from directory.signing import Signer
from directory.vocabulary import EventKind, ModerationStatus, NominationStatus, Role

LETTER: Final = "invitation"
"""The name of its letters, and what its links are signed for."""

AFTER_DAYS: Final = (0, 10, 30)
"""When a group is written to that does not answer; then never again."""

LINK_DAYS: Final = 60


def invite(session: Session, signer: Signer, stationery: Stationery, nomination: Nomination, *, ward: str) -> None:
    """Write to a group that somebody told us of, now and twice more if it does not answer.

    Args:
        ward: the name of the ward whose councillor it was; empty: not said.
    """
    nomination.status = NominationStatus.INVITED
    now = clock.now()
    for number, days in enumerate(AFTER_DAYS, start=1):
        write_letter(
            session,
            stationery,
            LETTER,
            to=nomination.reached_by,
            key=f"{LETTER} {nomination.id} {number}",
            secret=True,
            service_id=nomination.service_id,
            due_at=now + timedelta(days=days),
            nomination=nomination,
            ward=ward,
            path=f"invitation/{signer.sign(LETTER, str(nomination.id))}",
            until=(now + timedelta(days=LINK_DAYS)).astimezone(clock.LONDON).date(),
            number=number,
            last=number == len(AFTER_DAYS),
        )


def read_invitation(signer: Signer, signed: str) -> UUID | None:
    """The key of the nomination that a link is about; None for a link that is too old, or not ours."""
    value = signer.read(LETTER, signed, days=LINK_DAYS)
    return UUID(value) if value else None


def take_over(session: Session, signer: Signer, stationery: Stationery, nomination_id: UUID) -> Service:
    """Let a group keep its own listing: its address may change it and invite others, and gets a link to sign in with.

    Raises:
        NotFoundError: there is no such invitation, or no listing any more: one that was merged into another is none.
        InvalidTransitionError: it was answered before.
    """
    nomination, service = _answer(session, nomination_id, NominationStatus.TAKEN_OVER)
    grant = Grant(Role.GROUP_EDITOR, service.organisation_id, lead=True)
    account = grant_role(session, email=nomination.reached_by, grant=grant, by=LETTER)
    let_be_written_to(session, service.organisation_id, nomination.reached_by, lead=True)
    status = service.status
    actor = f"{Role.GROUP_EDITOR.value} {account.id}"
    session.add(
        ModerationEvent(service_id=service.id, kind=EventKind.CLAIM_GRANTED, before=status, after=status, actor=actor)
    )
    note_change(session, service)
    group = f"/groups/{service.organisation_id}"
    ask_for_link(session, signer, stationery, email=nomination.reached_by, next_address=group)
    return service


def turn_down(session: Session, nomination_id: UUID) -> Service:
    """Take a listing away whose group does not want to be listed.

    Raises:
        NotFoundError: there is no such invitation, or no listing any more.
        InvalidTransitionError: it was answered before.
    """
    _, service = _answer(session, nomination_id, NominationStatus.CLOSED)
    if ModerationStatus.WITHDRAWN in ALLOWED_TRANSITIONS[service.status]:
        withdraw_service(session, service, actor="group invited", reason="The group does not want to be listed")
    return service


def invite_after_all(session: Session, service_id: UUID, *, since: datetime) -> None:
    """Let a group be written to again whose listing was taken away at some moment by a decision that is undone, unless
    it has answered meanwhile.
    """
    waits = (col(Nomination.service_id) == service_id, col(Nomination.status) == NominationStatus.INVITED)
    if session.exec(select(Nomination.id).where(*waits)).first():
        revive_letters(session, service_id, LETTER, since=since)


def hand_over(session: Session, organisation_id: UUID) -> None:
    """Note that a group keeps its own listings now, by whatever way it came to: it is not invited any more."""
    of_group = select(Service.id).where(col(Service.organisation_id) == organisation_id)
    still_open = col(Nomination.status).in_([NominationStatus.WAITING, NominationStatus.INVITED])
    chosen = select(Nomination).where(col(Nomination.service_id).in_(of_group), still_open)
    for nomination in session.exec(chosen).all():
        nomination.status = NominationStatus.TAKEN_OVER
        session.add(nomination)
        if nomination.service_id:
            cancel_letters(session, nomination.service_id, LETTER)


def _answer(session: Session, nomination_id: UUID, status: NominationStatus) -> tuple[Nomination, Service]:
    """Answer an invitation, unless somebody else did in this very moment."""
    nomination = session.get(Nomination, nomination_id)
    service = session.get(Service, nomination.service_id) if nomination and nomination.service_id else None
    if nomination is None or service is None or merged_into(session, service.id):
        raise NotFoundError("There is no such invitation any more")
    still_open = (col(Nomination.id) == nomination_id, col(Nomination.status) == NominationStatus.INVITED)
    if not session.exec(update(Nomination).where(*still_open).values(status=status)).rowcount:
        raise InvalidTransitionError("This invitation has been answered already")
    cancel_letters(session, service.id, LETTER)
    return nomination, service
