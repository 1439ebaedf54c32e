"""The page of one service."""

import json
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import col, select

from directory import clock
from directory.actions.moderation import withdraw_service
from directory.database import Database
from directory.models import Merge, Service
from directory.oruk.ical import Recurrence
from directory.oruk.records import (
    AreaRecord,
    CapacityRecord,
    ContactRecord,
    CostRecord,
    OrganisationRecord,
    PlaceRecord,
    RuleRecord,
    TermRecord,
    TimeRecord,
)
from directory.vocabulary import CapacityStatus, ModerationStatus, RuleKind, TermKind, Way
from tests.checking_client import CheckingClient
from tests.makers import a_record, make_service
from tests.pages import Page
from tests.views.conftest import Publish

NOWHERE = UUID("5b1c9a52-4a47-4d0e-9f0e-0a8f4f1c6e11")
"""What no listing is called."""

EVERYTHING = a_record(
    organisation=OrganisationRecord(
        id="o1",
        name="Harbour Kettle Club",
        description="We boil water.",
        url="https://kettle.example",
        email="club@kettle.example",
        phone="01632 960009",
        identifiers=(("GB-CHC", "9900001"),),
        stewards=("steward@kettle.example",),
    ),
    summary="One long table",
    alert="Closed on 24 December",
    url="https://kettle.example/tea",
    email="tea@kettle.example",
    joining="Just turn up",
    referral_url="https://kettle.example/refer",
    times=(
        TimeRecord(recurrence=Recurrence(freq="WEEKLY", byday=((0, "TU"),), opens_at=None)),
        TimeRecord(description="Not in August"),
    ),
    eligibility_note="Ask if unsure\nWe mostly say yes",
    costs=(CostRecord(amount=Decimal("1.50"), option="Tea"),),
    contacts=(ContactRecord(role="Host", phone="01632 960001", email="host@kettle.example"),),
    areas=(AreaRecord(code="X06000001"),),
    rules=(RuleRecord(kind=RuleKind.AGE, minimum_age=60),),
    capacity=CapacityRecord(status=CapacityStatus.OPEN, stated_on=date(2026, 11, 12)),
    confirmed_on=date(2026, 11, 1),
    changed_on=date(2026, 10, 3),
    languages=("en", "ur"),
    terms=(
        TermRecord(kind=TermKind.NEED, code="need:connect.lonely"),
        TermRecord(kind=TermKind.FOREIGN, code="x1", label="Tea drinking", taxonomy="Teas"),
    ),
    ways=(Way.IN_PERSON,),
    places=(
        PlaceRecord(
            name="Harbour Hall",
            address="1 Quay",
            postcode="ZZ1 1AA",
            directions="By the crane",
            features=("access:step-free",),
        ),
    ),
)


def shown(client: CheckingClient, key: object) -> Page:
    return Page(client.get(f"/listing/{key}"))


def jsonld(page: Page) -> dict[str, Any]:
    script = next(each for each in page.elements("script") if each.get("type") == "application/ld+json")
    things = json.loads("".join(script.itertext()))["@graph"]
    said = next(thing for thing in things if thing["@type"] == "Service")
    assert isinstance(said, dict)
    return said


class TestListing:
    def test_everything_known_is_on_the_page(self, client: CheckingClient, listed: Publish) -> None:
        [key] = listed(EVERYTHING)
        page = shown(client, key)
        assert page.heading == "Tuesday tea table"
        for said in (
            "Closed on 24 December",
            "One long table",
            "because at little tables people sit alone",
            "Who can come For people aged 60 and over Ask if unsure We mostly say yes",
            "Room Has room (told 9 days ago)",
            "Just turn up Referral form Host: 01632 960001 or host@kettle.example tea@kettle.example",
            "Cost Tea: £1.50",
            "Not in August",
            "Next sessions Tuesday 24 November Tuesday 1 December",
            "How it reaches people At a place",
            "Place Harbour Hall, 1 Quay, ZZ1 1AA By the crane Access: Step-free entrance",
            "Covers Normal Harbour",
            "Languages English, Urdu",
            "Needs Loneliness and isolation",
            "Kind of activity Tea drinking",
            "Web page https://kettle.example/tea",
            "Harbour Kettle Club We boil water. Charity number 9900001 https://kettle.example "
            "01632 960009 or club@kettle.example",
            "Confirmed 20 days ago (on Sunday 1 November 2026)",
            "Last changed Saturday 3 October 2026",
            "Source From island, read on Saturday 21 November 2026",
        ):
            assert said in page.text
        assert page.link("01632 960001") == "tel:01632960001"

    def test_nothing_known_says_so_instead_of_being_empty(self, client: CheckingClient, listed: Publish) -> None:
        [key] = listed(a_record(places=(), description=""))
        text = shown(client, key).text
        assert text.count("Not known – ask") >= 5
        assert "Room not known – ask" in text
        assert "Not yet confirmed by the group" in text
        assert "None" not in text

    def test_a_place_that_is_not_public_is_only_named_by_its_district(
        self, client: CheckingClient, listed: Publish
    ) -> None:
        refuge = PlaceRecord(name="Safe House", address="9 Secret Lane", postcode="ZZ1 1AA", address_public=False)
        [key] = listed(a_record(places=(refuge,)))
        for page in (shown(client, key), Page(client.get("/search?postcode=ZZ1+1AB"))):
            assert "ZZ1 area (address given on booking)" in page.text
            for secret in ("Safe House", "Secret Lane", "ZZ1 1AA", "54.52"):
                assert secret not in page.source

    def test_a_contact_that_is_not_public_is_nowhere(self, client: CheckingClient, listed: Publish) -> None:
        hidden = ContactRecord(
            role="Unlisted host", phone="01632 960099", email="unlisted@kettle.example", public=False
        )
        [key] = listed(EVERYTHING.model_copy(update={"contacts": (hidden,), "email": ""}))
        pages = [
            client.get(f"/listing/{key}"),
            client.get("/search?postcode=ZZ1+1AB"),
            client.get("/search?q=unlisted"),
        ]
        for page in map(Page, pages):
            for secret in ("Unlisted", "960099", "unlisted@"):
                assert secret not in page.source

    def test_who_keeps_the_listing_is_nowhere(self, client: CheckingClient, listed: Publish) -> None:
        [key] = listed(EVERYTHING)
        for page in (shown(client, key), Page(client.get("/search"))):
            assert "steward@" not in page.source

    def test_machines_are_told_the_same(self, client: CheckingClient, listed: Publish) -> None:
        [key] = listed(EVERYTHING)
        said = jsonld(shown(client, key))
        assert said["@type"] == "Service"
        assert said["url"].endswith(f"/listing/{key}")
        assert said["name"] == "Tuesday tea table"
        assert said["offers"][0]["price"] == "1.50"
        assert said["availableChannel"][0]["servicePhone"]["telephone"] == "01632 960001"

    @pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--<script>", "\u2028\u2029", "]]>"])
    def test_no_text_ends_the_script_it_stands_in(self, client: CheckingClient, listed: Publish, text: str) -> None:
        [key] = listed(a_record(name=f"Tea {text}", summary=text))
        assert jsonld(shown(client, key))["description"] == text

    def test_its_needs_lead_to_others_who_serve_them(self, client: CheckingClient, listed: Publish) -> None:
        [key] = listed(EVERYTHING)
        found = Page(client.get(shown(client, key).link("Loneliness and isolation")))
        assert found.names == ["Tuesday tea table"]

    def test_it_may_be_found_by_search_engines_but_results_may_not(
        self, client: CheckingClient, listed: Publish
    ) -> None:
        [key] = listed(EVERYTHING)
        robots = [shown(client, key), Page(client.get("/search"))]
        said = [next(e.get("content") for e in page.elements("meta") if e.get("name") == "robots") for page in robots]
        assert said == ["index", "noindex"]


class TestNotThere:
    @pytest.mark.parametrize("status", [each for each in ModerationStatus if each is not ModerationStatus.PUBLISHED])
    def test_a_listing_that_is_not_published_is_not_found(
        self, client: CheckingClient, web_database: Database, status: ModerationStatus
    ) -> None:
        with web_database.writing() as session:
            key = make_service(session, status=status, name="Secret tea").id
        page = shown(client, key)
        assert (page.status, page.heading) == (404, "Page not found")
        assert "Secret tea" not in page.source

    def test_a_listing_that_is_withdrawn_is_gone_at_once(
        self, client: CheckingClient, listed: Publish, web_database: Database
    ) -> None:
        [key] = listed(a_record())
        with web_database.writing() as session:
            service = session.exec(select(Service).where(col(Service.id) == key)).one()
            withdraw_service(session, service, actor="a test", reason="It has closed")
        assert shown(client, key).status == 404
        found = Page(client.get("/search"))
        assert found.status == 200, "the index may still know it for a moment"
        assert "It has closed" not in found.source

    @pytest.mark.parametrize(
        "key", [NOWHERE, "nonsense", "", "../../etc/passwd", "%00", "0" * 5_000, f"{{{NOWHERE}}}", "1"]
    )
    def test_an_address_that_is_none_is_not_found(self, client: CheckingClient, key: object) -> None:
        page = shown(client, key)
        assert (page.status, page.heading) == (404, "Page not found")
        assert page.link("Search the directory") == "/"


class TestAMergedListing:
    def merge(self, web_database: Database, gone: UUID, kept: UUID, *, undone: bool = False) -> None:
        with web_database.writing() as session:
            withdraw_service(session, session.get_one(Service, gone), actor="moderator 1")
            session.add(
                Merge(
                    kept_id=kept,
                    gone_id=gone,
                    kept_record={},
                    gone_record={},
                    gone_status="published",
                    actor="moderator 1",
                    undone_at=clock.now() if undone else None,
                )
            )

    def test_its_address_leads_to_the_one_that_is_kept(
        self, client: CheckingClient, listed: Publish, web_database: Database
    ) -> None:
        first, second, third = listed(a_record(id="1"), a_record(id="2"), a_record(id="3"))
        self.merge(web_database, first, second)
        self.merge(web_database, second, third)
        answer = client.get(f"/listing/{first}")
        assert (answer.status_code, answer.location) == (308, f"/listing/{third}")
        # Merges can be undone, so that no browser may remember where one led.
        assert answer.headers["Cache-Control"] == "no-store"

    def test_it_leads_nowhere_once_that_is_undone(
        self, client: CheckingClient, listed: Publish, web_database: Database
    ) -> None:
        first, second = listed(a_record(id="1"), a_record(id="2"))
        self.merge(web_database, first, second, undone=True)
        assert client.get(f"/listing/{first}").status_code == 404
