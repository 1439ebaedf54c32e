"""Timetables as calendar files: what they say, and that the calendars of others read the same days in them."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from directory.oruk.calendar import calendar, fold, text
from directory.oruk.calendar_rules import first_day, rule
from directory.oruk.ical import Recurrence
from directory.oruk.records import PlaceRecord
from directory.oruk.told import Told
from tests.makers import a_record
from tests.needed import missing
from tests.oruk.told import SERVICE, tell, tell_everything
from tests.records import recurrences

ADDRESS = "https://fingerpost.example/listing/1"
TODAY = date(2026, 11, 21)
TUESDAYS = Recurrence("WEEKLY", byday=((0, "TU"),), opens_at=time(14), closes_at=time(16))


def lines(*when: Recurrence, **values: Any) -> list[str]:
    """The lines of a calendar of one service, put together again."""
    told = tell(when=when, **values)
    return calendar("Tea", [(told, ADDRESS)]).replace("\r\n ", "").split("\r\n")


def value(said: list[str], name: str) -> str:
    """What a property of the entry says."""
    entry = said[said.index("BEGIN:VEVENT") :]
    return next((line.partition(":")[2] for line in entry if line.partition(":")[0].partition(";")[0] == name), "")


def test_something_weekly_is_said_whole() -> None:
    said = calendar("A list", [(tell_everything(), ADDRESS)])
    assert said.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Fingerpost//Directory//EN\r\n")
    entry = said.replace("\r\n ", "").split("\r\n")
    begin, end = entry.index("BEGIN:VEVENT"), entry.index("END:VEVENT")
    assert entry[begin + 1 : end] == [
        f"UID:{SERVICE}-1@fingerpost",
        "DTSTAMP:20261120T093000Z",
        "LAST-MODIFIED:20261120T093000Z",
        "DTSTART;TZID=Europe/London:20261124T140000",
        "DTEND;TZID=Europe/London:20261124T160000",
        "RRULE:FREQ=WEEKLY;BYDAY=TU",
        "SUMMARY:Tuesday tea table",
        "DESCRIPTION:Harbour Kettle Club\\nNo tea on Boxing Day.\\nEvery Tuesday\\, 2pm to 4pm\\nand on May Day\\n"
        "Not in August.\\nMembers: £1.50\\; Cake by arrangement\\nJust come.\\n"
        "Secretary 01632 960002 secretary@kettle.example\\nConfirmed 20 days ago\\n" + ADDRESS,
        "LOCATION:Harbour Hall\\, 1 Quay",
        "GEO:54.520000;-1.550000",
        f"URL:{ADDRESS}",
        "CATEGORIES:Loneliness and isolation,Tea",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
    ]
    assert said.endswith("END:VEVENT\r\nEND:VCALENDAR\r\n")


@pytest.mark.parametrize(
    ("recurrence", "first", "repeated"),
    [
        (TUESDAYS, "20261124T140000", "FREQ=WEEKLY;BYDAY=TU"),
        (
            Recurrence("WEEKLY", 2, byday=((0, "MO"), (0, "TH")), dtstart=date(2026, 11, 5), opens_at=time(9)),
            "20261105T090000",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;WKST=MO",
        ),
        (Recurrence("MONTHLY", byday=((2, "TH"),), opens_at=time(9)), "20261210T090000", "FREQ=MONTHLY;BYDAY=2TH"),
        (Recurrence("MONTHLY", bymonthday=(-1,)), "20261130", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        (Recurrence("MONTHLY", dtstart=date(2026, 1, 15)), "20260115", "FREQ=MONTHLY;BYMONTHDAY=15"),
        (
            Recurrence("WEEKLY", byday=((0, "SU"),), bymonth=(4, 5, 6), until=date(2027, 6, 30), opens_at=time(9)),
            "20270404T090000",
            "FREQ=WEEKLY;UNTIL=20270630T225959Z;BYMONTH=4,5,6;BYDAY=SU",
        ),
        (
            Recurrence("WEEKLY", byday=((0, "SU"),), until=date(2027, 6, 30)),
            "20261122",
            "FREQ=WEEKLY;UNTIL=20270630;BYDAY=SU",
        ),
        (
            Recurrence("MONTHLY", byday=((0, "MO"), (2, "TU")), opens_at=time(9)),
            "20261123T090000",
            "FREQ=MONTHLY;BYDAY=1MO,2MO,3MO,4MO,5MO,2TU",
        ),
        (Recurrence(dtstart=date(2026, 12, 5), opens_at=time(9)), "20261205T090000", ""),
    ],
)
def test_a_recurrence_keeps_its_meaning(recurrence: Recurrence, first: str, repeated: str) -> None:
    said = lines(recurrence)
    assert (value(said, "DTSTART"), value(said, "RRULE")) == (first, repeated)


def test_what_goes_on_past_midnight_ends_the_next_day() -> None:
    said = lines(Recurrence("WEEKLY", byday=((0, "FR"),), opens_at=time(22), closes_at=time(2)))
    assert value(said, "DTEND") == "20261128T020000"


def test_without_an_end_none_is_made_up() -> None:
    assert value(lines(Recurrence("WEEKLY", byday=((0, "FR"),), opens_at=time(22))), "DTEND") == ""


@pytest.mark.parametrize(
    "recurrence",
    [
        Recurrence("WEEKLY", 2, byday=((0, "TU"),)),
        Recurrence("WEEKLY"),
        Recurrence(),
        Recurrence("MONTHLY", bymonthday=(30,), bymonth=(2,)),
    ],
)
def test_what_nobody_can_say_the_next_day_of_is_not_in_it(recurrence: Recurrence) -> None:
    assert "BEGIN:VEVENT" not in lines(recurrence)


def test_each_row_of_a_timetable_has_a_name_that_stays() -> None:
    told = tell(when=(TUESDAYS, TUESDAYS))
    said = calendar("Tea", [(told, ADDRESS)])
    assert [line for line in said.split("\r\n") if line.startswith("UID:")] == [
        f"UID:{SERVICE}-1@fingerpost",
        f"UID:{SERVICE}-2@fingerpost",
    ]


def test_of_an_address_that_is_not_public_no_point_is_told() -> None:
    hidden = PlaceRecord(postcode="ZZ1", latitude=54.5, longitude=-1.5, address_public=False)
    assert value(lines(TUESDAYS, record=a_record(places=(hidden,))), "GEO") == ""


def test_what_is_not_confirmed_is_tentative() -> None:
    assert value(lines(TUESDAYS), "STATUS") == "TENTATIVE"


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_no_line_is_longer_than_75_octets_and_none_is_lost(words: str) -> None:
    folded = list(fold(words))
    assert all(len(line.encode()) <= 75 for line in folded)
    assert folded[0] + "".join(line.removeprefix(" ") for line in folded[1:]) == words


@pytest.mark.parametrize(
    ("words", "written"),
    [("a, b; c", "a\\, b\\; c"), ("a\\n", "a\\\\n"), ("a\r\nb\rc\nd", "a\\nb\\nc\\nd"), ("a\x00\x1b\x7fb", "ab")],
)
def test_nothing_ends_the_value_it_stands_in(words: str, written: str) -> None:
    assert text(words) == written


@given(recurrences())
def test_the_days_that_others_count_out_are_ours(recurrence: Recurrence) -> None:
    first = first_day(recurrence, TODAY)
    if first is None:
        return
    end = first + timedelta(days=200)
    repeated = rule(recurrence, first)
    opens = recurrence.opens_at or time(0)
    naive = repeated.replace("Z;", ";").removesuffix("Z") if recurrence.opens_at else repeated
    theirs = rrulestr(naive, dtstart=datetime.combine(first, opens)).between(
        datetime.combine(first, time(0)), datetime.combine(end, time(23, 59)), inc=True
    )
    assert [moment.date() for moment in theirs] == [day for day in recurrence.days(first) if day <= end]


def theirs(told: Told) -> Any:
    """The calendar as a library of others reads it."""
    try:
        from icalendar import Calendar
    except ImportError:
        missing("icalendar is not installed; it is among what development needs")
    return Calendar.from_ical(calendar("Tea", [(told, ADDRESS)]))


def test_the_libraries_of_others_read_it() -> None:
    read = theirs(tell_everything())
    [entry] = read.walk("VEVENT")
    assert read.errors == entry.errors == []
    assert str(entry["SUMMARY"]) == "Tuesday tea table"
    assert entry.decoded("DTSTART").utcoffset() == timedelta(0)
    assert str(entry["LOCATION"]) == "Harbour Hall, 1 Quay"


@given(st.lists(recurrences(), max_size=3), st.text(st.characters(codec="utf-8"), max_size=200))
def test_whatever_a_timetable_says_they_read_every_row(when: list[Recurrence], words: str) -> None:
    read = theirs(tell(a_record(name=f"Tea {words}", alert=words), when=tuple(when)))
    known = [each for each in when if first_day(each, TODAY)]
    entries = read.walk("VEVENT")
    assert len(entries) == len(known)
    assert all(not entry.errors for entry in entries)
