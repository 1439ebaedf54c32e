"""Nothing private is in any answer of the feed, whatever is asked."""

import pytest

from directory.actions.moderation import withdraw_service
from directory.database import Database
from directory.geography import Point
from tests.makers import make_place, make_service
from tests.private import leaked, make_private_things, private_values
from tests.views.oruk.feed import Feed
from tests.views.oruk.oracle import metres_from

LISTS = ("/services", "/service_at_locations", "/organizations", "/taxonomies", "/taxonomy_terms")
FORMS: tuple[dict[str, str], ...] = (
    {},
    {"full": "true"},
    {"minimal": "true"},
    {"full_service": "true"},
    {"format": "ndjson", "full": "true"},
    {"modified_after": "2020-01-01"},
    {"modified_after": "2020-01-01", "full": "true"},
    {"postcode": "ZZ1 1AB", "proximity": "1e7", "full": "true"},
)


@pytest.fixture
def private(web_database: Database) -> set[str]:
    """All that no answer may contain, in a database that is full of it; something has been withdrawn, too."""
    with web_database.writing() as session:
        make_private_things(session)
        gone = make_service(session, name="Was here", description="They met in a cellar.", email="cellar@gone.example")
        make_place(session, gone, name="The cellar", address="3 Under Street")
        withdraw_service(session, gone, actor="moderator somebody")
        found = private_values(session)
        # That it was there others had to be told, and are told that it is not.
        return found - {"Was here", str(gone.id)}


def test_no_list_tells_it(feed: Feed, private: set[str]) -> None:
    assert len(private) > 20
    for path in LISTS:
        for form in FORMS:
            answer = feed.get(path, **form)
            assert answer.status_code == 200
            assert leaked(answer.text, private) == set(), (path, form)


def test_no_single_record_tells_it(feed: Feed, private: set[str]) -> None:
    for path in LISTS:
        asked = {"modified_after": "2020-01-01"} if path == "/services" else {}
        for key in feed.ids(path, **asked):
            answer = feed.get(f"{path}/{key}", full_service="true")
            assert answer.status_code == 200
            assert leaked(answer.text, private) == set(), path


@pytest.mark.parametrize("path", ["/", "/openapi.json", "/docs", "/nothing"])
def test_nothing_else_tells_it(feed: Feed, private: set[str], path: str) -> None:
    assert leaked(feed.get(path).text, private) == set()


def test_a_hidden_address_is_found_where_it_is_told_to_be(feed: Feed, web_database: Database) -> None:
    with web_database.writing() as session:
        service = make_service(session)
        make_place(session, service, at=Point(54.60, -1.55), postcode="ZZ1 2AA", address_public=False)
        key = str(service.id)
    told = feed.document(f"/services/{key}")["service_at_locations"][0]["location"]
    for postcode in ("ZZ1 1AA", "ZZ1 1AB", "ZZ1 2AA"):
        far = metres_from(postcode, told)
        assert feed.ids("/services", postcode=postcode, proximity=far + 1) == {key}
        assert far == 0 or feed.ids("/services", postcode=postcode, proximity=far - 1) == set()
    assert metres_from("ZZ1 2AA", told) > 1000
