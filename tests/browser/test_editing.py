"""The pages on which a group keeps its listings, in every state: nobody is shut out, and nothing is cut off."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlmodel import col

from directory.access import Grant
from directory.models import published_services
from directory.models.service import Service
from directory.oruk.parts import PARTS
from directory.vocabulary import Role
from tests.browser.axe import Axe
from tests.browser.conftest import watch
from tests.browser.people import too_wide
from tests.browser.serving import Site
from tests.browser.test_pages import open_everything
from tests.checking_client import CheckingClient
from tests.people import sign_in_as


@pytest.fixture(scope="module")
def kept(town: Site) -> tuple[UUID, UUID]:
    """A listing and its group."""
    with town.shared.database.reading() as session:
        chosen = published_services().order_by(col(Service.name), col(Service.id)).limit(1)
        service = session.exec(chosen).one()
        return service.id, service.organisation_id


@pytest.fixture
def anybody(browser: Browser, town: Site) -> Iterator[BrowserContext]:
    """A browser in which everything that goes wrong is noted."""
    wrong: list[str] = []
    with browser.new_context(base_url=town.address) as opened:
        watch(opened, town.address, wrong)
        yield opened
    assert wrong == []


@pytest.fixture
def signed_in(anybody: BrowserContext, town: Site, kept: tuple[UUID, UUID]) -> BrowserContext:
    """One in which somebody who keeps the listing is signed in."""
    client = town.app.test_client()
    assert isinstance(client, CheckingClient)
    sign_in_as(client, "editor@normal.example", Grant(Role.GROUP_EDITOR, kept[1], lead=True))
    made = client.get_cookie("fingerpost")
    assert made
    anybody.add_cookies([{"name": "fingerpost", "value": made.value, "url": town.address}])
    return anybody


def look(page: Page, axe: Axe) -> None:
    """Look at a page as it is, wide and on a telephone."""
    open_everything(page)
    assert axe(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert axe(page, again=True) == []
    assert too_wide(page) == 0
    page.set_viewport_size({"width": 1200, "height": 900})


def test_the_pages_of_a_group_shut_nobody_out(signed_in: BrowserContext, axe: Axe, kept: tuple[UUID, UUID]) -> None:
    page = signed_in.new_page()
    listing = f"/listing/{kept[0]}"
    for address in (f"/groups/{kept[1]}", f"{listing}/edit", f"{listing}/history", f"{listing}/close"):
        page.goto(address)
        look(page, axe)


@pytest.mark.parametrize("part", [part.name for part in PARTS])
def test_no_part_shuts_anybody_out(signed_in: BrowserContext, axe: Axe, kept: tuple[UUID, UUID], part: str) -> None:
    page = signed_in.new_page()
    page.goto(f"/listing/{kept[0]}/edit/{part}")
    look(page, axe)


def test_a_refusal_and_two_texts_shut_nobody_out(signed_in: BrowserContext, axe: Axe, kept: tuple[UUID, UUID]) -> None:
    page, other = signed_in.new_page(), signed_in.new_page()
    page.goto(f"/listing/{kept[0]}/edit/name")
    page.get_by_label("Name", exact=True).fill("")
    page.get_by_role("button", name="Save", exact=True).click()
    look(page, axe)
    for each in (page, other):
        each.goto(f"/listing/{kept[0]}/edit/joining")
    for each, words in ((other, "Ring the hall."), (page, "Just come.")):
        each.get_by_label("What should people do to join?").fill(words)
        each.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("somebody else has changed this")
    look(page, axe)
    page.goto(f"/listing/{kept[0]}/history")
    look(page, axe)


def test_claiming_shuts_nobody_out(anybody: BrowserContext, axe: Axe, kept: tuple[UUID, UUID]) -> None:
    page = anybody.new_page()
    page.goto(f"/listing/{kept[0]}/claim")
    look(page, axe)
    page.get_by_role("button", name="This is us").click()
    look(page, axe)
    page.goto(f"/listing/{kept[0]}/claim/sent")
    look(page, axe)
    page.get_by_role("button", name="Send").click()
    look(page, axe)
    page.goto("/keep/nothing")
    look(page, axe)
