"""``fingerpost remind``, and what `serve` does of it by itself."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from config import Settings
from directory import clock
from directory.cli.background import BringingIn, Reminding, make_postman
from directory.factory import make_resources
from directory.models import OutgoingLetter, Service
from directory.resources import Resources
from directory.vocabulary import ModerationStatus
from tests.commands import Ran
from tests.conftest import NOW
from tests.mail.makers import RecordingMailer
from tests.makers import make_service
from tests.search_index.makers import a_query
from tests.upkeep import make_asked, reminders

Fingerpost = Callable[..., Ran]
Until = Callable[[datetime], None]


@pytest.fixture
def due(home: Path) -> Path:
    """A home in which three listings are due, of two mailboxes, and one is to be put away."""
    database = make_resources(Settings(home=home)).database
    with database.writing() as session:
        for name, email in (("Tea", "a@kettle.example"), ("Walks", "a@kettle.example"), ("Choir", "b@kettle.example")):
            make_asked(session, name=name, email=email)
        make_asked(session, name="Chess", email="", days=366)
    database.engine.dispose()
    return home


def test_it_asks_those_who_are_due_and_sends_the_letters(
    fingerpost: Fingerpost, due: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINGERPOST_MAIL", "file")
    ran = fingerpost("remind", home=due)
    assert (ran.code, ran.out.splitlines()) == (
        0,
        [
            "2 letters were written, about 3 listings",
            "1 listing was put away, after 365 days without an answer",
            "1 listing is due and has nobody who can be asked: the moderators find them in their list",
            "2 letters were sent",
        ],
    )
    assert len(list((due / "outbox").glob("*.eml"))) == 2
    assert "0 letters were written" in fingerpost("remind", home=due).out


def test_a_dry_run_does_nothing(fingerpost: Fingerpost, due: Path) -> None:
    for _ in range(2):
        ran = fingerpost("remind", "--dry-run", home=due)
        assert ran.out.splitlines()[:2] == [
            "2 letters would be written, about 3 listings",
            "1 listing would be put away, after 365 days without an answer",
        ]
    assert fingerpost("deliver", home=due).out.endswith("0 letters were sent\n")


def test_it_tells_a_script_the_same(fingerpost: Fingerpost, due: Path) -> None:
    told = {"letters": 2, "listings": 3, "archived": 1, "unheard": 1, "sent": 0}
    assert fingerpost("remind", "--dry-run", "--json", home=due).json == {"dry_run": True, **told}
    assert fingerpost("remind", "--json", home=due).json == {"dry_run": False, **told}


def test_it_says_no_address(fingerpost: Fingerpost, due: Path) -> None:
    ran = fingerpost("remind", home=due)
    assert "@" not in ran.out + ran.err


def test_a_mail_server_that_cannot_be_used_is_said(
    fingerpost: Fingerpost, due: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (due / "outbox").write_text("a file")
    monkeypatch.setenv("FINGERPOST_MAIL", "file")
    ran = fingerpost("remind", home=due)
    assert (ran.code, ran.err) == (1, "The mail server cannot be used; the letters wait\n")


class TestWhatTheServerDoesByItself:
    @pytest.fixture
    def opened(self, resources: Resources) -> Resources:
        with resources.database.writing() as session:
            make_asked(session)
        return resources

    @pytest.fixture
    def chosen(self, settings: Settings) -> Settings:
        return settings.model_copy(update={"remind": True})

    def test_one_process_reminds_and_the_others_do_not(self, opened: Resources, chosen: Settings) -> None:
        workers = [Reminding(opened, chosen) for _ in range(3)]
        for worker in workers:
            assert worker() is False
        with opened.database.writing() as session:
            for letter in session.exec(select(OutgoingLetter)):
                session.delete(letter)
        for worker in workers:
            worker()
        assert reminders(opened.database) == [], "the day's turn was taken"

    def test_the_next_day_it_is_somebodys_turn_again(
        self, opened: Resources, chosen: Settings, set_clock: Until
    ) -> None:
        worker = Reminding(opened, chosen)
        worker()
        with opened.database.writing() as session:
            make_asked(session, name="Walks", email="walks@kettle.example")
        for hours, letters in ((1, 1), (19, 1), (24, 2)):
            set_clock(NOW + timedelta(hours=hours))
            worker()
            assert len(reminders(opened.database)) == letters

    @pytest.mark.parametrize(("hour", "letters"), [(3, 0), (7, 0), (8, 1), (18, 1), (19, 0), (23, 0)])
    def test_nobody_is_written_to_at_night(
        self, opened: Resources, chosen: Settings, set_clock: Until, hour: int, letters: int
    ) -> None:
        set_clock(NOW.replace(hour=hour))
        Reminding(opened, chosen)()
        assert len(reminders(opened.database)) == letters

    def test_what_is_put_away_is_not_found_any_more(self, opened: Resources, chosen: Settings) -> None:
        with opened.database.writing() as session:
            key = make_asked(session, email="", days=400).id
        opened.bring_in()
        Reminding(opened, chosen)()
        with opened.database.reading() as session:
            assert session.get_one(Service, key).status is ModerationStatus.ARCHIVED
        assert opened.index.status().documents == 1

    def test_a_change_that_no_page_could_bring_in_is_brought_in_by_the_next_round(self, opened: Resources) -> None:
        with opened.database.writing() as session:
            make_service(session, name="Origami", status=ModerationStatus.PUBLISHED)
        BringingIn(opened)()
        assert opened.index.search(a_query("origami", now=clock.now())).total == 1

    def test_it_is_off_unless_chosen(self, opened: Resources, settings: Settings) -> None:
        postman = make_postman(opened, settings)
        postman.start()
        postman.wake()
        postman.stop()
        assert reminders(opened.database) == []


def test_a_page_wakes_the_postman_and_sends_nothing_itself(resources: Resources) -> None:
    resources.mailer = mailer = RecordingMailer()
    with resources.database.writing() as session:
        row = OutgoingLetter(recipient="a@kettle.example", about="asked", subject="Still right?", body="Is it?")
        session.add(row)
    woken: list[bool] = []
    resources.wake = lambda: woken.append(True)
    resources.deliver()
    assert (woken, mailer.sent) == ([True], [])
    assert resources.send_some_letters().sent == 1
    with resources.database.reading() as session:
        assert session.exec(select(OutgoingLetter).where(col(OutgoingLetter.sent_at).is_(None))).first() is None
    assert clock.now() == NOW
