"""A service as search engines of the world read it, within a page that nothing may break out of."""

import json
from datetime import date, time
from decimal import Decimal
from typing import Any

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.oruk.ical import Recurrence
from directory.oruk.jsonld import in_page, service_jsonld, site_jsonld
from directory.oruk.licence import LICENCE, LICENCE_ADDRESS
from directory.oruk.records import CapacityRecord, CostRecord, OriginRecord, PlaceRecord, RuleRecord, ServiceRecord
from directory.oruk.told import Told
from directory.vocabulary import CapacityStatus, RuleKind, Way
from tests.makers import a_record
from tests.oruk.told import tell, tell_everything
from tests.records import RECORDS

ADDRESS = "https://fingerpost.example/listing/1"
TUESDAYS = Recurrence("WEEKLY", byday=((0, "TU"),), opens_at=time(14), closes_at=time(16))


def graph(told: Told) -> dict[str, list[dict[str, Any]]]:
    """What is said of each kind of thing."""
    said = service_jsonld(told, ADDRESS)
    assert said["@context"] == "https://schema.org"
    kinds: dict[str, list[dict[str, Any]]] = {}
    for thing in said["@graph"]:
        kinds.setdefault(thing["@type"], []).append(thing)
    return kinds


def test_the_page_names_where_its_words_come_from_and_how_they_may_be_used() -> None:
    [page] = graph(tell_everything())["WebPage"]
    licence = {"@type": "CreativeWork", "name": "CC BY 4.0"}
    assert page["license"] == licence
    assert page["isBasedOn"] == {
        "@type": "CreativeWork",
        "name": "Island feed",
        "identifier": "tea-9",
        "url": "https://island.example",
        "license": licence,
    }


@pytest.mark.parametrize(("stated", "license"), [(LICENCE, LICENCE_ADDRESS), ("", None), (" ", None)])
def test_a_licence_that_was_not_stated_is_not_made_up(stated: str, license: str | None) -> None:
    [page] = graph(tell(a_record(origin=OriginRecord(name="Island feed", licence=stated))))["WebPage"]
    assert page.get("license") == license


def service(record: ServiceRecord | None = None, **values: Any) -> dict[str, Any]:
    return graph(tell(record, **values))["Service"][0]


def event(*when: Recurrence, record: ServiceRecord | None = None, **values: Any) -> dict[str, Any]:
    return graph(tell(record, when=when or (TUESDAYS,), **values))["Event"][0]


def test_what_is_not_known_is_left_out() -> None:
    assert service_jsonld(tell(a_record(description="", places=())), ADDRESS)["@graph"] == [
        {
            "@type": "Service",
            "@id": ADDRESS,
            "url": ADDRESS,
            "name": "Tuesday tea table",
            "provider": {"@id": f"{ADDRESS}#group"},
        },
        {"@type": "Organization", "@id": f"{ADDRESS}#group", "name": "Harbour Kettle Club"},
        {
            "@type": "WebPage",
            "@id": f"{ADDRESS}#page",
            "url": ADDRESS,
            "mainEntity": {"@id": ADDRESS},
            "license": LICENCE_ADDRESS,
        },
    ]


def test_what_is_known_is_said() -> None:
    said = graph(tell_everything())
    assert said["Service"] == [
        {
            "@type": "Service",
            "@id": ADDRESS,
            "url": ADDRESS,
            "name": "Tuesday tea table",
            "description": "Tea for whoever comes.",
            "provider": {"@id": f"{ADDRESS}#group"},
            "serviceType": ["Loneliness and isolation", "Tea"],
            "areaServed": [
                {
                    "@type": "AdministrativeArea",
                    "name": "Normal Harbour",
                    "sameAs": "http://statistics.data.gov.uk/id/statistical-geography/X06000001",
                }
            ],
            "audience": [
                {"@type": "PeopleAudience", "suggestedMinAge": 60},
                {"@type": "Audience", "audienceType": "For people aged 60 and over"},
            ],
            "hoursAvailable": [
                {
                    "@type": "OpeningHoursSpecification",
                    "dayOfWeek": ["https://schema.org/Tuesday"],
                    "opens": "14:00",
                    "closes": "16:00",
                }
            ],
            "availableChannel": [
                {
                    "@type": "ServiceChannel",
                    "servicePhone": {"@type": "ContactPoint", "telephone": "01632 960002"},
                    "serviceUrl": "https://kettle.example/refer",
                    "availableLanguage": ["Welsh"],
                    "serviceLocation": {"@id": f"{ADDRESS}#place-1"},
                }
            ],
            "offers": [
                {
                    "@type": "Offer",
                    "name": "Members",
                    "price": "1.50",
                    "priceCurrency": "GBP",
                    "availability": "https://schema.org/InStock",
                }
            ],
            "termsOfService": "Aimed at: anybody",
        }
    ]
    assert said["Organization"][0]["identifier"] == [
        {"@type": "PropertyValue", "propertyID": "GB-CHC", "value": "9912345"}
    ]
    assert said["Place"] == [
        {
            "@type": "Place",
            "@id": f"{ADDRESS}#place-1",
            "name": "Harbour Hall",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "1 Quay",
                "addressLocality": "Harbour",
                "postalCode": "ZZ1 1AA",
                "addressCountry": "GB",
            },
            "geo": {"@type": "GeoCoordinates", "latitude": 54.52, "longitude": -1.55},
            "amenityFeature": [{"@type": "LocationFeatureSpecification", "name": "Step-free entrance", "value": True}],
        }
    ]
    assert said["Event"] == [
        {
            "@type": "Event",
            "@id": f"{ADDRESS}#times-1",
            "url": ADDRESS,
            "name": "Tuesday tea table",
            "description": "Tea for whoever comes.",
            "startDate": "2026-11-24T14:00:00+00:00",
            "endDate": "2026-11-24T16:00:00+00:00",
            "eventStatus": "https://schema.org/EventScheduled",
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "eventSchedule": {
                "@type": "Schedule",
                "repeatFrequency": "P1W",
                "byDay": ["https://schema.org/Tuesday"],
                "startTime": "14:00:00",
                "endTime": "16:00:00",
                "scheduleTimezone": "Europe/London",
            },
            "location": [{"@id": f"{ADDRESS}#place-1"}],
            "organizer": {"@id": f"{ADDRESS}#group"},
            "typicalAgeRange": "60-",
            "isAccessibleForFree": False,
            "inLanguage": ["cy"],
            "remainingAttendeeCapacity": 3,
        }
    ]


def test_what_is_free_costs_nothing_and_what_is_not_known_is_not_free() -> None:
    free = (CostRecord(amount=Decimal(0)),)
    assert service(prices=free)["offers"] == [{"@type": "Offer", "price": "0.00", "priceCurrency": "GBP"}]
    assert event(prices=free)["isAccessibleForFree"] is True
    assert "offers" not in service()
    assert "isAccessibleForFree" not in event()


def test_a_price_holds_for_a_time() -> None:
    cost = CostRecord(amount=Decimal(2), valid_from=date(2026, 1, 1), valid_to=date(2026, 12, 31))
    [offer] = service(prices=(cost,))["offers"]
    assert (offer["validFrom"], offer["validThrough"]) == ("2026-01-01", "2026-12-31")


@pytest.mark.parametrize(
    ("status", "availability"),
    [
        (CapacityStatus.OPEN, "InStock"),
        (CapacityStatus.FEW, "LimitedAvailability"),
        (CapacityStatus.WAITING_LIST, "BackOrder"),
        (CapacityStatus.FULL, "SoldOut"),
    ],
)
def test_room_is_the_availability_of_an_offer(status: CapacityStatus, availability: str) -> None:
    [offer] = service(prices=(CostRecord(amount=Decimal(2)),), room=status)["offers"]
    assert offer["availability"] == f"https://schema.org/{availability}"


def test_a_service_without_a_place_is_reached_by_telephone() -> None:
    contacts = tell_everything().contacts
    assert service(a_record(places=()), contacts=contacts)["availableChannel"] == [
        {"@type": "ServiceChannel", "servicePhone": {"@type": "ContactPoint", "telephone": "01632 960002"}}
    ]


def test_of_an_address_that_is_not_public_there_is_no_point() -> None:
    hidden = PlaceRecord(postcode="ZZ1", latitude=54.5, longitude=-1.5, address_public=False)
    [place] = graph(tell(a_record(places=(hidden,))))["Place"]
    assert place == {
        "@type": "Place",
        "@id": f"{ADDRESS}#place-1",
        "address": {"@type": "PostalAddress", "postalCode": "ZZ1", "addressCountry": "GB"},
    }


@pytest.mark.parametrize(
    ("ages", "audience", "typical"),
    [
        ({"minimum_age": 5, "maximum_age": 11}, {"suggestedMinAge": 5, "suggestedMaxAge": 11}, "5-11"),
        ({"maximum_age": 11}, {"suggestedMaxAge": 11}, "0-11"),
        ({"minimum_age": 0.5, "maximum_age": 2}, {"suggestedMinAge": 0.5, "suggestedMaxAge": 2}, None),
    ],
)
def test_ages_are_numbers(ages: dict[str, float], audience: dict[str, float], typical: str | None) -> None:
    record = a_record(rules=(RuleRecord(kind=RuleKind.AGE, **ages),))
    assert service(record)["audience"] == [{"@type": "PeopleAudience", **audience}]
    assert event(record=record).get("typicalAgeRange") == typical


def test_an_age_that_is_only_aimed_at_shuts_nobody_out() -> None:
    record = a_record(rules=(RuleRecord(kind=RuleKind.AGE, minimum_age=60, strict=False),))
    assert "audience" not in service(record)


@pytest.mark.parametrize(
    ("recurrence", "schedule"),
    [
        (
            Recurrence("WEEKLY", 2, byday=((0, "TU"),), dtstart=date(2026, 11, 3)),
            {"repeatFrequency": "P2W", "byDay": ["https://schema.org/Tuesday"], "startDate": "2026-11-03"},
        ),
        (Recurrence("MONTHLY", byday=((2, "TH"),)), {"repeatFrequency": "P1M", "byDay": ["2TH"]}),
        (Recurrence("MONTHLY", bymonthday=(-1,)), {"repeatFrequency": "P1M", "byMonthDay": [-1]}),
        (
            Recurrence("WEEKLY", byday=((0, "TU"),), bymonth=(12, 1), until=date(2027, 1, 31)),
            {
                "repeatFrequency": "P1W",
                "byDay": ["https://schema.org/Tuesday"],
                "byMonth": [1, 12],
                "endDate": "2027-01-31",
            },
        ),
    ],
)
def test_a_recurrence_is_a_schedule(recurrence: Recurrence, schedule: dict[str, object]) -> None:
    said = event(recurrence)["eventSchedule"]
    assert said == {"@type": "Schedule", **schedule, "scheduleTimezone": "Europe/London"}


def test_what_takes_place_once_has_no_schedule() -> None:
    said = event(Recurrence(dtstart=date(2026, 12, 5), opens_at=time(22), closes_at=time(1)))
    assert (said["startDate"], said["endDate"]) == ("2026-12-05T22:00:00+00:00", "2026-12-06T01:00:00+00:00")
    assert "eventSchedule" not in said


def test_the_clock_is_that_of_the_day() -> None:
    said = event(Recurrence(dtstart=date(2027, 7, 1), opens_at=time(9)))
    assert said["startDate"] == "2027-07-01T09:00:00+01:00"


@pytest.mark.parametrize(
    ("ways", "mode"),
    [((Way.ONLINE,), "Online"), ((Way.IN_PERSON,), "Offline"), ((Way.IN_PERSON, Way.ONLINE), "Mixed"), ((), None)],
)
def test_how_one_takes_part(ways: tuple[Way, ...], mode: str | None) -> None:
    said = event(record=a_record(ways=ways, places=())).get("eventAttendanceMode")
    assert said == (f"https://schema.org/{mode}EventAttendanceMode" if mode else None)


def test_nobody_is_promised_a_place_that_is_taken() -> None:
    capacity = CapacityRecord(
        status=CapacityStatus.WAITING_LIST, stated_on=date(2026, 11, 20), places_free=2, places_total=20
    )
    said = event(record=a_record(capacity=capacity), room=CapacityStatus.WAITING_LIST)
    assert (said["maximumAttendeeCapacity"], said["remainingAttendeeCapacity"]) == (20, 0)
    assert "maximumAttendeeCapacity" not in event(record=a_record(capacity=capacity)), "it was too long ago"


def test_the_site_can_be_searched() -> None:
    said = site_jsonld("https://fingerpost.example", "Fingerpost")
    assert said["potentialAction"]["target"]["urlTemplate"] == (
        "https://fingerpost.example/search?q={search_term_string}"
    )


def empty(said: Any) -> bool:
    if isinstance(said, dict):
        return not said or any(map(empty, said.values()))
    return said in ("", None) or (isinstance(said, list) and (not said or any(map(empty, said))))


@given(RECORDS)
def test_whatever_a_listing_says_there_is_nothing_empty_in_it(record: ServiceRecord) -> None:
    document = service_jsonld(tell(record), ADDRESS)
    assert not empty(document)
    assert json.loads(in_page(document)) == document


ENDINGS = ["</script>", "</SCRIPT >", "<!--", "<!-- <script>", "]]>", "</script", "&lt;/script&gt;", "\u2028\u2029"]


def script_in(page: str) -> tuple[str, list[str]]:
    """What a browser takes for the text of the script, and every element that it sees."""
    tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(page)
    script = tree.find(".//script")
    assert script is not None
    return script.text or "", [element.tag for element in tree.iter()]


@pytest.mark.parametrize("ending", ENDINGS)
def test_nothing_that_is_said_can_end_the_script(ending: str) -> None:
    document = service_jsonld(tell(a_record(name=f"Tea{ending}<b>table</b>", description=ending * 3)), ADDRESS)
    text, elements = script_in(f'<script type="application/ld+json">{in_page(document)}</script>')
    assert json.loads(text) == document
    assert elements == ["html", "head", "script", "body"]


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=40))
def test_any_text_comes_out_as_it_went_in(words: str) -> None:
    text, elements = script_in(f"<script>{in_page({'name': words})}</script>")
    assert json.loads(text) == {"name": words}
    assert elements.count("script") == 1
