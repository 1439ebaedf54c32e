"""Fields: what people type, as a value or as what to type instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import Form

from directory.eligibility import AgeRange
from directory.forms.fields import AgeField, readable, whole_years


class AgeForm(Form):
    age = AgeField("Age")


def read(typed: str) -> tuple[AgeRange | None, str]:
    """The ages that were read, and what is said against them."""
    form = AgeForm(MultiDict({"age": typed}))
    form.validate()
    return form.age.ages, " ".join(form.age.errors)


@pytest.mark.parametrize(
    ("typed", "ages"),
    [
        ("84", AgeRange(84, 84)),
        (" 84 ", AgeRange(84, 84)),
        ("0", AgeRange(0, 0)),
        ("0.5", AgeRange(0.5, 0.5)),
        ("1.5", AgeRange(1.5, 1.5)),
        ("84.5", AgeRange(84, 84)),
        ("125", AgeRange(125, 125)),
        ("70+", AgeRange(70)),
        ("70 +", AgeRange(70)),
        ("16-25", AgeRange(16, 25)),
        ("16 - 25", AgeRange(16, 25)),
        ("16–25", AgeRange(16, 25)),
        ("16—25", AgeRange(16, 25)),
        ("16 to 25", AgeRange(16, 25)),
        ("16 TO 25 Years", AgeRange(16, 25)),
        ("84 years old", AgeRange(84, 84)),
        ("84yrs", AgeRange(84, 84)),
        ("84y", AgeRange(84, 84)),
        ("0-4", AgeRange(0, 4)),
        ("20-20", AgeRange(20, 20)),
    ],
)
def test_an_age_is_read_however_people_write_it(typed: str, ages: AgeRange) -> None:
    assert read(typed) == (ages, "")


@pytest.mark.parametrize("typed", ["", "   "])
def test_no_age_is_no_fault(typed: str) -> None:
    assert read(typed) == (None, "")


@pytest.mark.parametrize(
    "typed",
    [
        *("old", "eighty", "8 months", "-4", "16-", "-", "+", "16--25", "16-25-30", "84!"),
        *("nan", "inf", "1e1", "0x10", "1.2.3", "٨٤", "٨٤+", "½", "84\x00", "9" * 5_000, "1" + "0" * 400),
    ],
)
def test_what_is_no_age_is_refused_with_an_example(typed: str) -> None:
    assert read(typed) == (None, "Enter an age in years, like 84, or a range, like 16-25 or 70+")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("126", "Enter an age between 0 and 125"),
        ("640", "Enter an age between 0 and 125"),
        ("16-640", "Enter an age between 0 and 125"),
        ("25-16", "The lowest age has to be at or below the highest"),
    ],
)
def test_an_age_that_nobody_has_is_refused_with_the_reason(typed: str, said: str) -> None:
    assert read(typed) == (None, said)


@given(st.text(max_size=50))
def test_any_text_is_an_age_or_is_refused_with_a_sentence(typed: str) -> None:
    ages, said = read(typed)
    assert ages is None or not said
    assert said == "" or said[0].isupper()


@pytest.mark.parametrize(("age", "counted"), [(0.5, 0.5), (1.99, 1.99), (2, 2), (2.9, 2), (84.5, 84)])
def test_from_two_on_people_count_whole_years(age: float, counted: float) -> None:
    assert whole_years(age) == counted


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("  lonely \t since\nher  sister\r\ndied ", "lonely since her sister died"),
        ("a\x00b\x1bc\x7fd\x85e", "a b c d e"),
        ("\u202eevil\u2066\ufeff", "evil"),
        ("\ufffe\uffff\U0010ffff\ud800", ""),
        ("family 👨\u200d👩\u200d👧 می\u200cخواهم", "family 👨\u200d👩\u200d👧 می\u200cخواهم"),
        ("Ynys Môn – “l'Ascension”", "Ynys Môn – “l'Ascension”"),
    ],
)
def test_text_becomes_one_line_that_a_page_can_show(typed: str, line: str) -> None:
    assert readable(typed, 100) == line


@given(st.text(), st.integers(0, 100))
def test_what_is_readable_stays_as_it_is(typed: str, longest: int) -> None:
    line = readable(typed, longest)
    assert len(line) <= longest
    assert readable(line, longest) == line
    line.encode()
