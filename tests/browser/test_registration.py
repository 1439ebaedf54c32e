"""Registering on a telephone: no page of it and no refusal shuts anybody out, and a keyboard is enough."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import Axe
from tests.browser.conftest import watch
from tests.browser.people import PHONE, Volunteer, too_wide
from tests.browser.registering import registers
from tests.browser.serving import Site


@pytest.fixture
def phone(browser: Browser, town: Site) -> Iterator[Page]:
    """A page of a browser on a telephone, with scripts, in which everything that goes wrong is noted."""
    wrong: list[str] = []
    with browser.new_context(base_url=town.address, viewport=PHONE) as context:
        watch(context, town.address, wrong)
        yield context.new_page()
    assert wrong == []


def test_no_page_of_it_shuts_anybody_out(phone: Page, axe: Axe) -> None:
    volunteer = Volunteer(phone, axe)
    registers(volunteer, "Moorside ukulele strummers")
    volunteer.is_asked("We have your listing")


def test_no_refusal_shuts_anybody_out(phone: Page, axe: Axe) -> None:
    volunteer = Volunteer(phone, axe)
    phone.goto("/register")
    volunteer.presses()
    volunteer.is_asked("What is your group or activity called?")
    volunteer.types("Name", "Quarry walkers")
    volunteer.presses()
    here = phone.url.rpartition("/")[0]
    phone.goto(f"{here}/ways")
    volunteer.chooses("They come to a place")
    volunteer.presses()
    phone.goto(f"{here}/who")
    for kind in ("ages", "genders", "circumstances"):
        phone.locator(f"[value={kind}]").check()
    volunteer.presses()
    asking = "place areas often when ages gender circumstances room cost contact keeper"
    for step in asking.split():
        phone.goto(f"{here}/{step}")
        volunteer.presses()
        expect(phone).to_have_title(re.compile("^Error: "))
        expect(phone.locator(".govuk-error-summary")).to_be_focused()
        assert axe(phone) == [], step
        assert too_wide(phone) == 0, step
        # Each sentence of the summary leads to the box that it is about.
        phone.locator(".govuk-error-summary a").first.click()
        assert phone.evaluate("() => document.activeElement.matches('input, textarea')"), step


def test_who_is_here_already_and_who_comes_back_later(phone: Page, axe: Axe) -> None:
    volunteer = Volunteer(phone, axe)
    phone.goto("/search?postcode=DL3+9AA&q=lonely")
    name = phone.locator(".fp-card__name a").first.inner_text()
    phone.goto("/register")
    volunteer.types("Name", name)
    volunteer.presses()
    volunteer.is_asked("Is this you?")
    volunteer.presses("No, we are another group")
    volunteer.is_asked("Who runs it?")
    volunteer.presses("Save and come back later")
    volunteer.is_asked("Your answers are saved")
    volunteer.types("Your e-mail address", "table@quarry.example")
    volunteer.presses("Send me the link")
    volunteer.is_asked("Your answers are saved")
    expect(phone.get_by_text("We have sent you the link")).to_be_visible()


def test_the_whole_of_a_page_is_done_with_the_keyboard(phone: Page) -> None:
    phone.goto("/register")
    phone.get_by_label("Name", exact=True).focus()
    phone.keyboard.type("Quarry singers")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Who runs it?")
    phone.goto(phone.url.replace("/group", "/ways"))
    phone.get_by_label("They come to a place").focus()
    phone.keyboard.press("Space")
    for _ in range(4):
        phone.keyboard.press("Tab")
    expect(phone.get_by_role("button", name="Continue")).to_be_focused()
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Where does it take place?")
