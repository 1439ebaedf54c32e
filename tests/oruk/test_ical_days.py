"""The days of a recurrence, whichever way they are counted out."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.oruk.ical import WEEKDAYS, Recurrence, next_starts

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
RECURRENCES = st.builds(
    Recurrence,
    freq=st.sampled_from(["", "WEEKLY", "MONTHLY"]),
    interval=st.integers(1, 4),
    byday=st.lists(st.tuples(st.integers(-5, 5), st.sampled_from(WEEKDAYS)), max_size=3).map(tuple),
    bymonthday=st.lists(st.sampled_from([1, 13, 31, -1]), max_size=2).map(tuple),
    bymonth=st.lists(st.integers(1, 12), max_size=3).map(tuple),
    dtstart=st.none() | DAYS,
    since=st.none() | DAYS,
    until=st.none() | DAYS,
)


@given(RECURRENCES, DAYS)
def test_passing_over_days_of_the_week_leaves_none_out(recurrence: Recurrence, start: date) -> None:
    year = (start + timedelta(days=number) for number in range(367))
    one_by_one = [day for day in year if list(recurrence.days(day))[:1] == [day]]
    assert list(recurrence.days(start)) == one_by_one


def test_no_more_days_are_counted_out_than_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[date] = []

    def days(_: Recurrence, start: date) -> Iterator[date]:
        for number in range(366):
            told.append(start + timedelta(days=number))
            yield told[-1]

    monkeypatch.setattr(Recurrence, "days", days)
    weekly = Recurrence("WEEKLY", opens_at=time(10))
    assert len(next_starts([weekly, weekly], datetime(2026, 11, 22, tzinfo=UTC), 2)) == 2
    assert len(told) < 10


def test_what_takes_place_once_does_so_on_its_day_whatever_weekday_it_names() -> None:
    once = Recurrence(byday=((0, "MO"),), dtstart=date(2026, 11, 24))
    assert list(once.days(date(2026, 11, 22))) == [date(2026, 11, 24)]
