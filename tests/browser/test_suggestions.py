"""Suggestions while one types, with nothing but a keyboard, with a finger, and when nobody answers."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import Axe
from tests.browser.people import too_wide

NEED = "What does the person need?"
PLACE = "Postcode or place"


def options(page: Page) -> Locator:
    """What is suggested."""
    return page.get_by_role("listbox").get_by_role("option")


def box(page: Page, label: str) -> Locator:
    return page.get_by_role("combobox", name=label)


def test_a_need_is_chosen_and_searched_for_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/")
    box(page, PLACE).focus()
    page.keyboard.insert_text("DL3 9A")
    expect(page.get_by_role("option", name="DL3 9AA")).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(options(page).and_(page.locator("[aria-selected=true]"))).to_have_text("DL3 9AA")
    page.keyboard.press("Enter")
    expect(box(page, PLACE)).to_have_value("DL3 9AA")
    expect(page.get_by_role("listbox")).to_have_count(0)

    page.keyboard.press("Tab")
    page.keyboard.insert_text("lone")
    option = page.get_by_role("option", name="Loneliness and isolation")
    expect(option).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(box(page, NEED)).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "")
    page.keyboard.press("Enter")
    expect(box(page, NEED)).to_have_value("Loneliness and isolation")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("for “Loneliness and isolation”")


def test_whoever_goes_on_typing_is_left_alone(page: Page) -> None:
    page.goto("/")
    box(page, NEED).focus()
    page.keyboard.insert_text("lone")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    page.keyboard.insert_text("ly")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("for “lonely”")


def test_the_marks_go_round_and_leave_what_was_typed(page: Page) -> None:
    page.goto("/")
    box(page, NEED).focus()
    page.keyboard.insert_text("wa")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(options(page).and_(page.locator("[aria-selected=true]"))).to_have_count(0)
    expect(box(page, NEED)).to_have_value("wa")
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_have_count(0)


def test_a_name_is_chosen_with_a_finger_and_found_first(page: Page) -> None:
    page.goto("/search?postcode=DL3+9AA&q=lonely")
    name = page.locator(".fp-card__name a").first.inner_text()
    box(page, NEED).fill(name[:12])
    page.get_by_role("option", name=f"{name} service").click()
    expect(box(page, NEED)).to_be_focused()
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".fp-card__name a").first).to_have_text(name)


def test_whoever_types_on_before_there_is_an_answer_has_one_to_what_they_typed(page: Page) -> None:
    page.route("**/suggest?*=lo", lambda _: None)
    page.goto("/")
    box(page, NEED).focus()
    with page.expect_request("**/suggest?*=lo"):
        page.keyboard.insert_text("lo")
    page.keyboard.insert_text("nely")
    expect(page.get_by_role("option", name="Loneliness and isolation")).to_be_visible()


@pytest.mark.parametrize("address", ["/", "/search?postcode=DL3+9AA&q=lonely", "/search?postcode=Atlantis"])
def test_an_open_list_shuts_nobody_out_and_fits_a_telephone(page: Page, axe: Axe, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address)
    box(page, NEED).fill("su")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert axe(page) == []
    assert too_wide(page) == 0


def test_when_nobody_answers_one_goes_on_typing(page: Page) -> None:
    page.route("**/suggest?*", lambda route: route.fulfill(status=200, body="not JSON"))
    page.goto("/")
    box(page, NEED).focus()
    page.keyboard.type("lonely", delay=5)
    page.wait_for_timeout(300)
    expect(page.get_by_role("listbox")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("for “lonely”")
