"""Whether there is room, as others say it."""

from datetime import date
from typing import Any

import pytest

from directory.oruk.records import CapacityRecord
from directory.vocabulary import CapacityStatus
from tests.oruk.makers import record


def a_room(status: str, free: int, total: int | None) -> CapacityRecord:
    return CapacityRecord(
        status=CapacityStatus(status), stated_on=date(2026, 11, 1), places_free=free, places_total=total
    )


ROOM: list[tuple[dict[str, Any], CapacityRecord | None]] = [
    ({"available": 3, "maximum": 12, "updated": "2026-11-01T10:00:00Z"}, a_room("open", 3, 12)),
    ({"available": 0, "updated": "2026-11-01"}, a_room("full", 0, None)),
    ({"available": 3, "maximum": 2, "updated": "2026-11-01"}, a_room("open", 3, None)),
    ({"available": 3}, None),
    ({"updated": "2026-11-01"}, None),
    ({"available": -1, "updated": "2026-11-01"}, None),
    ({"available": "three", "updated": "soon"}, None),
]


@pytest.mark.parametrize(("said", "room"), ROOM)
def test_room_is_known_with_the_day_on_which_it_was_told(said: dict[str, Any], room: CapacityRecord | None) -> None:
    assert record(capacities=[{}, said]).capacity == room


def test_who_is_full_and_says_how_long_one_waits_has_a_waiting_list() -> None:
    read = record(capacities=[{"available": 0, "updated": "2026-11-01"}], wait_time="about 6 weeks")
    assert read.capacity == a_room("waiting_list", 0, None)
    assert read.joining == "Waiting time: about 6 weeks"
