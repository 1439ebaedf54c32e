"""What is written of a service: valid by our own declaration and the standard's, and in the standard's terms."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.oruk.ical import Recurrence
from directory.oruk.public import public
from directory.oruk.records import (
    AreaRecord,
    CapacityRecord,
    ContactRecord,
    CostRecord,
    OrganisationRecord,
    PlaceRecord,
    RuleRecord,
    ServiceRecord,
    TermRecord,
    TimeRecord,
)
from directory.oruk.writer import (
    OURS,
    Term,
    at_location_documents,
    at_location_items,
    organisation_document,
    organisation_item,
    service_document,
    service_item,
    service_minimal,
    taxonomy_document,
    term_document,
)
from directory.vocabulary import CapacityStatus, RuleKind, TermKind, Way
from tests.depth import examples
from tests.makers import a_full_record, a_record
from tests.oruk.contexts import NEED, SITE, TERMS, a_context
from tests.oruk.schemas import faults, leaves, official_faults
from tests.records import RECORDS
from tests.shared import needs_shared

TODAY = date(2026, 11, 22)


def document(**said: Any) -> dict[str, Any]:
    """The document of a service that says this."""
    return service_document(public(a_record(**said), a_context().middle_of), a_context())


def all_forms(record: ServiceRecord) -> list[tuple[str, Any]]:
    """Everything that is written of a service in one place or another."""
    context = a_context()
    told = public(record, context.middle_of)
    return [
        ("service", service_document(told, context)),
        ("service", service_item(told, context)),
        ("service", service_minimal(told)),
        ("organization", organisation_document(told.organisation, [service_document(told, context)])),
        ("organization", organisation_item(told.organisation)),
        *(("service_at_location", each) for each in at_location_items(told, context)),
        *(("service_at_location", each) for each in at_location_documents(told, context)),
        *(("taxonomy_term", term_document(each, context)) for each in TERMS.values()),
        ("taxonomy", taxonomy_document(OURS, context, TERMS.values())),
    ]


@given(RECORDS)
@examples(10)
def test_whatever_is_written_is_as_we_declare_it_and_nothing_says_nothing(record: ServiceRecord) -> None:
    for entity, written in all_forms(record):
        assert faults(entity, written) == []
        assert None not in leaves(written)
        assert "" not in leaves(written)


@needs_shared
@given(RECORDS)
@examples(10)
def test_whatever_is_written_is_as_the_standard_has_it(record: ServiceRecord) -> None:
    for entity, written in all_forms(record):
        assert official_faults(entity, written) == []


def test_what_is_private_is_not_written() -> None:
    home = {"name": "The blue house", "address": "1 Secret Street", "directions": "Behind the church"}
    record = a_record(
        organisation=OrganisationRecord(id="o", name="Harbour", stewards=("keeper@private.example",)),
        contacts=(ContactRecord(role="Home", phone="01632 960999", email="her@private.example", public=False),),
        places=(
            PlaceRecord(**home, city="Nearby", postcode="ZZ1 1AA", latitude=54.1, longitude=-1.1, address_public=False),
            PlaceRecord(postcode="2 Secret St", address_public=False),
        ),
    )
    said = " ".join(map(str, leaves([written for _, written in all_forms(record)])))
    for secret in ("private.example", "960999", "blue house", "Secret", "church", "Nearby", "1AA", "54.1", "-1.1"):
        assert secret not in said


def test_of_a_hidden_address_the_district_and_its_middle_are_told() -> None:
    written = document(places=(PlaceRecord(address="1 Secret Street", postcode="ZZ1 1AA", address_public=False),))
    location = written["service_at_locations"][0]["location"]
    assert (location["latitude"], location["longitude"]) == (54.5, -1.5)
    assert location["description"] == "Address given on booking"
    assert location["addresses"][0]["postal_code"] == "ZZ1"
    assert location["addresses"][0]["address_1"] == "Address given on booking"


def test_keys_name_places_in_lists_so_that_a_change_of_words_leaves_them() -> None:
    before, after = (document(costs=(CostRecord(amount=Decimal(1)), CostRecord(note=note))) for note in ("a", "b"))
    assert [row["id"] for row in before["cost_options"]] == [row["id"] for row in after["cost_options"]]


def test_no_two_things_of_a_service_have_the_same_key() -> None:
    written = service_document(public(a_full_record(), a_context().middle_of), a_context())
    keys = [row["id"] for rows in written.values() if isinstance(rows, list) for row in rows if "id" in row]
    assert len(keys) == len(set(keys))


def test_a_gap_that_the_standard_does_not_allow_is_filled_and_said_to_be() -> None:
    group = document(places=(PlaceRecord(postcode="ZZ1 1AA"),))
    assert group["organization"]["description"] == group["organization"]["name"]
    assert group["organization"]["fingerpost_filled_in"] == ["description"]
    address = group["service_at_locations"][0]["location"]["addresses"][0]
    assert (address["city"], address["state_province"], address["country"]) == ("Harbour", "Normal Island", "GB")
    assert address["fingerpost_filled_in"] == ["address_1", "city", "state_province"]


def test_a_place_without_a_postcode_is_given_no_made_up_address() -> None:
    location = document(places=(PlaceRecord(address="On the beach"),))["service_at_locations"][0]["location"]
    assert "addresses" not in location
    assert location["description"] == "On the beach"


RULES = [
    (RuleRecord(kind=RuleKind.AGE, minimum_age=18, maximum_age=25), {"minimum_age": 18, "maximum_age": 25}),
    (RuleRecord(kind=RuleKind.AGE, minimum_age=60, strict=False), {}),
    (RuleRecord(kind=RuleKind.AGE, minimum_age=0, maximum_age=4), {"maximum_age": 4}),
    (RuleRecord(kind=RuleKind.AGE, minimum_age=60, valid_from=date(2027, 1, 1)), {}),
]


@pytest.mark.parametrize(("rule", "ages"), RULES)
def test_ages_are_those_that_are_asked_for_today(rule: RuleRecord, ages: dict[str, int]) -> None:
    written = document(rules=(rule,))
    assert {name: written[name] for name in ("minimum_age", "maximum_age") if name in written} == ages


LINKS = [
    (RuleRecord(kind=RuleKind.CIRCUMSTANCE, among=("carer",)), "eligibility", "Looks after someone"),
    (RuleRecord(kind=RuleKind.CIRCUMSTANCE, among=("carer",), excluded=True), "eligibility_excluded", None),
    (RuleRecord(kind=RuleKind.GENDER, among=("female",), strict=False), "intended_audience", "Women and girls"),
    (RuleRecord(kind=RuleKind.REFERRER, among=("gp",)), "referral_method", "GP practices can refer"),
]


@pytest.mark.parametrize(("rule", "link_type", "label"), LINKS)
def test_whom_a_rule_speaks_of_is_a_term_that_says_how(rule: RuleRecord, link_type: str, label: str | None) -> None:
    (link,) = document(rules=(rule,))["attributes"]
    assert (link["link_type"], link["fingerpost_derived"]) == (link_type, True)
    assert label in {None, link["taxonomy_term"]["name"]}
    assert link["taxonomy_term"]["term_uri"] == f"{SITE}/oruk/v3/taxonomy_terms/{link['taxonomy_term_id']}"


def test_rules_are_said_in_words_and_what_the_group_says_stays_apart() -> None:
    rule = RuleRecord(kind=RuleKind.AGE, minimum_age=60)
    alone, both = document(rules=(rule,)), document(rules=(rule,), eligibility_note="Dogs welcome.")
    assert alone["eligibility_description"] == "For people aged 60 and over."
    assert both["eligibility_description"] == "Dogs welcome.\n\nFor people aged 60 and over."
    assert both["fingerpost_eligibility_description"] == "Dogs welcome."


def test_who_reads_only_the_core_learns_from_the_description_whom_it_is_for() -> None:
    rule = RuleRecord(kind=RuleKind.AGE, minimum_age=60)
    told = document(rules=(rule,), summary="Lunch.", description="Soup and bread.")
    assert told["description"] == "Soup and bread.\n\nFor people aged 60 and over."
    assert told["fingerpost_description"] == "Soup and bread."
    assert (
        document(rules=(rule,), summary="Lunch.", description="")["description"]
        == "Lunch.\n\nFor people aged 60 and over."
    )
    assert "fingerpost_description" not in document(rules=(), description="Soup and bread.")


def test_a_need_is_linked_with_where_it_is_explained_and_with_what_others_call_it() -> None:
    same = ("LGA/ESD services", "1806", "Social clubs and groups")
    need = Term(OURS, NEED.code, NEED.label, NEED.description, NEED.parent, same_as=(same,))
    context = a_context(terms={(OURS, NEED.code): need})
    record = a_record(terms=(TermRecord(kind=TermKind.NEED, code=NEED.code, label=NEED.label, taxonomy=OURS),))
    ours, theirs = service_document(record, context)["attributes"]
    assert (ours["link_type"], ours["taxonomy_term"]["code"]) == ("need", NEED.code)
    assert ours["taxonomy_term"]["term_uri"].startswith(f"{SITE}/oruk/v3/taxonomy_terms/")
    assert theirs["taxonomy_term"]["term_uri"] == "http://id.esd.org.uk/service/1806"
    assert theirs["taxonomy_term"]["name"] == "Social clubs and groups"
    assert theirs["taxonomy_term"]["fingerpost_filled_in"] == ["description"]
    assert theirs["fingerpost_derived"] is True


def test_a_term_of_others_keeps_its_list_and_where_that_explains_it() -> None:
    record = a_record(terms=(TermRecord(kind=TermKind.FOREIGN, code="9", label="Tea", taxonomy="Theirs"),))
    theirs = Term("Theirs", "9", "Tea", uri="https://theirs.example/9")
    (link,) = service_document(record, a_context(terms={("Theirs", "9"): theirs}))["attributes"]
    term = link["taxonomy_term"]
    assert (term["taxonomy"], term["term_uri"]) == ("Theirs", "https://theirs.example/9")


def test_areas_are_known_by_where_the_statistics_office_describes_them() -> None:
    first, second = document(areas=(AreaRecord(code="E06000005", name="Darlington"), AreaRecord(code="DL3")))[
        "service_areas"
    ]
    assert first["uri"] == "http://statistics.data.gov.uk/id/statistical-geography/E06000005"
    assert (second["name"], second["fingerpost_code"]) == ("DL3", "DL3")


def test_a_timetable_is_in_the_standards_terms() -> None:
    weekly = Recurrence("WEEKLY", 2, ((0, "TU"),), dtstart=date(2026, 1, 6), opens_at=time(10), bymonth=(4, 5))
    once = Recurrence(dtstart=date(2026, 12, 24))
    first, second, third = document(
        times=(TimeRecord(recurrence=weekly), TimeRecord(recurrence=once), TimeRecord(description="By arrangement")),
        ways=(Way.IN_PERSON, Way.ONLINE),
        times_note="Not in August.",
    )["schedules"]
    assert (first["freq"], first["interval"], first["byday"], first["opens_at"]) == ("WEEKLY", 2, "TU", "10:00")
    assert (first["attending_type"], first["notes"]) == ("in person, online", "Not in August.")
    assert first["fingerpost_bymonth"] == "4,5"
    assert first["schedule_link"].endswith(".ics")
    assert (second["valid_from"], second["valid_to"]) == ("2026-12-24", "2026-12-24")
    assert "freq" not in second
    assert third["description"] == "By arrangement"


def stated(status: CapacityStatus, on: date = TODAY, **values: Any) -> dict[str, Any]:
    """What a statement comes to."""
    told = document(capacity=CapacityRecord(status=status, stated_on=on, **values))
    names = ("fingerpost_capacity_status", "wait_time", "alert")
    rooms = [(row["available"], row.get("maximum")) for row in told.get("capacities", ())]
    return {name: told[name] for name in names if name in told} | ({"capacities": rooms} if rooms else {})


STATEMENTS = [
    (stated(CapacityStatus.OPEN), {"fingerpost_capacity_status": "capacity"}),
    (
        stated(CapacityStatus.FEW, places_free=2, places_total=9),
        {"fingerpost_capacity_status": "capacity", "capacities": [(2, 9)]},
    ),
    (
        stated(CapacityStatus.WAITING_LIST, wait_weeks=6),
        {
            "fingerpost_capacity_status": "waitlist",
            "wait_time": "about 6 weeks",
            "alert": "Full; waiting list about 6 weeks (told 22 November 2026)",
            "capacities": [(0, None)],
        },
    ),
    (
        stated(CapacityStatus.FULL),
        {
            "fingerpost_capacity_status": "no-capacity",
            "alert": "Not taking new people at the moment (told 22 November 2026)",
            "capacities": [(0, None)],
        },
    ),
    (
        stated(CapacityStatus.ASK, places_free=3),
        {"fingerpost_capacity_status": "additional-assessment-required", "alert": "Please ask before referring"},
    ),
    (stated(CapacityStatus.FULL, date(2026, 10, 1)), {}),
]


@pytest.mark.parametrize(("told", "wanted"), STATEMENTS)
def test_a_statement_of_room_is_told_in_everybodys_terms_while_it_counts(
    told: dict[str, Any], wanted: dict[str, Any]
) -> None:
    assert told == wanted


def test_an_old_statement_is_told_with_its_date_and_nothing_is_made_of_it() -> None:
    written = document(capacity=CapacityRecord(status=CapacityStatus.FULL, stated_on=date(2026, 10, 1)))
    assert written["fingerpost_capacity"] == {"status": "full", "stated_on": "2026-10-01"}
    assert written.keys().isdisjoint({"capacities", "alert", "wait_time", "fingerpost_capacity_status"})


def test_a_groups_own_alert_is_kept_apart_from_what_is_added() -> None:
    written = document(
        alert="No tea on Boxing Day.", capacity=CapacityRecord(status=CapacityStatus.ASK, stated_on=TODAY)
    )
    assert written["alert"] == "No tea on Boxing Day.\n\nPlease ask before referring"
    assert written["fingerpost_alert"] == "No tea on Boxing Day."


def test_what_is_no_address_is_not_told_as_one() -> None:
    written = document(url="tea.example", email="us at home")
    assert written.keys().isdisjoint({"url", "email"})
    assert written["fingerpost_as_written"] == {"url": "tea.example", "email": "us at home"}


@examples(15)
@given(st.from_regex(r"https?://[a-z]+\.example/[a-zA-Z0-9%/?#&=._~-]{0,20}", fullmatch=True))
def test_an_address_that_is_told_is_one_to_everybody(address: str) -> None:
    written = document(url=address)
    assert written.get("url") in {None, address}
    assert faults("service", written) == []


def test_a_minimal_service_says_only_what_shows_a_change() -> None:
    assert service_minimal(a_record(active=False, changed_on=TODAY)).keys() == {
        "id",
        "name",
        "status",
        "last_modified",
        "fingerpost_filled_in",
    }
