"""The rows of a listing that count today."""

from datetime import date, time
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from directory.models import CostOption, Schedule, Service
from directory.oruk.ical import Recurrence
from directory.queries.current import current_costs, current_schedules, recurrence_of, recurrences_of

YESTERDAY, TODAY, TOMORROW = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 22)


def a_service() -> Service:
    return Service(name="Tea table", organisation_id=uuid4())


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ({"freq": "WEEKLY"}, True),
        ({"freq": "WEEKLY", "valid_to": TODAY}, True),
        ({"freq": "WEEKLY", "valid_to": YESTERDAY}, False),
        ({"freq": "WEEKLY", "valid_from": TOMORROW}, True),
        ({"freq": "WEEKLY", "dtstart": YESTERDAY}, True),
        ({"dtstart": TODAY}, True),
        ({"dtstart": YESTERDAY}, False),
        ({"dtstart": YESTERDAY, "valid_to": TOMORROW}, False),
        ({"description": "Any day"}, True),
        ({"description": "Any day", "valid_to": YESTERDAY}, False),
    ],
)
def test_a_row_of_the_timetable_counts_until_it_is_over(values: dict[str, Any], counts: bool) -> None:
    service = a_service()
    service.schedules = [Schedule(service_id=service.id, **values)]
    assert bool(current_schedules(service, TODAY)) is counts
    assert len(recurrences_of(service, TODAY)) == counts


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ({}, True),
        ({"valid_from": TODAY, "valid_to": TODAY}, True),
        ({"valid_from": TOMORROW}, False),
        ({"valid_to": YESTERDAY}, False),
    ],
)
def test_a_price_counts_while_it_is_in_force(values: dict[str, Any], counts: bool) -> None:
    service = a_service()
    service.costs = [CostOption(service_id=service.id, amount=Decimal(3), **values)]
    assert bool(current_costs(service, TODAY)) is counts


def test_a_row_is_a_recurrence() -> None:
    row = Schedule(
        service_id=uuid4(),
        freq="MONTHLY",
        interval=2,
        byday="2TH,-1FR",
        bymonthday="1,-1",
        bymonth="4,5",
        dtstart=YESTERDAY,
        valid_from=TODAY,
        valid_to=TOMORROW,
        opens_at=time(9, 30),
        closes_at=time(11),
    )
    assert recurrence_of(row) == Recurrence(
        freq="MONTHLY",
        interval=2,
        byday=((2, "TH"), (-1, "FR")),
        bymonthday=(1, -1),
        bymonth=(4, 5),
        dtstart=YESTERDAY,
        since=TODAY,
        until=TOMORROW,
        opens_at=time(9, 30),
        closes_at=time(11),
    )
    assert recurrence_of(Schedule(service_id=uuid4())) == Recurrence()
