"""What may become of a listing, and what is recorded of it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import product

import pytest
from sqlmodel import Session, select

from directory.actions.moderation import (
    ALLOWED_TRANSITIONS,
    move,
    publish_service,
    submit_service,
    who_decided,
    withdraw_service,
)
from directory.errors import InvalidTransitionError
from directory.models import IndexChange, ModerationEvent, Service
from directory.vocabulary import ModerationStatus as Status
from tests.conftest import NOW
from tests.makers import make_service

LEADS_TO = {
    Status.DRAFT: "submitted published withdrawn",
    Status.SUBMITTED: "published changes_asked declined withdrawn",
    Status.CHANGES_ASKED: "submitted published declined withdrawn",
    Status.DECLINED: "submitted published",
    Status.PUBLISHED: "submitted withdrawn archived",
    Status.WITHDRAWN: "submitted published archived",
    Status.ARCHIVED: "submitted published",
}
"""Written out a second time, so that a way that is opened or closed is opened or closed on purpose."""

ALL_MOVES = list(product(Status, Status))


def a_service(session: Session, status: Status) -> Service:
    service = make_service(session, status=Status.DRAFT, name="Tea table")
    service.status = status
    session.flush()
    return service


@pytest.mark.parametrize(("before", "after"), [pair for pair in ALL_MOVES if pair[1] in LEADS_TO[pair[0]].split()])
def test_a_move_that_is_allowed_leaves_one_event_and_one_change(
    session: Session, before: Status, after: Status
) -> None:
    service = a_service(session, before)
    assert move(session, service, after, actor="moderator 7", reason="As agreed") is service
    session.flush()
    assert service.status is after
    event = session.exec(select(ModerationEvent)).one()
    assert (event.service_id, event.before, event.after) == (service.id, before, after)
    assert (event.actor, event.reason) == ("moderator 7", "As agreed")
    assert session.exec(select(IndexChange)).one().service_id == service.id


@pytest.mark.parametrize(("before", "after"), [pair for pair in ALL_MOVES if pair[1] not in LEADS_TO[pair[0]].split()])
def test_a_move_that_is_not_allowed_is_refused_and_leaves_nothing(
    session: Session, before: Status, after: Status
) -> None:
    service = a_service(session, before)
    with pytest.raises(InvalidTransitionError) as refusal:
        move(session, service, after, actor="moderator 7")
    session.flush()
    assert str(refusal.value).startswith(f"“Tea table” is {before.label.lower()}, so it cannot become ")
    assert not str(refusal.value).endswith(".")
    assert service.status is before
    assert session.exec(select(ModerationEvent)).all() == []
    assert session.exec(select(IndexChange)).all() == []


def test_no_status_is_a_dead_end_and_none_leads_back_to_a_draft() -> None:
    assert set(ALLOWED_TRANSITIONS) == set(Status)
    assert all(ALLOWED_TRANSITIONS.values())
    assert all(Status.DRAFT not in after for after in ALLOWED_TRANSITIONS.values())


def test_each_deed_has_its_name(session: Session) -> None:
    service = a_service(session, Status.DRAFT)
    for deed, after in [
        (submit_service, Status.SUBMITTED),
        (publish_service, Status.PUBLISHED),
        (withdraw_service, Status.WITHDRAWN),
    ]:
        assert deed(session, service, actor="a group").status is after
    with pytest.raises(InvalidTransitionError):
        withdraw_service(session, service, actor="a group")


def test_who_gave_a_service_its_status_is_known(session: Session, set_clock: Callable[[datetime], None]) -> None:
    service = a_service(session, Status.DRAFT)
    assert who_decided(session, service) == ""
    for hour, deed in enumerate([publish_service, withdraw_service, publish_service, withdraw_service]):
        set_clock(NOW + timedelta(hours=hour))
        deed(session, service, actor=f"moderator {hour}")
        assert who_decided(session, service) == f"moderator {hour}"
