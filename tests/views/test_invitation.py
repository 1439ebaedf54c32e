"""A group answers the letter that invites it."""

import re
from urllib.parse import urlsplit

import pytest
from sqlmodel import col, select

from directory.actions.invitation import LETTER, invite
from directory.database import Database
from directory.models import Nomination, OutgoingLetter, Service
from directory.resources import Resources
from directory.vocabulary import ModerationStatus, NominationStatus
from tests.checking_client import CheckingClient
from tests.pages import Page, press
from tests.wards import GROUP_EMAIL, make_nomination

YES, NO = "Yes, take the listing over", "No, we do not want to be listed"


@pytest.fixture
def link(web_database: Database, resources: Resources) -> str:
    """The link in the letter."""
    with web_database.writing() as session:
        invite(session, resources.signer, resources.stationery, make_nomination(session), ward="Quayside")
    return link_in(web_database, LETTER)


def link_in(database: Database, about: str) -> str:
    with database.reading() as session:
        of_kind = select(OutgoingLetter).where(col(OutgoingLetter.about) == about)
        letter = session.exec(of_kind.order_by(col(OutgoingLetter.due_at))).first()
    assert letter
    return str(urlsplit(re.findall(r"https://\S+", letter.body)[0]).path)


def state(database: Database) -> tuple[NominationStatus, ModerationStatus]:
    with database.reading() as session:
        return session.exec(select(Nomination)).one().status, session.exec(select(Service)).one().status


def test_opening_the_link_shows_what_was_said_and_changes_nothing(
    client: CheckingClient, web_database: Database, link: str
) -> None:
    page = Page(client.get(link))
    assert page.heading == "Is this your group?"
    for words in ("Quayside Bowls", "Bowls and a chat for whoever is on their own", "It is not shown yet", GROUP_EMAIL):
        assert words in page.text
    assert state(web_database) == (NominationStatus.INVITED, ModerationStatus.SUBMITTED)


def test_yes_gives_the_listing_to_the_address_that_was_written_to(
    client: CheckingClient, web_database: Database, link: str
) -> None:
    page = press(client, Page(client.get(link)), YES)
    assert page.heading == "The listing is yours"
    assert f"We have sent a link to {GROUP_EMAIL}" in page.text
    assert state(web_database)[0] is NominationStatus.TAKEN_OVER
    assert Page(client.get("/account", follow_redirects=True)).heading == "Sign in", (
        "whoever presses is not signed in by it"
    )
    press(client, Page(client.get(link_in(web_database, "sign_in"))), "Sign in")
    assert "Group editor: Harbour Kettle Club (may invite others)" in Page(client.get("/account")).text


def test_no_takes_the_listing_away(client: CheckingClient, web_database: Database, link: str) -> None:
    page = press(client, Page(client.get(link)), NO)
    assert page.heading == "Your group is not listed"
    assert state(web_database) == (NominationStatus.CLOSED, ModerationStatus.WITHDRAWN)


@pytest.mark.parametrize(
    ("button", "heading"), [(YES, "Your group keeps this listing"), (NO, "Your group is not listed")]
)
def test_once_answered_the_link_says_what_became_of_it(
    client: CheckingClient, link: str, button: str, heading: str
) -> None:
    page = Page(client.get(link))
    press(client, page, button)
    for again in (Page(client.get(link)), press(client, page, YES), press(client, page, NO)):
        assert (again.status, again.heading, again.elements("form")) == (200, heading, [])


@pytest.mark.parametrize("signed", ["nonsense", "InNvbWV0aGluZyI.aZ0.x"])
def test_another_link_does_not_work(client: CheckingClient, signed: str) -> None:
    for answer in (
        client.get(f"/invitation/{signed}"),
        client.post(f"/invitation/{signed}/yes"),
        client.post(f"/invitation/{signed}/no"),
    ):
        assert answer.status_code in {400, 410}
    assert Page(client.get(f"/invitation/{signed}")).heading == "This link no longer works"


def test_a_link_for_something_else_does_not_work(client: CheckingClient, resources: Resources, link: str) -> None:
    key = link.rpartition("/")[2]
    other = resources.signer.sign("upkeep", resources.signer.read(LETTER, key, days=1) or "")
    assert client.get(f"/invitation/{other}").status_code == 410
