"""Times of the clock and days, as people write them."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.forms.moments import read_day, read_time
from directory.oruk.ical import clock_time, long_date


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("10am", time(10)),
        ("10 AM", time(10)),
        ("10:30am", time(10, 30)),
        ("10.30 a.m.", time(10, 30)),
        ("2pm", time(14)),
        ("2.15pm", time(14, 15)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("14:00", time(14)),
        ("1400", time(14)),
        ("09:30", time(9, 30)),
        ("07:00", time(7)),
        ("10", time(10)),
        ("10:30", time(10, 30)),
        ("midday", time(12)),
        ("Noon", time(12)),
        ("midnight", time(0)),
    ],
)
def test_times_are_read(typed: str, at: time) -> None:
    assert read_time(typed) == at


def test_two_may_be_in_the_afternoon_or_not() -> None:
    with pytest.raises(ValueError, match="Say whether 2 is in the morning or the afternoon, like 2pm"):
        read_time("2")


@pytest.mark.parametrize("typed", ["25:00", "10:60", "13pm", "0am", "ten", "10:3", "１０", "٣pm", "", "10am-12"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="Enter a time"):
        read_time(typed)


@given(st.times())
def test_a_time_as_we_write_it_is_read_back(at: time) -> None:
    at = at.replace(second=0, microsecond=0, fold=0)
    assert read_time(clock_time(at)) == at


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("24/11/2026", date(2026, 11, 24)),
        ("24.11.26", date(2026, 11, 24)),
        ("24 11 2026", date(2026, 11, 24)),
        ("24 November 2026", date(2026, 11, 24)),
        ("24th Nov 2026", date(2026, 11, 24)),
        ("2026-11-24", date(2026, 11, 24)),
        ("24 November", date(2026, 11, 24)),
        ("21 November", date(2026, 11, 21)),
        ("20 November", date(2027, 11, 20)),
        ("3/1", date(2027, 1, 3)),
    ],
)
def test_days_are_read_and_without_a_year_it_is_the_next(typed: str, day: date) -> None:
    assert read_day(typed) == day


@pytest.mark.parametrize("typed", ["31/2/2026", "tomorrow", "24", "24 Movember", "00/00/0000", "", "２４/11/2026"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="Enter a date, like 24 November 2026"):
        read_day(typed)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_as_we_write_it_is_read_back(day: date) -> None:
    assert read_day(long_date(day).partition(" ")[2]) == day


@given(st.text(max_size=20))
def test_any_text_is_a_value_or_a_sentence(typed: str) -> None:
    for read in (read_time, read_day):
        with suppress(ValueError):
            assert read(typed)
