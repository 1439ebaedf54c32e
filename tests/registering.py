"""A group that fills in the pages of a registration, and has only ever read what is on them."""

from tests.checking_client import CheckingClient
from tests.pages import Page, press

Typed = dict[str, str | list[str]]

PLAIN: tuple[tuple[str, Typed], ...] = (
    ("What is your group or activity called?", {"name": "Harbour tea table"}),
    ("Who runs it?", {}),
    ("What do you do?", {"description": "Tea and a chat on Tuesdays, so that nobody who is lonely sits alone."}),
    ("What do you help with?", {"suggested": ["need:connect.lonely"]}),
    ("How do people take part?", {"ways": ["in_person"]}),
    ("Where does it take place?", {"postcode": "zz11aa", "building": "Harbour Hall", "address": "1 Quay"}),
    ("What is the place like to get into?", {"features": ["access:step-free"]}),
    ("Where do the people you help live?", {"cover": "anywhere"}),
    ("How often does it take place?", {"often": "weekly"}),
    ("When does it take place?", {"days": ["TU"], "opens": "2pm", "closes": "4pm"}),
    ("Who can come?", {"depends": ["anyone"]}),
    ("How do people join?", {"referrers": ["self"], "joining": "Just come along"}),
    ("Can you take new people now?", {"room": "open"}),
    ("What does it cost?", {"cost": "free"}),
    ("How can people reach you?", {"phone": "01632 960001"}),
    ("Which languages do you speak?", {}),
    ("Who keeps your listing up to date?", {"email": "keeper@private.example", "agreed": "y"}),
)
"""A weekly group that anybody can come to: the heading of each page, and what is typed and ticked on it."""


class Registering:
    """Somebody of a group, in a browser."""

    def __init__(self, client: CheckingClient) -> None:
        self._client = client
        self.page = Page(client.get("/register"))

    @property
    def secret(self) -> str:
        """What the address of every page after the first has in it."""
        return self.page.address.split("/")[2]

    def opens(self, address: str) -> Page:
        self.page = Page(self._client.get(address, follow_redirects=True))
        return self.page

    def answers(self, typed: Typed | None = None, *, button: str = "Continue") -> Page:
        """Fill in some boxes of the page and press a button."""
        self.page = press(self._client, self.page, button, **(typed or {}))
        return self.page

    def answers_all(self, until: str = "", **others: Typed) -> Page:
        """Answer the questions of a plain weekly group, up to one of them.

        Args:
            others: by the name of a question in its address, what is answered instead.
        """
        for heading, typed in PLAIN:
            if heading == until:
                break
            assert self.page.heading == heading, (self.page.heading, self.page.text)
            name = self.page.address.split("/")[-1]
            self.answers(others.get("name" if name == "register" else name, typed))
        return self.page
