"""What every answer of the feed carries; that nothing is sent twice; refusals that a program can read."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, col, select, update

from directory.access import Grant
from directory.actions.taxonomy import load_taxonomy
from directory.database import Database
from directory.models import Service, TaxonomyTerm
from directory.oruk.keys import taxonomy_key, term_key
from directory.oruk.writer import OURS
from directory.resources import SEED_DATA
from directory.vocabulary import CapacityStatus, Role
from tests.checking_client import CheckingClient
from tests.conftest import NOW
from tests.makers import a_record, make_capacity, make_place, make_service
from tests.people import sign_in_as
from tests.views.conftest import Publish
from tests.views.oruk.feed import Feed

SetClock = Callable[[datetime], None]

LISTS = ("/services", "/service_at_locations", "/organizations", "/taxonomies", "/taxonomy_terms")
NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def service_id(web_database: Database) -> UUID:
    """The one service there is, last changed a day ago."""
    with web_database.writing() as session:
        service = make_service(session)
        make_place(session, service)
        service.created_at = service.modified_at = NOW - timedelta(days=1)
        # They came in before the clock stood still.
        session.exec(update(TaxonomyTerm).values(changed_at=NOW - timedelta(days=1)))
        return service.id


@pytest.fixture
def addresses(feed: Feed, service_id: UUID) -> list[str]:
    """Every address of the feed that tells of something."""
    details = [f"{path}/{feed.document(path)['contents'][0]['id']}" for path in LISTS]
    return ["/", *LISTS, *details, "/services?full=true&format=ndjson"]


class TestHeaders:
    @pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST"])
    def test_a_page_of_any_site_may_read_every_answer(self, feed: Feed, addresses: list[str], method: str) -> None:
        wrong = ["/nothing", "/services/nonsense", f"/services/{NOBODY}", "/services?page=0"]
        for address in (*addresses, *wrong):
            answer = feed.client.open(f"/oruk/v3{address}", method=method)
            assert answer.headers.getlist("Access-Control-Allow-Origin") == ["*"], address
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
            assert "Set-Cookie" not in answer.headers
            assert answer.mimetype != "text/html" or method == "OPTIONS"

    def test_other_addresses_are_not_opened_with_it(self, client: CheckingClient) -> None:
        for address in ("/", "/oruk", "/oruk/v30/services", "/about"):
            assert "Access-Control-Allow-Origin" not in client.get(address).headers

    def test_a_browser_may_ask_whether_something_has_changed(self, feed: Feed) -> None:
        answer = feed.client.options("/oruk/v3/services")
        assert answer.status_code == 200
        assert "GET" in answer.headers["Access-Control-Allow-Methods"]
        assert "If-None-Match" in answer.headers["Access-Control-Allow-Headers"]
        assert "ETag" in answer.headers["Access-Control-Expose-Headers"]

    def test_nobody_is_known_here(self, feed: Feed, client: CheckingClient, addresses: list[str]) -> None:
        sign_in_as(client, "one@normal.example", Grant(Role.ADMINISTRATOR))
        for address in addresses:
            answer = feed.get(address)
            assert "Set-Cookie" not in answer.headers
            assert "Cookie" not in answer.headers.get("Vary", "")

    @pytest.mark.usefixtures("service_id")
    def test_what_may_tell_of_a_person_is_kept_nowhere_on_the_way(self, feed: Feed) -> None:
        assert feed.get("/services").headers["Cache-Control"] == "public, max-age=60"
        for asked in ({"postcode": "ZZ1 1AA"}, {"search": "stoma"}, {"age": 84}):
            assert feed.get("/services", **asked).headers["Cache-Control"] == "no-store"


class TestWhatHasNotChanged:
    def test_is_not_sent_again(self, feed: Feed, addresses: list[str]) -> None:
        for address in addresses[1:]:
            headers = feed.get(address).headers
            assert headers["ETag"].startswith('W/"')
            for again in ({"If-None-Match": headers["ETag"]}, {"If-Modified-Since": headers["Last-Modified"]}):
                answer = feed.get(address, again)
                assert (answer.status_code, answer.data) == (304, b""), address
                assert answer.headers["ETag"] == headers["ETag"]
            assert feed.get(address, {"If-None-Match": 'W/"another"'}).status_code == 200

    def test_what_the_feed_says_of_itself_is_not_sent_again_either(self, feed: Feed) -> None:
        for path in ("/", "/openapi.json"):
            tag = feed.get(path).headers["ETag"]
            assert feed.get(path, {"If-None-Match": tag}).status_code == 304

    @pytest.mark.usefixtures("service_id")
    def test_what_another_feed_says_changed_today_hides_no_change(
        self, feed: Feed, listed: Publish, set_clock: SetClock
    ) -> None:
        set_clock(NOW.replace(hour=8))
        listed(a_record(changed_on=NOW.date()), a_record(id="s2"))
        set_clock(NOW.replace(hour=9))
        first = feed.get("/services").headers
        set_clock(NOW.replace(hour=10))
        listed(a_record(id="s2", alert="Not on Tuesday"))
        for again in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
            assert feed.get("/services", again).status_code == 200

    def test_every_question_has_an_answer_of_its_own(self, feed: Feed, addresses: list[str]) -> None:
        asked = [*addresses[1:], "/services?full=true", "/services?page=2", "/services?per_page=2", "/services?age=3"]
        assert len({feed.get(address).headers["ETag"] for address in asked}) == len(asked)

    @pytest.mark.parametrize("path", ["/services", "/services/{id}", "/organizations"])
    def test_what_has_changed_is(self, feed: Feed, web_database: Database, service_id: UUID, path: str) -> None:
        path = path.format(id=service_id)
        first = feed.get(path).headers
        with web_database.writing() as session:
            _service(session, service_id).modified_at = NOW - timedelta(hours=1)
        for again in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
            assert feed.get(path, again).status_code == 200

    def test_a_new_day_changes_what_is_told_of_room(
        self, feed: Feed, web_database: Database, service_id: UUID, set_clock: SetClock
    ) -> None:
        with web_database.writing() as session:
            make_capacity(session, _service(session, service_id), CapacityStatus.FULL, stated_at=NOW)
        first, path = feed.get(f"/services/{service_id}"), f"/services/{service_id}"
        assert "Not taking new people" in first.text
        set_clock(NOW + timedelta(days=40))
        for again in ({"If-None-Match": first.headers["ETag"]}, {"If-Modified-Since": first.headers["Last-Modified"]}):
            second = feed.get(path, again)
            assert second.status_code == 200
            assert "Not taking new people" not in second.text

    def test_within_one_second_only_the_tag_tells(self, feed: Feed, web_database: Database, service_id: UUID) -> None:
        with web_database.writing() as session:
            _service(session, service_id).modified_at = NOW - timedelta(milliseconds=300)
        headers = feed.get("/services").headers
        assert "Last-Modified" not in headers
        assert feed.get("/services", {"If-None-Match": headers["ETag"]}).status_code == 304

    @pytest.mark.usefixtures("service_id")
    def test_what_is_deleted_is_missed(self, feed: Feed, web_database: Database) -> None:
        with web_database.writing() as session:
            older = make_service(session)
            older.created_at = older.modified_at = NOW - timedelta(days=9)
            key = older.id
        first = feed.get("/services").headers["ETag"]
        with web_database.writing() as session:
            session.delete(_service(session, key))
        assert feed.get("/services", {"If-None-Match": first}).status_code == 200

    @pytest.mark.usefixtures("service_id")
    def test_lists_of_terms_are_new_when_one_is_called_otherwise(self, feed: Feed, web_database: Database) -> None:
        first = feed.get("/taxonomy_terms").headers["ETag"]
        with web_database.writing() as session:
            load_taxonomy(session, SEED_DATA)
        assert feed.get("/taxonomy_terms", {"If-None-Match": first}).status_code == 304
        with web_database.writing() as session:
            session.exec(select(TaxonomyTerm).limit(1)).one().label = "Called otherwise"
        assert feed.get("/taxonomy_terms", {"If-None-Match": first}).status_code == 200


@pytest.mark.usefixtures("service_id")
class TestRefusals:
    @pytest.mark.parametrize(
        "address",
        [
            "/nothing",
            "/services/nonsense",
            "/services/12",
            "/services/%00",
            *(f"{path}/{NOBODY}" for path in LISTS),
            f"/taxonomies/{term_key(OURS, 'need:connect')}",
            f"/taxonomy_terms/{taxonomy_key(OURS)}",
        ],
    )
    def test_what_is_not_there_is_said_not_to_be(self, feed: Feed, address: str) -> None:
        answer = feed.get(address)
        assert (answer.status_code, answer.mimetype) == (404, "application/json")
        assert answer.get_json()["status"] == 404
        assert answer.get_json()["detail"]

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("page", "0"),
            ("page", "-1"),
            ("page", "1.5"),
            ("page", "abc"),
            ("page", "²"),
            ("page", "9" * 101),
            ("per_page", "0"),
            ("per_page", "-1"),
            ("per_page", "abc"),
            ("format", "xml"),
            ("full", "maybe"),
            ("minimal", "2"),
            ("taxonomy_term_id", "need:connect"),
            ("taxonomy_id", "12"),
            ("organization_id", "nonsense"),
            ("modified_after", "yesterday"),
            ("modified_after", "2026-13-01"),
            ("modified_after", "0001-01-01T00:00:00+14:00"),
            ("postcode", "nowhere"),
            ("postcode", "DL3"),
            ("postcode", "ZZ8 8ZZ"),
            ("minimum_age", "-1"),
            ("maximum_age", "old"),
            ("age", "640"),
            ("age", "nan"),
            ("day", "Tuesday"),
            ("start_time", "9am"),
            ("end_time", "25:00"),
            ("search", "a" * 10_000),
            ("search", "tea\0table"),
        ],
    )
    def test_a_value_that_cannot_be_read_is_never_passed_over(self, feed: Feed, name: str, value: str) -> None:
        given: dict[str, Any] = {name: value}
        answer = feed.get("/services", **given)
        assert (answer.status_code, answer.mimetype) == (400, "application/json"), answer.text
        said = answer.get_json()
        assert set(said) == {"status", "title", "detail", "parameter"}
        assert said["parameter"] == name
        assert said["detail"].endswith(".")

    @pytest.mark.parametrize("value", ["-1", "inf", "nan", "1e999", "far"])
    def test_a_distance_is_a_number_of_metres(self, feed: Feed, value: str) -> None:
        answer = feed.get("/services", postcode="ZZ1 1AA", proximity=value)
        assert answer.status_code == 400
        assert answer.get_json()["parameter"] == "proximity"

    def test_a_distance_is_measured_from_somewhere(self, feed: Feed) -> None:
        assert feed.get("/services", proximity=5).get_json()["parameter"] == "proximity"
        answer = feed.get("/services", proximity=5, postcode="ZZ3 3ZZ")
        assert answer.status_code == 400
        assert "not where it is" in answer.get_json()["detail"]

    def test_however_far_is_everywhere(self, feed: Feed, service_id: UUID) -> None:
        for far in (10**9, "1e9", "1.5E+9"):
            assert feed.ids("/services", postcode="ZZ1 1AA", proximity=far) == {str(service_id)}

    def test_of_two_values_neither_is_chosen(self, feed: Feed) -> None:
        for given in ("page=1&page=2", "per_page=5&perPage=6", "search=a&search=b"):
            answer = feed.get(f"/services?{given}")
            assert answer.status_code == 400, given
            assert "several values" in answer.get_json()["detail"]
        assert feed.get("/services?per_page=5&perPage=5&page=1&page=1").status_code == 200

    def test_a_plus_that_was_not_escaped_is_still_a_time(self, feed: Feed) -> None:
        assert feed.get("/services?modified_after=2020-01-01T00:00:00+01:00").get_json()["total_items"] == 1
        for edge in ("9999-12-31T23:59:59.999999Z", "0001-01-02T00:00:00Z", "20201231T101500Z", "2020-01-01t00:00:00z"):
            assert feed.get("/services", modified_after=edge).status_code == 200

    def test_a_fault_of_ours_is_no_page_either(self, feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("directory.views.oruk.lists.services_asked", lambda *_: 1 / 0)
        feed.client.application.testing = False
        answer = feed.get("/services")
        feed.client.application.testing = True
        assert (answer.status_code, answer.mimetype) == (500, "application/json")
        assert "division" not in answer.text


def _service(session: Session, service_id: UUID) -> Service:
    return session.exec(select(Service).where(col(Service.id) == service_id)).one()


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("address", ["", "/", "/services", "/services/nonsense", "/nothing", "/openapi.json"])
def test_whatever_would_write_is_refused_as_a_program_reads_it(feed: Feed, method: str, address: str) -> None:
    answer = feed.client.open(f"/oruk/v3{address}", method=method)
    assert answer.status_code in {404, 405}
    assert answer.get_json()["status"] == answer.status_code
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.status_code == 404 or "GET" in answer.headers["Allow"]
