"""Everything works without a single script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect


@pytest.fixture
def plain(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page of a browser that runs no scripts, on a telephone."""
    size = {"width": 360, "height": 740}
    with browser.new_context(java_script_enabled=False, base_url=base_url, viewport=size) as context:  # type: ignore[arg-type]
        yield context.new_page()


def test_the_whole_way_from_the_form_to_a_listing(plain: Page) -> None:
    plain.goto("/")
    plain.get_by_label("Postcode or place").fill("DL3 9AA")
    plain.get_by_label("What does the person need?").fill("lonely")
    plain.get_by_text("Say more about the person").click()
    plain.get_by_label("Age", exact=True).fill("82")
    plain.locator("summary", has_text="Circumstances").click()
    plain.get_by_label("Is bereaved").check()
    plain.get_by_role("button", name="Search").click()
    heading = plain.get_by_role("heading", level=1)
    expect(heading).to_contain_text("services for “lonely”")
    before = heading.inner_text()

    plain.get_by_role("link", name="Is bereaved – remove").click()
    expect(plain.get_by_role("link", name="Is bereaved – remove")).to_have_count(0)
    plain.locator("summary", has_text="Time of day").click()
    plain.get_by_role("checkbox", name="Morning (", exact=False).last.check()
    plain.get_by_label("Sort by").select_option("Nearest")
    plain.get_by_role("button", name="Show results").click()
    expect(plain.get_by_role("link", name="Morning – remove")).to_be_visible()
    assert heading.inner_text() != before

    first = plain.locator(".fp-card__name a").first
    name = first.inner_text()
    first.click()
    expect(heading).to_have_text(name)
    plain.go_back()
    expect(plain.get_by_role("link", name="Morning – remove")).to_be_visible()


def test_the_menu_is_there(plain: Page) -> None:
    plain.goto("/")
    plain.get_by_role("navigation").get_by_role("link", name="About this directory").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("About this directory")


def test_a_slip_is_put_right_with_one_press(plain: Page) -> None:
    plain.goto("/search?postcode=Newport&q=lonely")
    plain.get_by_role("link", name="Newport, Isle of Wight").click()
    expect(plain.get_by_label("Postcode or place")).to_have_value("Newport, Isle of Wight")


def test_the_needs_are_there_to_choose_from(plain: Page) -> None:
    plain.goto("/")
    box = plain.get_by_label("What does the person need?")
    expect(box).to_have_attribute("list", "needs")
    assert "Loneliness and isolation" in [
        option.get_attribute("value") for option in plain.locator("#needs option").all()
    ]
