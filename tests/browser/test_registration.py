"""A group registers on a telephone, without a single script."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect
from waitress.server import TcpWSGIServer, create_server

from config import Settings
from directory.factory import create_app, make_resources
from tests.browser.conftest import watch
from tests.browser.test_pages import too_wide
from tests.homes import copied

Axe = Callable[[Page], list[str]]

PHONE = {"width": 360, "height": 740}


@contextmanager
def served(home: Path) -> Iterator[str]:
    """A server of an installation, which it may change."""
    settings = Settings(home=home, demonstration=True)
    shared = make_resources(settings)
    server = create_server(create_app(settings, shared), host="127.0.0.1", port=0, threads=2)
    assert isinstance(server, TcpWSGIServer)
    Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"  # type: ignore[attr-defined]  # unknown to its stubs
    server.close()
    shared.database.engine.dispose()


@pytest.fixture(scope="module")
def address(demonstration_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of its own."""
    with served(copied(demonstration_home, tmp_path_factory.mktemp("registering") / "home")) as found:
        yield found


class Volunteer:
    """Somebody with a telephone, who counts what it costs them.

    Attributes:
        pages: pages seen.
        fields: boxes typed into, and choices made.
        keys: signs typed.
    """

    def __init__(self, page: Page, axe: Axe | None = None) -> None:
        self.page, self._axe = page, axe
        self.pages = self.fields = self.keys = 0

    def is_asked(self, heading: str) -> None:
        self.pages += 1
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)
        assert too_wide(self.page) == 0, heading
        assert self._axe is None or self._axe(self.page) == [], heading

    def types(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)
        self.fields += 1
        self.keys += len(text)

    def chooses(self, *labels: str) -> None:
        for label in labels:
            self.page.get_by_label(label, exact=True).check()
            self.fields += 1

    def presses(self, button: str = "Continue") -> None:
        self.page.get_by_role("button", name=button, exact=True).click()


def registers(volunteer: Volunteer, name: str = "Quarry whittling bench") -> None:
    """A weekly group that anybody can come to, from the start page on."""
    volunteer.page.goto("/")
    volunteer.page.get_by_role("main").get_by_role("link", name="Add your group").click()
    volunteer.is_asked("What is your group or activity called?")
    volunteer.types("Name", name)
    volunteer.presses()
    volunteer.is_asked("Who runs it?")
    volunteer.presses()
    volunteer.is_asked("What do you do?")
    told = "Tea, cards and a chat for anybody who is lonely. Nobody sits alone."
    volunteer.types("What happens, and who it helps", told)
    volunteer.presses()
    volunteer.is_asked("What do you help with?")
    volunteer.chooses("Loneliness and isolation")
    volunteer.presses()
    volunteer.is_asked("How do people take part?")
    volunteer.chooses("They come to a place")
    volunteer.presses()
    volunteer.is_asked("Where does it take place?")
    volunteer.types("Postcode", "dl39aa")
    volunteer.types("Name of the building", "Quarry Hall")
    volunteer.types("Street, and town or village", "Quarry Lane, Darlington")
    volunteer.presses()
    volunteer.is_asked("What is the place like to get into?")
    volunteer.chooses("Step-free entrance")
    volunteer.presses()
    volunteer.is_asked("Where do the people you help live?")
    volunteer.chooses("Anywhere")
    volunteer.presses()
    volunteer.is_asked("How often does it take place?")
    volunteer.chooses("Every week, on one day or several")
    volunteer.presses()
    volunteer.is_asked("When does it take place?")
    volunteer.chooses("Tuesday")
    volunteer.types("Starts at", "2pm")
    volunteer.types("Ends at", "4pm")
    volunteer.presses()
    expect(volunteer.page.get_by_text("Every Tuesday, 2pm to 4pm")).to_be_visible()
    volunteer.is_asked("Who can come?")
    volunteer.chooses("Anyone can come")
    volunteer.presses()
    expect(volunteer.page.get_by_text("Anyone can come")).to_be_visible()
    volunteer.is_asked("How do people join?")
    volunteer.chooses("The person, or a friend or relative")
    volunteer.types("What should they do?", "Just come along")
    volunteer.presses()
    volunteer.is_asked("Can you take new people now?")
    volunteer.chooses("Yes, there is room")
    volunteer.presses()
    volunteer.is_asked("What does it cost?")
    volunteer.chooses("It is free")
    volunteer.presses()
    volunteer.is_asked("How can people reach you?")
    volunteer.types("Telephone number", "01632 960001")
    volunteer.presses()
    volunteer.is_asked("Which languages do you speak?")
    volunteer.presses()
    volunteer.is_asked("Who keeps your listing up to date?")
    volunteer.types("Your e-mail address", "table@quarry.example")
    volunteer.chooses("You may write to this address about our listing")
    volunteer.presses()
    volunteer.is_asked("Check your answers")
    volunteer.presses("Send")


def test_a_plain_weekly_group_is_added_on_a_telephone(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False, base_url=address, viewport=PHONE) as context:  # type: ignore[arg-type]
        wrong: list[str] = []
        watch(context, address, wrong)
        volunteer = Volunteer(context.new_page())
        registers(volunteer)
        volunteer.is_asked("We have your listing")
        assert (volunteer.pages, volunteer.fields) == (19, 21)
        # At two signs a second, five seconds for each page and three for each field, that is less than five minutes.
        assert volunteer.keys / 2 + 5 * volunteer.pages + 3 * volunteer.fields < 5 * 60
        assert wrong == []


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    """A page of a browser on a telephone, with scripts, in which everything that goes wrong is noted."""
    wrong: list[str] = []
    with browser.new_context(base_url=address, viewport=PHONE) as context:  # type: ignore[arg-type]
        watch(context, address, wrong)
        yield context.new_page()
    assert wrong == []


def test_no_page_of_it_shuts_anybody_out(phone: Page, axe: Axe) -> None:
    volunteer = Volunteer(phone, axe)
    registers(volunteer, "Quarry whittling shed")
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
    expect(phone.get_by_role("heading", level=1)).not_to_have_text("How do people take part?")
