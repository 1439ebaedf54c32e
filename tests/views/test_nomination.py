"""A councillor adds a group, and sees where it stands."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from directory.access import Grant
from directory.actions.moderation import publish_service
from directory.database import Database
from directory.geography import Gazetteer
from directory.models import Nomination, OutgoingLetter, Service
from directory.resources import Resources
from directory.vocabulary import ModerationStatus, Role
from tests.checking_client import CheckingClient
from tests.makers import make_place, make_service
from tests.pages import Page, press
from tests.people import sign_in_as
from tests.wards import COUNCILLOR, GROUP_EMAIL, island_with_wards

Adds = Callable[..., Page]

BOWLS = {"name": "Quayside Bowls", "where": "ZZ1 1AA", "purpose": "Bowls and a chat", "reached_by": GROUP_EMAIL}


@pytest.fixture
def gazetteer() -> Gazetteer:
    return island_with_wards()


@pytest.fixture
def adds(client: CheckingClient) -> Adds:
    """Fills in the four boxes, some of them otherwise, and presses the button."""
    sign_in_as(client, "councillor@normal.example", COUNCILLOR)

    def add(**changed: str) -> Page:
        return press(client, Page(client.get("/nominate")), "Add this group", **{**BOWLS, **changed})

    return add


def everything(database: Database) -> tuple[list[Nomination], list[Service], list[OutgoingLetter]]:
    with database.reading() as session:
        return (
            list(session.exec(select(Nomination))),
            list(session.exec(select(Service))),
            list(session.exec(select(OutgoingLetter))),
        )


def test_four_boxes_are_all_there_is_to_fill_in(client: CheckingClient, adds: Adds) -> None:
    _, sent = Page(client.get("/nominate")).form("Add this group")
    assert set(sent) == {"csrf_token", "name", "where", "purpose", "reached_by"}


def test_a_group_is_added_and_stands_on_the_councillor_s_page(adds: Adds, web_database: Database) -> None:
    page = adds()
    assert page.heading == "Your ward: Quayside"
    assert "Quayside Bowls is added. It has gone to the moderators of Normal Harbour" in page.source
    assert "We have written to the group" in page.source
    assert "Waiting for a decision. The group has been invited" in page.text
    [nomination], [service], letters = everything(web_database)
    assert (service.id, service.status) == (nomination.service_id, ModerationStatus.SUBMITTED)
    assert len(letters) == 3


def test_what_is_outside_the_ward_is_taken_and_it_is_said_where_it_went(adds: Adds, web_database: Database) -> None:
    page = adds(where="ZZ2 1AA")
    assert "It has gone to the moderators of Far Normal" in page.source
    assert "more than half a mile outside your ward" in page.source
    assert everything(web_database)[0][0].ward == "X05000003"


def test_where_postcodes_tell_no_wards_it_is_outside_the_district(client: CheckingClient) -> None:
    sign_in_as(client, "councillor@normal.example", Grant(Role.COUNCILLOR, area="X06000001"))
    page = press(client, Page(client.get("/nominate")), "Add this group", **{**BOWLS, "where": "ZZ2 1AA"})
    assert "more than half a mile outside your district" in page.source


def test_what_is_just_beyond_the_edge_is_not_outside(adds: Adds, web_database: Database) -> None:
    assert "outside your ward" not in adds(where="ZZ1 2AA").source
    assert everything(web_database)[0][0].ward == "X05000001"


def test_a_place_that_nobody_knows_is_taken_to_be_in_the_ward(adds: Adds) -> None:
    page = adds(where="behind the old mill")
    assert "We do not know where “behind the old mill” is" in page.source
    assert "the moderators of Normal Harbour" in page.source


def test_which_of_two_places_is_meant_is_asked(adds: Adds, web_database: Database) -> None:
    page = adds(where="Newton")
    assert (page.status, page.title[:7]) == (422, "Error: ")
    assert "Which one do you mean? Newton" in page.text
    assert "?." not in page.text
    assert everything(web_database)[0] == []


@pytest.mark.parametrize("field", ["name", "where", "purpose", "reached_by"])
def test_what_cannot_be_seen_is_nothing(adds: Adds, web_database: Database, field: str) -> None:
    page = adds(**{field: "\u200d \u3164"})
    assert (page.status, page.title[:7]) == (422, "Error: ")
    assert everything(web_database)[0] == []


def test_without_a_mailbox_nobody_is_written_to(adds: Adds, web_database: Database) -> None:
    page = adds(reached_by="01632 960001")
    assert "written to the group" not in page.source
    assert everything(web_database)[2] == []


@pytest.mark.parametrize(("field", "words"), [("name", "Enter the name"), ("reached_by", "Enter an e-mail address")])
def test_what_is_missing_is_said_and_the_rest_kept(adds: Adds, web_database: Database, field: str, words: str) -> None:
    page = adds(**{field: ""})
    assert page.status == 422
    assert words in page.text
    assert "Bowls and a chat" in page.source
    assert everything(web_database)[0] == []


class TestAlreadyHere:
    @pytest.fixture
    def _listed(self, web_database: Database) -> None:
        with web_database.writing() as session:
            make_place(session, make_service(session, name="Quayside Bowls"))

    @pytest.mark.usefixtures("_listed")
    def test_a_likely_one_is_shown_before_another_is_made(self, adds: Adds, web_database: Database) -> None:
        page = adds()
        assert page.heading == "Is it one of these?"
        assert "Harbour Hall, ZZ1 1AA" in page.text
        assert everything(web_database)[0] == []

    @pytest.mark.usefixtures("_listed")
    def test_yes_leads_to_it(self, client: CheckingClient, adds: Adds, web_database: Database) -> None:
        page = press(client, adds(), "Yes, that one (Quayside Bowls)")
        assert page.heading == "Quayside Bowls"
        assert "Quayside Bowls is here already" in page.source
        assert everything(web_database)[0] == []

    @pytest.mark.usefixtures("_listed")
    def test_no_adds_another(self, client: CheckingClient, adds: Adds, web_database: Database) -> None:
        page = press(client, adds(), "No, add another group")
        assert page.heading == "Your ward: Quayside"
        nominations, services, _ = everything(web_database)
        assert (len(nominations), len(services)) == (1, 2)
        assert nominations[0].purpose == "Bowls and a chat"

    def test_one_that_waits_has_no_page_to_lead_to(
        self, client: CheckingClient, adds: Adds, web_database: Database
    ) -> None:
        adds()
        again = adds(name="QUAYSIDE bowls")
        assert "Waits for a decision" in again.text
        page = press(client, again, "Yes, that one (Quayside Bowls)")
        assert "This group is here already, and waits for a decision" in page.source
        assert len(everything(web_database)[0]) == 1

    @pytest.mark.usefixtures("adds")
    def test_an_answer_that_is_none_asks_again(self, client: CheckingClient) -> None:
        page = Page(client.get("/nominate"))
        _, sent = page.form("Add this group")
        answer = client.post("/nominate", data={**sent, **BOWLS, "same": "nonsense"}, follow_redirects=True)
        assert Page(answer).heading == "Add a group you know of"


class TestItIsPublishedMeanwhile:
    LABEL = "Added by a councillor, not yet confirmed by the group"

    @pytest.fixture
    def shown(self, adds: Adds, web_database: Database, resources: Resources) -> str:
        adds()
        with web_database.writing() as session:
            service = session.exec(select(Service)).one()
            publish_service(session, service, actor="a test")
            address = f"/listing/{service.id}"
        resources.deliver()
        return address

    def test_its_page_and_its_card_say_who_told_us(self, client: CheckingClient, shown: str) -> None:
        assert self.LABEL in Page(client.get(shown)).text
        assert self.LABEL in Page(client.get("/search?postcode=ZZ1+1AA")).text

    def test_how_it_is_reached_stays_between_them_and_us(self, client: CheckingClient, shown: str) -> None:
        for address in (shown, "/search?postcode=ZZ1+1AA"):
            assert GROUP_EMAIL not in Page(client.get(address)).source

    def test_the_councillor_s_page_leads_to_it(self, client: CheckingClient, shown: str) -> None:
        page = Page(client.get("/ward"))
        assert page.links["Quayside Bowls"] == shown
        assert "Published, not yet confirmed by the group" in page.text
