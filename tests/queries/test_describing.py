# ruff: noqa: E501 -- a case is one line, so that a column can be read down
"""What a service says, in words for a card or a page."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from directory.geography import Point
from directory.models import Contact, CostOption, Location, Organisation, Schedule, Service
from directory.queries.current import current_schedules
from directory.queries.describing import (
    contacts_shown,
    cost_in_words,
    freshness_in_words,
    miles_in_words,
    next_start,
    place_in_words,
    point_of,
    pounds,
    session_in_words,
    times_in_words,
    ways_in_words,
)
from tests.conftest import NOW

TODAY = date(2026, 11, 21)


def a_service(**values: Any) -> Service:
    return Service(name="Tea table", organisation_id=uuid4(), **values)


def costing(*costs: CostOption) -> Service:
    service = a_service()
    service.costs = list(costs)
    return service


def cost(option: str = "", amount: str | None = None, note: str = "", **values: Any) -> CostOption:
    pence = None if amount is None else Decimal(amount)
    return CostOption(service_id=uuid4(), option=option, amount=pence, amount_description=note, **values)


# fmt: off
COSTS: list[tuple[list[CostOption], str]] = [
    ([], ""),
    ([cost()], ""),
    ([cost("Free", "0")], "Free"),
    ([cost("", "0")], "Free"),
    ([cost("Members", "0")], "Members: free"),
    ([cost("A session", "2.50")], "A session: £2.50"),
    ([cost("", "3", "includes tea")], "£3 (includes tea)"),
    ([cost("Tea", "0.5")], "Tea: 50p"),
    ([cost("Donations welcome")], "Donations welcome"),
    ([cost("Members", None, "by arrangement")], "Members: by arrangement"),
    ([cost("Members", "1"), cost("Others", "2")], "Members: £1; Others: £2"),
    ([cost("", "0"), cost("Free", "0.00")], "Free"),
    ([cost("Now", "3", valid_from=TODAY), cost("Before", "2", valid_to=date(2026, 11, 20))], "Now: £3"),
    ([cost("Later", "3", valid_from=date(2026, 11, 22)), cost("Now", "2", valid_to=TODAY)], "Now: £2"),
]
# fmt: on


@pytest.mark.parametrize(("costs", "words"), COSTS)
def test_what_it_costs_today_on_one_line(costs: list[CostOption], words: str) -> None:
    assert cost_in_words(costing(*costs), TODAY) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [("0.05", "5p"), ("0.99", "99p"), ("1", "£1"), ("2.50", "£2.50"), ("10.00", "£10"), ("1234.5", "£1,234.50")],
)
def test_an_amount_is_said_as_on_gov_uk(amount: str, words: str) -> None:
    assert pounds(Decimal(amount)) == words


# Times.


def row(**values: Any) -> Schedule:
    return Schedule(service_id=uuid4(), **values)


def tuesdays(**values: Any) -> Schedule:
    return row(freq="WEEKLY", byday="TU", opens_at=time(14), **values)


def taking_place(*rows: Schedule, **values: Any) -> Service:
    service = a_service(**values)
    service.schedules = list(rows)
    return service


def test_each_row_that_is_not_over_is_said_once_and_the_note_last() -> None:
    service = taking_place(
        tuesdays(),
        tuesdays(valid_to=TODAY),
        row(freq="WEEKLY", byday="MO", valid_to=date(2026, 11, 20)),
        row(description="and on May Day", freq="MONTHLY", byday="1MO"),
        row(dtstart=date(2026, 11, 20)),
        row(dtstart=TODAY),
        times_note="Not in August",
    )
    assert times_in_words(service, TODAY) == [
        "Every Tuesday, from 2pm",
        "and on May Day",
        "Saturday 21 November 2026",
        "Not in August",
    ]
    assert len(current_schedules(service, TODAY)) == 4


def test_the_next_start_is_told_on_the_clock_of_the_place() -> None:
    summer = datetime(2026, 7, 6, 12, tzinfo=UTC)
    start = next_start(taking_place(tuesdays()), summer)
    assert start
    assert start.isoformat() == "2026-07-07T14:00:00+01:00"
    assert next_start(taking_place(), summer) is None


STARTS: list[tuple[datetime, Schedule, str]] = [
    (datetime(2026, 11, 24, 9, tzinfo=UTC), tuesdays(), "Today at 2pm"),
    (datetime(2026, 11, 23, 9, tzinfo=UTC), tuesdays(), "Tomorrow at 2pm"),
    (NOW, tuesdays(), "Tuesday 24 November at 2pm"),
    (datetime(2026, 12, 30, 9, tzinfo=UTC), tuesdays(), "Tuesday 5 January 2027 at 2pm"),
    (NOW, row(freq="WEEKLY", byday="TU"), "Tuesday 24 November"),
    (NOW, row(freq="WEEKLY", byday="SU", opens_at=time(0)), "Tomorrow at midnight"),
    (NOW, row(dtstart=date(2020, 1, 1)), ""),
]


@pytest.mark.parametrize(("now", "schedule", "words"), STARTS)
def test_a_start_in_words(now: datetime, schedule: Schedule, words: str) -> None:
    service = taking_place(schedule)
    assert session_in_words(service, next_start(service, now), now.date()) == words


# Places and ways.

# fmt: off
PLACES: list[tuple[dict[str, Any], str]] = [
    ({"name": "Hall", "address": "1 Quay", "city": "Harbour", "postcode": "ZZ1 1AA"}, "Hall, 1 Quay, Harbour, ZZ1 1AA"),
    ({"name": "Harbour", "city": "Harbour", "postcode": ""}, "Harbour"),
    ({}, ""),
    ({"name": "Refuge", "address": "12 Lane", "city": "Harbour", "postcode": "ZZ1 1AA", "address_public": False}, "ZZ1 area (address given on booking)"),
    ({"name": "Refuge", "address": "12 Lane", "address_public": False}, "Address given on booking"),
]
# fmt: on


@pytest.mark.parametrize(("values", "words"), PLACES)
def test_a_place_is_said_on_one_line_and_a_hidden_one_by_its_district(values: dict[str, Any], words: str) -> None:
    assert place_in_words(Location(organisation_id=uuid4(), **values)) == words


def test_a_point_is_shown_if_there_is_one_and_it_is_public() -> None:
    def at(**values: Any) -> Location:
        return Location(organisation_id=uuid4(), **values)

    assert point_of(at(latitude=51.5, longitude=0.0)) == Point(51.5, 0.0)
    assert point_of(at(latitude=51.5, longitude=0.0, address_public=False)) is None
    assert point_of(at()) is None
    assert point_of(None) is None


def test_ways_are_said_in_the_order_of_the_list() -> None:
    service = a_service(home_visit=True, online=True, in_person=True, by_phone=True)
    assert ways_in_words(service) == ["At a place", "Online", "By phone", "Visits at home"]
    assert ways_in_words(a_service()) == []


# The rest.


@pytest.mark.parametrize(
    ("confirmed_on", "words"),
    [
        (None, "Not yet confirmed by the group"),
        (TODAY, "Confirmed today"),
        (date(2026, 11, 1), "Confirmed 20 days ago"),
        (date(2026, 7, 24), "Confirmed 4 months ago"),
        (date(2026, 7, 23), "Unconfirmed: last confirmed 4 months ago"),
    ],
)
def test_how_fresh_it_is(confirmed_on: date | None, words: str) -> None:
    assert freshness_in_words(confirmed_on, TODAY, 120) == words


def reached_by(service: Service) -> tuple[tuple[str, str, str], ...]:
    return tuple((each.role, each.phone, each.email) for each in contacts_shown(service))


def test_a_service_is_reached_by_its_own_contacts_and_address() -> None:
    service = a_service(email="tea@kettle.example")
    service.organisation = Organisation(name="Kettle Club", phone="01632 960009")
    service.contacts = [
        Contact(service_id=service.id, role="Secretary", phone="01632 960001", email="s@kettle.example"),
        Contact(service_id=service.id, role="Nobody"),
    ]
    own = ("Secretary", "01632 960001", "s@kettle.example")
    assert reached_by(service) == (own, ("", "", "tea@kettle.example"))
    service.email = "s@kettle.example"
    assert reached_by(service) == (own,)


def test_a_contact_that_is_not_public_is_shown_to_nobody() -> None:
    service = a_service()
    service.organisation = Organisation(name="Kettle Club", phone="01632 960009")
    service.contacts = [Contact(service_id=service.id, role="Host", phone="01632 960001", public=False)]
    assert reached_by(service) == (("", "01632 960009", ""),)


def test_a_service_without_any_is_reached_by_its_group() -> None:
    service = a_service()
    service.organisation = Organisation(name="Kettle Club", phone="01632 960009")
    assert reached_by(service) == (("", "01632 960009", ""),)
    service.organisation.phone = ""
    assert reached_by(service) == ()


@pytest.mark.parametrize(
    ("miles", "words"),
    [
        (0.0, "under 0.1 miles"),
        (0.0999, "under 0.1 miles"),
        (0.1, "0.1 miles"),
        (0.44, "0.4 miles"),
        (0.96, "1 mile"),
        (1.04, "1 mile"),
        (1.06, "1.1 miles"),
        (9.96, "10 miles"),
        (10.4, "10 miles"),
        (123.4, "123 miles"),
    ],
)
def test_a_distance_as_people_say_it(miles: float, words: str) -> None:
    assert miles_in_words(miles) == words
