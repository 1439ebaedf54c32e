"""Addresses that letters do not reach."""

from uuid import uuid4

import pytest
from sqlmodel import Session, select

from directory import clock
from directory.actions.mail import clear_trouble, note_trouble, take_bounces
from directory.mail import Failure
from directory.models import MailTrouble, OutgoingLetter

SAID = "smtp; 550 No such user"


def troubles(session: Session) -> dict[str, str]:
    return {row.email: row.said for row in session.exec(select(MailTrouble))}


def letter_to(session: Session, recipient: str, *, sent: bool = True) -> OutgoingLetter:
    row = OutgoingLetter(recipient=recipient, about="asked", subject="?", body="?")
    row.sent_at = clock.now() if sent else None
    session.add(row)
    session.flush()
    return row


def test_of_an_address_what_was_said_last_is_kept(session: Session) -> None:
    for said in ("No such user", "x" * 900):
        note_trouble(session, "Keeper@kettle.example", said)
    assert troubles(session) == {"keeper@kettle.example": "x" * 500}


def test_it_is_forgotten_when_the_address_works_again(session: Session) -> None:
    note_trouble(session, "keeper@kettle.example", SAID)
    clear_trouble(session, "KEEPER@kettle.example")
    assert troubles(session) == {}


def test_a_letter_that_came_back_marks_the_address_it_was_sent_to(session: Session) -> None:
    """The address that failed is another one: the keeper has mail passed on."""
    letter = letter_to(session, "Keeper@kettle.example")
    assert take_bounces(session, [Failure(("keeper@home.example",), SAID, letter.id)]) == 1
    assert troubles(session) == {"keeper@kettle.example": SAID}


def test_without_the_letter_the_first_address_that_we_wrote_to_is_marked(session: Session) -> None:
    letter_to(session, "Keeper@kettle.example")
    named = ("stranger@kettle.example", "keeper@kettle.example")
    assert take_bounces(session, [Failure(named, SAID, None), Failure(named, SAID, uuid4())]) == 2
    assert troubles(session) == {"keeper@kettle.example": SAID}


@pytest.mark.parametrize("written", [True, False])
def test_nobody_can_mark_an_address_that_we_have_sent_nothing_to(session: Session, written: bool) -> None:
    letter = letter_to(session, "keeper@kettle.example", sent=False).id if written else None
    assert take_bounces(session, [Failure(("keeper@kettle.example",), SAID, letter)]) == 0
    assert troubles(session) == {}
