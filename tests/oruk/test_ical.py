# ruff: noqa: E501 -- a case is one line, so that a column can be read down
"""Recurrences: their words, the days on which they fall, and the moments at which they start."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

import pytest
from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule, weekday
from hypothesis import given
from hypothesis import strategies as st

from directory.clock import LONDON
from directory.oruk.ical import (
    WEEKDAYS,
    Recurrence,
    clock_time,
    listed,
    long_date,
    next_starts,
    parse_byday,
    write_byday,
)

SATURDAY = date(2026, 11, 21)
EVERY_DAY = tuple((0, code) for code in WEEKDAYS)


def weekly(*codes: str, **more: object) -> Recurrence:
    return Recurrence("WEEKLY", byday=tuple((0, code) for code in codes), **more)  # type: ignore[arg-type]  # its own


def monthly(*days: tuple[int, str], **more: object) -> Recurrence:
    return Recurrence("MONTHLY", byday=days, **more)  # type: ignore[arg-type]  # its own


def dates(**more: object) -> Recurrence:
    return Recurrence("MONTHLY", **more)  # type: ignore[arg-type]  # its own


def on(*days: str) -> list[date]:
    return [date.fromisoformat(day) for day in days]


# fmt: off
CASES: list[tuple[Recurrence, str, list[date]]] = [
    (weekly("TU", opens_at=time(10, 30), closes_at=time(12)), "Every Tuesday, 10:30am to midday", on("2026-11-24", "2026-12-01", "2026-12-08")),
    (weekly("SA", opens_at=time(22), closes_at=time(2)), "Every Saturday, 10pm to 2am", on("2026-11-21", "2026-11-28", "2026-12-05")),
    (weekly("TH", "MO", opens_at=time(9)), "Every Monday and Thursday, from 9am", on("2026-11-23", "2026-11-26", "2026-11-30")),
    (weekly(*WEEKDAYS, opens_at=time(0), closes_at=time(0)), "Every day, midnight to midnight", on("2026-11-21", "2026-11-22", "2026-11-23")),
    (weekly("TU", closes_at=time(12)), "Every Tuesday", on("2026-11-24", "2026-12-01", "2026-12-08")),
    # Every other week is known only from a day to count from, however long ago.
    (weekly("TU", interval=2), "Every 2 weeks on Tuesday", []),
    (weekly("TU", interval=2, dtstart=date(2019, 1, 1)), "Every 2 weeks on Tuesday", on("2026-11-24", "2026-12-08", "2026-12-22")),
    (weekly("TU", interval=2, dtstart=date(2019, 1, 8)), "Every 2 weeks on Tuesday", on("2026-12-01", "2026-12-15", "2026-12-29")),
    (weekly("MO", "FR", interval=2, dtstart=date(2026, 11, 20)), "Every 2 weeks on Monday and Friday", on("2026-11-30", "2026-12-04", "2026-12-14")),
    (weekly("SU", interval=3, dtstart=date(2026, 11, 2)), "Every 3 weeks on Sunday", on("2026-11-29", "2026-12-20", "2027-01-10")),
    (Recurrence("WEEKLY", dtstart=date(2020, 2, 29)), "Every Saturday", on("2026-11-21", "2026-11-28", "2026-12-05")),
    (Recurrence("WEEKLY"), "Every week", []),
    (Recurrence("WEEKLY", interval=2), "Every 2 weeks", []),
    (monthly((2, "TH")), "Second Thursday of every month", on("2026-12-10", "2027-01-14", "2027-02-11")),
    (monthly((2, "TH"), (4, "TH")), "Second and fourth Thursday of every month", on("2026-11-26", "2026-12-10", "2026-12-24")),
    (monthly((1, "MO"), (-1, "FR")), "First Monday and last Friday of every month", on("2026-11-27", "2026-12-07", "2026-12-25")),
    (monthly((4, "MO"), (4, "FR")), "Fourth Monday and Friday of every month", on("2026-11-23", "2026-11-27", "2026-12-25")),
    (monthly((-1, "FR")), "Last Friday of every month", on("2026-11-27", "2026-12-25", "2027-01-29")),
    (monthly((-2, "WE")), "Last but one Wednesday of every month", on("2026-12-23", "2027-01-20", "2027-02-17")),
    (monthly((5, "SU")), "Fifth Sunday of every month", on("2026-11-29", "2027-01-31", "2027-05-30")),
    (monthly((0, "MO")), "Every Monday of every month", on("2026-11-23", "2026-11-30", "2026-12-07")),
    (monthly((1, "MO"), interval=3), "First Monday of every 3 months", []),
    (monthly((1, "MO"), interval=3, dtstart=date(2020, 1, 6)), "First Monday of every 3 months", on("2027-01-04", "2027-04-05", "2027-07-05")),
    (dates(bymonthday=(31,)), "On the 31st of every month", on("2026-12-31", "2027-01-31", "2027-03-31")),
    (dates(bymonthday=(1, 15)), "On the 1st and 15th of every month", on("2026-12-01", "2026-12-15", "2027-01-01")),
    (dates(bymonthday=(2, 3, 11, 12, 13, 22)), "On the 2nd, 3rd, 11th, 12th, 13th and 22nd of every month", on("2026-11-22", "2026-12-02", "2026-12-03")),
    (dates(bymonthday=(-1,)), "On the last day of every month", on("2026-11-30", "2026-12-31", "2027-01-31")),
    (dates(bymonthday=(-3,)), "On the 3rd day from the end of every month", on("2026-11-28", "2026-12-29", "2027-01-29")),
    (dates(bymonthday=(13,), byday=((0, "FR"),)), "On the 13th of every month if it is a Friday", on("2027-08-13")),
    (dates(dtstart=date(2025, 1, 31)), "On the 31st of every month", on("2026-12-31", "2027-01-31", "2027-03-31")),
    (dates(), "Every month", []),
    (dates(interval=12, bymonthday=(30,), dtstart=date(2020, 2, 1)), "On the 30th of every 12 months", []),
    (weekly("MO", bymonth=(4, 5, 6, 7, 8, 9)), "Every Monday, April to September only", on("2027-04-05", "2027-04-12", "2027-04-19")),
    (weekly("MO", bymonth=(11, 12, 1, 2)), "Every Monday, November to February only", on("2026-11-23", "2026-11-30", "2026-12-07")),
    (weekly("MO", bymonth=(12, 1)), "Every Monday, January and December only", on("2026-12-07", "2026-12-14", "2026-12-21")),
    (weekly("MO", bymonth=(5, 8)), "Every Monday, May and August only", on("2027-05-03", "2027-05-10", "2027-05-17")),
    (weekly("MO", bymonth=tuple(range(1, 13))), "Every Monday", on("2026-11-23", "2026-11-30", "2026-12-07")),
    (dates(bymonthday=(31,), bymonth=(2,)), "On the 31st of every month, February only", []),
    (Recurrence(dtstart=date(2026, 12, 24), opens_at=time(18)), "Thursday 24 December 2026, from 6pm", on("2026-12-24")),
    (Recurrence(dtstart=SATURDAY), "Saturday 21 November 2026", on("2026-11-21")),
    (Recurrence(dtstart=date(2026, 11, 20)), "Friday 20 November 2026", []),
    (Recurrence(), "", []),
    # The first day, the first day of a season, and the last of either.
    (weekly("MO", dtstart=date(2027, 1, 4)), "Every Monday", on("2027-01-04", "2027-01-11", "2027-01-18")),
    (weekly("MO", since=date(2027, 1, 4)), "Every Monday", on("2027-01-04", "2027-01-11", "2027-01-18")),
    (weekly("MO", since=date(2020, 1, 6), until=date(2026, 11, 30)), "Every Monday", on("2026-11-23", "2026-11-30")),
    (weekly("MO", until=date(2026, 11, 22)), "Every Monday", []),
    (weekly("MO", since=date(2028, 1, 1)), "Every Monday", []),
]
# fmt: on


@pytest.mark.parametrize(("recurrence", "words", "days"), CASES)
def test_a_recurrence_says_when_it_is_and_falls_on_those_days(
    recurrence: Recurrence, words: str, days: list[date]
) -> None:
    assert recurrence.in_words() == words
    assert list(islice(recurrence.days(SATURDAY), 3)) == days


def test_no_recurrence_is_looked_for_longer_than_a_year() -> None:
    assert list(Recurrence("MONTHLY", interval=12, bymonthday=(30,), dtstart=date(1, 2, 1)).days(SATURDAY)) == []
    assert len(list(Recurrence("WEEKLY", byday=EVERY_DAY).days(SATURDAY))) == 367


@pytest.mark.parametrize(
    ("recurrence", "codes"),
    [
        (weekly("TU", "TH"), {"TU", "TH"}),
        (monthly((2, "TU"), (-1, "TU")), {"TU"}),
        (Recurrence("WEEKLY", dtstart=SATURDAY), {"SA"}),
        (Recurrence(dtstart=SATURDAY), {"SA"}),
        (dates(dtstart=SATURDAY), set()),
        (dates(bymonthday=(13,)), set()),
        (Recurrence(), set()),
    ],
)
def test_the_weekdays_are_those_that_are_known(recurrence: Recurrence, codes: set[str]) -> None:
    assert recurrence.weekdays == codes


# Moments.


def starts(recurrence: Recurrence, now: datetime, number: int = 2) -> list[str]:
    return [moment.isoformat() for moment in islice(recurrence.starts(now), number)]


SUNDAYS_AT_TEN = weekly("SU", opens_at=time(10))
EVERY_NIGHT = Recurrence("WEEKLY", byday=EVERY_DAY, opens_at=time(1, 30))

# fmt: off
MOMENTS: list[tuple[Recurrence, datetime, list[str]]] = [
    # Ten o'clock on the wall is another moment before and after the clocks change, on 29 March and 25 October 2026.
    (SUNDAYS_AT_TEN, datetime(2026, 3, 22, 10, tzinfo=UTC), ["2026-03-22T10:00:00+00:00", "2026-03-29T09:00:00+00:00"]),
    (SUNDAYS_AT_TEN, datetime(2026, 3, 29, 9, tzinfo=UTC), ["2026-03-29T09:00:00+00:00", "2026-04-05T09:00:00+00:00"]),
    (SUNDAYS_AT_TEN, datetime(2026, 10, 18, 9, 1, tzinfo=UTC), ["2026-10-25T10:00:00+00:00", "2026-11-01T10:00:00+00:00"]),
    # Half past one is left out in March, and comes twice in October, of which the first is meant.
    (EVERY_NIGHT, datetime(2026, 3, 28, 12, tzinfo=UTC), ["2026-03-29T01:30:00+00:00", "2026-03-30T00:30:00+00:00"]),
    (EVERY_NIGHT, datetime(2026, 10, 24, 12, tzinfo=UTC), ["2026-10-25T00:30:00+00:00", "2026-10-26T01:30:00+00:00"]),
    # Just after midnight in summer it is already the next day, though not in UTC.
    (weekly("MO", opens_at=time(0, 15)), datetime(2026, 7, 5, 23, 5, tzinfo=UTC), ["2026-07-05T23:15:00+00:00", "2026-07-12T23:15:00+00:00"]),
    (weekly("SU", opens_at=time(23, 50)), datetime(2026, 7, 5, 22, 55, tzinfo=UTC), ["2026-07-12T22:50:00+00:00", "2026-07-19T22:50:00+00:00"]),
    # A session that has begun is over for whoever is not there; one without a time lasts all day.
    (weekly("SA", opens_at=time(12)), datetime(2026, 11, 21, 12, 0, 1, tzinfo=UTC), ["2026-11-28T12:00:00+00:00", "2026-12-05T12:00:00+00:00"]),
    (weekly("SA"), datetime(2026, 11, 21, 20, tzinfo=UTC), ["2026-11-21T23:59:00+00:00", "2026-11-28T23:59:00+00:00"]),
    (weekly("SA", opens_at=time(0)), datetime(2026, 11, 21, 0, tzinfo=UTC), ["2026-11-21T00:00:00+00:00", "2026-11-28T00:00:00+00:00"]),
    (Recurrence(dtstart=SATURDAY, opens_at=time(9)), datetime(2026, 11, 21, 12, tzinfo=UTC), []),
]
# fmt: on


@pytest.mark.parametrize(("recurrence", "now", "moments"), MOMENTS)
def test_a_start_is_a_moment_on_the_clock_of_the_place(
    recurrence: Recurrence, now: datetime, moments: list[str]
) -> None:
    assert starts(recurrence, now) == moments


def test_the_next_starts_of_several_rows_are_one_list_without_repeats() -> None:
    rows = [weekly("MO", opens_at=time(10)), weekly("MO", "TU", opens_at=time(10)), weekly("MO", opens_at=time(9))]
    found = next_starts(rows, datetime(2026, 11, 21, 12, tzinfo=UTC), 4)
    assert [start.isoformat(timespec="hours") for start in found] == [
        "2026-11-23T09+00:00",
        "2026-11-23T10+00:00",
        "2026-11-24T10+00:00",
        "2026-11-30T09+00:00",
    ]
    assert next_starts([], datetime(2026, 11, 21, 12, tzinfo=UTC), 4) == []


# The same days as another program finds, which counts from the beginning.

weekdays = st.sets(st.tuples(st.just(0), st.sampled_from(WEEKDAYS)), max_size=3)
numbered = st.sets(st.tuples(st.sampled_from([1, 2, 3, 4, 5, -1, -2, -5]), st.sampled_from(WEEKDAYS)), min_size=1)
month_days = st.sets(st.sampled_from([1, 2, 13, 28, 29, 30, 31, -1, -2, -30]), max_size=2)
some_days = st.dates(date(2025, 1, 1), date(2027, 12, 31))


@st.composite
def recurrences(draw: st.DrawFn) -> Recurrence:
    """Recurrences that take place some day: for others dateutil looks through eight thousand years."""
    freq = draw(st.sampled_from(["WEEKLY", "MONTHLY"]))
    byday = draw(weekdays if freq == "WEEKLY" else weekdays | numbered)
    has_dates = freq == "MONTHLY" and not any(number for number, _ in byday)
    bymonth = draw(st.sets(st.integers(1, 12), max_size=6))
    return Recurrence(
        freq=freq,
        interval=1 if bymonth and freq == "MONTHLY" else draw(st.sampled_from([1, 2, 3, 4, 6])),
        byday=tuple(byday),
        bymonthday=tuple(draw(month_days)) if has_dates and not bymonth else (),
        bymonth=tuple(bymonth),
        dtstart=date(2025, 1, 1) if bymonth and not byday else draw(some_days),
        since=draw(st.none() | some_days),
        until=draw(st.none() | some_days),
        opens_at=draw(st.none() | st.times()),
    )


def counted_out(recurrence: Recurrence, start: date) -> Iterator[date]:
    """The days as dateutil counts them, from the very first on."""
    assert recurrence.dtstart
    rule = rrule(
        MONTHLY if recurrence.freq == "MONTHLY" else WEEKLY,
        dtstart=datetime.combine(recurrence.dtstart, time.min),
        interval=recurrence.interval,
        byweekday=[weekday(WEEKDAYS.index(code), number or None) for number, code in recurrence.byday] or None,
        bymonthday=recurrence.bymonthday or None,
        bymonth=recurrence.bymonth or None,
        until=datetime.combine(start + timedelta(days=366), time.min),
    )
    for moment in rule:
        day = moment.date()
        if max(start, recurrence.since or start) <= day <= (recurrence.until or day):
            yield day


@given(recurrences(), some_days)
def test_the_days_are_those_that_dateutil_finds(recurrence: Recurrence, start: date) -> None:
    assert list(recurrence.days(start)) == list(counted_out(recurrence, start))


moments = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 -- hypothesis wants them bare


@given(recurrences(), moments)
def test_starts_ascend_from_now_on(recurrence: Recurrence, now: datetime) -> None:
    found = list(recurrence.starts(now))
    assert found == sorted(set(found))
    assert all(now <= start and start.utcoffset() == timedelta(0) for start in found)
    today = now.astimezone(LONDON).date()
    assert {start.astimezone(LONDON).date() for start in found} <= set(recurrence.days(today))


@given(recurrences())
def test_every_recurrence_has_words(recurrence: Recurrence) -> None:
    words = recurrence.in_words()
    assert words[0].isupper()
    assert not {"None", "  ", " ,", "th th"} & set(words.split(" "))
    assert "  " not in words


# Its parts.


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("", ()),
        ("MO", ((0, "MO"),)),
        ("mo, tH", ((0, "MO"), (0, "TH"))),
        ("-1FR,+2TH,TH", ((0, "TH"), (2, "TH"), (-1, "FR"))),
        ("SU,MO,SU", ((0, "MO"), (0, "SU"))),
        ("-1MO,-5MO,5MO", ((5, "MO"), (-5, "MO"), (-1, "MO"))),
    ],
)
def test_days_are_read_and_written(text: str, days: tuple[tuple[int, str], ...]) -> None:
    assert parse_byday(text) == days
    assert parse_byday(write_byday(days)) == days


@pytest.mark.parametrize("text", ["XX", "M", "2", "6MO", "-6MO", "99MO", "1.5MO", "MONDAY", "1 MO 2", "🙂MO"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_byday(text)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (time(9), "9am"),
        (time(9, 5), "9:05am"),
        (time(12), "midday"),
        (time(12, 30), "12:30pm"),
        (time(0), "midnight"),
        (time(0, 30), "12:30am"),
        (time(23, 59), "11:59pm"),
    ],
)
def test_a_time_is_said_as_on_gov_uk(at: time, words: str) -> None:
    assert clock_time(at) == words


def test_a_date_is_said_in_full() -> None:
    assert long_date(SATURDAY) == "Saturday 21 November 2026"


@pytest.mark.parametrize(
    ("words", "said"), [([], ""), (["one"], "one"), (["one", "two"], "one and two"), (["a", "b", "c"], "a, b and c")]
)
def test_words_in_a_row(words: list[str], said: str) -> None:
    assert listed(iter(words)) == said


def test_every_day_of_a_year_is_some_day() -> None:
    found = list(Recurrence("WEEKLY", byday=EVERY_DAY).days(SATURDAY))
    assert found == [moment.date() for moment in rrule(DAILY, dtstart=datetime(2026, 11, 21), count=367)]  # noqa: DTZ001
