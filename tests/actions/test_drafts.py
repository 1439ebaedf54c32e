"""Answers that are kept page by page."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from directory import clock
from directory.actions.drafts import KEPT, begin_draft, finish_draft, forget_drafts, save_answers, send_draft_link
from directory.actions.letters import Stationery
from directory.errors import InvalidTransitionError, NotFoundError
from directory.factory import TEMPLATES
from directory.models import Draft, OutgoingLetter
from directory.queries.drafts import draft_with
from directory.signing import Signer
from tests.makers import make_service

SIGNER = Signer("a test")
STATIONERY = Stationery(TEMPLATES / "email", "https://directory.example")
Until = Callable[[datetime], None]


def begun(session: Session) -> Draft:
    """A draft with one answer."""
    secret = begin_draft(session, SIGNER, "tea", {"name": {"name": ["Tea"]}})
    return draft_with(session, "tea", SIGNER.digest(secret), locked=True)


def test_it_is_found_by_its_secret_alone(session: Session) -> None:
    secret = begin_draft(session, SIGNER, "tea", {"name": {"name": ["Tea"]}})
    assert draft_with(session, "tea", SIGNER.digest(secret)).answers == {"name": {"name": ["Tea"]}}
    for kind, digest in (("tea", SIGNER.digest("guessed")), ("cake", SIGNER.digest(secret)), ("tea", secret)):
        with pytest.raises(NotFoundError):
            draft_with(session, kind, digest)


def test_answers_are_replaced_as_a_whole(session: Session) -> None:
    draft = begun(session)
    save_answers(session, draft, {"cost": {"cost": ["free"]}})
    session.flush()
    session.expire_all()
    assert draft.answers == {"cost": {"cost": ["free"]}}


def test_what_is_finished_is_not_changed_any_more(session: Session) -> None:
    draft, service = begun(session), make_service(session)
    finish_draft(session, draft, service.id)
    assert (draft.answers, draft.service_id) == ({}, service.id)
    with pytest.raises(InvalidTransitionError, match="This was sent"):
        save_answers(session, draft, {})
    with pytest.raises(InvalidTransitionError):
        finish_draft(session, draft, service.id)
    with pytest.raises(InvalidTransitionError):
        send_draft_link(session, STATIONERY, draft, email="a@b.example", path="x")


def test_its_link_is_sent_in_a_letter_that_is_not_kept(session: Session) -> None:
    send_draft_link(session, STATIONERY, begun(session), email="a@b.example", path="/register/abc")
    letter = session.exec(select(OutgoingLetter)).one()
    assert (letter.recipient, letter.secret) == ("a@b.example", True)
    assert "https://directory.example/register/abc" in letter.body
    assert "90 days" in letter.body


def test_what_was_abandoned_is_forgotten_and_what_was_finished_is_not(session: Session, set_clock: Until) -> None:
    begun(session)
    finish_draft(session, begun(session), make_service(session).id)
    session.flush()
    set_clock(clock.now() + KEPT + timedelta(hours=1))
    young = begun(session)
    forget_drafts(session)
    left = session.exec(select(Draft)).all()
    assert len(left) == 2
    assert young in left
