"""What an answer does to a listing and to its history, on both kinds of database."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session, col, select

from directory import clock
from directory.actions.editing import Trust, change_listing, newest_number
from directory.actions.moderation import publish_service, withdraw_service
from directory.actions.upkeep import Link, answer_letter, confirm_listing, last_answer, take_back
from directory.errors import InputError, InvalidTransitionError
from directory.geography import Gazetteer
from directory.models import ModerationEvent, Revision, Service
from directory.oruk.records import CapacityRecord
from directory.queries.history import who_in_words
from directory.queries.record import service_record
from directory.vocabulary import Answer, CapacityStatus, EventKind
from directory.vocabulary import ModerationStatus as Status
from tests.makers import make_capacity, make_place
from tests.upkeep import MAILBOX, days_ago, make_asked


@pytest.fixture
def service(session: Session) -> Service:
    made = make_asked(session)
    make_place(session, made)
    return made


@pytest.fixture
def link(service: Service) -> Link:
    return a_link(service.id)


def a_link(service_id: UUID) -> Link:
    return Link(digest=uuid4().hex, letter_id=uuid4(), service_id=service_id, to=MAILBOX, works=True)


def events(session: Session, kind: EventKind) -> list[ModerationEvent]:
    return list(session.exec(select(ModerationEvent).where(col(ModerationEvent.kind) == kind)))


def room(session: Session, service: Service) -> CapacityRecord | None:
    return service_record(session, service.id).capacity


def test_confirming_says_who_and_when_and_leaves_the_text_alone(
    session: Session, service: Service, link: Link, gazetteer: Gazetteer
) -> None:
    changed_at, said = service.details_changed_at, service_record(session, service.id)
    answer_letter(session, link, Answer.RIGHT, gazetteer=gazetteer)
    assert service.confirmed_on == clock.today()
    assert service.details_changed_at == changed_at, "to confirm is not to change"
    assert service_record(session, service.id) == said.model_copy(update={"confirmed_on": clock.today()})
    [event] = events(session, EventKind.CONFIRMED)
    assert (event.actor, event.reason) == (f"group {link.letter_id}", "Still right")
    assert who_in_words(event.actor) == "The group, from a letter"
    assert MAILBOX not in event.model_dump_json()


def test_room_is_a_text_of_its_own_in_the_history(
    session: Session, service: Service, link: Link, gazetteer: Gazetteer
) -> None:
    make_capacity(session, service, CapacityStatus.OPEN, stated_at=clock.now() - timedelta(days=9))
    answer_letter(session, link, Answer.WAITING_LIST, weeks=6, gazetteer=gazetteer)
    first, second = session.exec(select(Revision).order_by(col(Revision.number))).all()
    assert (first.fields, second.fields, second.actor) == ([], ["capacity"], link.actor)
    stated = CapacityRecord(status=CapacityStatus.WAITING_LIST, stated_on=clock.today(), wait_weeks=6)
    assert room(session, service) == stated
    take_back(session, link, gazetteer=gazetteer)
    assert room(session, service) == CapacityRecord(status=CapacityStatus.OPEN, stated_on=days_ago(9))
    *_, newest = session.exec(select(Revision).order_by(col(Revision.number))).all()
    assert newest.reason == "“There is a waiting list” was taken back"


def test_the_day_on_which_people_are_taken_again_stays_true_of_a_full_group(
    session: Session, service: Service, link: Link, gazetteer: Gazetteer
) -> None:
    intake = date(2027, 1, 12)
    make_capacity(session, service, CapacityStatus.FEW, next_intake_on=intake, places_free=1, places_total=9)
    answer_letter(session, link, Answer.FULL, gazetteer=gazetteer)
    full = CapacityRecord(status=CapacityStatus.FULL, stated_on=clock.today(), next_intake_on=intake)
    assert room(session, service) == full


def test_what_somebody_else_has_said_of_its_room_since_is_not_taken_back(
    session: Session, service: Service, link: Link, gazetteer: Gazetteer
) -> None:
    answer_letter(session, link, Answer.FULL, gazetteer=gazetteer)
    stated = CapacityRecord(status=CapacityStatus.OPEN, stated_on=clock.today(), places_free=2)
    change_listing(
        session,
        service.id,
        service_record(session, service.id).model_copy(update={"capacity": stated}),
        actor="group_editor 1",
        based_on=newest_number(session, service.id),
        trust=Trust.LOW_RISK,
        gazetteer=gazetteer,
    )
    take_back(session, link, gazetteer=gazetteer)
    assert room(session, service) == stated


def test_what_somebody_else_has_confirmed_since_stays_confirmed(
    session: Session, service: Service, link: Link, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_letter(session, link, Answer.RIGHT, gazetteer=gazetteer)
    later = clock.now() + timedelta(hours=1)
    monkeypatch.setattr(clock, "_now", lambda: later)
    confirm_listing(session, service, actor="group_editor 1")
    take_back(session, link, gazetteer=gazetteer)
    assert service.confirmed_on == clock.today()


def test_what_somebody_else_has_brought_back_stays(
    session: Session, service: Service, link: Link, gazetteer: Gazetteer
) -> None:
    answer_letter(session, link, Answer.CLOSED, gazetteer=gazetteer)
    assert "Its group says that it has closed" in [event.reason for event in events(session, EventKind.STATUS)]
    publish_service(session, service, actor="a moderator")
    take_back(session, link, gazetteer=gazetteer)
    assert service.status is Status.PUBLISHED
    assert [event.reason for event in events(session, EventKind.CHANGE_UNDONE)] == ["“Has closed” was taken back"]


def test_an_answer_for_what_was_taken_away_meanwhile_is_refused(
    session: Session, service: Service, link: Link, gazetteer: Gazetteer
) -> None:
    withdraw_service(session, service, actor="a moderator")
    for answer in Answer:
        with pytest.raises(InvalidTransitionError):
            answer_letter(session, link, answer, gazetteer=gazetteer)


def test_there_is_nothing_to_take_back_before_the_first_answer(
    session: Session, link: Link, gazetteer: Gazetteer
) -> None:
    assert last_answer(session, link) is None
    with pytest.raises(InvalidTransitionError):
        take_back(session, link, gazetteer=gazetteer)


@pytest.mark.parametrize("weeks", [-1, 0, 261, 10**9])
def test_nobody_waits_for_so_long(session: Session, link: Link, gazetteer: Gazetteer, weeks: int) -> None:
    with pytest.raises(InputError):
        answer_letter(session, link, Answer.WAITING_LIST, weeks=weeks, gazetteer=gazetteer)


def test_two_keepers_take_back_their_own_answers(
    session: Session, service: Service, link: Link, gazetteer: Gazetteer
) -> None:
    other = a_link(service.id)
    answer_letter(session, link, Answer.RIGHT, gazetteer=gazetteer)
    answer_letter(session, other, Answer.CLOSED, gazetteer=gazetteer)
    assert (last_answer(session, link), last_answer(session, other)) == (Answer.RIGHT, Answer.CLOSED)
    take_back(session, other, gazetteer=gazetteer)
    assert (service.status, service.confirmed_on) == (Status.PUBLISHED, clock.today())
    take_back(session, link, gazetteer=gazetteer)
    assert service.confirmed_on == days_ago(80)
