"""A search box for other sites: who may frame it, what it shows, where it leads."""

from collections.abc import Callable

import pytest
from flask import Flask
from pydantic import ValidationError
from sqlmodel import select

from config import Settings
from directory.database import Database
from directory.models import UnmetSearch
from directory.oruk.records import PlaceRecord
from directory.resources import Resources
from tests.checking_client import CheckingClient
from tests.makers import a_record
from tests.pages import Page
from tests.private import leaked, make_private_things, private_values
from tests.views.conftest import Publish

FRAMED = ["/embed", "/embed/results?postcode=ZZ1+1AA", "/embed/results?postcode=Atlantis"]


class TestFrames:
    @pytest.mark.parametrize("address", FRAMED)
    def test_unless_told_otherwise_nobody_else_may_frame_it(self, client: CheckingClient, address: str) -> None:
        assert "frame-ancestors 'self';" in client.get(address).headers["Content-Security-Policy"]

    def test_those_that_are_named_may(self, settings: Settings, make_app: Callable[[Settings], Flask]) -> None:
        sites = ("https://surgery.example", "https://*.council.example")
        app = make_app(Settings(home=settings.home, embed_ancestors=sites))
        client = app.test_client()
        for address in FRAMED:
            policy = client.get(address).headers["Content-Security-Policy"]
            assert "frame-ancestors 'self' https://surgery.example https://*.council.example;" in policy
        for address in ("/", "/search", "/embed/make", "/sign-in", "/embed/nothing"):
            policy = client.get(address).headers["Content-Security-Policy"]
            assert "frame-ancestors 'none'" in policy, address

    @pytest.mark.parametrize(
        "site", ["*", "surgery.example", "https://a.example; script-src *", "https://a b", "'self'"]
    )
    def test_what_is_no_site_cannot_be_named(self, site: str) -> None:
        with pytest.raises(ValidationError):
            Settings(embed_ancestors=(site,))

    @pytest.mark.parametrize("address", FRAMED)
    def test_it_runs_no_script_and_leaves_nothing_behind(self, client: CheckingClient, address: str) -> None:
        answer = client.get(address)
        assert Page(answer).elements("script") == []
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"


class TestTheBox:
    def test_it_begins_as_was_chosen(self, client: CheckingClient) -> None:
        sent = Page(client.get("/embed?postcode=ZZ1&q=tea&radius=5&accent=aa0000")).sent("Services")
        assert sent == {"postcode": ["ZZ1"], "q": ["tea"], "radius": ["5"], "accent": ["aa0000"]}

    def test_results_lead_out_of_the_frame(self, client: CheckingClient, listed: Publish) -> None:
        [key] = listed(a_record())
        page = Page(client.get("/embed/results?postcode=ZZ1+1AA&q=tea&accent=aa0000"))
        [link] = [each for each in page.elements("a") if each.get("href") == f"/listing/{key}"]
        assert link.get("target") == "_top"
        assert page.heading == "1 service"
        assert page.link("The same search") == "/search?postcode=ZZ1+1AA&q=tea"

    def test_pages_stay_within_it_and_keep_their_colours(self, client: CheckingClient, listed: Publish) -> None:
        listed(*(a_record(id=str(number), name=f"Tea {number}") for number in range(12)))
        page = Page(client.get("/embed/results?postcode=ZZ1+1AA&ground=fff8e1"))
        following = Page(client.get(page.link("Next page")))
        assert "Page 2 of 2" in following.text
        sheet = next(each.get("href") for each in following.elements("link") if "colours" in each.get("href"))
        assert "--fp-ground: #fff8e1;" in client.get(sheet).text

    def test_a_place_that_is_not_known_is_asked_about(self, client: CheckingClient) -> None:
        page = Page(client.get("/embed/results?postcode=Newton"))
        assert page.heading == "Where is that?"
        assert page.links

    def test_what_is_said_of_the_person_is_not_read(self, client: CheckingClient, listed: Publish) -> None:
        listed(a_record())
        assert Page(client.get("/embed/results?age=640")).heading == "1 service"

    def test_needs_without_a_good_answer_are_counted_here_too(
        self, client: CheckingClient, listed: Publish, resources: Resources, web_database: Database
    ) -> None:
        listed(a_record(places=(PlaceRecord(postcode="ZZ2 1AA"),)))
        client.get("/embed/results?postcode=ZZ1+1AA&q=lonely")
        resources.unmet.keep()
        with web_database.reading() as session:
            assert [row.need for row in session.exec(select(UnmetSearch))] == ["need:connect.lonely"]

    @pytest.mark.parametrize("typed", ['"><script>alert(1)</script>', "\x00", "a" * 10_000, "</style>", "}*{x:y"])
    def test_any_text_is_answered_with_a_sound_page(self, client: CheckingClient, typed: str) -> None:
        names = ("postcode", "q", "radius", "accent", "ground", "ink", "height", "page", "_external", "endpoint")
        for address in ("/embed", "/embed/results", "/embed/make"):
            answer = client.get(address, query_string=dict.fromkeys(names, typed))
            assert answer.status_code == 200
            assert "<script>alert" not in answer.text
        sheet = client.get("/embed/colours.css", query_string=dict.fromkeys(names, typed)).text
        assert sheet == client.get("/embed/colours.css").text

    def test_nothing_private_is_shown(
        self, client: CheckingClient, web_database: Database, resources: Resources
    ) -> None:
        with web_database.writing() as session:
            make_private_things(session)
            values = private_values(session)
        resources.deliver()
        answer = client.get("/embed/results")
        assert "Tea for those who hide" in answer.text
        assert leaked(answer.text, values) == set()


class TestMaking:
    def test_it_gives_what_to_put_into_a_page(self, client: CheckingClient) -> None:
        page = Page(client.get("/embed/make?postcode=ZZ1&accent=%23AA0000&height=500"))
        frame, link = ((box.text or "").strip() for box in page.elements("textarea"))
        assert frame == (
            '<iframe src="http://localhost/embed?postcode=ZZ1&amp;accent=aa0000" '
            'title="Search Fingerpost for local groups" width="100%" height="500" loading="lazy" style="border: 0">'
            "</iframe>"
        )
        assert link == '<a href="http://localhost/?postcode=ZZ1">Search Fingerpost for local groups</a>'
        [shown] = page.elements("iframe")
        assert client.get(shown.get("src")).status_code == 200

    def test_it_shows_the_box_and_may_itself_not_be_shown(self, client: CheckingClient) -> None:
        policy = client.get("/embed/make").headers["Content-Security-Policy"]
        assert "frame-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy

    def test_it_says_where_the_frame_works(self, settings: Settings, make_app: Callable[[Settings], Flask]) -> None:
        assert "has not yet named the sites" in make_app(settings).test_client().get("/embed/make").text
        app = make_app(Settings(home=settings.home, embed_ancestors=("https://surgery.example",)))
        assert "It is shown on these sites: https://surgery.example." in app.test_client().get("/embed/make").text

    def test_a_colour_that_cannot_be_used_is_told(self, client: CheckingClient) -> None:
        assert "“reddish” is not a colour." in Page(client.get("/embed/make?accent=reddish")).text
