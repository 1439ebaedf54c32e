"""A telephone that shows answers which a test has asked for itself, and says what is wrong with each.

The answers come from the application in this process, so that what they speak of can be made by a test on Normal
Island, and is given up after it. A browser meets what it would meet of a server: status, headers, content policy and
files.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from playwright.sync_api import BrowserContext, Page, Route
from werkzeug.test import TestResponse

from directory.resources import STATIC
from tests.browser.axe import Axe
from tests.browser.conftest import watch
from tests.browser.people import too_wide
from tests.browser.test_pages import open_everything

HOST = "https://fingerpost.example"

_LOOK = """
() => {
    const summaries = [...document.querySelectorAll(".govuk-error-summary a")]
    const lost = summaries.filter(link => {
        const to = document.getElementById(decodeURIComponent(link.hash.slice(1)))
        return to === null || to.type === "hidden" || to.getClientRects().length === 0
    })
    return {
        headings: document.querySelectorAll("h1").length,
        title: document.title,
        refused: document.querySelectorAll(".govuk-error-summary").length,
        lost: lost.map(link => `${link.hash}: ${link.textContent.trim()}`),
    }
}
"""


class Screen:
    """A page of a browser, used again and again.

    Attributes:
        page: what is shown.
    """

    def __init__(self, context: BrowserContext, axe: Axe) -> None:
        self._axe = axe
        self._answer: TestResponse | None = None
        self._rest: FlaskClient | None = None
        self._wrong: list[str] = []
        watch(context, HOST, self._wrong)
        context.route("**/*", self._give)
        self.page = context.new_page()

    def shows(self, answer: TestResponse, rest: FlaskClient) -> list[str]:
        """Let the browser show an answer, and say what is wrong with it on a telephone.

        Args:
            rest: is asked for what the page brings along, but for files that never change.
        """
        self._answer, self._rest = answer, rest
        self._wrong.clear()
        self.page.goto(HOST + answer.request.path)
        open_everything(self.page)
        return [*_plainly_wrong(self.page), *self._axe(self.page), *self._wrong]

    def _give(self, route: Route) -> None:
        wanted = urlsplit(route.request.url)
        if wanted.path.startswith("/static/"):
            route.fulfill(path=STATIC / wanted.path.removeprefix("/static/"))
        elif self._answer and self._rest:
            is_page = route.request.is_navigation_request() and route.request.frame.parent_frame is None
            answer = self._answer if is_page else self._rest.get(f"{wanted.path}?{wanted.query}")
            route.fulfill(status=answer.status_code, headers=dict(answer.headers), body=answer.get_data())


def _plainly_wrong(page: Page) -> list[str]:
    seen = page.evaluate(_LOOK)
    promises: dict[str, Callable[[], bool]] = {
        f"{seen['headings']} headings": lambda: seen["headings"] == 1,
        "no title": lambda: len(seen["title"].strip()) > 3,
        "a title that does not speak of the error": lambda: (
            seen["title"].startswith("Error: ") == (seen["refused"] > 0)
        ),
        f"{seen['refused']} summaries of errors": lambda: seen["refused"] <= 1,
        f"links that lead nowhere: {seen['lost']}": lambda: not seen["lost"],
        "something that is cut off": lambda: too_wide(page) == 0,
    }
    return [fault for fault, is_kept in promises.items() if not is_kept()]
