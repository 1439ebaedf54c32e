"""What others take from here: the page that says how, the table, the feed, the map of the site, the ways to search."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from xml.etree import ElementTree as Xml

import pytest
from flask import Flask

from config import Settings
from directory.database import Database
from directory.models import Service
from directory.resources import Resources
from directory.vocabulary import ModerationStatus
from tests.checking_client import CheckingClient
from tests.conftest import NOW
from tests.makers import a_full_record, a_record, make_service
from tests.pages import Page
from tests.private import leaked, make_private_things, private_values
from tests.views.conftest import Publish

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"

PUBLIC = [
    "/data",
    "/data/listings.csv",
    "/feed.atom",
    "/sitemap.xml",
    "/sitemap/0.xml",
    "/sitemap/1.xml",
    "/robots.txt",
    "/opensearch.xml",
]


def xml(client: CheckingClient, address: str) -> Xml.Element:
    return Xml.fromstring(client.get(address).data)  # noqa: S314 -- it is ours


@pytest.mark.parametrize("address", PUBLIC)
def test_nothing_private_is_in_it(
    client: CheckingClient, web_database: Database, resources: Resources, address: str
) -> None:
    with web_database.writing() as session:
        service = make_private_things(session)
        values = private_values(session)
        key = service.id
    answer = client.get(address)
    assert answer.status_code == 200
    assert leaked(answer.text, values) == set()
    for of_the_service in (f"/shortlist?list={key}", f"/listing/{key}/calendar.ics", f"/listing/{key}"):
        assert leaked(client.get(of_the_service).text, values) == set()


@pytest.mark.parametrize("address", [each for each in PUBLIC if each not in {"/data", "/data/listings.csv"}])
def test_whoever_has_it_already_is_told_so(client: CheckingClient, listed: Publish, address: str) -> None:
    listed(a_record())
    tag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


class TestThePage:
    def test_it_says_the_licence_and_where_everything_is(self, client: CheckingClient, listed: Publish) -> None:
        listed(a_record())
        page = Page(client.get("/data"))
        assert "There is one listing. The last change was on Saturday 21 November 2026 at midday." in page.text
        assert "Contains information from Fingerpost, http://localhost, licensed under the Open Government" in page.text
        assert page.link("Table") == "/data/listings.csv"
        assert page.link("FHIR") == "http://localhost/fhir/metadata"
        assert page.link("Atom") == "http://localhost/feed.atom"
        assert page.link("NDJSON") == "/oruk/v3/services?format=ndjson&full=true"
        assert page.link("Put a search box") == "/embed/make"

    def test_it_is_there_before_there_is_anything(self, client: CheckingClient) -> None:
        assert "There are 0 listings." in Page(client.get("/data")).text


class TestTheTable:
    def rows(self, client: CheckingClient) -> list[dict[str, str]]:
        answer = client.get("/data/listings.csv")
        assert answer.mimetype == "text/csv"
        assert answer.headers["Content-Disposition"] == 'attachment; filename="listings-2026-11-21.csv"'
        assert 'rel="license"' in answer.headers["Link"]
        return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))

    def test_every_listing_is_a_row(self, client: CheckingClient, listed: Publish) -> None:
        [key] = listed(a_full_record())
        [row] = self.rows(client)
        assert row["Id"] == str(key)
        assert row["Listing"] == f"http://localhost/listing/{key}"
        assert (row["Name"], row["Group"]) == ("Tuesday tea table", "Harbour Kettle Club")
        assert (row["Needs"], row["Kind of activity"]) == ("Loneliness and isolation", "Tea")
        assert row["Who can come"] == "For people aged 60 and over"
        assert (row["Contact"], row["Phone"]) == ("Secretary", "01632 960002")
        assert (row["Postcode"], row["Latitude"], row["Longitude"]) == ("ZZ1 1AA", "54.52", "-1.55")
        assert (row["Source"], row["Licence"]) == ("island", "")
        assert row["Confirmed on"] == "2026-11-01"

    def test_what_a_group_wrote_is_never_a_formula(self, client: CheckingClient, listed: Publish) -> None:
        listed(a_record(name='=HYPERLINK("https://evil.example")', summary="+1", joining="@x"))
        [row] = self.rows(client)
        assert [row[each][0] for each in ("Name", "Summary", "How to join or refer")] == ["'", "'", "'"]

    def test_they_come_by_name(self, client: CheckingClient, listed: Publish) -> None:
        listed(*(a_record(id=name, name=name) for name in ("Walks", "Art", "Tea")))
        assert [row["Name"] for row in self.rows(client)] == ["Art", "Tea", "Walks"]


class TestTheFeed:
    def test_the_last_change_comes_first(self, client: CheckingClient, web_database: Database) -> None:
        with web_database.writing() as session:
            for name, hours in (("Old", 3), ("New", 1), ("Older", 5)):
                make_service(session, name=name).modified_at = NOW - timedelta(hours=hours)
            make_service(session, name="Secret", status=ModerationStatus.DRAFT)
        feed = xml(client, "/feed.atom")
        assert [each.text for each in feed.iterfind(f"{ATOM}entry/{ATOM}title")] == ["New", "Old", "Older"]
        assert feed.findtext(f"{ATOM}updated") == "2026-11-21T11:00:00.000+00:00"

    def test_an_entry_is_known_again_whatever_has_changed(self, client: CheckingClient, listed: Publish) -> None:
        [key] = listed(a_full_record())
        entry = xml(client, "/feed.atom").find(f"{ATOM}entry")
        assert entry is not None
        assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{key}"
        links = {each.get("rel"): each.get("href") for each in entry.iterfind(f"{ATOM}link")}
        assert links == {"alternate": f"http://localhost/listing/{key}"}
        assert [each.get("label") for each in entry.iterfind(f"{ATOM}category")] == ["Loneliness and isolation", "Tea"]

    def test_its_pages_lead_to_each_other(self, client: CheckingClient, web_database: Database) -> None:
        with web_database.writing() as session:
            for number in range(101):
                make_service(session, name=f"Tea {number}")
        first, second = xml(client, "/feed.atom"), xml(client, "/feed.atom?page=2")
        names = [each.text for feed in (first, second) for each in feed.iterfind(f"{ATOM}entry/{ATOM}id")]
        assert len(set(names)) == 101
        links = {each.get("rel"): each.get("href") for each in second.iterfind(f"{ATOM}link")}
        assert links["previous"] == links["first"] == "http://localhost/feed.atom"
        assert links["self"] == links["last"] == "http://localhost/feed.atom?page=2"
        assert "next" not in links

    @pytest.mark.parametrize("page", ["0", "-1", "7", "99999999999999999999"])
    def test_a_page_that_is_not_there_is_not_found(self, client: CheckingClient, page: str) -> None:
        assert client.get(f"/feed.atom?page={page}").status_code == 404

    def test_any_text_can_stand_in_it(self, client: CheckingClient, listed: Publish) -> None:
        listed(a_record(name="Tea <b>&amp;\x0b\x1b ]]> 🍲", summary="\ufffe</summary>"))
        assert xml(client, "/feed.atom").findtext(f"{ATOM}entry/{ATOM}title") == "Tea <b>&amp; ]]> 🍲"


class TestTheMap:
    def test_every_listing_is_on_it_with_its_date(self, client: CheckingClient, listed: Publish) -> None:
        keys = listed(a_record(id="1"), a_record(id="2"))
        maps = [each.text or "" for each in xml(client, "/sitemap.xml").iterfind(f"{MAP}sitemap/{MAP}loc")]
        assert maps == ["http://localhost/sitemap/0.xml", "http://localhost/sitemap/1.xml"]
        found = xml(client, "/sitemap/1.xml")
        assert {each.text for each in found.iterfind(f"{MAP}url/{MAP}loc")} == {
            f"http://localhost/listing/{key}" for key in keys
        }
        assert {each.text for each in found.iterfind(f"{MAP}url/{MAP}lastmod")} == {"2026-11-21T12:00:00+00:00"}

    def test_the_other_pages_are_there(self, client: CheckingClient) -> None:
        for place in xml(client, "/sitemap/0.xml").iterfind(f"{MAP}url/{MAP}loc"):
            assert client.get((place.text or "").removeprefix("http://localhost")).status_code == 200

    @pytest.mark.parametrize("number", ["2", "9999999", "-1", "one"])
    def test_there_are_no_more(self, client: CheckingClient, number: str) -> None:
        assert client.get(f"/sitemap/{number}.xml").status_code == 404

    def test_robots_are_led_to_it_and_kept_from_results(self, client: CheckingClient) -> None:
        said = client.get("/robots.txt").text
        assert "Sitemap: http://localhost/sitemap.xml\n" in said
        assert "Disallow: /search\n" in said
        assert "Disallow: /listing" not in said

    def test_addresses_are_those_of_the_settings(
        self, settings: Settings, make_app: Callable[[Settings], Flask], listed: Publish
    ) -> None:
        [key] = listed(a_record())
        client = make_app(Settings(home=settings.home, address="https://find.example/")).test_client()
        for address in ("/sitemap/1.xml", "/feed.atom", "/data/listings.csv", f"/fhir/HealthcareService/{key}"):
            answer = client.get(address, headers={"Host": "evil.example"})
            assert f"https://find.example/listing/{key}" in answer.text
            assert "evil" not in answer.text


class TestSearchingFromTheBrowser:
    def test_it_can_search_here(self, client: CheckingClient, listed: Publish) -> None:
        listed(a_record())
        said = xml(client, "/opensearch.xml")
        url = said.find(f"{OPENSEARCH}Url")
        assert url is not None
        template = url.get("template") or ""
        address = template.removeprefix("http://localhost").replace("{searchTerms}", "tea")
        assert Page(client.get(address)).names == ["Tuesday tea table"]
        assert len(said.findtext(f"{OPENSEARCH}ShortName") or "") <= 16

    def test_every_page_tells_where(self, client: CheckingClient) -> None:
        links = {each.get("rel"): each.get("href") for each in Page(client.get("/about")).elements("link")}
        assert (links["search"], links["alternate"]) == ("/opensearch.xml", "/feed.atom")


def test_a_service_that_was_changed_moves_up(client: CheckingClient, web_database: Database, listed: Publish) -> None:
    first, second = listed(a_record(id="1", name="First"), a_record(id="2", name="Second"))
    with web_database.writing() as session:
        session.get_one(Service, first).modified_at = NOW + timedelta(minutes=1)
        session.get_one(Service, second).modified_at = NOW
    titles = xml(client, "/feed.atom").iterfind(f"{ATOM}entry/{ATOM}title")
    assert [each.text for each in titles] == ["First", "Second"]
