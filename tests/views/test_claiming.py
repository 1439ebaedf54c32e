"""How a group comes to keep its listing, and who keeps it with whom."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import col, select

from directory.access import Grant
from directory.database import Database
from directory.models import Claim, ModerationEvent, OutgoingLetter, Service
from directory.queries.claiming import Editor, editors_shown
from directory.vocabulary import EventKind, Role
from tests.checking_client import CheckingClient
from tests.conftest import NOW
from tests.makers import a_full_record, a_record
from tests.pages import Page, press
from tests.people import sign_in_as
from tests.views.conftest import Publish


@pytest.fixture
def listing(listed: Publish) -> UUID:
    return listed(a_full_record())[0]


@pytest.fixture
def group(web_database: Database, listing: UUID) -> UUID:
    with web_database.reading() as session:
        return session.get_one(Service, listing).organisation_id


def letters(database: Database) -> list[OutgoingLetter]:
    with database.reading() as session:
        return list(session.exec(select(OutgoingLetter).order_by(col(OutgoingLetter.created_at))))


def link(letter: OutgoingLetter) -> str:
    """The path of the link in a letter."""
    return letter.body.partition("https://directory.example")[2].split()[0]


def editors(database: Database, group: UUID) -> list[Editor]:
    with database.reading() as session:
        return editors_shown(session, group)


def claim(client: CheckingClient, listing: UUID, email: str) -> Page:
    return press(client, Page(client.get(f"/listing/{listing}/claim")), "This is us", email=email)


def another(client: CheckingClient) -> CheckingClient:
    opened = client.application.test_client()
    assert isinstance(opened, CheckingClient)
    return opened


@pytest.mark.parametrize(
    ("typed", "to"),
    [
        ("keeper@private.example", "keeper@private.example"),
        ("TEA@kettle.example", "tea@kettle.example"),
        ("secretary@kettle.example", "secretary@kettle.example"),
        ("new@kettle.example", "new@kettle.example"),
        ("stranger@elsewhere.example", "keeper@private.example"),
    ],
)
def test_the_link_goes_to_an_address_of_the_group(
    client: CheckingClient, listing: UUID, web_database: Database, typed: str, to: str
) -> None:
    claim(client, listing, typed)
    (letter,) = letters(web_database)
    assert (letter.about, letter.recipient, letter.secret) == ("claim", to, True)
    assert "stranger" not in letter.body


def test_the_page_says_the_same_whoever_asks(client: CheckingClient, listing: UUID, group: UUID) -> None:
    known, stranger = claim(client, listing, "tea@kettle.example"), claim(client, listing, "x@elsewhere.example")
    sign_in_as(another(client), "editor@normal.example", Grant(Role.GROUP_EDITOR, group, lead=True))
    kept = claim(client, listing, "tea@kettle.example")
    assert known.text == stranger.text == kept.text
    assert known.address == stranger.address == kept.address


def test_the_group_presses_and_keeps_its_listing(
    client: CheckingClient, listing: UUID, group: UUID, web_database: Database
) -> None:
    claim(client, listing, "tea@kettle.example")
    (letter,) = letters(web_database)
    asked = Page(client.get(link(letter)))
    assert editors(web_database, group) == [], "opening the link changes nothing"
    page = press(client, asked, "Keep these listings")
    assert page.heading == "Harbour Kettle Club"
    assert [(each.email, each.lead) for each in editors(web_database, group)] == [("tea@kettle.example", True)]
    assert client.get(f"/listing/{listing}/edit").status_code == 200
    with web_database.reading() as session:
        kinds = session.exec(select(ModerationEvent.kind).where(col(ModerationEvent.service_id) == listing)).all()
        assert EventKind.CLAIM_GRANTED in kinds
    assert another(client).get(link(letter)).status_code == 410, "it works once"


def test_a_link_goes_off(client: CheckingClient, listing: UUID, web_database: Database, set_clock) -> None:  # type: ignore[no-untyped-def]  # a fixture
    claim(client, listing, "tea@kettle.example")
    (letter,) = letters(web_database)
    set_clock(NOW + timedelta(days=8))
    assert client.get(link(letter)).status_code == 410
    assert client.get("/keep/nothing").status_code == 410


def test_of_two_links_the_second_gives_nothing_once_somebody_keeps_the_group(
    client: CheckingClient, listing: UUID, group: UUID, web_database: Database
) -> None:
    claim(client, listing, "tea@kettle.example")
    claim(client, listing, "new@kettle.example")
    first, second = letters(web_database)
    asked = Page(another(client).get(link(second)))
    press(client, Page(client.get(link(first))), "Keep these listings")
    other = another(client)
    page = press(other, Page(other.get(link(second))), "Keep these listings")
    assert asked.status == 200
    assert page.status == 409
    assert len(editors(web_database, group)) == 1


def test_where_somebody_keeps_the_listing_they_are_told_and_nobody_gets_a_link(
    client: CheckingClient, listing: UUID, group: UUID, web_database: Database
) -> None:
    sign_in_as(another(client), "editor@normal.example", Grant(Role.GROUP_EDITOR, group, lead=True))
    for _ in range(2):
        claim(client, listing, "tea@kettle.example")
    (letter,) = letters(web_database)
    assert (letter.about, letter.recipient) == ("claimed", "editor@normal.example")
    assert "tea@kettle.example" not in letter.body


def test_a_mailbox_gets_three_such_letters_a_day(client: CheckingClient, listing: UUID, web_database: Database) -> None:
    for number in range(6):
        claim(client, listing, f"stranger{number}@elsewhere.example")
    assert len(letters(web_database)) == 3


def test_who_cannot_open_the_mailbox_says_how_we_can_know(
    client: CheckingClient, listing: UUID, web_database: Database
) -> None:
    page = claim(client, listing, "me@elsewhere.example")
    page = press(client, page, "Send", email="me@elsewhere.example", evidence="")
    assert page.status == 422
    page = press(client, page, "Send", evidence="I bake the cake. Ring the hall.")
    assert "We have what you wrote" in page.source
    with web_database.reading() as session:
        (waiting,) = session.exec(select(Claim)).all()
        assert (waiting.email, waiting.evidence) == ("me@elsewhere.example", "I bake the cake. Ring the hall.")
        assert waiting.service_id == listing
    assert "me@elsewhere.example" not in page.source


def test_an_address_of_a_mail_provider_shows_nothing(
    client: CheckingClient, listed: Publish, web_database: Database
) -> None:
    (listing,) = listed(a_record(url="https://gmail.com/tea"))
    claim(client, listing, "anybody@gmail.com")
    assert letters(web_database) == []


def test_only_what_everybody_sees_can_be_claimed(client: CheckingClient) -> None:
    assert client.get(f"/listing/{UUID(int=1)}/claim").status_code == 404


def test_a_lead_invites_somebody_who_keeps_the_listings_too(
    client: CheckingClient, listing: UUID, group: UUID, web_database: Database
) -> None:
    sign_in_as(client, "editor@normal.example", Grant(Role.GROUP_EDITOR, group, lead=True))
    page = press(client, Page(client.get(f"/groups/{group}")), "Send the invitation", email="Second@normal.example")
    assert "We have sent a letter" in page.source
    (letter,) = letters(web_database)
    other = another(client)
    press(other, Page(other.get(link(letter))), "Keep these listings")
    found = [(each.email, each.lead) for each in editors(web_database, group)]
    assert found == [("editor@normal.example", True), ("second@normal.example", False)]
    assert "Send the invitation" not in Page(other.get(f"/groups/{group}")).text


def test_the_invitation_of_somebody_who_may_not_invite_any_more_gives_nothing(
    client: CheckingClient, listing: UUID, group: UUID, web_database: Database
) -> None:
    boss, other = another(client), client
    sign_in_as(boss, "boss@normal.example", Grant(Role.GROUP_EDITOR, group, lead=True))
    sign_in_as(other, "editor@normal.example", Grant(Role.GROUP_EDITOR, group, lead=True))
    press(other, Page(other.get(f"/groups/{group}")), "Send the invitation", email="second@normal.example")
    (letter,) = letters(web_database)
    press(boss, Page(boss.get(f"/groups/{group}")), "Remove editor@normal.example")
    assert another(client).get(link(letter)).status_code == 410
    assert [each.about for each in letters(web_database)] == ["join", "removed"]
    assert other.get(f"/listing/{listing}/edit").status_code == 403, "who is removed changes nothing any more"


def test_the_last_who_may_invite_cannot_go(client: CheckingClient, group: UUID, web_database: Database) -> None:
    sign_in_as(another(client), "second@normal.example", Grant(Role.GROUP_EDITOR, group))
    sign_in_as(client, "editor@normal.example", Grant(Role.GROUP_EDITOR, group, lead=True))
    page = press(client, Page(client.get(f"/groups/{group}")), "Leave this group")
    assert page.status == 409
    assert "Nobody would be left who may invite others" in page.text
    assert len(editors(web_database, group)) == 2


def test_who_leaves_keeps_nothing(client: CheckingClient, group: UUID, web_database: Database) -> None:
    sign_in_as(another(client), "boss@normal.example", Grant(Role.GROUP_EDITOR, group, lead=True))
    sign_in_as(client, "editor@normal.example", Grant(Role.GROUP_EDITOR, group))
    press(client, Page(client.get(f"/groups/{group}")), "Leave this group")
    assert [each.email for each in editors(web_database, group)] == ["boss@normal.example"]
    assert client.get(f"/groups/{group}").status_code == 403


def test_the_account_leads_to_the_group(client: CheckingClient, group: UUID) -> None:
    sign_in_as(client, "editor@normal.example", Grant(Role.GROUP_EDITOR, group))
    page = Page(client.get("/account"))
    found = Page(client.get(page.link("Your group and its listings"), follow_redirects=True))
    assert found.heading == "Harbour Kettle Club"


def test_the_listing_asks_whose_it_is(client: CheckingClient, listing: UUID) -> None:
    page = Page(client.get(f"/listing/{listing}"))
    assert page.link("Is this your group?") == f"/listing/{listing}/claim"
