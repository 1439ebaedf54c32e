"""A councillor at a coffee morning, the group she hears of, and the navigator who finds it in the end."""

import re
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlmodel import col, select

from directory.actions.moderation import publish_service
from directory.database import Database
from directory.geography import Gazetteer
from directory.models import OutgoingLetter, Service
from directory.resources import Resources
from tests.checking_client import CheckingClient
from tests.pages import Page, press
from tests.people import sign_in_as
from tests.wards import COUNCILLOR, GROUP_EMAIL, island_with_wards

LABEL = "Added by a councillor, not yet confirmed by the group"
SEARCH = "/search?postcode=ZZ1+1AA&q=company+for+a+widow"


@pytest.fixture
def gazetteer() -> Gazetteer:
    return island_with_wards()


def browser(app: Flask) -> CheckingClient:
    """Somebody's own browser."""
    opened = app.test_client()
    assert isinstance(opened, CheckingClient)
    return opened


def link(database: Database, about: str) -> str:
    """The link in the newest letter of a kind that is due."""
    with database.reading() as session:
        letters = select(OutgoingLetter).where(col(OutgoingLetter.about) == about).order_by(col(OutgoingLetter.due_at))
        first = session.exec(letters).first()
    assert first
    [address] = re.findall(r"https://\S+", first.body)[:1]
    return str(urlsplit(address).path)


def test_a_group_that_nobody_had_listed(app: Flask, web_database: Database, resources: Resources) -> None:
    # She types four things on her phone between two cups of tea.
    councillor = browser(app)
    sign_in_as(councillor, "councillor@normal.example", COUNCILLOR)
    asked = Page(councillor.get(Page(councillor.get("/account")).links["Add a group you know of"]))
    hers = press(
        councillor,
        asked,
        "Add this group",
        name="Quayside Knit and Natter",
        where="zz11ab",
        purpose="Company for widows, with wool",
        reached_by=GROUP_EMAIL,
    )
    assert "Quayside Knit and Natter is added." in hers.source
    assert "Waiting for a decision. The group has been invited" in hers.text

    # Her colleague of the same ward has heard of it, too.
    colleague = browser(app)
    sign_in_as(colleague, "colleague@normal.example", COUNCILLOR)
    again = press(
        colleague,
        Page(colleague.get("/nominate")),
        "Add this group",
        name="Quayside knit and natter",
        where="ZZ1 1AB",
        purpose="Knitting",
        reached_by="01632 960001",
    )
    assert again.heading == "Is it one of these?"
    press(colleague, again, "Yes, that one (Quayside Knit and Natter)")

    # A moderator lets it be seen before the group has answered.
    with web_database.writing() as session:
        service = session.exec(select(Service)).one()
        publish_service(session, service, actor="a moderator")
        address = f"/listing/{service.id}"
    resources.deliver()
    navigator = browser(app)
    results = Page(navigator.get(SEARCH))
    assert results.names == ["Quayside Knit and Natter"]
    assert LABEL in results.text
    assert LABEL in Page(navigator.get(address)).text
    assert "Bereavement" in Page(navigator.get(address)).text

    # The group reads its letter, and takes the listing over.
    group = browser(app)
    invited = Page(group.get(link(web_database, "invitation")))
    assert "It is shown now, as not yet confirmed by you" in invited.text
    assert press(group, invited, "Yes, take the listing over").heading == "The listing is yours"
    press(group, Page(group.get(link(web_database, "sign_in"))), "Sign in")
    assert "Group editor: Quayside Knit and Natter" in Page(group.get("/account")).text

    # Nobody is told any more that it is only hearsay, and no letter asks again.
    assert LABEL not in Page(navigator.get(SEARCH)).text
    assert LABEL not in Page(navigator.get(address)).text
    with web_database.reading() as session:
        open_letters = session.exec(select(OutgoingLetter).where(col(OutgoingLetter.cancelled_at).is_(None))).all()
    assert [letter.about for letter in open_letters] == ["sign_in"]

    # The councillor sees what became of it, and that her ward lacks one thing less.
    hers = Page(councillor.get("/ward"))
    assert "Published. The group keeps its own listing" in hers.text
    rows = [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in hers.elements("tr")]
    assert next(row[1] for row in rows if row[0] == "Bereavement") == "1"
