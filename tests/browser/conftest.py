"""A real Chromium in front of a real server of the demonstration district.

Every page that a test opens is watched: an error in its console, a fault in its script or a request to anybody else
fails the test.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize, expect

from config import Settings
from directory.factory import create_app
from directory.mail import FileMailer
from directory.resources import Resources
from tests.browser.axe import Axe, looking_with
from tests.browser.serving import Site, open_site, served
from tests.homes import copied
from tests.mail.makers import a_letter
from tests.needed import missing

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
_SWITCHES = ("no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-sync")
# Scripts run once on a page, and are gone before it has paid to make them quicker.
_AS_WRITTEN = ("js-flags=--no-opt --no-maglev",)
# Pages of one browser share a process: to start one for each that is opened takes longer than to show it.
_TOGETHER = ("renderer-process-limit=1",)
_QUIET = ("disable-background-networking", "disable-component-update", "disable-default-apps")

# How long what is expected may take to come: on a machine with much else to do, longer than the five seconds it has.
expect.set_options(timeout=60_000)

USUAL: ViewportSize = {"width": 1280, "height": 720}

_EXPECTED = "the server responded with a status of 4"
"""What Chromium says of a page that is an answer to something wrong: with its status, as it should."""


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Which browser is started, and how."""
    program = os.environ.get("FINGERPOST_CHROMIUM", "")
    if not program:
        missing("FINGERPOST_CHROMIUM names no browser; ./test finds one")
    return {
        "executable_path": program,
        "args": [f"--{switch}" for switch in (*_SWITCHES, *_TOGETHER, *_QUIET, *_AS_WRITTEN)],
    }


@pytest.fixture(scope="session")
def base_url(demonstration: Resources) -> Iterator[str]:
    """The address of a running server."""
    chosen = Settings(home=demonstration.home, demonstration=True)
    FileMailer(chosen.outbox).send(a_letter(body=f"Press this:\n\nhttp://127.0.0.1/{'long-' * 40}\n"))
    app = create_app(chosen, demonstration)
    with served(app) as address:
        yield address


@pytest.fixture(scope="session")
def town(
    demonstration_home: Path, demonstration: Resources, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The demonstration district, to be changed, with its letters on a page. What one test adds, the others meet."""
    home = copied(demonstration_home, tmp_path_factory.mktemp("town") / "home")
    with open_site(home, like=demonstration) as site:
        yield site


@pytest.fixture(scope="session")
def _desk(browser: Browser, base_url: str) -> Iterator[tuple[Page, list[str]]]:
    """A page for all who have no need of a browser of their own, and what has gone wrong on it."""
    wrong: list[str] = []
    with browser.new_context(base_url=base_url, viewport=USUAL) as context:
        watch(context, base_url, wrong)
        yield context.new_page(), wrong


@pytest.fixture
def page(_desk: tuple[Page, list[str]]) -> Iterator[Page]:
    """A page on which everything that goes wrong is noted: as new, but for files that never change.

    To open a browser of one's own each time takes longer than many a test.
    """
    shared, wrong = _desk
    wrong.clear()
    yield shared
    seen = list(wrong)
    _leave(shared)
    assert seen == []


def _leave(page: Page) -> None:
    """Leave nothing to who comes next.

    A page of the same site that shows next to nothing, since to come from another one takes another process.
    """
    page.goto("/health")
    page.unroute_all()
    page.context.clear_cookies()
    page.emulate_media(media="null", color_scheme="null", reduced_motion="null", forced_colors="null")
    page.set_viewport_size(USUAL)


def watch(context: BrowserContext, base_url: str, wrong: list[str]) -> None:
    """Note what goes wrong on any page of a browser."""

    def heard(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and _EXPECTED not in message.text:
            wrong.append(f"console: {message.text}")

    def opened(page: Page) -> None:
        page.on("console", heard)
        page.on("pageerror", lambda fault: wrong.append(f"script: {fault}"))

    def requested(address: str) -> None:
        if urlsplit(address).netloc != urlsplit(base_url).netloc:
            wrong.append(f"asked another host: {address}")

    context.on("page", opened)
    context.on("request", lambda request: requested(request.url))


@pytest.fixture(scope="session")
def axe() -> Axe:
    """Looks for what shuts people out of a page, and says what and where."""
    if not AXE.exists():
        missing("node_modules lacks axe-core; ./test fetches it")
    return looking_with(AXE)


@pytest.fixture(scope="session")
def listing(demonstration: Resources) -> str:
    """The address of a listing that says much of itself."""
    app = create_app(Settings(home=demonstration.home), demonstration)
    found = app.test_client().get("/search?postcode=DL3+9AA&q=home+from+hospital").text
    return "/listing/" + found.partition('href="/listing/')[2].partition('"')[0]
