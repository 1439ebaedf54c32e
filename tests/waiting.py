"""Things that wait for whoever decides: functions that make one of each, valid by itself."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from sqlmodel import Session

from directory import clock
from directory.access import Grant, Person
from directory.actions.accounts.roles import grant_role
from directory.actions.editing import Trust, change_listing, newest_number
from directory.actions.moderation import submit_service
from directory.geography import Gazetteer
from directory.models import Claim, MailTrouble, Report, Service
from directory.queries.record import service_record
from directory.vocabulary import ModerationStatus, ReportKind, Role
from tests.makers import make_place, make_service

HERE, THERE = "X06000001", "X06000002"


def make_moderator(session: Session, *grants: Grant, email: str = "moderator@normal.example") -> Person:
    """Somebody who decides in the district of Normal Harbour, unless told otherwise."""
    given = grants or (Grant(Role.MODERATOR, area=HERE),)
    for grant in given:
        account = grant_role(session, email=email, grant=grant, by="a test")
    return Person(account.id, email, given, second_step=True)


def make_submitted(session: Session, *, days_ago: float = 0, by: str = "group_editor 1", **values: Any) -> Service:
    """A new listing, at Harbour Hall unless told otherwise, that was put before the moderators."""
    place = values.pop("place", {})
    service = make_service(session, status=ModerationStatus.DRAFT, **values)
    make_place(session, service, **place)
    now = clock._now
    clock._now = lambda: now() - timedelta(days=days_ago)
    try:
        submit_service(session, service, actor=by)
        session.flush()
    finally:
        clock._now = now
    return service


def make_proposal(session: Session, service: Service, gazetteer: Gazetteer, **changes: Any) -> int:
    """A change that a group proposes; the number of its revision."""
    wanted = service_record(session, service.id).model_copy(update=changes)
    seen, actor = newest_number(session, service.id), f"group_editor {uuid4()}"
    made = change_listing(
        session, service.id, wanted, actor=actor, based_on=seen, trust=Trust.LOW_RISK, gazetteer=gazetteer
    )
    assert made.proposed
    return made.number


def make_claim(session: Session, service: Service, **values: Any) -> Claim:
    """Somebody says that they speak for a group."""
    of_group = {"organisation_id": service.organisation_id, "service_id": service.id}
    row = Claim(**{**of_group, "email": "claimant@private.example", "evidence": "I keep the kettle.", **values})
    session.add(row)
    session.flush()
    return row


def make_report(session: Session, service: Service | None = None, **values: Any) -> Report:
    """Somebody reports a problem with a listing; without one, a group that is not listed."""
    kind = ReportKind.PROBLEM if service else ReportKind.NEW_GROUP
    words = {"kind": kind, "words": "The number is wrong.", "answer_to": "teller@private.example"}
    row = Report(**{**words, "service_id": service.id if service else None, "district": HERE, **values})
    session.add(row)
    session.flush()
    return row


def make_trouble(session: Session, email: str) -> MailTrouble:
    """An address that letters do not reach."""
    row = MailTrouble(email=email, said="550 no such mailbox")
    session.add(row)
    session.flush()
    return row
