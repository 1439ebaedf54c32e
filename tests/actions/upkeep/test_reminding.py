"""Every group that is due is asked once, in words it understands, and what nobody confirms is put away."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from directory import clock
from directory.actions.upkeep import Reminded, confirm_listing
from directory.actions.upkeep import reminding as module
from directory.database import Database
from directory.models import IndexChange, MailTrouble, ModerationEvent, OutgoingLetter, Service
from directory.queries.upkeep import Due, find_due
from directory.resources import Resources
from directory.vocabulary import CapacityStatus
from directory.vocabulary import ModerationStatus as Status
from tests.depth import DEPTH
from tests.mail.makers import RecordingMailer
from tests.makers import make_capacity
from tests.upkeep import MAILBOX, RHYTHM, days_ago, links, make_asked, make_steward, remind_all, reminders

Until = Callable[[datetime], None]


@pytest.fixture
def post(web_database: Database, resources: Resources) -> RecordingMailer:
    resources.mailer = made = RecordingMailer()
    return made


def make_all(database: Database, *names: str, days: int = 80) -> None:
    with database.writing() as session:
        for name in names:
            make_asked(session, name=name, days=days)


def test_a_letter_asks_in_plain_words(web_database: Database, resources: Resources) -> None:
    make_all(web_database, "Tuesday tea table")
    assert remind_all(resources) == Reminded(letters=1, listings=1)
    [letter] = reminders(web_database)
    assert (letter.recipient, letter.subject) == (MAILBOX, "Is “Tuesday tea table” still right?")
    assert letter.body.startswith(
        "Hello,\n\n"
        "people who look for help for somebody find this in Fingerpost. Please tell us whether it is still right. "
        "It takes one press, and no password.\n\n"
        "Tuesday tea table\n"
        "Last confirmed 80 days ago.\n"
        "What it says of its room: Room not known – ask. Please tell us that, too.\n\n"
        "Still right:\n"
        "https://directory.example/upkeep/"
    )
    assert len(links(letter)) == 1
    assert "?say=full\n" in letter.body
    assert "\n\n\n" not in letter.body


def test_room_is_asked_for_where_nobody_can_rely_on_it_any_more(web_database: Database, resources: Resources) -> None:
    with web_database.writing() as session:
        moments = {"Choir": clock.now(), "Walks": clock.now() - timedelta(days=40)}
        for name, at in moments.items():
            make_capacity(session, make_asked(session, name=name), CapacityStatus.OPEN, stated_at=at)
    remind_all(resources)
    [letter] = reminders(web_database)
    choir, walks = letter.body.split("\n\nWalks\n")
    assert "room:" not in choir
    assert "What it says of its room: Room not known – ask (last told 5 weeks ago)." in walks


def test_several_listings_are_one_letter_with_links_of_their_own(web_database: Database, resources: Resources) -> None:
    make_all(web_database, "Tea", "Walks", "Choir")
    assert remind_all(resources) == Reminded(letters=1, listings=3)
    [letter] = reminders(web_database)
    assert letter.subject == "Are your 3 listings still right?"
    assert len(links(letter)) == 3
    assert "find these in Fingerpost" in letter.body


def test_it_is_said_when_a_listing_will_soon_be_shown_as_unconfirmed(
    web_database: Database, resources: Resources
) -> None:
    make_all(web_database, "Tea", days=105)
    remind_all(resources)
    said = "Last confirmed 105 days ago. What nobody confirms is shown as unconfirmed, below others.\n"
    assert said in reminders(web_database)[0].body


def test_to_run_it_again_writes_nothing(web_database: Database, resources: Resources, post: RecordingMailer) -> None:
    make_all(web_database, "Tea", "Walks")
    for _ in range(3):
        remind_all(resources)
        resources.send_letters()
    assert [letter.to for letter in post.sent] == [MAILBOX]
    assert remind_all(resources) == Reminded()


def test_three_letters_a_year_and_then_it_is_put_away(
    web_database: Database, resources: Resources, post: RecordingMailer, set_clock: Until
) -> None:
    make_all(web_database, "Tea", days=0)
    begun = clock.now()
    heard: dict[int, int] = {}
    # Every day about which there is something to hear, and of the others one a week, or each if there is time.
    for day in sorted({*range(70, 110), *range(360, 370), *range(0, 370, 7 if DEPTH == 1 else 1)}):
        set_clock(begun + timedelta(days=day))
        remind_all(resources)
        resources.send_letters()
        heard.setdefault(len(post.sent), day)
    assert heard == {0: 0, 1: 75, 2: 90, 3: 105, 4: 365}
    assert post.sent[-1].subject == "“Tea” is not shown any more"
    assert "To bring it back:\nhttps://directory.example/upkeep/" in post.sent[-1].body
    with web_database.reading() as session:
        service = session.exec(select(Service)).one()
        event = session.exec(select(ModerationEvent).where(col(ModerationEvent.after) == Status.ARCHIVED)).one()
        assert service.status is Status.ARCHIVED
        assert session.exec(select(IndexChange).where(col(IndexChange.service_id) == service.id)).first()
    assert (event.actor, event.reason) == ("directory upkeep", "Nobody has confirmed it for 365 days")


def test_who_confirms_is_left_in_peace(
    web_database: Database, resources: Resources, post: RecordingMailer, set_clock: Until
) -> None:
    make_all(web_database, "Tea", days=0)
    begun = clock.now()
    for day in range(0, 400, 5):
        set_clock(begun + timedelta(days=day))
        remind_all(resources)
        if resources.send_letters().sent:
            with web_database.writing() as session:
                confirm_listing(session, session.exec(select(Service)).one(), actor="the group")
    assert len(post.sent) == 5


def test_nobody_is_written_to_at_an_address_that_does_not_work(web_database: Database, resources: Resources) -> None:
    with web_database.writing() as session:
        service = make_asked(session)
        make_steward(session, service, "keeper@private.example")
        session.add(MailTrouble(email="keeper@private.example"))
    assert remind_all(resources).letters == 1
    assert [letter.recipient for letter in reminders(web_database)] == [MAILBOX]


def test_the_text_is_not_kept_once_it_has_left(
    web_database: Database, resources: Resources, post: RecordingMailer
) -> None:
    make_all(web_database, "Tea")
    remind_all(resources)
    resources.send_letters()
    assert "/upkeep/" in post.sent[0].body
    assert [letter.body for letter in reminders(web_database)] == [""]


def test_reminders_leave_after_letters_that_somebody_waits_for(
    web_database: Database, resources: Resources, post: RecordingMailer, set_clock: Until
) -> None:
    make_all(web_database, "Tea")
    remind_all(resources)
    set_clock(clock.now() + timedelta(minutes=5))
    with web_database.writing() as session:
        for about, secret in (("published", False), ("sign_in", True)):
            row = OutgoingLetter(recipient="a@kettle.example", about=about, subject=about, body="Hello", secret=secret)
            session.add(row)
    resources.send_letters()
    assert post.subjects == ["sign_in", "published", "Is “Tea” still right?"]


def test_a_reminder_that_could_not_leave_for_a_fortnight_never_does(
    web_database: Database, resources: Resources, post: RecordingMailer, set_clock: Until
) -> None:
    make_all(web_database, "Tea")
    remind_all(resources)
    set_clock(clock.now() + timedelta(days=14, minutes=1))
    resources.send_letters()
    assert post.sent == []


def test_many_letters_are_written_a_few_at_a_time(
    web_database: Database, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 2)
    with web_database.writing() as session:
        for each in range(5):
            make_asked(session, email=f"{each}@kettle.example")
    steps: list[int] = []
    done = resources.remind(RHYTHM, fresh_days=28, progress=steps.append)
    assert (done.letters, steps) == (5, [2, 2, 1])


def test_what_is_answered_while_it_runs_is_not_asked(
    own_database: Database, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_all(own_database, "Tea", "Walks")
    resources.database, found, looked = own_database, find_due, list[Due]()

    def answered_meanwhile(session: Session, *args: Any, **options: Any) -> Due:
        looked.append(found(session, *args, **options))
        if len(looked) == 1:
            with own_database.writing() as other:
                row = other.exec(select(Service).where(col(Service.name) == "Tea")).one()
                row.confirmed_on = clock.today()
        return looked[-1]

    monkeypatch.setattr(module, "find_due", answered_meanwhile)
    assert remind_all(resources).listings == 1
    assert reminders(own_database)[0].subject == "Is “Walks” still right?"


def test_what_another_process_has_just_written_is_passed_over(
    web_database: Database, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_all(web_database, "Tea")

    def taken(*_: object, **__: object) -> None:
        raise IntegrityError("INSERT", None, Exception("key"))

    monkeypatch.setattr(module, "write_reminder", taken)
    assert remind_all(resources) == Reminded()


def test_a_dry_run_says_what_would_be_done_and_does_nothing(web_database: Database, resources: Resources) -> None:
    make_all(web_database, "Tea", "Walks")
    with web_database.writing() as session:
        make_asked(session, name="Chess", email="", days=366)
    expected = Reminded(letters=1, listings=2, archived=1, unheard=1)
    assert resources.count_due(RHYTHM) == expected
    assert reminders(web_database) == []
    assert remind_all(resources) == expected
    with web_database.reading() as session:
        assert session.exec(select(Service).where(col(Service.name) == "Chess")).one().confirmed_on == days_ago(366)
