"""A group adds what it offers, a moderator looks at it, and somebody on the telephone finds it."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from sqlmodel import select

from config import Settings
from directory.actions.moderation import publish_service
from directory.factory import create_app, make_resources
from directory.models import OutgoingLetter, Service
from directory.resources import Resources
from tests.checking_client import CheckingClient
from tests.homes import copied
from tests.pages import Page, press
from tests.registering import Registering, Typed

KEEPER = "keeper@private.example"
PLACE: Typed = {"postcode": "dl3 9aa", "building": "Quarry Hall", "address": "Quarry Lane"}


@pytest.fixture
def own(demonstration_home: Path, tmp_path: Path) -> Iterator[Resources]:
    """A copy of the demonstration district, to be changed."""
    opened = make_resources(Settings(home=copied(demonstration_home, tmp_path / "home")))
    yield opened
    opened.database.engine.dispose()


@pytest.fixture
def visitor(own: Resources) -> CheckingClient:
    app = create_app(Settings(home=own.home, demonstration=True), own)
    app.test_client_class = CheckingClient
    opened: FlaskClient = app.test_client()
    assert isinstance(opened, CheckingClient)
    return opened


def the_letter(own: Resources, about: str) -> OutgoingLetter:
    """The one letter of a kind."""
    with own.database.reading() as session:
        of_kind = select(OutgoingLetter).where(OutgoingLetter.about == about, OutgoingLetter.recipient == KEEPER)
        return session.exec(of_kind).one()


def path_in(letter: OutgoingLetter) -> str:
    return str(urlsplit(re.findall(r"\S*/(?:register|sign-in)/\S+", letter.body)[0]).path)


def test_a_group_adds_itself_and_is_found(own: Resources, visitor: CheckingClient) -> None:
    # A volunteer begins on the bus, is interrupted, and has the link sent.
    group = Registering(visitor)
    group.answers_all("Where does it take place?", name={"name": "Quarry whittling bench"})
    group.answers({"postcode": "dl3"}, button="Save and come back later")
    group.answers({"email": KEEPER}, button="Send me the link")

    # In the evening they go on where they were, put the postcode right, and say that it is for people over 60.
    assert group.opens(path_in(the_letter(own, "draft"))).heading == "Where does it take place?"
    group.answers(PLACE)
    group.answers({"features": ["access:step-free"]})
    group.answers({"cover": "mainly", "areas": "Darlington\nDL2"})
    group.answers({"often": "monthly"})
    group.answers({"weeks": ["2", "4"], "days": ["TH"], "opens": "10:30am", "closes": "midday"})
    assert "Second and fourth Thursday of every month, 10:30am to midday" in group.page.text
    group.answers({"depends": ["ages"]})
    group.answers({"youngest": "60", "strict": "mainly"})
    group.answers({"referrers": ["self", "professional"], "joining": "Ring first"})
    group.answers({"room": "few"})
    group.answers({"cost": "price", "amount": "1.50"})
    group.answers({"phone": "01632 960777"})
    group.answers({"languages": ["en"]})
    check = group.answers({"email": KEEPER, "agreed": "y"})
    assert check.heading == "Check your answers"
    assert "Darlington" in check.text
    group.answers(button="Send")
    assert group.page.heading == "We have your listing"

    # They say that the address is theirs, and sign in: the listing is theirs to keep.
    asked = Page(visitor.get(path_in(the_letter(own, "registered"))))
    press(visitor, asked, "Yes, this is my address")
    press(visitor, Page(visitor.get("/sign-in")), "Send me a link", email=KEEPER)
    account = press(visitor, Page(visitor.get(path_in(the_letter(own, "sign_in")))), "Sign in")
    assert "Group editor: Quarry whittling bench (may invite others)" in account.text

    # A moderator publishes it, and a navigator finds it.
    with own.database.writing() as session:
        service = session.exec(select(Service).where(Service.name == "Quarry whittling bench")).one()
        publish_service(session, service, actor="a test")
    own.deliver()
    found = Page(visitor.get("/search?postcode=DL3+9AA&q=lonely&age=84"))
    assert "Quarry whittling bench" in found.names
    listing = Page(visitor.get(found.link("Quarry whittling bench")))
    for told in ("For people aged 60 and over; others are welcome", "£1.50", "Step-free entrance", "01632 960777"):
        assert told in listing.text
    assert KEEPER not in listing.source
