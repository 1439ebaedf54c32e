"""Whatever is typed into a search or a listing by somebody who means harm, the page is sound and says so in words."""

from datetime import date

import pytest

from directory.oruk.records import (
    AreaRecord,
    CapacityRecord,
    ContactRecord,
    CostRecord,
    OrganisationRecord,
    PlaceRecord,
    TermRecord,
    TimeRecord,
)
from directory.vocabulary import CapacityStatus, Circumstance, TermKind
from tests.checking_client import CheckingClient
from tests.makers import a_record
from tests.views.asking import numbered, page, results
from tests.views.conftest import Publish

HOSTILE = "\"><script>alert(1)</script><img src=x onerror='alert(1)'>{{7*7}}${7*7}"

PARAMETERS = (
    "postcode",
    "q",
    "age",
    "gender",
    "has",
    "referrer",
    "radius",
    "accepting",
    "sort",
    "not",
    "show",
    "exact",
    "keep",
)
GROUPS = ("need", "category", "way", "day", "time", "cost", "access", "language", "referral")

GARBAGE = [
    HOSTILE,
    "\x00\x01\x1b[2J\x7f",
    "\u202eevil\u2066",
    "\ufffe\uffff\U0001fffe",
    "%00%0a%0d",
    "'; DROP TABLE service; --",
    "a" * 10_000,
    "tea " * 2_500,
    '" NOT a:b [c TO d] (((',
    "🍲" * 500,
    "../../etc/passwd",
    "-1",
    "1e400",
    "nan",
]


class TestHostileAddresses:
    @pytest.mark.parametrize("typed", GARBAGE)
    def test_any_text_anywhere_is_answered_with_a_sound_page(
        self, client: CheckingClient, listed: Publish, typed: str
    ) -> None:
        listed(a_record())
        # A tag has to belong to its group, else it is passed over before it can do any harm.
        tags = {group: f"{group}:{typed}" for group in GROUPS}
        others = {name: typed for name in (*PARAMETERS, "page", "unheard-of") if name not in {"postcode", "age"}}
        for asked in (others, others | tags, {"postcode": typed}, {"age": typed, **others}):
            found = results(client, **asked)
            assert found.status in {200, 422}
            assert "<script>alert" not in found.source
            assert "onerror='" not in found.source
            assert "49" not in found.text.replace(typed, "")

    def test_every_parameter_at_once_and_twice(self, client: CheckingClient, listed: Publish) -> None:
        listed(a_record())
        every = {name: [f"{name}:1", HOSTILE, "", "y"] for name in (*PARAMETERS, *GROUPS) if name != "age"}
        assert results(client, **every).status == 200

    def test_of_a_parameter_given_twice_the_first_that_says_something_counts(
        self, client: CheckingClient, listed: Publish
    ) -> None:
        listed(a_record())
        sent = results(client, postcode=["", "ZZ1 1AA"], q=["tea", "coffee"]).sent("Filters")
        assert (sent["postcode"], sent["q"]) == (["ZZ1 1AA"], ["tea"])

    @pytest.mark.parametrize("radius", ["-5", "0", "0.01", "nan", "inf", "-inf", "1e400", "ten", "١٠x"])
    def test_a_distance_that_cannot_be_is_passed_over(
        self, client: CheckingClient, listed: Publish, radius: str
    ) -> None:
        listed(a_record())
        found = results(client, postcode="ZZ1 1AA", radius=radius)
        assert found.sent("Filters")["radius"] == ["10"]

    def test_further_than_the_farthest_is_the_farthest(self, client: CheckingClient, listed: Publish) -> None:
        listed(a_record())
        assert results(client, postcode="ZZ1 1AA", radius="5000").sent("Filters")["radius"] == ["1000"]

    def test_all_circumstances_at_once_are_a_client_too(self, client: CheckingClient, listed: Publish) -> None:
        listed(a_record())
        everything = results(client, has=[each.value for each in Circumstance], q="not a carer, never a veteran")
        assert everything.status == 200

    def test_bytes_that_are_no_text_are_answered(self, client: CheckingClient) -> None:
        assert client.get("/search?q=%FF%FE%80&postcode=%C3%28&%ff=1").status_code == 200

    def test_a_long_text_is_not_repeated_without_end(self, client: CheckingClient, listed: Publish) -> None:
        listed(*numbered(20))
        once = len(results(client, q="tea").source)
        assert len(results(client, q="tea " * 25_000).source) < 2 * once + 200_000

    @pytest.mark.parametrize(
        "field", ["name", "summary", "description", "alert", "joining", "times_note", "eligibility_note", "email"]
    )
    def test_no_text_of_a_listing_can_act(self, client: CheckingClient, listed: Publish, field: str) -> None:
        [key] = listed(a_record(**{field: HOSTILE}))
        for found in (results(client, postcode="ZZ1 1AA"), page(client, f"/listing/{key}")):
            assert "<script>alert" not in found.source
            assert "<img src=x" not in found.source
            assert "49" not in found.text.replace(HOSTILE, "")

    def test_no_text_of_its_parts_can_act(self, client: CheckingClient, listed: Publish) -> None:
        hostile = a_record(
            organisation=OrganisationRecord(
                id="o1", name=HOSTILE, description=HOSTILE, email=HOSTILE, phone=HOSTILE[:60]
            ),
            places=(PlaceRecord(name=HOSTILE, address=HOSTILE, city=HOSTILE, postcode="ZZ1 1AA", directions=HOSTILE),),
            contacts=(ContactRecord(role=HOSTILE, phone=HOSTILE[:60], email=HOSTILE),),
            costs=(CostRecord(option=HOSTILE, note=HOSTILE),),
            times=(TimeRecord(description=HOSTILE),),
            areas=(AreaRecord(code="X06000001", name=HOSTILE),),
            terms=(TermRecord(kind=TermKind.FOREIGN, code=HOSTILE, label=HOSTILE, taxonomy=HOSTILE[:100]),),
            languages=("en", HOSTILE[:20]),
            capacity=CapacityRecord(status=CapacityStatus.OPEN, stated_on=date(2026, 11, 20), note=HOSTILE),
        )
        [key] = listed(hostile)
        for found in (results(client, postcode="ZZ1 1AA"), page(client, f"/listing/{key}")):
            assert "<script>alert" not in found.source
            assert "<img src=x" not in found.source

    @pytest.mark.parametrize("address", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//evil"])
    def test_an_address_that_is_not_of_the_web_leads_nowhere(
        self, client: CheckingClient, listed: Publish, address: str
    ) -> None:
        club = OrganisationRecord(id="o1", name="Club", url=address)
        [key] = listed(a_record(url=address, referral_url=address, organisation=club))
        for found in (results(client), page(client, f"/listing/{key}")):
            assert address not in list(found.every("href"))
