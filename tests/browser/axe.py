"""What shuts people out of a page, looked for with axe: everywhere, but nowhere twice for the same answer.

Of elements that look alike in places that are alike the first is asked whether its words stand out: that is most of
what axe spends its time on, and twenty cards of a list have one answer.

At another width, of a page that was looked at already, only what depends on where things stand is asked again; what is
there on a telephone alone is looked at by the test of every page. ``FINGERPOST_TEST_DEPTH=2`` asks all of it of all.
"""

from pathlib import Path
from typing import Protocol

from playwright.sync_api import Page

from tests.browser.whole import whole
from tests.depth import DEPTH


class Axe(Protocol):
    """Looks at a page, and says what is wrong and where."""

    def __call__(self, page: Page, *, again: bool = False) -> list[str]: ...


RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PLACED = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]

_LOOK = """
async ([rules, thorough]) => {
    const shown = each => each.getClientRects().length > 0
    const looks = each => {
        const style = getComputedStyle(each)
        return [style.color, style.backgroundColor, style.backgroundImage, style.opacity, style.textShadow,
                style.fontSize, style.fontWeight, style.position, style.visibility].join()
    }
    const says = each => [...each.childNodes].some(part => part.nodeType === Node.TEXT_NODE && part.data.trim())
    const alike = () => {
        const places = new Map(), kinds = new Map(), seen = new Set()
        return [...document.body.querySelectorAll("*")].filter(each => {
            const place = [places.get(each.parentElement), each.tagName, each.getAttribute("class"), looks(each)].join()
            if (!kinds.has(place)) kinds.set(place, kinds.size)
            places.set(each, kinds.get(place))
            const able = [each.disabled, each.getAttribute("aria-disabled")]
            const kind = [kinds.get(place), shown(each), says(each), ...able].join()
            return seen.has(kind) || !seen.add(kind)
        })
    }
    const same = thorough ? [] : alike()
    same.forEach(each => each.toggleAttribute("data-alike"))
    axe.configure({rules: [{id: "color-contrast", selector: "*:not([data-alike])"}]})
    const found = await axe.run({runOnly: rules, resultTypes: ["violations"], iframes: false})
    same.forEach(each => each.toggleAttribute("data-alike"))
    return found.violations
}
"""


def looking_with(program: Path) -> Axe:
    """A look at pages."""
    source = program.read_text(encoding="utf-8")

    def look(page: Page, *, again: bool = False) -> list[str]:
        if not whole(page).evaluate("() => 'axe' in window"):
            page.context.add_init_script(source)
            page.evaluate(source)
        return [
            f"{violation['id']}: {node['html'][:200]} ({node['failureSummary']})"
            for violation in page.evaluate(_LOOK, [PLACED if again and DEPTH == 1 else RULES, DEPTH > 1])
            for node in violation["nodes"]
        ]

    return look
