"""Adding a group, page by page."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from sqlmodel import select

from directory import clock
from directory.access import Grant
from directory.actions.drafts import KEPT
from directory.actions.moderation import move, publish_service
from directory.database import Database
from directory.models import Draft, Organisation, OutgoingLetter, Service
from directory.queries.record import service_record
from directory.vocabulary import ModerationStatus, Role
from tests.checking_client import CheckingClient
from tests.makers import a_record, make_organisation, only_service
from tests.pages import Page, press
from tests.people import sign_in_as
from tests.registering import Registering, Typed
from tests.views.conftest import Publish

Until = Callable[[datetime], None]
CHECK = "Check your answers"


@pytest.fixture
def group(client: CheckingClient) -> Registering:
    """Somebody who has opened the first page."""
    return Registering(client)


def path_in(database: Database, about: str) -> str:
    """The path of the link in the one letter of a kind."""
    with database.reading() as session:
        letter = session.exec(select(OutgoingLetter).where(OutgoingLetter.about == about)).one()
    [address] = re.findall(r"https://\S+", letter.body)
    return str(urlsplit(address).path)


def drafts(database: Database) -> list[Draft]:
    with database.reading() as session:
        return list(session.exec(select(Draft)).all())


class TestTheWholeWay:
    def test_from_the_first_question_to_the_moderators(self, group: Registering, web_database: Database) -> None:
        check = group.answers_all()
        assert check.heading == CHECK
        for told in ("Every Tuesday, 2pm to 4pm", "Anyone can come", "Harbour Hall, 1 Quay, ZZ1 1AA", "Loneliness"):
            assert told in check.text
        sent = group.answers(button="Send")
        assert sent.heading == "We have your listing"
        with web_database.reading() as session:
            service = only_service(session)
            assert service.status is ModerationStatus.SUBMITTED
            record = service_record(session, service.id)
        assert record.organisation.stewards == ("keeper@private.example",)
        assert record.places[0].latitude == 54.52

    def test_nobody_sees_it_before_a_moderator_has(self, group: Registering, client: CheckingClient) -> None:
        group.answers_all()
        group.answers(button="Send")
        assert "Harbour tea table" not in Page(client.get("/search?postcode=ZZ1+1AA&q=tea")).text

    def test_what_was_sent_is_kept_in_the_listing_alone_and_cannot_be_sent_twice(
        self, group: Registering, client: CheckingClient, web_database: Database
    ) -> None:
        check = group.answers_all()
        group.answers(button="Send")
        [draft] = drafts(web_database)
        assert (draft.answers, draft.email) == ({}, "")
        again = press(client, check, "Send")
        assert (again.status, again.heading) == (200, "We have your listing")
        assert len(drafts(web_database)) == 1

    def test_its_link_says_where_it_stands(
        self, group: Registering, client: CheckingClient, web_database: Database
    ) -> None:
        group.answers_all()
        here = group.answers(button="Send").address
        for address in (f"{here}/name", f"{here}/check", f"{here}/already-here", f"{here}/later"):
            assert group.opens(address).heading == "We have your listing", address
        with web_database.writing() as session:
            publish_service(session, session.exec(select(Service)).one(), actor="a test")
        shown = group.opens(here)
        assert shown.heading == "Your listing is published"
        assert Page(client.get(shown.link("See it as others do"))).heading == "Harbour tea table"


class TestTheQuestions:
    def test_each_has_its_place_in_the_row_and_a_way_back(self, group: Registering) -> None:
        assert "Question 1 of 15" in group.page.text
        group.answers_all("Where does it take place?")
        assert "Question 6 of 17" in group.page.text
        back = next(each for each in group.page.every("href") if each.endswith("/ways"))
        assert group.opens(back).form("Continue")[1]["ways"] == ["in_person"]

    def test_what_is_wrong_is_said_and_every_text_is_kept(self, group: Registering) -> None:
        group.answers_all("Where does it take place?")
        typed: Typed = {"postcode": "ZZ1 IAA", "building": "<b>Hall</b>", "directions": "Door\nat the back"}
        refused = group.answers(typed)
        assert refused.status == 422
        assert refused.title.startswith("Error: Where does it take place?")
        assert "Did you mean ZZ1 1AA?" in refused.text
        _, kept = refused.form("Continue")
        assert [kept[name][0].strip() for name in typed] == list(typed.values())
        assert "#postcode" in refused.links.values()

    def test_an_address_that_is_too_long_is_kept_too(self, group: Registering) -> None:
        group.answers_all("How can people reach you?")
        refused = group.answers({"email": "x" * 400})
        assert refused.form("Continue")[1]["email"] == ["x" * 400]
        assert "Enter an e-mail address" in refused.text

    def test_a_postcode_that_we_do_not_know_is_asked_about_once(self, group: Registering) -> None:
        group.answers_all("Where does it take place?")
        assert "sure" not in group.page.source
        refused = group.answers({"postcode": "ZZ7 7ZZ"})
        assert refused.status == 422
        assert group.answers({"sure": "y"}).heading == "What is the place like to get into?"

    def test_what_navigators_will_read_follows_on_each_answer(self, group: Registering) -> None:
        group.answers_all("How do people join?", who={"depends": ["ages"]})
        assert group.page.heading == "What ages is it for?"
        asked = group.answers({"youngest": "60", "strict": "mainly"})
        assert "Navigators will read: For people aged 60 and over; others are welcome" in asked.text

    def test_needs_are_suggested_by_ones_own_words_and_nothing_is_ticked(self, group: Registering) -> None:
        group.answers_all("What do you help with?")
        assert "Loneliness and isolation" in group.page.text.partition("Something else")[0]
        assert "suggested" not in group.page.form("Continue")[1]

    def test_a_second_place_can_be_added_and_removed(self, group: Registering) -> None:
        group.answers_all("Where do the people you help live?")
        group.opens(group.page.address.replace("areas", "access"))
        second = group.answers({"features": ["access:lift"]}, button="Save and add another place")
        assert second.heading == "Where does it take place? (place 2)"
        group.answers({"postcode": "ZZ1 1AB", "building": "Mill"})
        assert group.page.heading == "What is the place like to get into? (place 2)"
        group.answers()
        assert group.page.heading == "Where do the people you help live?"
        group.opens(group.page.address.replace("areas", "place-2"))
        assert group.answers(button="Remove this place").heading == "Where do the people you help live?"
        assert group.opens(group.page.address.replace("areas", "place-2")).form("Continue")[1]["building"] == [""]

    def test_from_the_check_one_goes_to_a_question_and_back(self, group: Registering) -> None:
        check = group.answers_all()
        group.opens(check.link("Change cost"))
        changed = group.answers({"cost": "price", "amount": "£2.50"})
        assert changed.heading == CHECK
        assert "£2.50" in changed.text
        # Another answer can bring another question.
        group.opens(changed.link("Change who can come"))
        assert group.answers({"depends": ["genders"]}).heading == "Is it for women, or for men?"
        assert group.answers({"genders": ["female"]}).heading == CHECK

    def test_the_check_shows_the_card_and_nothing_private_on_it(self, group: Registering) -> None:
        group.answers_all(contact={"phone": "01632 960009", "shown": "no"})
        card = next(each for each in group.page.elements("article"))
        words = " ".join("".join(card.itertext()).split())
        assert "Harbour Hall" in words
        assert "Every Tuesday, 2pm to 4pm" in words
        assert "960009" not in words
        assert "01632 960009 (not shown)" in group.page.text
        assert "keeper@private.example" not in words

    def test_nothing_is_sent_while_a_question_waits(self, group: Registering, client: CheckingClient) -> None:
        check = group.answers_all()
        client.application.config["WTF_CSRF_ENABLED"] = False
        other = Registering(client)
        other.answers({"name": "Another"})
        sent = Page(client.post(f"/register/{other.secret}/check", follow_redirects=True))
        assert sent.heading == "Who runs it?"
        assert other.opens(f"/register/{other.secret}/check").heading == "Who runs it?"
        assert check.heading == CHECK

    @pytest.mark.parametrize("step", ["nothing", "place-3", "ages", "name-2", "x" * 300, "already-there"])
    def test_a_question_that_does_not_arise_is_not_there(
        self, group: Registering, client: CheckingClient, step: str
    ) -> None:
        group.answers({"name": "Tea"})
        assert client.get(f"/register/{group.secret}/{step}").status_code == 404

    def test_a_link_that_is_not_ours_leads_nowhere(self, client: CheckingClient) -> None:
        for address in ("/register/nothing", "/register/nothing/name", "/register/nothing/check"):
            assert client.get(address).status_code == 404

    def test_nobody_begins_without_end(self, group: Registering, client: CheckingClient) -> None:
        statuses = [press(client, group.page, "Continue", name="").status for _ in range(31)]
        assert statuses == [422] * 30 + [429]


class TestAlreadyHere:
    def test_who_is_listed_is_asked_at_the_first_field(self, group: Registering, listed: Publish) -> None:
        [key] = listed(a_record(name="Harbour Tea Table"))
        asked = group.answers({"name": "harbour tea table"})
        assert asked.heading == "Is this you?"
        assert "Harbour Kettle Club" in asked.text
        assert "ZZ1 1AA" in asked.text
        assert asked.link("This is us") == f"/listing/{key}/claim"

    def test_who_is_another_group_goes_on_and_is_not_asked_again(self, group: Registering, listed: Publish) -> None:
        listed(a_record(name="Harbour Tea Table"))
        group.answers({"name": "harbour tea table"})
        assert group.answers(button="No, we are another group").heading == "Who runs it?"
        assert group.answers().heading == "What do you do?"
        assert group.opens(f"/register/{group.secret}/already-here").heading == "What do you do?"

    def test_who_is_known_by_its_number_is_asked_then(self, group: Registering, listed: Publish) -> None:
        club = a_record().organisation.model_copy(update={"identifiers": (("GB-CHC", "1234567"),)})
        listed(a_record(organisation=club))
        group.answers({"name": "Something else"})
        assert group.answers({"charity": "1234567"}).heading == "Is this you?"
        assert group.answers(button="No, we are another group").heading == "What do you do?"

    def test_a_listing_that_is_not_shown_is_not_told_of(self, group: Registering, client: CheckingClient) -> None:
        group.answers_all()
        group.answers(button="Send")
        other = Registering(client)
        assert other.answers({"name": "Harbour tea table"}).heading == "Who runs it?"


class TestComingBackLater:
    def test_by_the_link_in_a_letter(self, group: Registering, web_database: Database) -> None:
        group.answers_all("Where does it take place?")
        saved = group.answers({"postcode": "half a po"}, button="Save and come back later")
        assert saved.heading == "Your answers are saved"
        sent = group.answers({"email": "Keeper@private.example"}, button="Send me the link")
        assert "We have sent you the link" in sent.source
        back = group.opens(path_in(web_database, "draft"))
        assert back.heading == "Where does it take place?"
        assert back.form("Continue")[1]["postcode"] == ["half a po"], "also what will not do yet"

    def test_also_from_the_first_page_with_nothing_on_it(self, group: Registering) -> None:
        assert group.answers(button="Save and come back later").heading == "Your answers are saved"
        assert group.opens(group.page.link("Go on now")).heading == "What is your group or activity called?"

    def test_an_address_that_is_none_is_refused(self, group: Registering, web_database: Database) -> None:
        group.answers(button="Save and come back later")
        refused = group.answers({"email": "keeper"}, button="Send me the link")
        assert (refused.status, refused.form("Send me the link")[1]["email"]) == (422, ["keeper"])
        with web_database.reading() as session:
            assert not session.exec(select(OutgoingLetter)).all()

    def test_nobody_is_written_to_without_end(self, group: Registering, client: CheckingClient) -> None:
        later = group.answers({"name": "Tea"}, button="Save and come back later")
        statuses = [press(client, later, "Send me the link", email="keeper@private.example").status for _ in range(6)]
        assert statuses == [200] * 5 + [429]

    def test_what_nobody_comes_back_to_is_forgotten(
        self, group: Registering, client: CheckingClient, web_database: Database, set_clock: Until
    ) -> None:
        group.answers({"name": "Tea"})
        set_clock(clock.now() + KEPT + timedelta(hours=1))
        Registering(client).answers({"name": "Cake"})
        [left] = drafts(web_database)
        assert left.answers["name"] == {"name": ["Cake"]}

    def test_only_a_digest_of_the_link_is_kept(self, group: Registering, web_database: Database) -> None:
        group.answers({"name": "Tea"})
        assert len(group.secret) == 43
        assert group.secret not in drafts(web_database)[0].model_dump_json()


class TestTheKeeper:
    @pytest.fixture
    def path(self, group: Registering, web_database: Database) -> str:
        """The link in the letter that the keeper gets."""
        group.answers_all()
        group.answers(button="Send")
        return path_in(web_database, "registered")

    def test_a_press_makes_an_address_a_lead_editors(
        self, path: str, client: CheckingClient, group: Registering
    ) -> None:
        asked = Page(client.get(path))
        assert asked.heading == "Is this your address?"
        assert "keeper@private.example" in asked.text
        thanked = press(client, asked, "Yes, this is my address")
        assert thanked.heading == "Thank you"
        assert press(client, asked, "Yes, this is my address").heading == "Thank you", "twice is harmless"
        assert "Sign in to change it" in group.opens(f"/register/{group.secret}").links

    def test_opening_the_link_changes_nothing(self, path: str, client: CheckingClient) -> None:
        for _ in range(2):
            assert Page(client.get(path)).heading == "Is this your address?"

    def test_it_goes_off(self, path: str, client: CheckingClient, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("directory.actions.registration.LINK_DAYS", -1)
        assert client.get(path).status_code == 410

    def test_another_signature_of_ours_will_not_do(self, client: CheckingClient) -> None:
        signer = client.application.extensions["resources"].signer
        for signed in (signer.sign("another purpose", "x"), "nothing"):
            page = Page(client.get(f"/register/confirm/{signed}"))
            assert (page.status, page.heading) == (410, "This link no longer works")
            assert page.link("look for it") == "/"


@pytest.mark.parametrize(("lead", "groups"), [(True, 1), (False, 2)])
def test_who_leads_a_group_adds_to_it(client: CheckingClient, web_database: Database, lead: bool, groups: int) -> None:
    with web_database.writing() as session:
        own = make_organisation(session, name="Harbour tea table").id
    sign_in_as(client, "keeper@private.example", Grant(Role.GROUP_EDITOR, own, lead=lead))
    assert Page(client.get("/account")).link("Add another listing") == "/register"
    group = Registering(client)
    group.answers_all()
    group.answers(button="Send")
    with web_database.reading() as session:
        assert len(session.exec(select(Organisation)).all()) == groups


def test_who_adds_to_a_group_need_not_say_again_who_runs_it(client: CheckingClient, web_database: Database) -> None:
    with web_database.writing() as session:
        own, other = (make_organisation(session, name=name).id for name in ("Quay Friends", "Others"))
    sign_in_as(client, "keeper@private.example", Grant(Role.GROUP_EDITOR, own, lead=True))
    address = Page(client.get(f"/groups/{own}")).link("Add another listing")
    assert press(client, Page(client.get(address)), "Continue", name="Net mending").heading == "What do you do?"
    [draft] = drafts(web_database)
    assert draft.answers["group"] == {"group": ["Quay Friends"]}
    theirs = press(client, Page(client.get(f"/register?by={other}")), "Continue", name="Net mending")
    assert theirs.heading == "Who runs it?", "of another group nothing is told"


@pytest.mark.parametrize("status", [ModerationStatus.CHANGES_ASKED, ModerationStatus.DECLINED])
def test_its_link_says_what_the_moderators_wrote(
    group: Registering, web_database: Database, status: ModerationStatus
) -> None:
    group.answers_all()
    here = group.answers(button="Send").address
    with web_database.writing() as session:
        sent = only_service(session)
        move(session, sent, status, actor="a test", reason="Say when you meet.")
    assert "Say when you meet." in group.opens(here).text
    with web_database.writing() as session:
        move(session, only_service(session), ModerationStatus.SUBMITTED, actor="a test")
    assert "Say when you meet." not in group.opens(here).text


def test_there_is_a_link_on_the_start_page_and_below_every_page(client: CheckingClient) -> None:
    start = Page(client.get("/"))
    assert start.link("Add your group") == "/register"
    assert list(Page(client.get("/about")).every("href")).count("/register") == 1
