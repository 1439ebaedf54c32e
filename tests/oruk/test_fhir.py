"""Services, groups and places as FHIR resources: in our own words, and as a library of others takes them in."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from directory.oruk.fhir.answers import capability, outcome
from directory.oruk.fhir.others import confirmed_extension, location, organization, term_list
from directory.oruk.fhir.service import CAPACITY, healthcare_service
from directory.oruk.ical import Recurrence
from directory.oruk.records import CostRecord, PlaceRecord, RuleRecord, ServiceRecord
from directory.oruk.told import GroupTold, PlaceAlone, PlaceTold
from directory.vocabulary import CapacityStatus, RuleKind, TermKind
from tests.makers import a_record
from tests.needed import missing
from tests.oruk.told import CHANGED, GROUP, PLACE, SERVICE, tell, tell_everything
from tests.records import RECORDS

SITE = "https://directory.example"


def service(record: ServiceRecord | None = None, **values: Any) -> dict[str, Any]:
    return healthcare_service(tell(record, **values), SITE)


def alone(place: PlaceTold) -> PlaceAlone:
    return PlaceAlone(place, GROUP, "Harbour Kettle Club", CHANGED)


def checked(resource: dict[str, Any]) -> None:
    """Let a library of others read a resource; it refuses unknown elements and wrong types."""
    try:
        from fhir.resources.R4B import get_fhir_model_class
    except ImportError:
        missing("fhir.resources is not installed; it is among what development needs")
    get_fhir_model_class(resource["resourceType"]).model_validate(resource)


def whole(said: Any) -> bool:
    """Whether nothing in it is empty, which FHIR forbids."""
    if isinstance(said, dict):
        return bool(said) and all(map(whole, said.values()))
    if isinstance(said, list):
        return bool(said) and all(map(whole, said))
    return said not in (None, "") and (not isinstance(said, str) or bool(said.strip()))


def test_everything_known_of_a_service_is_said() -> None:
    said = healthcare_service(tell_everything(), SITE)
    assert said["text"]["div"].startswith('<div xmlns="http://www.w3.org/1999/xhtml"><p>Tuesday tea table</p>')
    assert {name: value for name, value in said.items() if name != "text"} == {
        "resourceType": "HealthcareService",
        "id": str(SERVICE),
        "meta": {
            "lastUpdated": "2026-11-20T09:30:00.000+00:00",
            "source": "https://island.example",
            "profile": ["https://fhir.hl7.org.uk/StructureDefinition/UKCore-HealthcareService"],
        },
        "extension": [
            {
                "url": CAPACITY,
                "extension": [
                    {
                        "url": "capacityStatus",
                        "valueCodeableConcept": {
                            "coding": [
                                {
                                    "system": "http://hl7.org/fhir/us/sdoh-clinicalcare/CodeSystem/"
                                    "SDOHCC-CodeSystemTemporaryCodes",
                                    "code": "capacity",
                                    "display": "Has Capacity",
                                }
                            ]
                        },
                    },
                    {"url": "capacityNotes", "valueString": "Has room: 3 places free (told yesterday)"},
                ],
            },
            {"url": f"{SITE}/fhir/StructureDefinition/last-confirmed", "valueDate": "2026-11-01"},
        ],
        "identifier": [
            {"system": "urn:ietf:rfc:3986", "value": f"{SITE}/listing/{SERVICE}"},
            {"system": "https://island.example", "value": "tea-9", "assigner": {"display": "Island feed"}},
        ],
        "active": True,
        "providedBy": {
            "reference": f"Organization/{GROUP}",
            "type": "Organization",
            "display": "Harbour Kettle Club",
        },
        "category": [{"text": "Voluntary and community sector activity"}],
        "type": [
            {
                "coding": [
                    {
                        "system": f"{SITE}/fhir/CodeSystem/needs",
                        "code": "need:connect.lonely",
                        "display": "Loneliness and isolation",
                    }
                ],
                "text": "Loneliness and isolation",
            },
            {"text": "Tea"},
        ],
        "location": [
            {"reference": f"Location/{PLACE}", "type": "Location", "display": "Harbour Hall, 1 Quay"},
        ],
        "name": "Tuesday tea table",
        "comment": "Tea for whoever comes.\n\nOne long table, because at little tables people sit alone.",
        "extraDetails": "No tea on Boxing Day.\n\nJust come.\n\nConfirmed 20 days ago\n\nFrom Island feed, CC BY 4.0",
        "telecom": [
            {"system": "phone", "value": "01632 960002", "use": "work", "rank": 1},
            {"system": "email", "value": "secretary@kettle.example", "use": "work", "rank": 2},
            {"system": "url", "value": "https://kettle.example/tea", "use": "work", "rank": 3},
            {"system": "url", "value": "https://kettle.example/refer", "use": "work", "rank": 4},
        ],
        "coverageArea": [
            {
                "type": "Location",
                "display": "Normal Harbour",
                "identifier": {
                    "system": "http://statistics.data.gov.uk/id/statistical-geography",
                    "value": "X06000001",
                },
            }
        ],
        "serviceProvisionCode": [
            {
                "coding": [
                    {
                        "system": "http://terminology.hl7.org/CodeSystem/service-provision-conditions",
                        "code": "cost",
                        "display": "Fees apply",
                    }
                ],
                "text": "Members: £1.50; Cake by arrangement",
            }
        ],
        "eligibility": [{"code": {"text": "For people aged 60 and over"}}, {"comment": "Aimed at: anybody"}],
        "characteristic": [
            {"text": "At a place"},
            {"text": "By phone"},
            {
                "coding": [
                    {
                        "system": f"{SITE}/fhir/CodeSystem/access-features",
                        "code": "access:step-free",
                        "display": "Step-free entrance",
                    }
                ],
                "text": "Step-free entrance",
            },
        ],
        "communication": [
            {"coding": [{"system": "urn:ietf:bcp:47", "code": "cy", "display": "Welsh"}], "text": "Welsh"}
        ],
        "referralMethod": [
            {
                "coding": [
                    {
                        "system": "http://terminology.hl7.org/CodeSystem/service-referral-method",
                        "code": "phone",
                        "display": "Phone",
                    }
                ],
                "text": "Phone",
            },
            {"text": "E-mail"},
            {"text": "Online form"},
        ],
        "availableTime": [
            {"daysOfWeek": ["tue"], "availableStartTime": "14:00:00", "availableEndTime": "16:00:00"},
        ],
        "availabilityExceptions": "Every Tuesday, 2pm to 4pm; and on May Day; Not in August.",
    }


def test_what_is_not_known_is_left_out() -> None:
    said = service(a_record(description="", places=()))
    assert set(said) == {
        *("resourceType", "id", "meta", "text", "identifier", "active", "providedBy", "category", "name"),
        *("extraDetails", "telecom"),
    }
    assert said["telecom"] == [{"system": "url", "value": f"{SITE}/listing/{SERVICE}", "use": "work", "rank": 1}]


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (CapacityStatus.OPEN, "capacity"),
        (CapacityStatus.FEW, "capacity"),
        (CapacityStatus.WAITING_LIST, "waitlist"),
        (CapacityStatus.FULL, "no-capacity"),
        (CapacityStatus.ASK, "additional-assessment-required"),
    ],
)
def test_room_is_said_in_the_codes_of_others(status: CapacityStatus, code: str) -> None:
    [extension] = service(room=status)["extension"]
    assert extension["extension"][0]["valueCodeableConcept"]["coding"][0]["code"] == code


def test_room_that_is_not_known_is_not_said() -> None:
    assert "extension" not in service()


@pytest.mark.parametrize(("amounts", "code"), [((0,), "free"), ((0, 2), "disc"), ((2, 3), "cost"), ((), None)])
def test_what_it_costs(amounts: tuple[int, ...], code: str | None) -> None:
    said = service(prices=tuple(CostRecord(amount=Decimal(amount)) for amount in amounts))
    found = said.get("serviceProvisionCode", [{"coding": [{"code": None}]}])
    assert found[0]["coding"][0]["code"] == code


@pytest.mark.parametrize(
    "recurrence",
    [
        Recurrence("WEEKLY", 2, byday=((0, "TU"),), dtstart=date(2026, 11, 3), opens_at=time(9)),
        Recurrence("MONTHLY", byday=((2, "TU"),), opens_at=time(9)),
        Recurrence("WEEKLY", byday=((0, "TU"),), bymonth=(5, 6), opens_at=time(9)),
        Recurrence("WEEKLY", byday=((0, "TU"),), since=date(2027, 1, 1), opens_at=time(9)),
    ],
)
def test_what_is_not_every_week_is_said_in_words(recurrence: Recurrence) -> None:
    said = service(when=(recurrence,), times=(recurrence.in_words(),))
    assert "availableTime" not in said
    assert said["availabilityExceptions"] == recurrence.in_words()


def test_hours_of_every_week_need_no_words() -> None:
    tuesdays = Recurrence("WEEKLY", byday=((0, "TU"),), opens_at=time(9))
    said = service(when=(tuesdays,), times=(tuesdays.in_words(),))
    assert said["availableTime"] == [{"daysOfWeek": ["tue"], "availableStartTime": "09:00:00"}]
    assert "availabilityExceptions" not in said


def test_who_may_refer_is_said() -> None:
    rule = RuleRecord(kind=RuleKind.REFERRER, among=("self", "gp"))
    assert service(a_record(rules=(rule,)))["referralMethod"] == [
        {"text": "People can refer themselves"},
        {"text": "GP practices can refer"},
    ]


def test_a_place_says_where_it_is() -> None:
    [place] = tell_everything().places
    said = location(alone(place), SITE)
    assert said["address"] == {
        "use": "work",
        "line": ["1 Quay"],
        "city": "Harbour",
        "postalCode": "ZZ1 1AA",
        "country": "GB",
    }
    assert said["position"] == {"latitude": 54.52, "longitude": -1.55}
    assert said["name"] == "Harbour Hall"
    checked(said)


def test_of_an_address_that_is_not_public_the_district_is_said_and_its_middle() -> None:
    hidden = PlaceRecord(postcode="ZZ1", latitude=54.5, longitude=-1.5, address_public=False)
    said = location(alone(PlaceTold(PLACE, hidden, "ZZ1 area (address given on booking)", ())), SITE)
    assert said["address"] == {"use": "work", "postalCode": "ZZ1", "country": "GB"}
    assert said["position"] == {"latitude": 54.5, "longitude": -1.5}
    assert "middle of its postcode district" in said["description"]


def test_a_group_says_who_it_is() -> None:
    said = organization(GroupTold(GROUP, tell_everything().record.organisation, CHANGED))
    assert said["name"] == "Harbour Kettle Club"
    assert said["identifier"] == [{"system": "http://org-id.guide/list/GB-CHC", "value": "9912345"}]
    assert [each["value"] for each in said["telecom"]] == [
        "01632 960001",
        "tea@kettle.example",
        "https://kettle.example",
    ]
    checked(said)


@pytest.mark.parametrize(
    "said",
    [
        healthcare_service(tell_everything(), SITE),
        healthcare_service(tell(), SITE),
        capability(SITE, "A directory", "1.0"),
        outcome("value", "This should be a date", expression="http._lastUpdated"),
        term_list(SITE, TermKind.ACCESS, "Access features", [("access:lift", "Lift")]),
        confirmed_extension(SITE),
    ],
    ids=lambda said: said["resourceType"],
)
def test_the_libraries_of_others_take_it_in(said: dict[str, Any]) -> None:
    assert whole(said)
    checked(said)


@given(RECORDS)
def test_whatever_a_listing_says_it_can_be_taken_in(record: ServiceRecord) -> None:
    contactless = tell(record, who=(record.eligibility_note,), times=(record.times_note,), cost=record.summary)
    everything = [
        healthcare_service(contactless, SITE),
        organization(GroupTold(GROUP, record.organisation, CHANGED)),
        *(location(alone(place), SITE) for place in contactless.places),
    ]
    for said in everything:
        assert whole(said), said
        checked(said)
