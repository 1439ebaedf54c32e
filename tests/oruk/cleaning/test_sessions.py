"""Times in words: what is certain is read, and what could mean two things stays a text."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.oruk.cleaning.sessions import sessions_in
from directory.oruk.ical import WEEKDAYS, Recurrence

# What each text comes to, in the words of the page, so that a row can be read aloud.

CERTAIN: dict[str, list[str]] = {
    "Tuesdays 2-4pm": ["Every Tuesday, 2pm to 4pm"],
    "1st and 3rd Thursday of the month, 10am to noon": ["First and third Thursday of every month, 10am to midday"],
    "Monday to Friday 9-5": ["Every Monday, Tuesday, Wednesday, Thursday and Friday, 9am to 5pm"],
    "Weds (term time) 1.30pm \u2013 3pm": ["Every Wednesday, 1:30pm to 3pm"],
    "2nd Sunday of each month 10.30\u201312.30": ["Second Sunday of every month, 10:30am to 12:30pm"],
    "Every 2nd Sunday of the month": ["Second Sunday of every month"],
    "2nd Tuesday, 2pm - 4pm": ["Second Tuesday of every month, 2pm to 4pm"],
    "10am every 1st and 3rd Thursday": ["First and third Thursday of every month, from 10am"],
    "Last Tuesday of the month": ["Last Tuesday of every month"],
    "monthly on the first Sunday at 3pm": ["First Sunday of every month, from 3pm"],
    "First Monday and last Friday of every month, 10am": ["First Monday and last Friday of every month, from 10am"],
    "Sundays & Tuesdays": ["Every Tuesday and Sunday"],
    "Mon, Tue, Thu & Fri 10:00am - 2:00pm": ["Every Monday, Tuesday, Thursday and Friday, 10am to 2pm"],
    "5:20pm on Tuesdays Thursdays & Saturdays": ["Every Tuesday, Thursday and Saturday, from 5:20pm"],
    "Sat - Mon 10am to 4pm": ["Every Monday, Saturday and Sunday, 10am to 4pm"],
    "6pm-11pm Every day": ["Every day, 6pm to 11pm"],
    "Weekdays 9.00 a.m. - 5.00 p.m.": ["Every Monday, Tuesday, Wednesday, Thursday and Friday, 9am to 5pm"],
    "Weekends, 10-4": ["Every Saturday and Sunday, 10am to 4pm"],
    "Mon: 1400-1600": ["Every Monday, 2pm to 4pm"],
    "Tuesday 09:30 - 12:30": ["Every Tuesday, 9:30am to 12:30pm"],
    "Every Wednesday between 2pm and 4pm": ["Every Wednesday, 2pm to 4pm"],
    "Thursday\u2019s 1.30-3.30": ["Every Thursday, 1:30pm to 3:30pm"],
    "Monday evenings 7-9": ["Every Monday, 7pm to 9pm"],
    "Wednesday mornings, 7.30-8.30": ["Every Wednesday, 7:30am to 8:30am"],
    "Saturdays 10pm-1am": ["Every Saturday, 10pm to 1am"],
    "Tuesdays (except bank holidays), 10-12": ["Every Tuesday, 10am to midday"],
    "10am-2pm on Tuesdays (Oct-Mar)": ["Every Tuesday, 10am to 2pm, October to March only"],
    "Sundays 2-4 June, July": ["Every Sunday, 2pm to 4pm, June and July only"],
    "Mon 10-12, Wed 2-4": ["Every Monday, 10am to midday", "Every Wednesday, 2pm to 4pm"],
    "Mon to Thurs 9am-5pm and Friday 9am - 4.30pm": [
        "Every Monday, Tuesday, Wednesday and Thursday, 9am to 5pm",
        "Every Friday, 9am to 4:30pm",
    ],
    "Mondays 10-12 and 2-4": ["Every Monday, 10am to midday", "Every Monday, 2pm to 4pm"],
    "Mon 10-12\nFri 2-4": ["Every Monday, 10am to midday", "Every Friday, 2pm to 4pm"],
}


@pytest.mark.parametrize("text", CERTAIN)
def test_what_can_mean_one_thing_only_is_read(text: str) -> None:
    assert [each.in_words() for each in sessions_in(text)] == CERTAIN[text]


UNCERTAIN = {
    "whether it is every fortnight or the second of the month": "every 2nd Sunday 10.30\u201312.30",
    "which week": "Fortnightly on Tuesdays, 2-4pm",
    "which week, or how often": "Bi-weekly, Mondays",
    "which of two weeks": "8:45am-1pm Every other Saturday",
    "morning or evening": "Mondays 7-9",
    "morning or afternoon": "Mondays at 8",
    "which day": "2-4pm",
    "which day belongs to which time": "10-12 Monday, Wednesday 2-4",
    "when on the second day": "Monday 10-12, Tuesday",
    "which days of the month": "1st and 3rd Monday and Wednesday",
    "which months": "10:45am every 1st Sunday of the month (most months)",
    "which day of the month": "Monthly",
    "how long": "Mondays 11am - 10.30am",
    "whether it is a year": "Tuesdays 2026",
    "what hours there are": "Mondays 25:00 - 26:00",
    "what else is said": "Tuesdays 2-4pm, ring first",
    "for whom": "5pm - 8:30pm Mondays (age 8-12 - 5-6:15pm)",
    "how many": "last 2 Tuesdays",
    "anything": "Check our web page for dates",
    "nothing": "",
    "blanks": " \n ",
    "a story": "Tuesdays 2-4pm " * 40,
    "too many rows": "Mon, Tue, Wed 1pm, 2pm; " * 9,
}


@pytest.mark.parametrize("doubt", UNCERTAIN)
def test_what_leaves_a_doubt_stays_a_text(doubt: str) -> None:
    assert sessions_in(UNCERTAIN[doubt]) == ()


# (from, to) without "am" or "pm" → what is read
# fmt: off
HOURS: list[tuple[str, tuple[int, int] | None]] = [
    ("9-5", (9, 17)), ("10-12", (10, 12)), ("11-1", (11, 13)), ("12-2", (12, 14)), ("1-3", (13, 15)),
    ("6-8", (18, 20)), ("6-7", (18, 19)), ("8-4", (8, 16)), ("9-11", (9, 11)), ("10-10", (10, 22)),
    ("7-9", None), ("8-10", None), ("7-8", None), ("4-4", None), ("5-1", None),
    ("2-4pm", (14, 16)), ("10-2pm", (10, 14)), ("9-11am", (9, 11)), ("7-9pm", (19, 21)), ("10am-2", (10, 14)),
    ("7pm-9", (19, 21)), ("11-1pm", (11, 13)), ("8-8pm", (8, 20)), ("3-2pm", None), ("10am-12am", None),
]
# fmt: on


@pytest.mark.parametrize(("hours", "read"), HOURS)
def test_the_half_of_the_day_is_told_by_what_is_likely_or_not_at_all(hours: str, read: tuple[int, int] | None) -> None:
    found = sessions_in(f"Mondays {hours}")
    assert [(each.opens_at, each.closes_at) for each in found] == ([(time(read[0]), time(read[1]))] if read else [])


codes = st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True).map(lambda days: sorted(days, key=WEEKDAYS.index))
minutes = st.sampled_from([0, 5, 15, 30, 45])
spans = st.one_of(
    st.just((None, None)),
    st.tuples(st.builds(time, st.integers(0, 23), minutes), st.none()),
    st.tuples(st.builds(time, st.integers(0, 11), minutes), st.builds(time, st.integers(13, 23), st.just(0))).filter(
        lambda span: span[1].hour - span[0].hour < 12
    ),
)
months = st.sets(st.integers(1, 12), max_size=11).map(lambda found: tuple(sorted(found)))
weekly = st.builds(
    lambda days, span, bymonth: Recurrence(
        "WEEKLY", byday=tuple((0, code) for code in days), bymonth=bymonth, opens_at=span[0], closes_at=span[1]
    ),
    codes,
    spans,
    months,
)
monthly = st.builds(
    lambda numbers, code, span, bymonth: Recurrence(
        "MONTHLY", byday=tuple((n, code) for n in numbers), bymonth=bymonth, opens_at=span[0], closes_at=span[1]
    ),
    st.sets(st.integers(1, 5), min_size=1).map(sorted),
    st.sampled_from(WEEKDAYS),
    spans,
    months,
)


@given(weekly | monthly)
def test_what_the_page_says_in_words_is_read_back(when: Recurrence) -> None:
    assert sessions_in(when.in_words()) == (when,)


pieces = st.sampled_from(
    "Mondays tue Wed-Fri & , ; - and 1st 2nd last every each of the month monthly 10am 2-4 7 9.30 1400 noon to at on "
    "other fortnightly (term time) evenings May June \n weekly 24 25:00 12pm midnight between Sunday's except".split(
        " "
    )
)


@given(st.lists(pieces, max_size=14).map(" ".join) | st.text(max_size=60))
def test_any_words_are_read_or_not(text: str) -> None:
    for when in sessions_in(text):
        assert when.byday
        assert when.in_words()
        assert sessions_in(when.in_words()) == (when,)
