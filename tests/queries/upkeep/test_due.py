"""When a group is asked whether its listing is still right, in which letter, and when it is put away."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from directory import clock
from directory.actions.moderation import move, publish_service, withdraw_service
from directory.models import Feed, FeedRecord, OutgoingLetter, Service
from directory.queries.upkeep import Due, Rhythm, find_due
from directory.queries.upkeep.due import LAST_CALL
from directory.queries.upkeep.written import REMIND, letter_key
from directory.vocabulary import ModerationStatus as Status
from tests.conftest import Statements, only_asking
from tests.makers import make_service
from tests.upkeep import MAILBOX, RHYTHM, days_ago, group_of, make_asked, make_steward

Until = Callable[[datetime], None]


def due_now(session: Session) -> Due:
    session.flush()
    with only_asking(session):
        return find_due(session, RHYTHM, now=clock.now())


def numbers(session: Session) -> dict[str, list[tuple[str, int]]]:
    """For each mailbox the listings it is asked about, and which letter it is."""
    return {letter.to: [(each.name, each.number) for each in letter.listings] for letter in due_now(session).letters}


def written(session: Session, service: Service, number: int, *, days: int, to: str = MAILBOX) -> OutgoingLetter:
    """A letter about a listing that was written so many days ago."""
    row = OutgoingLetter(
        recipient=to,
        about=REMIND,
        subject="Still right?",
        body="",
        key=letter_key(service.id, service.confirmed_on or clock.today(), number, uuid4().hex),
        service_id=service.id,
        created_at=clock.now() - timedelta(days=days),
    )
    session.add(row)
    session.flush()
    return row


@pytest.mark.parametrize(
    ("days", "number"),
    [(0, 0), (74, 0), (75, 1), (89, 1), (90, 2), (104, 2), (105, 3), (200, 3), (364, 3), (365, 3), (4000, 3)],
)
def test_a_letter_is_due_75_90_and_105_days_after_a_listing_was_confirmed(
    session: Session, days: int, number: int
) -> None:
    make_asked(session, days=days)
    assert numbers(session) == ({MAILBOX: [("Tuesday tea table", number)]} if number else {})


def test_the_days_follow_the_setting() -> None:
    assert Rhythm(confirm_days=90, archive_days=365).days == (75, 90, 105)
    assert Rhythm(confirm_days=60, archive_days=365).days == (45, 60, 75)
    assert Rhythm(confirm_days=10, archive_days=365).days == (1, 10, 25)


@pytest.mark.parametrize("status", [each for each in Status if each is not Status.PUBLISHED])
def test_nobody_is_asked_about_what_nobody_sees(session: Session, status: Status) -> None:
    make_asked(session, days=80).status = status
    assert numbers(session) == {}


def test_one_that_was_never_confirmed_counts_from_its_publication(session: Session, set_clock: Until) -> None:
    service = make_asked(session)
    service.confirmed_on = None
    service.created_at = clock.now() - timedelta(days=500)
    assert numbers(session) == {}
    begun = clock.now()
    for days, expected in ((74, {}), (75, {MAILBOX: [("Tuesday tea table", 1)]})):
        set_clock(begun + timedelta(days=days))
        assert numbers(session) == expected
    [letter] = due_now(session).letters
    assert (letter.listings[0].since, letter.listings[0].confirmed) == (begun.date(), False)


def test_one_that_came_back_from_the_archive_is_not_put_away_again_the_next_morning(
    session: Session, set_clock: Until
) -> None:
    service = make_asked(session, days=700)
    move(session, service, Status.ARCHIVED, actor="a test")
    set_clock(clock.now() + timedelta(minutes=1))
    publish_service(session, service, actor="a moderator")
    assert due_now(session) == Due((), (), 0, 0)


def test_one_that_was_only_taken_back_for_a_moment_counts_as_before(session: Session) -> None:
    service = make_asked(session, days=80)
    withdraw_service(session, service, actor="a test")
    publish_service(session, service, actor="a test")
    assert numbers(session) == {MAILBOX: [("Tuesday tea table", 1)]}


class TestOnce:
    def test_a_letter_that_was_written_is_not_due(self, session: Session) -> None:
        written(session, make_asked(session, days=89), 1, days=14)
        assert numbers(session) == {}

    def test_the_next_one_is(self, session: Session) -> None:
        written(session, make_asked(session, days=90), 1, days=15)
        assert numbers(session) == {MAILBOX: [("Tuesday tea table", 2)]}

    def test_a_new_confirmation_begins_anew(self, session: Session) -> None:
        service = make_asked(session, days=170)
        written(session, service, 1, days=95)
        service.confirmed_on = days_ago(80)
        assert numbers(session) == {MAILBOX: [("Tuesday tea table", 1)]}

    def test_letters_that_were_missed_are_not_made_up_for_all_at_once(self, session: Session) -> None:
        service = make_asked(session, days=105)
        written(session, service, 2, days=6)
        assert numbers(session) == {}
        service.confirmed_on = days_ago(106)
        assert numbers(session) == {}

    def test_to_another_keeper_it_is_another_letter(self, session: Session) -> None:
        service = make_asked(session, days=80)
        make_steward(session, service, "new@kettle.example")
        written(session, service, 1, days=3)
        assert numbers(session) == {"new@kettle.example": [("Tuesday tea table", 1)]}


class TestTogether:
    def test_one_mailbox_gets_one_letter_about_all(self, session: Session) -> None:
        for name, days in (("Walks", 80), ("Tea", 92), ("Choir", 20)):
            make_asked(session, name=name, days=days)
        make_asked(session, name="Chess", email="chess@kettle.example")
        assert numbers(session) == {"chess@kettle.example": [("Chess", 1)], MAILBOX: [("Tea", 2), ("Walks", 1)]}

    def test_and_no_more_than_one_a_day(self, session: Session) -> None:
        written(session, make_asked(session, name="Tea"), 1, days=0)
        make_asked(session, name="Walks")
        assert numbers(session) == {}

    def test_each_of_several_keepers_gets_one(self, session: Session) -> None:
        service = make_asked(session)
        for who in ("b", "a"):
            make_steward(session, service, f"{who}@kettle.example")
        assert list(numbers(session)) == ["a@kettle.example", "b@kettle.example"]

    def test_where_there_is_nobody_to_ask_it_is_counted(self, session: Session) -> None:
        make_asked(session, email="")
        assert due_now(session) == Due((), (), 0, 1)


class TestPuttingAway:
    def test_it_is_said_a_fortnight_after_the_last_question(self, session: Session) -> None:
        service = make_asked(session, days=365)
        written(session, service, 3, days=14)
        assert due_now(session) == Due((), (), 0, 0)
        written(session, service, 3, days=15)
        assert numbers(session) == {MAILBOX: [("Tuesday tea table", LAST_CALL)]}
        assert (due_now(session).over, due_now(session).ending) == ((), 1), "first it is said"

    def test_it_is_done_once_everybody_has_been_told(self, session: Session) -> None:
        service = make_asked(session, days=366)
        for who in ("a", "b"):
            make_steward(session, service, f"{who}@kettle.example")
            written(session, service, 3, days=260, to=f"{who}@kettle.example")
        written(session, service, LAST_CALL, days=0, to="a@kettle.example")
        assert due_now(session).over == ()
        written(session, service, LAST_CALL, days=0, to="b@kettle.example")
        assert due_now(session) == Due((), (service.id,), 1, 0)

    def test_where_nobody_can_be_asked_it_is_done_when_it_is_time(self, session: Session) -> None:
        first, second = (make_asked(session, days=days, email="") for days in (365, 364))
        assert due_now(session).over == (first.id,)
        assert second.id not in due_now(session).over

    def test_what_a_feed_still_brings_is_for_its_publisher_to_take_away(self, session: Session) -> None:
        service = make_asked(session, days=400, email="")
        fed_by(session, service, days=3)
        assert due_now(session).over == ()

    def test_what_a_feed_forgot_a_year_ago_is_put_away(self, session: Session) -> None:
        service = make_asked(session, days=400, email="")
        fed_by(session, service, days=365)
        assert due_now(session).over == (service.id,)


def fed_by(session: Session, service: Service, *, days: int) -> None:
    feed = Feed(name="island")
    session.add(feed)
    session.flush()
    read_at = clock.now() - timedelta(days=days)
    row = FeedRecord(feed_id=feed.id, service_id=service.id, foreign_id="s1", fingerprint="0", read_at=read_at)
    session.add(row)


def test_it_takes_as_many_selects_for_many_as_for_one(session: Session, statements: Statements) -> None:
    counts = []
    for number in (1, 20):
        for each in range(number):
            make_steward(session, make_asked(session), f"keeper{each}@kettle.example")
        session.flush()
        statements.clear()
        due_now(session)
        counts.append(statements.selects)
    assert counts[0] == counts[1] <= 7


def test_who_is_asked_does_not_depend_on_who_else_is_looked_at(session: Session) -> None:
    services = [make_asked(session, name=str(each), email=f"{each}@kettle.example") for each in range(3)]
    session.flush()
    alone = find_due(session, RHYTHM, now=clock.now(), among=[services[1].id])
    assert [letter.to for letter in alone.letters] == ["1@kettle.example"]
    assert alone.letters[0] in due_now(session).letters


def test_a_listing_without_a_single_event_counts_from_when_it_was_made(session: Session) -> None:
    service = make_service(session, status=Status.DRAFT)
    service.status, service.created_at = Status.PUBLISHED, clock.now() - timedelta(days=80)
    group_of(session, service).email = MAILBOX
    assert numbers(session) == {MAILBOX: [("Tuesday tea table", 1)]}


@given(st.integers(min_value=16, max_value=400), st.integers(min_value=0, max_value=1000))
def test_the_number_of_letters_only_grows(confirm_days: int, day: int) -> None:
    days = Rhythm(confirm_days=confirm_days, archive_days=1000).days
    assert list(days) == sorted(days)
    assert sum(day >= each for each in days) <= sum(day + 1 >= each for each in days)
