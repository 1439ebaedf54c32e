"""The directory as a FHIR server: what it finds, sends, refuses, and keeps to itself."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from directory.database import Database
from directory.models import OrganisationIdentifier, Service
from directory.oruk.records import OrganisationRecord, PlaceRecord, TermRecord
from directory.vocabulary import ModerationStatus, TermKind
from tests.checking_client import CheckingClient
from tests.conftest import NOW
from tests.makers import a_full_record, a_record, make_organisation, make_place, make_service
from tests.private import leaked, make_private_things, private_values
from tests.views.conftest import Publish

NOWHERE = "5b1c9a52-4a47-4d0e-9f0e-0a8f4f1c6e11"
LONELY = TermRecord(kind=TermKind.NEED, code="need:connect.lonely")
WALKING = TermRecord(kind=TermKind.CATEGORY, code="category:walking-group")

Find = Callable[..., dict[str, Any]]


@pytest.fixture
def find(client: CheckingClient) -> Find:
    """A page of a search."""

    def ask(address: str, **headers: str) -> dict[str, Any]:
        answer = client.get(f"/fhir/{address}", headers=headers)
        assert answer.content_type == "application/fhir+json; charset=utf-8"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Prefer" in answer.headers["Access-Control-Allow-Headers"], "which browsers ask about beforehand"
        said: dict[str, Any] = answer.get_json(force=True)
        return said

    return ask


def ids(page: dict[str, Any], mode: str = "match") -> list[str]:
    return [each["resource"]["id"] for each in page.get("entry", []) if each["search"]["mode"] == mode]


@pytest.fixture
def island(listed: Publish) -> dict[str, UUID]:
    """Four services by a short name each, of two groups."""
    club = OrganisationRecord(id="o1", name="Harbour Kettle Club", identifiers=(("GB-CHC", "9912345"),))
    walkers = OrganisationRecord(id="o2", name="Émigré Walkers")
    far = PlaceRecord(name="Far Barn", postcode="ZZ2 1AA")
    keys = listed(
        a_record(id="tea", organisation=club, terms=(LONELY,)),
        a_record(id="walk", organisation=walkers, name="Harbour walk", terms=(WALKING, LONELY), places=(far,)),
        a_record(id="choir", organisation=club, name="Tuesday choir", places=()),
        a_record(id="hidden", organisation=walkers, name="Refuge", places=(_HIDDEN,)),
    )
    return dict(zip(("tea", "walk", "choir", "hidden"), keys, strict=True))


_HIDDEN = PlaceRecord(name="Refuge House", address="9 Secret Lane", postcode="ZZ2 1AA", address_public=False)


class TestSearch:
    @pytest.mark.parametrize(
        ("asked", "names"),
        [
            ("", {"tea", "walk", "choir", "hidden"}),
            ("?name=tuesday", {"tea", "choir"}),
            ("?name=TUESDAY,refu", {"tea", "choir", "hidden"}),
            ("?name=walk", set()),
            ("?name:contains=walk", {"walk"}),
            ("?name:exact=Refuge", {"hidden"}),
            ("?name:exact=refuge", set()),
            ("?service-type=need:connect.lonely", {"tea", "walk"}),
            ("?service-type=need:connect", {"tea", "walk"}),
            ("?service-type=http://localhost/fhir/CodeSystem/needs|need:connect.lonely", {"tea", "walk"}),
            ("?service-type=http://localhost/fhir/CodeSystem/categories|need:connect.lonely", set()),
            ("?service-type=http://localhost/fhir/CodeSystem/categories|", {"walk"}),
            ("?service-type=http://normal.example/codes|", set()),
            ("?service-type=need:connect.lonely&service-type=category:walking-group", {"walk"}),
            ("?service-type=nonsense", set()),
            ("?active=true", {"tea", "walk", "choir", "hidden"}),
            ("?active=false", set()),
            ("?location.near=54.52|-1.55|5|km", {"tea"}),
            ("?location:Location.near=54.52|-1.55|5|km", {"tea"}),
            ("?location.near=54.90|-1.55|5|km", {"walk", "hidden"}),
            ("?location.near=54.52|-1.55|100|km&name=harb", {"walk"}),
            ("?_lastUpdated=ge2026-11-21", {"tea", "walk", "choir", "hidden"}),
            ("?_lastUpdated=lt2026-11-21", set()),
            ("?organization=" + NOWHERE, set()),
            ("?_id=nonsense", set()),
            ("?unheard=of", {"tea", "walk", "choir", "hidden"}),
        ],
    )
    def test_services_are_found_and_no_others(
        self, find: Find, island: dict[str, UUID], asked: str, names: set[str]
    ) -> None:
        page = find(f"HealthcareService{asked}")
        assert sorted(ids(page)) == sorted(str(island[name]) for name in names)
        assert page["total"] == len(names)

    def test_by_group_place_and_key(self, find: Find, island: dict[str, UUID]) -> None:
        tea = find(f"HealthcareService/{island['tea']}")
        group, place = tea["providedBy"]["reference"], tea["location"][0]["reference"]
        assert set(ids(find(f"HealthcareService?organization={group}"))) == {str(island["tea"]), str(island["choir"])}
        assert ids(find(f"HealthcareService?location={place}")) == [str(island["tea"])]
        both = f"{island['tea']},{island['walk']}"
        assert set(ids(find(f"HealthcareService?_id={both}"))) == set(both.split(","))

    @pytest.mark.usefixtures("island")
    def test_places_come_nearest_first(self, find: Find) -> None:
        page = find("Location?near=54.52|-1.55|100|km")
        latitudes = [each["resource"]["position"]["latitude"] for each in page["entry"]]
        assert latitudes[0] == 54.52
        assert len(latitudes) == 3

    @pytest.mark.usefixtures("island")
    def test_a_place_that_is_not_public_cannot_be_found_by_its_name(self, find: Find) -> None:
        assert ids(find("Location?name=refuge")) == []
        assert len(ids(find("Location?name=harbour"))) == 1

    @pytest.mark.usefixtures("island")
    def test_groups_by_name_and_number(self, find: Find) -> None:
        assert len(ids(find("Organization"))) == 2
        assert len(ids(find("Organization?name=emigre"))) == 1
        for number in ("9912345", "http://org-id.guide/list/GB-CHC|9912345"):
            [found] = find(f"Organization?identifier={number}")["entry"]
            assert found["resource"]["name"] == "Harbour Kettle Club"
        assert ids(find("Organization?identifier=http://org-id.guide/list/GB-COH|9912345")) == []
        assert ids(find("Organization?identifier=http://org-id.guide/list/GB-CHC|")) == [found["resource"]["id"]]
        assert ids(find("Organization?identifier=http://org-id.guide/list/GB-COH|")) == []

    @pytest.mark.usefixtures("island")
    def test_groups_and_places_are_sent_along(self, find: Find) -> None:
        page = find(
            "HealthcareService?name=tues&_include=HealthcareService:organization&_include=HealthcareService:location"
        )
        included = [each["resource"] for each in page["entry"] if each["search"]["mode"] == "include"]
        assert sorted(each["resourceType"] for each in included) == ["Location", "Organization"]

    @pytest.mark.usefixtures("island")
    def test_the_order_can_be_chosen(self, find: Find) -> None:
        page = find("HealthcareService?_sort=-name")
        names = [each["resource"]["name"] for each in page["entry"]]
        assert names == sorted(names, reverse=True)

    def test_pages_are_followed_to_the_end(self, find: Find, island: dict[str, UUID]) -> None:
        met: list[str] = []
        address = "HealthcareService?_count=1"
        while address:
            page = find(address)
            assert page["total"] == 4
            met += ids(page)
            following = [link["url"] for link in page["link"] if link["relation"] == "next"]
            address = following[0].removeprefix("http://localhost/fhir/") if following else ""
        assert sorted(met) == sorted(map(str, island.values()))


class TestParts:
    """Less than all of a resource, for whoever asks for that."""

    @pytest.mark.parametrize(
        ("asked", "there", "absent"),
        [
            ("_summary=true", {"name", "comment", "providedBy"}, {"text", "telecom", "extraDetails"}),
            ("_summary=text", {"text"}, {"name", "telecom"}),
            ("_summary=data", {"name", "telecom"}, {"text"}),
            ("_elements=name,telecom", {"name", "telecom"}, {"text", "comment"}),
            ("_elements=name&_summary=data", {"name"}, {"telecom", "text"}),
            ("_elements=nonsense", {"id", "meta", "resourceType"}, {"name", "text"}),
        ],
    )
    def test_only_what_is_wanted_is_sent_and_marked_as_a_part(
        self, find: Find, listed: Publish, asked: str, there: set[str], absent: set[str]
    ) -> None:
        [key] = listed(a_full_record())
        [entry] = find(f"HealthcareService?{asked}")["entry"]
        for said in (entry["resource"], find(f"HealthcareService/{key}?{asked}")):
            assert there | {"id", "meta", "resourceType"} <= set(said)
            assert not absent & set(said)
            assert [tag["code"] for tag in said["meta"]["tag"]] == ["SUBSETTED"]
            assert said["meta"]["lastUpdated"]

    def test_who_asks_for_all_gets_all(self, find: Find, listed: Publish) -> None:
        [key] = listed(a_full_record())
        assert find(f"HealthcareService/{key}?_summary=false") == find(f"HealthcareService/{key}")

    @pytest.mark.usefixtures("island")
    @pytest.mark.parametrize("asked", ["_summary=count", "_count=0", "_summary=count&_include=Location:organization"])
    def test_things_are_counted_and_not_sent(self, find: Find, asked: str) -> None:
        page = find(f"Location?{asked}")
        assert (page["total"], page.get("entry", [])) == (3, [])

    @pytest.mark.usefixtures("island")
    def test_the_next_page_is_asked_for_likewise(self, find: Find) -> None:
        page = find("HealthcareService?_summary=true&_count=1")
        [following] = [link["url"] for link in page["link"] if link["relation"] == "next"]
        assert "_summary=true" in following

    @pytest.mark.usefixtures("island")
    def test_what_is_sent_along_is_whole(self, find: Find) -> None:
        page = find("HealthcareService?_elements=name&_include=HealthcareService:organization")
        along = [each["resource"] for each in page["entry"] if each["search"]["mode"] == "include"]
        assert along
        assert all("tag" not in each["meta"] for each in along)


class TestRead:
    def test_each_reference_leads_somewhere(self, find: Find, listed: Publish) -> None:
        [key] = listed(a_full_record())
        said = find(f"HealthcareService/{key}")
        assert said["name"] == "Tuesday tea table"
        group = find(said["providedBy"]["reference"])
        assert (group["resourceType"], group["name"]) == ("Organization", "Harbour Kettle Club")
        [place] = (find(each["reference"]) for each in said["location"])
        assert (place["name"], place["managingOrganization"]["reference"]) == (
            "Harbour Hall",
            said["providedBy"]["reference"],
        )

    def test_the_codes_it_uses_are_explained(self, find: Find, listed: Publish) -> None:
        [key] = listed(a_full_record())
        coding = find(f"HealthcareService/{key}")["type"][0]["coding"][0]
        book = find(coding["system"].removeprefix("http://localhost/fhir/"))
        assert {"code": coding["code"], "display": coding["display"]} in book["concept"]

    def test_it_says_what_it_can_do(self, find: Find) -> None:
        said = find("metadata")
        assert (said["resourceType"], said["fhirVersion"]) == ("CapabilityStatement", "4.0.1")
        assert [each["type"] for each in said["rest"][0]["resource"]] == [
            "HealthcareService",
            "Organization",
            "Location",
        ]
        of_all = {each["name"] for each in said["rest"][0]["searchParam"]}
        assert of_all == {"_count", "_offset", "_sort", "_summary", "_elements"}

    def test_whoever_has_it_already_is_told_so(self, client: CheckingClient, listed: Publish) -> None:
        [key] = listed(a_record())
        for address in (f"/fhir/HealthcareService/{key}", "/fhir/HealthcareService?name=tea"):
            first = client.get(address)
            assert first.headers["ETag"].startswith('W/"')
            again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
            assert (again.status_code, again.text) == (304, "")

    def test_what_has_changed_since_is_sent(
        self, client: CheckingClient, web_database: Database, set_clock: Callable[[datetime], None]
    ) -> None:
        with web_database.writing() as session:
            key = make_service(session).id
        address = f"/fhir/HealthcareService/{key}"
        moment = client.get(address).headers["Last-Modified"]
        set_clock(NOW + timedelta(hours=2))
        with web_database.writing() as session:
            service = session.get_one(Service, key)
            service.name, service.modified_at = "Wednesday tea", NOW + timedelta(hours=1)
        answer = client.get(address, headers={"If-Modified-Since": moment})
        assert answer.status_code == 200
        assert answer.last_modified == datetime(2026, 11, 21, 13, tzinfo=UTC)

    def test_a_day_later_it_is_asked_for_anew(
        self, client: CheckingClient, listed: Publish, set_clock: Callable[[datetime], None]
    ) -> None:
        [key] = listed(a_record())
        moment = client.get(f"/fhir/HealthcareService/{key}").headers["Last-Modified"]
        set_clock(NOW + timedelta(days=1))
        answer = client.get(f"/fhir/HealthcareService/{key}", headers={"If-Modified-Since": moment})
        assert answer.status_code == 200, "what was said of room may have gone off"


class TestRefusals:
    @pytest.mark.parametrize(
        ("address", "status", "code"),
        [
            (f"HealthcareService/{NOWHERE}", 404, "not-found"),
            ("HealthcareService/nonsense", 404, "not-found"),
            ("Patient/1", 404, "not-found"),
            ("", 404, "not-found"),
            ("CodeSystem/nonsense", 404, "not-found"),
            ("HealthcareService?_count=many", 400, "value"),
            ("Location?near=here", 400, "value"),
            ("HealthcareService?_lastUpdated=yesterday", 400, "value"),
            ("HealthcareService?_format=xml", 406, "not-supported"),
            ("metadata?_format=application/fhir%2Bxml", 406, "not-supported"),
            ("HealthcareService?_summary=some", 400, "value"),
            ("HealthcareService?_summary=text&_include=HealthcareService:location", 400, "value"),
        ],
    )
    def test_a_refusal_is_an_outcome(self, client: CheckingClient, address: str, status: int, code: str) -> None:
        answer = client.get(f"/fhir/{address}")
        said = answer.get_json(force=True)
        assert (answer.status_code, said["resourceType"], said["issue"][0]["code"]) == (
            status,
            "OperationOutcome",
            code,
        )
        assert answer.content_type == "application/fhir+json; charset=utf-8"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"

    def test_a_single_resource_is_not_counted(self, client: CheckingClient, listed: Publish) -> None:
        [key] = listed(a_record())
        assert client.get(f"/fhir/HealthcareService/{key}?_summary=count").status_code == 400

    @pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
    @pytest.mark.parametrize(
        "address", ["", "/", "/metadata", "/HealthcareService", "/HealthcareService/_search", "/a/b"]
    )
    def test_whatever_would_write_is_refused_with_an_outcome(
        self, client: CheckingClient, method: str, address: str
    ) -> None:
        answer = client.open(f"/fhir{address}", method=method)
        issue = answer.get_json(force=True)["issue"][0]
        assert (answer.status_code, issue["code"]) in {(405, "not-supported"), (404, "not-found")}
        assert answer.content_type == "application/fhir+json; charset=utf-8"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.status_code == 404 or "GET" in answer.headers["Allow"]

    def test_a_fault_of_ours_is_an_outcome_as_well(
        self, client: CheckingClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: object) -> None:
            raise RuntimeError

        monkeypatch.setattr("directory.views.fhir.pages.capability", broken)
        answer = client.get("/fhir/metadata")
        assert (answer.status_code, answer.get_json(force=True)["issue"][0]["code"]) == (500, "exception")

    def test_who_wants_it_strict_is_told_what_we_do_not_know(self, client: CheckingClient) -> None:
        answer = client.get("/fhir/HealthcareService?specialty=1", headers={"Prefer": "handling=strict"})
        assert answer.status_code == 400
        assert "specialty" in answer.text

    @pytest.mark.parametrize("accept", ["application/fhir+xml", "text/csv"])
    def test_nothing_but_json_is_written(self, client: CheckingClient, accept: str) -> None:
        assert client.get("/fhir/metadata", headers={"Accept": accept}).status_code == 406

    @pytest.mark.parametrize(
        "accept", ["application/fhir+json", "application/json", "*/*", "text/html,application/xhtml+xml,*/*;q=0.8"]
    )
    def test_who_takes_json_gets_it(self, client: CheckingClient, accept: str) -> None:
        assert client.get("/fhir/metadata?_format=", headers={"Accept": accept}).status_code == 200

    @pytest.mark.parametrize("wanted", ["json", "application/json", "application/fhir%2Bjson", "application/fhir+json"])
    def test_a_format_can_stand_in_the_address(self, client: CheckingClient, wanted: str) -> None:
        answer = client.get(f"/fhir/metadata?_format={wanted}", headers={"Accept": "text/html"})
        assert answer.status_code == 200

    @pytest.mark.parametrize("typed", ["\x00", "a" * 10_000, "'; DROP TABLE service; --", "\ud7ff,,,|", "%", "é"])
    def test_any_text_in_any_parameter_is_answered(self, client: CheckingClient, listed: Publish, typed: str) -> None:
        listed(a_record())
        names = ("_id", "name", "name:exact", "service-type", "location", "organization", "identifier", "active")
        others = ("_lastUpdated", "near", "location.near", "_count", "_offset", "_sort", "_include", "_format")
        for kind in ("HealthcareService", "Organization", "Location"):
            for name in (*names, *others):
                answer = client.get(f"/fhir/{kind}", query_string={name: typed})
                assert answer.status_code in {200, 400, 406}, name


class TestPrivacy:
    def test_nothing_private_is_in_any_answer(self, client: CheckingClient, web_database: Database) -> None:
        with web_database.writing() as session:
            service = make_private_things(session)
            values = private_values(session)
            kinds = ("HealthcareService", "Organization", "Location")
            keys = {
                "HealthcareService": service.id,
                "Organization": service.organisation_id,
                "Location": service.at_locations[0].location_id,
            }
        for address in [*kinds, *(f"{kind}/{keys[kind]}" for kind in kinds), "metadata", "CodeSystem/needs"]:
            answer = client.get(f"/fhir/{address}")
            assert answer.status_code == 200, address
            assert leaked(answer.text, values) == set(), address

    @pytest.mark.parametrize("status", [each for each in ModerationStatus if each is not ModerationStatus.PUBLISHED])
    def test_what_is_not_published_is_nowhere(
        self, client: CheckingClient, web_database: Database, status: ModerationStatus
    ) -> None:
        with web_database.writing() as session:
            group = make_organisation(session)
            session.add(OrganisationIdentifier(organisation_id=group.id, scheme="GB-CHC", identifier="1"))
            service = make_service(session, status=status, organisation_id=group.id)
            place = make_place(session, service)
            keys = {"HealthcareService": service.id, "Organization": group.id, "Location": place.id}
        for kind, key in keys.items():
            assert client.get(f"/fhir/{kind}/{key}").status_code == 404
            assert client.get(f"/fhir/{kind}").get_json(force=True)["total"] == 0
