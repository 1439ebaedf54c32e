"""Every kind of page, in every state, as people meet it: wide, narrow, enlarged, on paper, in their own colours."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import Axe
from tests.browser.conftest import watch
from tests.browser.people import too_wide
from tests.browser.whole import whole

RESULTS = "/search?postcode=DL3+9AA&q=lonely+widow,+82"
STATES = {
    "start": "/",
    "start, filled in": "/?postcode=DL3&q=lonely&age=84&gender=female&has=carer&has=veteran",
    "a refusal": "/search?postcode=DL3+9AA&q=lonely&age=640",
    "results": RESULTS,
    "results, page two": "/search?postcode=DL3&page=2",
    "results, filtered": f"{RESULTS}&day=day:tue&accepting=y&exact=1&radius=3&access=access:step-free",
    "results, with those who are turned away": "/search?postcode=DL3+9AA&q=lonely&age=12&show=all",
    "results without a place": "/search?q=choir",
    "looked further": "/search?postcode=DL2+2XX&q=memory+caffe&radius=1",
    "nothing found": "/search?postcode=DL3+9AA&q=quidditch&exact=1&accepting=y",
    "which of them": "/search?postcode=Newport&q=lonely",
    "no such place": "/search?postcode=Atlantis",
    "about": "/about",
    "accessibility": "/accessibility",
    "privacy": "/privacy",
    "the feed, explained": "/oruk/v3/docs",
    "letters": "/demonstration/outbox",
    "not found": "/nothing",
}


def open_everything(page: Page) -> None:
    """Open every part that can be opened."""
    whole(page).evaluate("() => document.querySelectorAll('details').forEach(each => { each.open = true })")


@pytest.mark.parametrize("state", STATES)
def test_nobody_is_shut_out_and_nothing_is_cut_off(page: Page, axe: Axe, state: str) -> None:
    page.set_viewport_size({"width": 1200, "height": 900})
    page.goto(STATES[state])
    open_everything(page)
    assert axe(page) == []
    assert too_wide(page) == 0
    page.set_viewport_size({"width": 360, "height": 740})
    assert axe(page, again=True) == []
    # 320 pixels are what is left of 1280 on a page that is enlarged to four times its size.
    page.set_viewport_size({"width": 320, "height": 256})
    assert too_wide(page) == 0


def test_a_listing_shuts_nobody_out(page: Page, axe: Axe, listing: str) -> None:
    page.goto(listing)
    assert axe(page) == []
    page.set_viewport_size({"width": 320, "height": 256})
    assert axe(page, again=True) == []
    assert too_wide(page) == 0


@pytest.mark.parametrize("width", [320, 1200])
def test_longer_words_and_wider_spaces_fit_too(page: Page, listing: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    for address in (f"/search?postcode=DL3&q={'donaudampfschifffahrt' * 4}", RESULTS, listing):
        page.goto(address)
        open_everything(page)
        # As WCAG 2.2 asks under 1.4.12, Text Spacing.
        page.evaluate(
            """() => {
                const sheet = new CSSStyleSheet()
                sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
                                       word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`)
                document.adoptedStyleSheets = [sheet]
            }"""
        )
        assert too_wide(page) == 0


def test_on_paper_there_is_what_a_client_takes_home(page: Page, listing: str) -> None:
    page.goto(RESULTS)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".fp-card").first).to_be_visible()
    expect(page.get_by_text("As things were known on Saturday 21 November 2026.")).to_be_visible()
    for part in ("#filters", ".fp-search", ".fp-understood", ".fp-left-out", ".govuk-service-navigation"):
        expect(page.locator(part).first).to_be_hidden()
    assert "position: fixed" not in page.content()
    page.goto(listing)
    page.emulate_media(media="print")
    own = page.locator(".fp-address").first
    assert own.evaluate("each => getComputedStyle(each, '::after').content") == "none", "no address is printed twice"


def test_colours_of_ones_own_leave_everything_to_be_seen(browser: Browser, base_url: str, axe: Axe) -> None:
    with browser.new_context(forced_colors="active", base_url=base_url) as context:
        wrong: list[str] = []
        watch(context, base_url, wrong)
        page = context.new_page()
        page.goto(RESULTS)
        assert axe(page) == []
        chip = page.locator("a.fp-chip").first
        assert chip.evaluate("each => getComputedStyle(each).borderTopStyle") == "solid"
        chip.focus()
        assert chip.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
        assert wrong == []


def test_less_motion_and_a_dark_screen_change_nothing(browser: Browser, base_url: str, axe: Axe) -> None:
    with browser.new_context(color_scheme="dark", reduced_motion="reduce", base_url=base_url) as context:
        page = context.new_page()
        page.goto(RESULTS)
        assert axe(page) == []
