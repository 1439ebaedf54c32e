"""A navigator with a client on the telephone: whole stories, page by page."""

from urllib.parse import parse_qs, urlsplit

from tests.checking_client import CheckingClient
from tests.pages import Page

HERE = "DL3 9AA"


class Navigator:
    """Somebody who fills in forms and follows links, and has only ever read what is on the page."""

    def __init__(self, client: CheckingClient) -> None:
        self._client = client
        self._been: list[str] = []
        self.opens("/")

    @property
    def address(self) -> str:
        """Where she is."""
        return self._been[-1]

    def opens(self, address: str) -> Page:
        self._been.append(address)
        self.page = Page(self._client.get(address))
        assert self.page.status == 200
        return self.page

    def follows(self, words: str) -> Page:
        return self.opens(self.page.link(words))

    def goes_back(self) -> Page:
        self._been.pop()
        return self.opens(self._been.pop())

    def sends(self, form: str, **changed: str | list[str]) -> Page:
        """Change some boxes of a form and press its button."""
        sent = self.page.sent(form) | {name: value for name, value in changed.items() if value}
        answer = self._client.get("/search", query_string=sent)
        self._been.append(answer.request.full_path)
        self.page = Page(answer)
        return self.page


def test_84_just_out_of_hospital_cannot_manage_the_stairs(client: CheckingClient) -> None:
    navigator = Navigator(client)
    results = navigator.sends("Services", postcode="dl39aa", q="84, just out of hospital, cannot manage the stairs")
    assert "for a person aged 84" in results.text
    for need in ("Coming home from hospital", "Falls, strength and balance"):
        assert need in results.text
    assert "Has just come home from hospital × – remove" in results.links
    assert {"Rails and key safes", "Home from hospital"} <= set(results.names[:5])
    assert "We do not know who is referring".casefold() in results.text.casefold()

    # She refers as a professional, so what asked who does no longer has to ask.
    results = navigator.sends("Filters", referrer="professional")
    assert "we do not know who is referring" not in results.text
    assert "Any professional can refer × – remove" in results.links

    # It was her husband who was in hospital.
    results = navigator.follows("Has just come home from hospital")
    assert "Has just come home from hospital ×" not in results.text
    assert "Any professional can refer × – remove" in results.links, "the rest of the search is as it was"

    # Somebody should come to the house, and have room.
    found = len(results.names)
    results = navigator.sends("Filters", way=["way:home_visit"], accepting="y")
    assert 0 < len(results.names) < found
    assert {"Visits at home × – remove", "Can take people now × – remove"} <= set(results.links)
    name = results.names[0]
    listing = navigator.follows(name)
    assert listing.heading == name
    for part in ("Who can come", "Has room", "How to join or refer", "Visits at home", "Confirmed"):
        assert part in listing.text
    assert any(address.startswith("tel:") for address in listing.links.values())

    # Back on the results everything is as she left it; then she lets the filters go.
    back = navigator.goes_back()
    assert back.names == results.names
    assert len(navigator.follows("Can take people now").names) >= len(results.names)


def test_the_next_client_is_somebody_else(client: CheckingClient) -> None:
    navigator = Navigator(client)
    navigator.sends("Services", postcode=HERE, q="lonely", age="84", gender="female", has=["carer"])
    assert "for a woman aged 84" in navigator.page.text
    again = navigator.sends("Services", q="money worries")
    assert "for a woman aged 84" in again.text, "another need of the same person"
    start = navigator.follows("Start again")
    assert not any("84" in value for values in start.sent("Services").values() for value in values)


def test_a_slip_in_the_postcode_costs_one_press(client: CheckingClient) -> None:
    navigator = Navigator(client)
    unknown = navigator.sends("Services", postcode="DL3 9AE1", q="debt", age="40")
    assert unknown.heading == "Where is that?"
    results = navigator.sends("Services", postcode="DL3")
    assert "within 10 miles of dl3" in results.text.casefold()
    assert "Aged 40 × – remove" in results.links
    assert results.names


def test_nothing_near_is_never_the_end(client: CheckingClient) -> None:
    navigator = Navigator(client)
    # A postcode of the west of Cornwall, three hundred miles from every group of the district.
    results = navigator.sends("Services", postcode="TR19 7AA", q="choir")
    assert results.status == 200
    assert results.names or "What you can do" in results.text
    for words, address in results.links.items():
        if address.startswith("/search"):
            assert Page(client.get(address)).status == 200, words


def test_a_search_can_be_sent_to_a_colleague(client: CheckingClient) -> None:
    navigator = Navigator(client)
    first = navigator.sends("Services", postcode=HERE, q="bereaved", age="60")
    for _ in range(2):
        first = navigator.sends("Filters", sort="nearest", radius="5", day=["day:tue", "day:thu"])
    address = navigator.address
    assert parse_qs(urlsplit(address).query)["day"] == ["day:tue", "day:thu"]
    assert Navigator(client).opens(address).names == first.names


def test_every_result_of_the_district_leads_to_a_listing_that_says_the_same(client: CheckingClient) -> None:
    navigator = Navigator(client)
    results = navigator.sends("Services", postcode=HERE, q="something to do on tuesdays")
    for name in results.names[:4]:
        listing = navigator.opens(results.link(name))
        assert listing.heading == name
        assert "None" not in listing.text
        for other in listing.links.values():
            assert not other.startswith("/search") or Page(client.get(other)).names
