"""The pages behind the links of letters: what is seen, what is pressed, and what a stranger learns."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from directory import clock
from directory.actions.moderation import move
from directory.database import Database
from directory.models import Capacity, OutgoingLetter, Service, Steward
from directory.resources import Resources
from directory.vocabulary import Answer, CapacityStatus
from directory.vocabulary import ModerationStatus as Status
from tests.checking_client import CheckingClient
from tests.depth import examples
from tests.makers import make_capacity, make_place
from tests.pages import Page, press
from tests.upkeep import MAILBOX, days_ago, links, make_asked, make_editor, remind_all, reminders

Until = Callable[[datetime], None]


@pytest.fixture
def asked(web_database: Database) -> UUID:
    """A listing that is due to be confirmed."""
    with web_database.writing() as session:
        service = make_asked(session)
        make_place(session, service)
        return service.id


@pytest.fixture
def link(asked: UUID, resources: Resources) -> str:
    """The link in the letter about it."""
    remind_all(resources)
    resources.deliver()
    [letter] = reminders(resources.database)
    [found] = links(letter)
    return found


def listing(database: Database, key: UUID) -> Service:
    with database.reading() as session:
        row = session.get_one(Service, key)
        session.expunge(row)
        return row


def rooms(database: Database) -> list[Capacity]:
    with database.reading() as session:
        return list(session.exec(select(Capacity).order_by(col(Capacity.created_at))))


def results(client: CheckingClient) -> str:
    return Page(client.get("/search?postcode=ZZ1+1AA&q=tea")).text


class TestOneCanAnswer:
    def test_the_page_shows_what_a_navigator_sees(self, client: CheckingClient, link: str) -> None:
        page = Page(client.get(link))
        assert (page.status, page.heading) == (200, "Is this still right?")
        for words in ("Tuesday tea table", "Harbour Hall", "Room not known – ask", "Confirmed 11 weeks ago"):
            assert words in page.text
        assert "noindex" in page.source

    def test_opening_it_changes_nothing(self, client: CheckingClient, link: str, asked: UUID) -> None:
        for say in ("", "?say=full", "?say=nonsense", "?answer=full"):
            assert client.get(link + say).status_code == 200
            client.head(link + say)
        database = client.application.extensions["resources"].database
        assert listing(database, asked).confirmed_on == days_ago(80)
        assert rooms(database) == []

    def test_still_right_confirms_it(
        self, client: CheckingClient, link: str, asked: UUID, web_database: Database
    ) -> None:
        page = press(client, Page(client.get(link)), "Still right")
        assert "You have said that everything here is still right" in page.text
        assert listing(web_database, asked).confirmed_on == clock.today()
        assert "Confirmed today" in Page(client.get(f"/listing/{asked}")).text

    @pytest.mark.parametrize(
        ("button", "status", "shown"),
        [
            ("Has room", CapacityStatus.OPEN, "Has room"),
            ("A few places left", CapacityStatus.FEW, "A few places left"),
            ("Now full", CapacityStatus.FULL, "Full"),
            ("There is a waiting list", CapacityStatus.WAITING_LIST, "Waiting list"),
        ],
    )
    def test_room_is_said_at_once_and_is_found_at_once(
        self,
        client: CheckingClient,
        link: str,
        asked: UUID,
        web_database: Database,
        button: str,
        status: CapacityStatus,
        shown: str,
    ) -> None:
        assert "Room not known" in results(client)
        press(client, Page(client.get(link)), button)
        [room] = rooms(web_database)
        assert (room.status, room.stated_by.split()[0]) == (status, "group")
        assert f"{shown} (told today)" in results(client)
        assert listing(web_database, asked).confirmed_on == clock.today(), "whoever says that has looked at it"

    @pytest.mark.parametrize(("typed", "weeks"), [("6", 6), (" about 6 weeks ", 6), ("1 week", 1), ("", None)])
    def test_the_length_of_a_waiting_list(
        self, client: CheckingClient, link: str, web_database: Database, typed: str, weeks: int | None
    ) -> None:
        press(client, Page(client.get(link)), "There is a waiting list", weeks=typed)
        assert [room.wait_weeks for room in rooms(web_database)] == [weeks]
        said = f"Waiting list, about {weeks} week" if weeks else "Waiting list"
        assert said in results(client)

    @pytest.mark.parametrize("typed", ["six", "-1", "0", "999", "1.5", "²", "9" * 50, "\x00"])
    def test_what_is_no_number_of_weeks_is_refused_in_words(
        self, client: CheckingClient, link: str, web_database: Database, typed: str
    ) -> None:
        page = press(client, Page(client.get(link)), "There is a waiting list", weeks=typed)
        if typed == "\x00":
            assert page.status == 200, "nothing that could be read was typed"
            return
        assert (page.status, page.title[:7]) == (422, "Error: ")
        assert "or leave it empty" in page.text
        assert rooms(web_database) == []

    def test_no_button_is_no_answer(self, client: CheckingClient, app: Flask, link: str) -> None:
        app.config["WTF_CSRF_ENABLED"] = False
        for answer in ("", "undo", "RIGHT", "x" * 1000):
            assert client.post(link, data={"answer": answer}).status_code == 422

    def test_a_letter_can_say_which_button_is_wanted(self, client: CheckingClient, link: str) -> None:
        page = press(client, Page(client.get(f"{link}?say=full")), "Yes: now full")
        assert "You have said that it is full" in page.text

    def test_closing_takes_it_away_and_taking_back_brings_it_again(
        self, client: CheckingClient, link: str, asked: UUID, web_database: Database
    ) -> None:
        page = press(client, Page(client.get(link)), "It has closed")
        assert "You have said that it has closed" in page.text
        assert "Tuesday tea table" not in results(client)
        assert client.get(f"/listing/{asked}").status_code == 404
        page = press(client, page, "Take it back")
        assert page.heading == "Is this still right?"
        assert "Tuesday tea table" in results(client)
        assert listing(web_database, asked).confirmed_on == days_ago(80)


class TestOneCanThinkAgain:
    def test_the_last_answer_can_be_taken_back_also_later(
        self, client: CheckingClient, link: str, asked: UUID, web_database: Database
    ) -> None:
        press(client, Page(client.get(link)), "Now full")
        page = press(client, Page(client.get(link)), "Take it back")
        assert "You have said" not in page.text
        assert rooms(web_database) == []
        assert listing(web_database, asked).confirmed_on == days_ago(80)
        assert "Room not known" in results(client)

    def test_each_answer_goes_back_to_the_one_before(
        self, client: CheckingClient, link: str, web_database: Database, asked: UUID
    ) -> None:
        for button in ("Now full", "Has room"):
            page = press(client, Page(client.get(link)), button)
        assert "Has room (told today)" in results(client)
        page = press(client, page, "Take it back")
        assert "You have said that it is full" in page.text
        assert "Full (told today)" in results(client)
        assert listing(web_database, asked).confirmed_on == clock.today()
        press(client, page, "Take it back")
        assert listing(web_database, asked).confirmed_on == days_ago(80)

    def test_what_was_said_before_the_letter_comes_back(
        self, client: CheckingClient, link: str, web_database: Database, asked: UUID
    ) -> None:
        with web_database.writing() as session:
            yesterday = clock.now() - timedelta(days=1)
            service = session.get_one(Service, asked)
            make_capacity(session, service, CapacityStatus.WAITING_LIST, wait_weeks=3, stated_at=yesterday)
        page = press(client, Page(client.get(link)), "Now full")
        press(client, page, "Take it back")
        assert [(room.status, room.wait_weeks) for room in rooms(web_database)] == [(CapacityStatus.WAITING_LIST, 3)]

    def test_pressing_twice_is_pressing_once(
        self, client: CheckingClient, link: str, web_database: Database, asked: UUID
    ) -> None:
        page = Page(client.get(link))
        for _ in range(3):
            again = press(client, page, "Now full")
        assert len(rooms(web_database)) == 1
        press(client, again, "Take it back")
        assert listing(web_database, asked).confirmed_on == days_ago(80)

    def test_taking_back_twice_takes_back_once(self, client: CheckingClient, link: str) -> None:
        page = press(client, Page(client.get(link)), "Now full")
        press(client, page, "Take it back")
        assert press(client, page, "Take it back").status == 409

    def test_it_works_for_a_day_after_its_first_use(self, client: CheckingClient, link: str, set_clock: Until) -> None:
        begun = clock.now()
        press(client, Page(client.get(link)), "Now full")
        set_clock(begun + timedelta(hours=23))
        page = press(client, Page(client.get(link)), "Has room")
        set_clock(begun + timedelta(hours=24))
        assert client.get(link).status_code == 410
        assert press(client, page, "Now full").heading == "This link no longer works"
        assert press(client, page, "Take it back").heading == "This link no longer works"


class TestAStranger:
    @pytest.mark.parametrize("signed", ["nothing", "a.b.c", "%00", "é", "x" * 1500])
    def test_gets_a_page_that_says_what_to_do(self, client: CheckingClient, signed: str) -> None:
        page = Page(client.get(f"/upkeep/{signed}"))
        assert (page.status, page.heading) == (410, "This link no longer works")

    def test_cannot_use_a_link_that_was_made_for_something_else(
        self, client: CheckingClient, link: str, resources: Resources
    ) -> None:
        [letter] = reminders(resources.database)
        assert letter.key
        assert client.get(link).status_code == 200
        for purpose in ("claim", "upkeep "):
            assert client.get(f"/upkeep/{resources.signer.sign(purpose, letter.key)}").status_code == 410
        assert client.get(f"/upkeep/{resources.signer.sign('upkeep', letter.key)}").status_code == 200

    def test_old_used_up_and_false_links_are_told_in_the_same_words(
        self, client: CheckingClient, link: str, set_clock: Until, resources: Resources
    ) -> None:
        set_clock(clock.now() + timedelta(days=60, minutes=1))
        old, false = Page(client.get(link)), Page(client.get("/upkeep/nothing"))
        assert old.text == false.text
        told = [press(client, page, "Send me a new letter") for page in (old, false)]
        assert told[0].text == told[1].text
        assert told[0].heading == "Look into the group’s mailbox"
        assert [letter.recipient for letter in asked_again(resources.database)] == [MAILBOX]

    def test_an_old_link_brings_a_new_one_to_the_mailbox_alone(
        self, client: CheckingClient, link: str, set_clock: Until, resources: Resources
    ) -> None:
        set_clock(clock.now() + timedelta(days=61))
        page = press(client, Page(client.get(link)), "Send me a new letter")
        assert MAILBOX not in page.source
        [letter] = asked_again(resources.database)
        [new] = links(letter)
        assert "You have said that it is full" in press(client, Page(client.get(new)), "Now full").text

    def test_a_new_letter_comes_once_a_day(
        self, client: CheckingClient, link: str, set_clock: Until, resources: Resources
    ) -> None:
        set_clock(clock.now() + timedelta(days=61))
        gone = Page(client.get(link))
        statuses = [press(client, gone, "Send me a new letter").status for _ in range(5)]
        assert statuses == [200] * 3 + [429] * 2
        assert len(asked_again(resources.database)) == 1

    def test_whoever_keeps_it_no_longer_has_a_link_that_does_nothing(
        self, client: CheckingClient, link: str, web_database: Database, asked: UUID
    ) -> None:
        with web_database.writing() as session:
            session.get_one(Service, asked).organisation.email = "new@kettle.example"
        assert client.get(link).status_code == 410

    def test_sees_no_address_that_is_private(
        self, client: CheckingClient, link: str, web_database: Database, asked: UUID
    ) -> None:
        with web_database.writing() as session:
            group = session.get_one(Service, asked).organisation_id
            session.add(Steward(organisation_id=group, email="keeper@private.example", agreed_on=days_ago(9)))
        assert "private.example" not in client.get(link).text

    def test_signs_in_as_nobody(self, client: CheckingClient, link: str) -> None:
        press(client, Page(client.get(link)), "Now full")
        assert client.get("/account").status_code == 302


class TestChangingMore:
    def test_who_has_an_account_gets_a_link_to_sign_in(
        self, client: CheckingClient, web_database: Database, resources: Resources
    ) -> None:
        with web_database.writing() as session:
            service = make_asked(session, email="")
            make_editor(session, service, "keeper@kettle.example")
            key = service.id
        remind_all(resources)
        [letter] = reminders(web_database)
        page = press(client, Page(client.get(links(letter)[0])), "Change something")
        assert page.heading == "Look into the group’s mailbox"
        assert "kettle.example" not in page.source
        [sent] = of_kind(web_database, "sign_in")
        assert sent.recipient == "keeper@kettle.example"
        assert client.get("/account").status_code == 302, "the letter signs in, not this page"
        assert listing(web_database, key).confirmed_on == days_ago(80)

    def test_who_has_none_is_told_how_to_take_it_over(
        self, client: CheckingClient, web_database: Database, link: str, asked: UUID
    ) -> None:
        page = press(client, Page(client.get(link)), "Change something")
        assert page.heading == "Look into the group’s mailbox"
        [sent] = of_kind(web_database, "take_over")
        assert (sent.recipient, sent.service_id) == (MAILBOX, asked)

    def test_not_without_end(self, client: CheckingClient, web_database: Database, link: str) -> None:
        page = Page(client.get(link))
        assert [press(client, page, "Change something").status for _ in range(5)] == [200] * 3 + [429] * 2
        assert len(of_kind(web_database, "take_over")) == 3


class TestWhatIsAwayAlready:
    def test_one_that_a_moderator_took_away_cannot_be_answered_for(
        self, client: CheckingClient, link: str, web_database: Database, asked: UUID
    ) -> None:
        page = Page(client.get(link))
        with web_database.writing() as session:
            session.get_one(Service, asked).status = Status.WITHDRAWN
        assert Page(client.get(link)).heading == "This listing is not shown"
        assert press(client, page, "Now full").status == 409
        assert listing(web_database, asked).status is Status.WITHDRAWN

    @pytest.mark.parametrize("answer", [each for each in Answer if each is not Answer.CLOSED])
    def test_one_that_was_put_away_is_brought_back_by_an_answer(
        self,
        client: CheckingClient,
        app: Flask,
        link: str,
        web_database: Database,
        asked: UUID,
        set_clock: Until,
        answer: Answer,
    ) -> None:
        app.config["WTF_CSRF_ENABLED"] = False
        with web_database.writing() as session:
            put_away(session, asked)
        set_clock(clock.now() + timedelta(hours=1))
        assert "Nobody has told us for a long time" in Page(client.get(link)).text
        page = Page(client.post(link, data={"answer": answer.value}, follow_redirects=True))
        assert listing(web_database, asked).status is Status.PUBLISHED
        assert press(client, page, "Take it back").status == 200
        assert listing(web_database, asked).status is Status.ARCHIVED


@examples(15)
@given(
    st.sampled_from(["", "/undo", "/change", "/again"]),
    st.dictionaries(st.sampled_from(["answer", "weeks", "say"]), st.sampled_from(list(Answer)) | st.text(max_size=30)),
)
def test_whatever_is_sent_is_answered_without_a_fault(
    client: CheckingClient, app: Flask, link: str, where: str, sent: dict[str, str]
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    assert client.post(link + where, data=sent).status_code in {303, 409, 410, 422, 429}


def put_away(session: Session, key: UUID) -> None:
    move(session, session.get_one(Service, key), Status.ARCHIVED, actor="a test")


def of_kind(database: Database, about: str) -> list[OutgoingLetter]:
    with database.reading() as session:
        return list(session.exec(select(OutgoingLetter).where(col(OutgoingLetter.about) == about)))


def asked_again(database: Database) -> list[OutgoingLetter]:
    return of_kind(database, "remind_again")
