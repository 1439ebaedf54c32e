"""What a councillor, an invited group, and anybody without an account see, in a real browser and on a phone."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import col, select
from waitress.server import TcpWSGIServer, create_server

from config import Settings
from directory.access import Grant
from directory.actions.accounts.roles import grant_role
from directory.actions.accounts.signing_in import ask_for_link
from directory.actions.moderation import publish_service
from directory.factory import create_app, make_resources
from directory.models import OutgoingLetter, Service
from directory.resources import Resources
from directory.vocabulary import ModerationStatus, Role
from tests.browser.conftest import watch
from tests.browser.test_pages import Axe, too_wide
from tests.conftest import NOW
from tests.homes import copied

EMAIL = "councillor@normal.example"
DARLINGTON = "E06000005"


@pytest.fixture(scope="module")
def district(demonstration_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Resources]:
    """The demonstration district, to be written in."""
    opened = make_resources(Settings(home=copied(demonstration_home, tmp_path_factory.mktemp("councillor") / "home")))
    yield opened
    opened.database.engine.dispose()


@pytest.fixture(scope="module")
def site(district: Resources) -> Iterator[str]:
    """The address of a server of it."""
    app = create_app(Settings(home=district.home, demonstration=True), district)
    server = create_server(app, host="127.0.0.1", port=0, threads=2)
    assert isinstance(server, TcpWSGIServer)
    Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"  # type: ignore[attr-defined]  # unknown to its stubs
    server.close()


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Page]:
    """A page of a browser on a phone, in which nothing may go wrong."""
    wrong: list[str] = []
    size = {"width": 360, "height": 740}
    with browser.new_context(base_url=site, viewport=size) as context:  # type: ignore[arg-type]
        watch(context, site, wrong)
        yield context.new_page()
    assert wrong == []


@pytest.fixture
def councillor(phone: Page, district: Resources) -> Page:
    """A councillor of the district, signed in."""
    with district.database.writing() as session:
        grant_role(session, email=EMAIL, grant=Grant(Role.COUNCILLOR, area=DARLINGTON), by="a test")
        ask_for_link(session, district.signer, district.stationery, email=EMAIL, next_address="/nominate")
        way_in = next(link_in(row) for row in session.new if isinstance(row, OutgoingLetter))
    phone.goto(way_in)
    phone.get_by_role("button", name="Sign in").click()
    return phone


def link_in(letter: OutgoingLetter) -> str:
    """The path of the link in a letter."""
    found = re.search(r"/(?:sign-in|invitation)/\S+", letter.body)
    assert found
    return found.group()


def invitation_of(district: Resources, email: str) -> str:
    """The link by which a group is invited."""
    with district.database.reading() as session:
        letters = select(OutgoingLetter).where(col(OutgoingLetter.recipient) == email)
        return link_in(next(row for row in session.exec(letters) if row.about == "invitation"))


@pytest.fixture
def checked(axe: Axe) -> Callable[[Page], None]:
    """Fails where somebody is shut out of a page, wide or narrow, or something of it is cut off."""

    def check(page: Page) -> None:
        for width in (1200, 360):
            page.set_viewport_size({"width": width, "height": 740})
            assert axe(page) == []
            assert too_wide(page) == 0
        page.set_viewport_size({"width": 320, "height": 256})
        assert too_wide(page) == 0
        page.set_viewport_size({"width": 360, "height": 740})

    return check


def add(page: Page, name: str, *, where: str = "DL3 9AA", reached_by: str = "knitters@normal.example") -> None:
    page.goto("/nominate")
    page.get_by_label("What is the group called?").fill(name)
    page.get_by_label("Where is it?").fill(where)
    page.get_by_label("What is it for?").fill("Knitting and company for widows")
    page.get_by_label("How can we reach the group?").fill(reached_by)
    page.get_by_role("button", name="Add this group").click()


def test_a_councillor_adds_a_group_and_the_group_answers(
    councillor: Page, checked: Callable[[Page], None], district: Resources
) -> None:
    expect(councillor.get_by_role("heading", level=1)).to_have_text("Add a group you know of")
    assert councillor.locator("main input:visible, main textarea:visible").count() == 4
    checked(councillor)
    add(councillor, "", where="Newport")
    expect(councillor.get_by_role("alert")).to_contain_text("Enter the name of the group")
    checked(councillor)
    add(councillor, "Cockerton Knitters")
    expect(councillor.get_by_role("heading", level=1)).to_have_text("Your district: Darlington")
    expect(councillor.get_by_role("alert")).to_contain_text("Cockerton Knitters is added")
    checked(councillor)

    add(councillor, "cockerton knitters")
    expect(councillor.get_by_role("heading", level=1)).to_have_text("Is it one of these?")
    checked(councillor)

    councillor.goto(invitation_of(district, "knitters@normal.example"))
    expect(councillor.get_by_role("heading", level=1)).to_have_text("Is this your group?")
    checked(councillor)
    councillor.get_by_role("button", name="No, we do not want to be listed").click()
    expect(councillor.get_by_role("heading", level=1)).to_have_text("Your group is not listed")
    checked(councillor)
    councillor.goto(invitation_of(district, "knitters@normal.example"))
    checked(councillor)

    add(councillor, "Mowden Knitters", reached_by="others@normal.example")
    councillor.goto(invitation_of(district, "others@normal.example"))
    councillor.get_by_role("button", name="Yes, take the listing over").click()
    expect(councillor.get_by_role("heading", level=1)).to_have_text("The listing is yours")
    checked(councillor)
    councillor.goto(invitation_of(district, "others@normal.example"))
    expect(councillor.get_by_role("heading", level=1)).to_have_text("Your group keeps this listing")
    checked(councillor)
    councillor.goto("/invitation/nonsense")
    checked(councillor)


def test_a_listing_that_a_councillor_added_says_so(
    councillor: Page, checked: Callable[[Page], None], district: Resources
) -> None:
    add(councillor, "Harrowgate Knitters", reached_by="01632 960001")
    with district.database.writing() as session:
        service = session.exec(select(Service).where(col(Service.name) == "Harrowgate Knitters")).one()
        assert service.status is ModerationStatus.SUBMITTED
        publish_service(session, service, actor="a test")
        address = f"/listing/{service.id}"
    district.deliver()
    councillor.goto(address)
    expect(councillor.get_by_text("Added by a councillor, not yet confirmed by the group")).to_be_visible()
    checked(councillor)
    councillor.goto("/search?postcode=DL3+9AA&q=Harrowgate+Knitters")
    expect(councillor.get_by_text("Added by a councillor, not yet confirmed by the group").first).to_be_visible()
    checked(councillor)


@pytest.mark.parametrize("where", ["/suggest-a-group", "listing"])
def test_anybody_tells_us_something(
    phone: Page,
    checked: Callable[[Page], None],
    listing: str,
    set_clock: Callable[[datetime], None],
    where: str,
) -> None:
    phone.goto("/suggest-a-group" if where != "listing" else f"{listing}/report")
    checked(phone)
    phone.get_by_label("Your e-mail address (optional)").fill("nobody")
    set_clock(NOW + timedelta(minutes=1))
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("alert")).to_contain_text("There is a problem")
    checked(phone)
    assert "website" not in phone.locator("main").inner_text(), "the box for machines is nobody's business"
