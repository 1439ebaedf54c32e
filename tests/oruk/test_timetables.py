"""What is made of the rows of a timetable, whatever was written in them."""

from datetime import date, time
from typing import Any

import pytest

from directory.oruk.ical import WEEKDAYS, Recurrence
from directory.oruk.records import TimeRecord
from tests.oruk.makers import problems, record

WEEKLY = Recurrence("WEEKLY", byday=((0, "TU"),))

TIMES: list[tuple[dict[str, Any], Recurrence | None, list[tuple[str, str]]]] = [
    ({}, None, []),
    ({"freq": "WEEKLY", "byday": "TU"}, WEEKLY, []),
    ({"freq": "week", "byday": "tu"}, WEEKLY, []),
    ({"byday": "TU"}, WEEKLY, []),
    ({"byday": "2TU"}, Recurrence("MONTHLY", byday=((2, "TU"),)), []),
    (
        {"freq": "FORTNIGHTLY", "byday": "TU", "dtstart": "2026-11-24"},
        Recurrence("WEEKLY", interval=2, byday=((0, "TU"),), dtstart=date(2026, 11, 24)),
        [],
    ),
    ({"freq": "WEEKLY", "byday": "TU, TH,,TU"}, Recurrence("WEEKLY", byday=((0, "TU"), (0, "TH"))), []),
    ({"freq": "WEEKLY", "byday": "2TU"}, WEEKLY, []),
    ({"freq": "WEEKLY", "byday": "Tuesday"}, WEEKLY, []),
    ({"freq": "WEEKLY", "byday": "Tues"}, WEEKLY, []),
    ({"byday": "Monday and Thursday"}, Recurrence("WEEKLY", byday=((0, "MO"), (0, "TH"))), []),
    ({"weekday": 2}, WEEKLY, []),
    ({"weekday": "2"}, WEEKLY, []),
    ({"weekday": "Tuesday"}, WEEKLY, []),
    ({"weekday": 0}, Recurrence("WEEKLY", byday=((0, "SU"),)), []),
    ({"weekday": 7}, Recurrence("WEEKLY", byday=((0, "SU"),)), []),
    ({"weekday": 9}, None, [("weekday", "This should be a number from 0 to 7")]),
    ({"freq": "daily"}, Recurrence("WEEKLY", byday=tuple((0, code) for code in WEEKDAYS)), []),
    (
        {"freq": "WEEKLY", "byday": "someday"},
        Recurrence("WEEKLY"),
        [("byday", "This should be days of the week, like MO,TH or 2TH")],
    ),
    (
        {"freq": "MONTHLY", "byday": "99TU"},
        Recurrence("MONTHLY"),
        [("byday", "This should be days of the week, like MO,TH or 2TH")],
    ),
    ({"freq": "MONTHLY", "byday": "-1FR,2MO"}, Recurrence("MONTHLY", byday=((2, "MO"), (-1, "FR"))), []),
    ({"freq": "MONTHLY", "bymonthday": "-1,15,1,1"}, Recurrence("MONTHLY", bymonthday=(1, 15, -1)), []),
    ({"freq": "MONTHLY", "bymonthday": 15}, Recurrence("MONTHLY", bymonthday=(15,)), []),
    ({"bymonthday": "15"}, Recurrence("MONTHLY", bymonthday=(15,)), []),
    ({"freq": "WEEKLY", "byday": "TU", "bymonthday": "13"}, WEEKLY, []),
    (
        {"freq": "MONTHLY", "bymonthday": "32"},
        Recurrence("MONTHLY"),
        [("bymonthday", "This should be days of the month, like 1,15")],
    ),
    (
        {"freq": "MONTHLY", "bymonthday": "first"},
        Recurrence("MONTHLY"),
        [("bymonthday", "This should be days of the month, like 1,15")],
    ),
    ({"freq": "YEARLY", "byday": "TU", "dtstart": "2026-11-24"}, None, [("freq", "This should be WEEKLY or MONTHLY")]),
    ({"freq": ["WEEKLY"]}, None, [("freq", "This should be a text")]),
    ({"dtstart": "2026-11-24"}, Recurrence(dtstart=date(2026, 11, 24)), []),
    ({"dtstart": "2026-11-24T10:00:00Z"}, Recurrence(dtstart=date(2026, 11, 24)), []),
    ({"dtstart": "24/11/2026"}, None, [("dtstart", "This should be a date, like 2026-11-24")]),
    ({"freq": "WEEKLY", "byday": "TU", "interval": "2"}, Recurrence("WEEKLY", interval=2, byday=((0, "TU"),)), []),
    ({"freq": "WEEKLY", "byday": "TU", "interval": 0}, WEEKLY, [("interval", "This should be a number from 1 to 52")]),
    ({"freq": "WEEKLY", "byday": "TU", "interval": -3}, WEEKLY, [("interval", "This should be a number from 1 to 52")]),
    (
        {"freq": "WEEKLY", "byday": "TU", "interval": 1e308},
        WEEKLY,
        [("interval", "This should be a number from 1 to 52")],
    ),
    (
        {"freq": "WEEKLY", "byday": "TU", "opens_at": "9:30", "closes_at": "11:00:00"},
        Recurrence("WEEKLY", byday=((0, "TU"),), opens_at=time(9, 30), closes_at=time(11)),
        [],
    ),
    (
        {"freq": "WEEKLY", "byday": "TU", "opens_at": "09:30Z", "closes_at": "11:00+01:00"},
        Recurrence("WEEKLY", byday=((0, "TU"),), opens_at=time(9, 30), closes_at=time(11)),
        [],
    ),
    (
        {"freq": "WEEKLY", "byday": "TU", "opens_at": "9:30:00.000Z", "closes_at": "24:00"},
        Recurrence("WEEKLY", byday=((0, "TU"),), opens_at=time(9, 30), closes_at=time(0)),
        [],
    ),
    (
        {"freq": "WEEKLY", "byday": "TU", "opens_at": "0930", "closes_at": "9.45"},
        Recurrence("WEEKLY", byday=((0, "TU"),), opens_at=time(9, 30), closes_at=time(9, 45)),
        [],
    ),
    (
        {"freq": "WEEKLY", "byday": "TU", "opens_at": "25:00", "closes_at": "24:30"},
        WEEKLY,
        [
            ("opens_at", "This should be a time of day, like 09:30"),
            ("closes_at", "This should be a time of day, like 09:30"),
        ],
    ),
    (
        {"freq": "WEEKLY", "byday": "TU", "opens_at": "9.30am", "closes_at": "noon"},
        Recurrence("WEEKLY", byday=((0, "TU"),), opens_at=time(9, 30), closes_at=time(12)),
        [],
    ),
    (
        {"freq": "WEEKLY", "byday": "TU", "opens_at": "9 p.m.", "closes_at": "12.30am"},
        Recurrence("WEEKLY", byday=((0, "TU"),), opens_at=time(21), closes_at=time(0, 30)),
        [],
    ),
    (
        {"freq": "WEEKLY", "byday": "TU", "opens_at": "teatime"},
        WEEKLY,
        [("opens_at", "This should be a time of day, like 09:30")],
    ),
    (
        {"freq": "WEEKLY", "byday": "TU", "valid_from": "2026-01-05", "valid_to": "2026-12-15"},
        Recurrence("WEEKLY", byday=((0, "TU"),), since=date(2026, 1, 5), until=date(2026, 12, 15)),
        [],
    ),
    (
        {"freq": "WEEKLY", "byday": "TU", "until": "2026-12-15"},
        Recurrence("WEEKLY", byday=((0, "TU"),), until=date(2026, 12, 15)),
        [],
    ),
    (
        {"freq": "WEEKLY", "byday": "TU", "valid_from": "2026-12-15", "valid_to": "2026-01-05"},
        None,
        [("valid_to", "The last day is before the first")],
    ),
    ({"freq": None, "byday": None, "interval": None, "dtstart": None, "opens_at": None}, None, []),
]


@pytest.mark.parametrize(("said", "recurrence", "told"), TIMES)
def test_a_row_of_the_timetable_is_read_as_it_is_meant(
    said: dict[str, Any], recurrence: Recurrence | None, told: list[tuple[str, str]]
) -> None:
    times = [TimeRecord(recurrence=recurrence)] if recurrence else []
    assert list(record(schedules=[said]).times) == times
    assert problems(schedules=[said]) == told


def test_what_is_said_of_the_times_in_words_is_kept_when_the_rest_cannot_be_read() -> None:
    assert record(schedules=[{"freq": "YEARLY", "description": "Every May Day"}]).times == (
        TimeRecord(description="Every May Day"),
    )
