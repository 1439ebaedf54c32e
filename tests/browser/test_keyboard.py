"""From the first page to a listing with nothing but a keyboard."""

from playwright.sync_api import Page, expect

from tests.browser.whole import whole

SEEN = """
() => {
    const at = document.activeElement
    // The design system marks the box that it draws, not the one that is there.
    const style = at.type === "checkbox"
        ? getComputedStyle(at.labels[0], "::before")
        : getComputedStyle(at.querySelector("circle") ?? at)
    const box = at.getBoundingClientRect()
    return {
        what: at.tagName.toLowerCase(),
        words: (at.getAttribute("aria-label") ?? at.innerText ?? "").trim(),
        id: at.id,
        href: at.getAttribute("href") ?? "",
        visible: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight,
        marked: parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== "none"
            || style.boxShadow !== "none" || parseFloat(style.strokeWidth) >= 3 && style.stroke === "rgb(255, 221, 0)",
    }
}
"""

MOST_STOPS = 250


def go(page: Page) -> None:
    """Press the enter key, which leads to another page."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tab(page: Page) -> dict[str, str | bool]:
    """Press the tab key, and say where that leads."""
    page.keyboard.press("Tab")
    seen: dict[str, str | bool] = whole(page).evaluate(SEEN)
    if seen["what"] != "body":
        assert seen["visible"], f"the focus is out of sight, on {seen}"
        assert seen["marked"], f"the focus cannot be seen on {seen}"
    return seen


def tab_to(page: Page, **wanted: str) -> dict[str, str | bool]:
    """Go on until something is reached."""
    for _ in range(MOST_STOPS):
        seen = tab(page)
        if all(str(seen[name]).startswith(value) for name, value in wanted.items()):
            return seen
    raise AssertionError(f"the tab key does not lead to {wanted}")


def test_from_the_start_to_a_listing_and_back(page: Page) -> None:
    page.goto("/")
    assert tab(page)["words"] == "Skip to main content"
    page.keyboard.press("Enter")
    tab_to(page, id="postcode")
    page.keyboard.type("DL3 9AA")
    assert tab(page)["id"] == "q", "the next box is the next question"
    page.keyboard.type("84, just out of hospital")
    go(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("services for “84, just out of hospital”")
    tab_to(page, what="a", words="Aged 84")
    go(page)
    expect(page.get_by_role("link", name="Aged 84")).to_have_count(0)

    tab_to(page, href="/listing/")
    name = str(page.evaluate(SEEN)["words"])
    go(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("services for")


def test_filters_are_a_press_away_and_work(page: Page) -> None:
    page.goto("/search?postcode=DL3+9AA&q=lonely")
    tab_to(page, what="a", words="Filters")
    page.keyboard.press("Enter")
    tab_to(page, id="accepting")
    page.keyboard.press("Space")
    tab_to(page, what="summary", words="Day")
    page.keyboard.press("Enter")
    tab_to(page, id="day-1")
    page.keyboard.press("Space")
    go(page)
    expect(page.get_by_role("heading", name="Filters in use")).to_be_visible()
    for chip in ("Can take people now", "Monday"):
        expect(page.get_by_role("link", name=f"{chip} – remove")).to_be_visible()


def test_every_stop_can_be_seen_and_the_tab_key_always_leads_out(page: Page) -> None:
    page.goto("/search?postcode=DL3+9AA&q=lonely+widow,+82")
    stops = []
    for _ in range(MOST_STOPS):
        stop = tab(page)
        if stop["what"] == "body":
            break
        stops.append(stop)
    else:
        raise AssertionError("the tab key goes round in a circle")
    marks = [stop for stop in stops if str(stop["href"]).startswith("#result-")]
    assert len(marks) > 5, "each mark of the picture can be reached"
    assert page.evaluate("() => document.querySelectorAll('[tabindex]:not([tabindex=\"-1\"])').length") == 0


def test_a_mark_of_the_picture_leads_to_its_result(page: Page) -> None:
    page.goto("/search?postcode=DL3+9AA&q=lonely")
    tab_to(page, href="#result-")
    number = str(page.evaluate(SEEN)["href"]).removeprefix("#result-")
    page.keyboard.press("Enter")
    assert tab(page)["words"] == page.locator(f"#name-{number}").inner_text()


def test_a_refusal_takes_one_to_what_was_wrong(page: Page) -> None:
    page.goto("/search?age=640")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    tab_to(page, what="a", words="Enter an age")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Age")).to_be_focused()
