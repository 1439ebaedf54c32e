"""Anybody tells us something, and machines tell us nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from sqlmodel import select

from directory.database import Database
from directory.models import Report
from directory.views.spam import FASTEST
from directory.vocabulary import ModerationStatus, ReportKind
from tests.checking_client import CheckingClient
from tests.conftest import NOW
from tests.makers import make_place, make_service
from tests.pages import Page, press

Until = Callable[[datetime], None]
LATER = NOW + timedelta(minutes=1)
CHESS = {"name": "Chess club", "place": "ZZ1 1AA", "words": "Chess on Fridays"}


@pytest.fixture
def address(web_database: Database) -> str:
    """A listing."""
    with web_database.writing() as session:
        service = make_service(session)
        make_place(session, service)
        return f"/listing/{service.id}"


def kept(database: Database) -> list[Report]:
    with database.reading() as session:
        return list(session.exec(select(Report)))


def tell(client: CheckingClient, set_clock: Until, path: str, **values: str) -> Page:
    """Open a form, take a minute, send it."""
    page = Page(client.get(path))
    set_clock(LATER)
    return press(client, page, "Send", **values)


class TestAProblem:
    def test_it_is_kept_for_the_moderators(
        self, client: CheckingClient, set_clock: Until, web_database: Database, address: str
    ) -> None:
        form = Page(client.get(Page(client.get(address)).links["Report a problem with this listing"]))
        assert form.heading == "Report a problem with Tuesday tea table"
        page = tell(client, set_clock, form.address, words="They meet on\nWednesdays", answer_to="Me@Normal.example")
        assert page.heading == "Tuesday tea table"
        assert "Thank you. A moderator looks at it." in page.source
        [report] = kept(web_database)
        assert (report.kind, report.words) == (ReportKind.PROBLEM, "They meet on\nWednesdays")
        assert (report.answer_to, report.district) == ("me@normal.example", "X06000001")

    def test_without_a_word_it_is_asked_for(
        self, client: CheckingClient, set_clock: Until, web_database: Database, address: str
    ) -> None:
        page = tell(client, set_clock, f"{address}/report", words=" ", answer_to="nobody")
        assert page.status == 422
        assert page.title.startswith("Error: ")
        assert "Say what is wrong with this listing" in page.text
        assert "Enter an e-mail address, like name@example.org" in page.text
        assert press(client, page, "Send", words="Wrong number", answer_to="").heading == "Tuesday tea table"
        assert len(kept(web_database)) == 1

    def test_of_a_listing_that_nobody_sees_nothing_is_said(
        self, client: CheckingClient, web_database: Database
    ) -> None:
        with web_database.writing() as session:
            hidden = make_service(session, status=ModerationStatus.SUBMITTED).id
        assert client.get(f"/listing/{hidden}/report").status_code == 404
        assert client.get(f"/listing/{uuid4()}/report").status_code == 404


class TestASuggestion:
    def test_it_is_kept(self, client: CheckingClient, set_clock: Until, web_database: Database) -> None:
        page = tell(client, set_clock, Page(client.get("/")).links["Suggest it"], **CHESS)
        assert "Thank you. A moderator looks at it." in page.source
        [report] = kept(web_database)
        assert (report.kind, report.name, report.place) == (ReportKind.NEW_GROUP, "Chess club", "ZZ1 1AA")
        assert (report.district, report.answer_to, report.service_id) == ("X06000001", "", None)

    @pytest.mark.parametrize("field", list(CHESS))
    def test_what_is_missing_is_asked_for(
        self, client: CheckingClient, set_clock: Until, web_database: Database, field: str
    ) -> None:
        page = tell(client, set_clock, "/suggest-a-group", **{**CHESS, field: ""})
        assert (page.status, kept(web_database)) == (422, [])
        assert all(words in page.source for name, words in CHESS.items() if name != field)


class TestMachines:
    """They are thanked like anybody, and nothing is kept."""

    def thanked(self, page: Page) -> None:
        assert page.status == 200
        assert "Thank you. A moderator looks at it." in page.source

    def test_one_that_fills_in_every_box(
        self, client: CheckingClient, set_clock: Until, web_database: Database
    ) -> None:
        self.thanked(tell(client, set_clock, "/suggest-a-group", **CHESS, website="https://spam.example"))
        assert kept(web_database) == []

    @pytest.mark.parametrize(("wait", "number"), [(timedelta(seconds=0), 0), (FASTEST, 1)])
    def test_one_that_sends_at_once(
        self, client: CheckingClient, set_clock: Until, web_database: Database, wait: timedelta, number: int
    ) -> None:
        page = Page(client.get("/suggest-a-group"))
        set_clock(NOW + wait)
        self.thanked(press(client, page, "Send", **CHESS))
        assert len(kept(web_database)) == number

    @pytest.mark.parametrize("opened", ["", "nonsense", "2026-11-21T12:00:00+00:00"])
    def test_one_that_never_opened_the_form(
        self, client: CheckingClient, set_clock: Until, web_database: Database, opened: str, address: str
    ) -> None:
        self.thanked(tell(client, set_clock, f"{address}/report", words="Cheap watches", opened=opened))
        assert kept(web_database) == []

    def test_the_box_for_machines_is_out_of_everybody_s_way(self, client: CheckingClient) -> None:
        [box] = [
            each for each in Page(client.get("/suggest-a-group")).elements("input") if each.get("name") == "website"
        ]
        assert (box.get("tabindex"), box.get("autocomplete")) == ("-1", "off")


def test_one_host_tells_us_only_so_much_an_hour(
    client: CheckingClient, set_clock: Until, web_database: Database
) -> None:
    page = Page(client.get("/suggest-a-group"))
    set_clock(LATER)
    told = [press(client, page, "Send", **CHESS).status for _ in range(21)]
    assert told == [200] * 20 + [429]
    assert len(kept(web_database)) == 20
