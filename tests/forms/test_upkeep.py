"""What is typed for a waiting list, whatever it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from directory.forms.upkeep import AnswerForm
from directory.vocabulary import Answer


def a_form(answer: str, weeks: str) -> AnswerForm:
    return AnswerForm(MultiDict({"answer": answer, "weeks": weeks}))


@pytest.mark.parametrize(
    ("typed", "weeks"),
    [
        ("6", 6),
        (" 06 ", 6),
        ("about 6 weeks", 6),
        ("6 weeks", 6),
        ("1 week", 1),
        ("6weeks", 6),
        ("", None),
        ("about", None),
    ],
)
def test_weeks_are_read_as_people_write_them(typed: str, weeks: int | None) -> None:
    form = a_form("waiting_list", typed)
    assert form.validate()
    assert form.to_answer() == (Answer.WAITING_LIST, weeks)


def test_weeks_belong_to_a_waiting_list_alone() -> None:
    form = a_form("full", "6")
    assert form.validate()
    assert form.to_answer() == (Answer.FULL, None)


@given(st.text(max_size=50), st.text(max_size=50))
def test_whatever_is_typed_is_an_answer_or_refused(answer: str, weeks: str) -> None:
    form = a_form(answer, weeks)
    if form.validate():
        assert form.to_answer()[0].value == answer
    else:
        assert form.errors
