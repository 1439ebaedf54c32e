"""The list to hand over, the page about our data, and the search box of other sites, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import Axe
from tests.browser.people import too_wide

STATES = {
    "data": "/data",
    "an empty list": "/shortlist",
    "making a box": "/embed/make?postcode=DL3&accent=ffff00&ground=eee&ink=ddd",
    "the box": "/embed?postcode=DL3",
    "the box, results": "/embed/results?postcode=DL3+9AA&q=lonely&accent=aa0000&ground=fff8e1",
    "the box, dark": "/embed/results?postcode=DL3&ground=111&ink=fff&accent=9cf",
    "the box, no such place": "/embed/results?postcode=Atlantis",
}


@pytest.mark.parametrize("state", STATES)
def test_nobody_is_shut_out_and_nothing_is_cut_off(page: Page, axe: Axe, state: str) -> None:
    page.goto(STATES[state])
    page.set_viewport_size({"width": 1200, "height": 900})
    assert axe(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert axe(page, again=True) == []
    page.set_viewport_size({"width": 320, "height": 256})
    assert too_wide(page) == 0


def test_a_list_is_made_while_searching_and_goes_on_paper(page: Page, axe: Axe) -> None:
    page.goto("/search?postcode=DL3+9AA&q=lonely")
    for _ in range(2):
        page.get_by_role("link", name=re.compile("^Add to list")).first.click()
    page.get_by_role("link", name="Your list: 2 services").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A list of 2 services")
    page.set_viewport_size({"width": 320, "height": 256})
    assert axe(page) == []
    assert too_wide(page) == 0
    page.emulate_media(media="print")
    expect(page.locator(".fp-card").first).to_be_visible()
    for part in page.locator(".fp-not-printed").all():
        expect(part).to_be_hidden()


def test_the_box_is_used_by_keyboard_and_leads_out_of_its_frame(page: Page) -> None:
    page.goto("/embed/make?postcode=DL3+9AA")
    frame = page.frame_locator("iframe")
    frame.get_by_label("What do you need?").fill("lonely")
    page.keyboard.press("Enter")
    expect(frame.get_by_role("heading", level=1)).to_contain_text("services")
    first = frame.get_by_role("heading", level=2).first.get_by_role("link")
    name = first.inner_text()
    first.press("Enter")
    page.wait_for_url("**/listing/*")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
