"""Ages in words: whom a group is for, where its words leave no doubt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.eligibility import AgeRange
from directory.eligibility.age_words import people_aged
from directory.oruk.cleaning.ages import Ages, ages_in

CERTAIN: list[tuple[str, Ages]] = [
    ("Activities for over 50's", Ages(50, None)),
    ("Over-60s club", Ages(60, None)),
    ("50+ exercise", Ages(50, None)),
    ("For people aged 50+", Ages(50, None)),
    ("Adults over 18", Ages(18, None)),
    ("Over 50", Ages(50, None)),
    ("18 and over", Ages(18, None)),
    ("Women over the age of 55", Ages(55, None)),
    ("aged 60 or above", Ages(60, None)),
    ("Aged 8-11", Ages(8, 11)),
    ("Ages 8 to 11 years", Ages(8, 11)),
    ("between the ages of 11 and 16", Ages(11, 16)),
    ("7\u201311 year olds", Ages(7, 11)),
    ("11-16s", Ages(11, 16)),
    ("0-5 years old", Ages(None, 5)),
    ("Under 5s", Ages(None, 4)),
    ("under 18s only", Ages(None, 17)),
    ("Children under 12", Ages(None, 11)),
    ("aged 25 and under", Ages(None, 25)),
    ("Up to age 25", Ages(None, 25)),
    ("Aged 60 and over, but others are welcome", Ages(60, None, is_strict=False)),
    ("Mainly for over 50s", Ages(50, None, is_strict=False)),
    ("Aged 50+ or out of work", Ages(50, None, is_strict=False)),
]

UNCERTAIN = {
    "a number of activities": "Over 380 weekly activities",
    "a number of members": "People over 60 members strong",
    "a way": "16+ miles",
    "hours": "24/7 helpline, 2.30-4.30",
    "a number of people": "10-20 people",
    "a price": "\u00a350+",
    "somebody else's age": "If you care for someone over 65",
    "a parent or a child": "Parents of children aged 0-5",
    "months": "Children aged 0 - 18 months",
    "two ranges": "Ages 8-11 and 12-16",
    "two limits": "aged 60 and under 70",
    "a range that is turned round": "Aged 16-12",
    "another number beside": "Aged 50+ in groups of 12",
    "nobody's age": "Aged 0+",
    "no number": "Older people",
    "nothing": "",
    "a story": "Aged 50+ " * 400,
}


@pytest.mark.parametrize(("text", "ages"), CERTAIN)
def test_an_age_that_is_said_plainly_is_read(text: str, ages: Ages) -> None:
    assert ages_in(text) == ages


@pytest.mark.parametrize("doubt", UNCERTAIN)
def test_what_may_be_no_age_or_another_s_is_not_read(doubt: str) -> None:
    assert ages_in(UNCERTAIN[doubt]) is None


@given(st.integers(13, 60), st.integers(0, 39) | st.none())
def test_ages_as_our_pages_say_them_are_read_back(lowest: int, more: int | None) -> None:
    highest = None if more is None else lowest + more + 1
    assert ages_in(people_aged(AgeRange(lowest, highest))) == Ages(lowest, highest)


@given(st.text(alphabet="0123456789 +-aged overund'smyr&", max_size=40) | st.text(max_size=60))
def test_any_words_are_an_age_or_none(text: str) -> None:
    ages = ages_in(text)
    assert ages is None or ages.minimum is None or ages.maximum is None or ages.minimum <= ages.maximum
