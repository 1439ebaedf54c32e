# ruff: noqa: E501 -- a case is one line, so that a column can be read down
"""How much room there is, as far as anybody can know today."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from directory.models import Capacity
from directory.queries.capacity import ago, capacity_shown, newest
from directory.vocabulary import CapacityStatus
from tests.conftest import NOW

OPEN, FEW, WAITING_LIST, FULL, ASK = CapacityStatus


def said(status: CapacityStatus = OPEN, *, days_ago: int = 0, **values: Any) -> Capacity:
    return Capacity(service_id=uuid4(), status=status, stated_at=NOW - timedelta(days=days_ago), **values)


# fmt: off
WORDS: list[tuple[Capacity, str]] = [
    (said(OPEN), "Has room"),
    (said(OPEN, places_free=1, places_total=12), "Has room: 1 place of 12 free"),
    (said(OPEN, places_free=3), "Has room: 3 places free"),
    (said(OPEN, places_free=0, places_total=12), "Has room"),
    (said(FEW), "A few places left"),
    (said(FEW, places_free=2, places_total=12), "Has room: 2 places of 12 free"),
    (said(WAITING_LIST), "Waiting list"),
    (said(WAITING_LIST, wait_weeks=1), "Waiting list, about 1 week"),
    (said(WAITING_LIST, wait_weeks=6, places_free=0, places_total=12), "Waiting list, about 6 weeks"),
    (said(WAITING_LIST, wait_weeks=0), "Waiting list"),
    (said(FULL), "Full"),
    (said(FULL, places_free=3), "Full"),
    (said(FULL, next_intake_on=date(2027, 1, 5)), "Full; next people taken on 5 January"),
    (said(FULL, next_intake_on=date(2026, 11, 21)), "Full; next people taken on 21 November"),
    (said(FULL, next_intake_on=date(2026, 11, 20)), "Full"),
    (said(ASK, note="ring first"), "Ask first; ring first"),
    (said(WAITING_LIST, wait_weeks=6, next_intake_on=date(2026, 12, 1), note="mornings only"), "Waiting list, about 6 weeks; next people taken on 1 December; mornings only"),
]
# fmt: on


@pytest.mark.parametrize(("statement", "sentence"), WORDS)
def test_a_statement_says_what_it_comes_to(statement: Capacity, sentence: str) -> None:
    shown = capacity_shown(statement, now=NOW, fresh_days=28)
    assert (shown.status, shown.sentence, shown.age) == (statement.status, sentence, "told today")


def test_every_status_has_a_case() -> None:
    assert {statement.status for statement, _ in WORDS} == set(CapacityStatus)


def test_only_those_with_room_can_take_people_now() -> None:
    assert {status for status in CapacityStatus if capacity_shown(said(status), now=NOW, fresh_days=28).has_room} == {
        OPEN,
        FEW,
    }
    assert not capacity_shown(said(OPEN, days_ago=29), now=NOW, fresh_days=28).has_room
    assert not capacity_shown(None, now=NOW, fresh_days=28).has_room


@pytest.mark.parametrize("status", list(CapacityStatus))
def test_a_statement_counts_on_its_last_day_and_no_longer(status: CapacityStatus) -> None:
    last = capacity_shown(said(status, days_ago=28), now=NOW, fresh_days=28)
    assert (last.status, last.age) == (status, "told 4 weeks ago")
    gone_off = capacity_shown(said(status, days_ago=29), now=NOW, fresh_days=28)
    assert (gone_off.status, gone_off.sentence) == (None, "Room not known – ask")
    assert (gone_off.stated_on, gone_off.age) == (date(2026, 10, 23), "last told 4 weeks ago")


def test_what_nobody_has_said_is_not_known() -> None:
    shown = capacity_shown(None, now=NOW, fresh_days=28)
    assert (shown.status, shown.stated_on, shown.sentence, shown.age) == (None, None, "Room not known – ask", "")


def test_a_day_is_one_of_the_place_and_not_of_greenwich() -> None:
    late = datetime(2026, 7, 5, 23, 30, tzinfo=UTC)
    statement = Capacity(service_id=uuid4(), status=OPEN, stated_at=late)
    assert capacity_shown(statement, now=late, fresh_days=28).stated_on == date(2026, 7, 6)
    assert capacity_shown(statement, now=late + timedelta(days=28), fresh_days=28).status is OPEN
    assert capacity_shown(statement, now=late + timedelta(days=29), fresh_days=28).status is None


AGES = [
    (-3, "today"),
    (0, "today"),
    (1, "yesterday"),
    (2, "2 days ago"),
    (27, "27 days ago"),
    (28, "4 weeks ago"),
    (34, "4 weeks ago"),
    (35, "5 weeks ago"),
    (91, "13 weeks ago"),
    (92, "3 months ago"),
    (365, "12 months ago"),
    (729, "24 months ago"),
    (730, "2 years ago"),
    (3650, "10 years ago"),
]


@pytest.mark.parametrize(("days", "words"), AGES)
def test_how_long_ago_in_words(days: int, words: str) -> None:
    assert ago(days) == words


def test_the_statement_that_counts_is_the_last_one() -> None:
    old, new = said(OPEN, days_ago=9), said(FULL, days_ago=2)
    assert newest([old, new]) is new
    assert newest([new, old]) is new
    assert newest([]) is None


def test_of_two_statements_of_a_day_the_one_that_came_in_last_counts() -> None:
    first = said(OPEN, created_at=NOW - timedelta(hours=2))
    second = said(FULL, created_at=NOW - timedelta(hours=1))
    assert newest([first, second]) is newest([second, first]) is second
