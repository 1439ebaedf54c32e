"""The pages behind the links of letters, in every state, as people meet them on a phone."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import col, select

from directory import clock
from directory.actions.moderation import move, withdraw_service
from directory.models import OutgoingLetter, Service
from directory.queries.upkeep import Rhythm
from directory.resources import Resources
from directory.vocabulary import ModerationStatus
from tests.browser.axe import Axe
from tests.browser.conftest import watch
from tests.browser.people import PHONE, too_wide
from tests.browser.serving import Site, open_site
from tests.conftest import NOW
from tests.homes import copied


@pytest.fixture(scope="module")
def own(demonstration_home: Path, demonstration: Resources, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration district once more: here every group is written to."""
    home = copied(demonstration_home, tmp_path_factory.mktemp("upkeep") / "home")
    with open_site(home, demonstration=False, like=demonstration) as site:
        yield site


@pytest.fixture(scope="module")
def installation(own: Site) -> Resources:
    """What its server shares."""
    return own.shared


@pytest.fixture
def page(browser: Browser, own: Site) -> Iterator[Page]:
    """A phone, on which everything that goes wrong is noted."""
    with browser.new_context(base_url=own.address, viewport=PHONE) as context:
        wrong: list[str] = []
        watch(context, own.address, wrong)
        yield context.new_page()
        assert wrong == []


@pytest.fixture(scope="module")
def links(installation: Resources) -> Iterator[str]:
    """The paths of the links in letters, each about another listing."""
    of_kind = select(OutgoingLetter.key).where(col(OutgoingLetter.about) == "remind")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "_now", lambda: NOW)
        installation.remind(Rhythm(90, 365), fresh_days=28)
        with installation.database.reading() as session:
            keys = session.exec(of_kind.order_by(col(OutgoingLetter.key))).all()
        return iter([f"/upkeep/{installation.signer.sign('upkeep', str(key))}" for key in keys])


def sound(page: Page, axe: Axe) -> None:
    """Nobody is shut out, and nothing is cut off, also where little fits."""
    assert axe(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert axe(page, again=True) == []
    assert too_wide(page) == 0


def service_of(installation: Resources, link: str, become: Callable[..., object]) -> None:
    """Do something to the listing of a link."""
    key = installation.signer.read("upkeep", link.rpartition("/")[2], days=1)
    with installation.database.writing() as session:
        letter = session.exec(select(OutgoingLetter).where(col(OutgoingLetter.key) == key)).one()
        become(session, session.get_one(Service, letter.service_id))


def test_one_press_on_a_phone(page: Page, axe: Axe, links: Iterator[str]) -> None:
    page.goto(next(links) + "?say=full")
    sound(page, axe)
    page.get_by_role("button", name="Yes: now full").click()
    expect(page.get_by_text("You have said that it is full.")).to_be_visible()
    sound(page, axe)
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("You have said")).to_have_count(0)
    sound(page, axe)


def test_a_wrong_number_of_weeks_is_led_to(page: Page, axe: Axe, links: Iterator[str]) -> None:
    page.goto(next(links))
    page.get_by_label("About how many weeks do people wait?").fill("soon")
    page.get_by_role("button", name="There is a waiting list").click()
    expect(page).to_have_title(re.compile("^Error: "))
    sound(page, axe)
    page.get_by_role("link", name="Enter the weeks as a whole number").click()
    expect(page.get_by_label("About how many weeks do people wait?")).to_be_focused()


def test_it_has_closed(page: Page, axe: Axe, links: Iterator[str]) -> None:
    page.goto(next(links))
    page.get_by_role("button", name="It has closed").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This listing is not shown")
    sound(page, axe)


def test_change_something(page: Page, axe: Axe, links: Iterator[str]) -> None:
    page.goto(next(links))
    page.get_by_role("button", name="Change something").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into the group’s mailbox")
    sound(page, axe)


def test_a_link_that_no_longer_works(page: Page, axe: Axe) -> None:
    page.goto("/upkeep/nothing")
    sound(page, axe)
    page.get_by_role("button", name="Send me a new letter").click()
    sound(page, axe)


def test_what_was_put_away_or_taken_away(page: Page, axe: Axe, links: Iterator[str], installation: Resources) -> None:
    away, gone = next(links), next(links)
    service_of(installation, away, lambda s, row: move(s, row, ModerationStatus.ARCHIVED, actor="a test"))
    service_of(installation, gone, lambda s, row: withdraw_service(s, row, actor="a test"))
    for link in (away, gone):
        page.goto(link)
        sound(page, axe)
