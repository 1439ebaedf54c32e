"""How letters fare."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session

from directory import clock
from directory.models import MailTrouble, OutgoingLetter
from directory.queries.mail import WaitingLetters, troubled, waiting_letters
from tests.conftest import only_asking


def test_what_is_due_and_has_not_left_is_counted_from_the_oldest(session: Session) -> None:
    now = clock.now()
    usual: dict[str, Any] = {"recipient": "keeper@kettle.example", "about": "asked", "subject": "?", "body": "?"}
    ended = ({"sent_at": now}, {"cancelled_at": now}, {"trouble": "No such user"}, {"due_at": now + timedelta(hours=1)})
    old = now - timedelta(days=2)
    with only_asking(session):
        assert waiting_letters(session, now=now) == WaitingLetters(0, None)
    session.add_all(OutgoingLetter(**usual, **values) for values in ({"due_at": old}, {"due_at": now}, *ended))
    with only_asking(session):
        assert waiting_letters(session, now=now) == WaitingLetters(2, old)


def test_addresses_that_do_not_work_are_given_back_as_they_were_asked_for(session: Session) -> None:
    session.add(MailTrouble(email="keeper@kettle.example"))
    asked = ["Keeper@kettle.example", "keeper@kettle.example", "other@kettle.example"]
    with only_asking(session):
        assert troubled(session, asked) == set(asked[:2])
        assert troubled(session, []) == set()
