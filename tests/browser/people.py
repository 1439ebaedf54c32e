"""People in front of a browser: what they see, read, type and press, and the letters that they open."""

import re

import pyotp
from playwright.sync_api import Locator, Page, ViewportSize, expect

from directory import clock
from tests.browser.axe import Axe
from tests.browser.whole import whole

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1200, "height": 900}


def too_wide(page: Page) -> int:
    """How many pixels have to be scrolled sideways."""
    width: int = whole(page).evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return width


ALIKE = "Is this you?"
"""What who adds a group is asked where one like it is listed."""


class Somebody:
    """A person with a browser of their own, and perhaps a mailbox."""

    def __init__(self, page: Page, email: str = "") -> None:
        self.page, self.email = page, email

    def opens(self, address: str) -> None:
        self.page.goto(address)

    def sees(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)

    def reads(self, words: str) -> None:
        expect(self.page.get_by_role("main")).to_contain_text(words)

    def is_told(self, words: str) -> None:
        """What has come of what they pressed."""
        expect(self.page.get_by_role("alert").filter(has_text=words)).to_be_visible()

    def types(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)

    def chooses(self, *labels: str) -> None:
        for label in labels:
            self.page.get_by_label(label, exact=True).check()

    def presses(self, button: str = "Continue") -> None:
        self.page.get_by_role("button", name=button, exact=True).click()

    def follows(self, link: str) -> None:
        self.page.get_by_role("main").get_by_role("link", name=link, exact=True).first.click()

    def results(self) -> list[str]:
        """The names of what was found."""
        return whole(self.page).locator(".fp-card__name a").all_inner_texts()

    def letter(self, subject: str) -> Locator:
        """The newest letter that came to their mailbox with this subject."""
        self.opens("/demonstration/outbox")
        mine = self.page.get_by_role("article").filter(has_text=f"To {self.email},")
        return mine.filter(has=self.page.get_by_role("heading", name=subject, exact=True)).first

    def opens_letter(self, subject: str, link: str = "") -> None:
        """Look into the mailbox, and press a link: the first one, or the one that ends so."""
        links = self.letter(subject).get_by_role("link")
        links.filter(has_text=re.compile(f"{re.escape(link)}$")).first.click()

    def signs_in(self) -> None:
        """By the link in a letter: there are no passwords."""
        self.opens("/sign-in")
        self.types("E-mail address", self.email)
        self.presses("Send me a link")
        self.sees("Check your e-mail")
        self.opens_letter("Your link to sign in to Fingerpost")
        self.presses("Sign in")

    def sets_up_a_second_step(self) -> None:
        """With an app, as whoever decides about others' texts is asked to."""
        self.sees("Set up a second step")
        self.presses()
        app = pyotp.TOTP(self.page.locator(".fp-secret").inner_text().replace(" ", ""))
        self.page.get_by_label("Code").fill(app.at(clock.now()))
        self.presses()
        self.sees("Keep these codes")
        self.page.get_by_role("button", name="I have kept them").click()


class Volunteer(Somebody):
    """Somebody with a telephone, who counts what it costs them.

    Attributes:
        pages: pages seen.
        fields: boxes typed into, and choices made.
        keys: signs typed.
    """

    def __init__(self, page: Page, axe: Axe | None = None, *, email: str = "table@quarry.example") -> None:
        super().__init__(page, email)
        self._axe = axe
        self.pages = self.fields = self.keys = 0

    def is_asked(self, heading: str) -> None:
        self.pages += 1
        headings = self.page.get_by_role("heading", level=1)
        expect(headings).to_have_text(re.compile(f"^({re.escape(heading)}|{re.escape(ALIKE)})$"))
        if heading != ALIKE and headings.text_content() == ALIKE:
            # Somebody in another story lives in the same town, and meets at the same hall.
            self.page.get_by_role("button", name="No, we are another group").click()
        self.sees(heading)
        assert too_wide(self.page) == 0, heading
        assert self._axe is None or self._axe(self.page) == [], heading

    def types(self, label: str, text: str) -> None:
        super().types(label, text)
        self.fields += 1
        self.keys += len(text)

    def chooses(self, *labels: str) -> None:
        super().chooses(*labels)
        self.fields += len(labels)
