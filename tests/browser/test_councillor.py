"""What a councillor, an invited group, and anybody without an account see, in a real browser and on a phone."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import col, select

from directory.access import Grant
from directory.actions.accounts.roles import grant_role
from directory.actions.accounts.signing_in import ask_for_link
from directory.actions.moderation import publish_service
from directory.mail import kept_letters
from directory.models import OutgoingLetter, Service
from directory.resources import Resources
from directory.vocabulary import ModerationStatus, Role
from tests.browser.axe import Axe
from tests.browser.conftest import watch
from tests.browser.people import PHONE, too_wide
from tests.browser.serving import Site
from tests.conftest import NOW

EMAIL = "councillor@normal.example"
DARLINGTON = "E06000005"


@pytest.fixture
def district(town: Site) -> Resources:
    """What the server of the district shares."""
    return town.shared


@pytest.fixture
def phone(browser: Browser, town: Site) -> Iterator[Page]:
    """A page of a browser on a phone, in which nothing may go wrong."""
    wrong: list[str] = []
    with browser.new_context(base_url=town.address, viewport=PHONE) as context:
        watch(context, town.address, wrong)
        yield context.new_page()
    assert wrong == []


@pytest.fixture
def councillor(phone: Page, district: Resources) -> Page:
    """A councillor of the district, signed in."""
    with district.database.writing() as session:
        grant_role(session, email=EMAIL, grant=Grant(Role.COUNCILLOR, area=DARLINGTON), by="a test")
        ask_for_link(session, district.signer, district.stationery, email=EMAIL, next_address="/nominate")
        way_in = next(link_in(row.body) for row in session.new if isinstance(row, OutgoingLetter))
    phone.goto(way_in)
    phone.get_by_role("button", name="Sign in").click()
    return phone


def link_in(body: str) -> str:
    """The path of the link in a letter."""
    found = re.search(r"/(?:sign-in|invitation)/\S+", body)
    assert found
    return found.group()


def invitation_of(district: Resources, email: str) -> str:
    """The link by which a group is invited."""
    letters = kept_letters(district.home / "outbox", limit=50)
    return link_in(next(each.body for each in letters if each.to == email and "/invitation/" in each.body))


@pytest.fixture
def checked(axe: Axe) -> Callable[[Page], None]:
    """Fails where somebody is shut out of a page, wide or narrow, or something of it is cut off."""

    def check(page: Page) -> None:
        for width in (1200, 360):
            page.set_viewport_size({"width": width, "height": 740})
            assert axe(page, again=width == 360) == []
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
    expect(councillor.locator("main input:visible, main textarea:visible")).to_have_count(4)
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
