"""The lists of the feed: pages, lines, forms of records, and nothing in them that is not published."""

import pytest
from sqlmodel import col, select

from directory.database import Database
from directory.models import ServiceAtLocation, published_services
from directory.oruk.keys import at_location_key
from directory.vocabulary import ModerationStatus
from tests.makers import make_organisation, make_place, make_service
from tests.views.oruk.district import SIZE
from tests.views.oruk.feed import Feed

LISTS = ("/services", "/service_at_locations", "/organizations", "/taxonomies", "/taxonomy_terms")
ENVELOPE = ["total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"]


@pytest.mark.usefixtures("island")
class TestPages:
    @pytest.mark.parametrize("path", LISTS)
    @pytest.mark.parametrize("spelling", ["per_page", "perPage"])
    def test_pages_together_are_the_whole_list_once(self, feed: Feed, path: str, spelling: str) -> None:
        every = feed.every(path)
        size = max(2, len(every) // 3)
        told = []
        for number in range(1, -(-len(every) // size) + 1):
            page = feed.document(path, page=number, **{spelling: size})
            assert list(page) == ENVELOPE
            assert page["total_items"] == len(every)
            assert page["page_number"] == number
            assert page["size"] == len(page["contents"])
            assert page["first_page"] is (number == 1)
            assert page["last_page"] is (number == page["total_pages"])
            assert page["size"] == size or page["last_page"]
            assert page["empty"] is False
            told += page["contents"]
        assert page["last_page"]
        assert told == every

    @pytest.mark.parametrize("path", LISTS)
    def test_behind_the_last_page_there_is_nothing(self, feed: Feed, path: str) -> None:
        page = feed.document(path, page=10**12)
        assert page["total_items"] > 0
        assert (page["size"], page["empty"], page["contents"]) == (0, True, [])
        assert (page["first_page"], page["last_page"]) == (False, True)

    def test_a_page_has_fifty_records_unless_asked_otherwise_and_five_hundred_at_most(self, feed: Feed) -> None:
        assert feed.document("/taxonomy_terms")["size"] == 50
        assert feed.document("/taxonomy_terms", per_page=10**9)["total_pages"] == 1
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("directory.forms.oruk.MOST", 60)
            assert feed.document("/taxonomy_terms", per_page=10**9)["size"] == 60

    def test_the_smallest_form_comes_in_one_page(self, feed: Feed) -> None:
        page = feed.document("/services", minimal="true")
        assert (page["size"], page["total_pages"]) == (SIZE, 1)
        assert {frozenset(record) for record in page["contents"]} == {
            frozenset({"id", "name", "status", "last_modified"})
        }
        assert feed.document("/services", minimal="true", per_page=7)["size"] == 7


@pytest.mark.usefixtures("island")
class TestForms:
    def test_a_list_tells_only_what_there_is_one_of(self, feed: Feed) -> None:
        for record in feed.every("/services"):
            assert not [
                name
                for name, value in record.items()
                if isinstance(value, list) and value and isinstance(value[0], dict)
            ]
            assert record["organization"]["id"] == record["organization_id"]

    def test_in_full_a_list_tells_what_single_records_tell(self, feed: Feed) -> None:
        for path in ("/services", "/service_at_locations", "/organizations"):
            for record in feed.document(path, full="true", per_page=5)["contents"]:
                assert record == feed.document(f"{path}/{record['id']}")

    def test_groups_come_with_their_services_where_that_is_asked(self, feed: Feed) -> None:
        services = {record["id"]: record for record in feed.every("/services", full="true")}
        told = [service for group in feed.every("/organizations", full_service="true") for service in group["services"]]
        assert {service["id"]: service for service in told} == services
        group = feed.document("/organizations", per_page=1)["contents"][0]
        assert "services" not in feed.document(f"/organizations/{group['id']}")
        with_services = feed.document(f"/organizations/{group['id']}", full_service="true")
        assert {each["organization_id"] for each in with_services["services"]} == {group["id"]}

    def test_every_list_and_its_terms_are_found_by_what_services_are_linked_to(self, feed: Feed) -> None:
        terms = {term["id"]: term for term in feed.every("/taxonomy_terms")}
        for service in feed.every("/services", full="true"):
            for attribute in service.get("attributes", []):
                assert terms[attribute["taxonomy_term_id"]] == attribute["taxonomy_term"]
        for term in list(terms.values())[::17]:
            assert feed.document(f"/taxonomy_terms/{term['id']}") == term
        for taxonomy in feed.every("/taxonomies"):
            whole = feed.document(f"/taxonomies/{taxonomy['id']}")
            assert {term["id"] for term in whole.pop("taxonomy_terms")} == {
                term["id"] for term in terms.values() if term["taxonomy_id"] == taxonomy["id"]
            }
            assert whole == taxonomy


@pytest.mark.parametrize("path", LISTS[:3])
def test_a_list_of_nothing_has_one_page_that_is_empty(feed: Feed, path: str) -> None:
    assert feed.document(path) == {
        "total_items": 0,
        "total_pages": 1,
        "page_number": 1,
        "size": 0,
        "first_page": True,
        "last_page": True,
        "empty": True,
        "contents": [],
    }
    assert feed.every(path) == []


class TestWhatIsPublic:
    @pytest.mark.usefixtures("island")
    def test_a_list_is_what_is_published_and_nothing_else(self, feed: Feed, web_database: Database) -> None:
        with web_database.writing() as session:
            for status in ModerationStatus:
                if status is not ModerationStatus.PUBLISHED:
                    make_place(session, make_service(session, status=status))
            make_organisation(session, name="Nobody knows us")
            shown = session.exec(published_services()).all()
            keys = {str(row.id) for row in shown}
            links = {
                at_location_key(str(link.service_id), str(link.location_id))
                for link in session.exec(
                    select(ServiceAtLocation).where(col(ServiceAtLocation.service_id).in_([row.id for row in shown]))
                )
            }
            groups = {str(row.organisation_id) for row in shown}
        assert len(keys) == SIZE
        for parameters in ({}, {"full": "true"}, {"minimal": "true"}):
            assert feed.ids("/services", **parameters) == keys
        assert feed.ids("/service_at_locations") == links
        assert feed.ids("/organizations") == groups

    def test_what_is_not_published_is_not_there(self, feed: Feed, web_database: Database) -> None:
        with web_database.writing() as session:
            hidden = make_service(session, status=ModerationStatus.SUBMITTED)
            place = make_place(session, hidden)
            link = at_location_key(str(hidden.id), str(place.id))
            paths = [
                f"/services/{hidden.id}",
                f"/service_at_locations/{link}",
                f"/organizations/{hidden.organisation_id}",
            ]
        for path in paths:
            assert feed.get(path).status_code == 404
