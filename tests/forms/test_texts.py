"""Boxes for words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import Form

from directory.forms.texts import AtMost, LineField, PhoneField, TextField, WebField


class Words(Form):
    line = LineField("Line", validators=[AtMost(10)])
    text = TextField("Text")
    web = WebField("Web")
    phone = PhoneField("Phone")


def read(field: str, typed: str) -> tuple[str, str]:
    """What is made of what was typed, and what is said against it."""
    form = Words(MultiDict({field: typed}))
    form.validate()
    return form[field].data, " ".join(form[field].errors)


def test_a_line_has_single_spaces() -> None:
    assert read("line", "  a \n b ") == ("a b", "")


def test_a_text_keeps_its_lines() -> None:
    assert read("text", " one \r\n\r\ntwo\rthree\n") == ("one\n\ntwo\nthree", "")


def test_what_is_too_long_is_said_and_not_cut() -> None:
    assert read("line", "x" * 11) == ("x" * 11, "This is 1 character too long. There is room for 10")
    assert "1,990 characters too long" in read("line", "x" * 2000)[1]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("kettle.example", "https://kettle.example"),
        ("www.kettle.example/tea?a=b#c", "https://www.kettle.example/tea?a=b#c"),
        ("http://kettle.example", "http://kettle.example"),
        ("", ""),
    ],
)
def test_a_web_address_may_begin_anywhere(typed: str, kept: str) -> None:
    assert read("web", typed) == (kept, "")


@pytest.mark.parametrize("typed", ["javascript:alert(1)", "ftp://kettle.example", "our page", "kettle", "a" * 3000])
def test_what_is_no_web_address_is_refused_and_kept(typed: str) -> None:
    assert read("web", typed) == (typed, "Enter the address of a web page, like www.example.org")


@pytest.mark.parametrize("typed", ["01632 960001", "+44 (0)1632 960001", "999", "01632-960001 ext 12", ""])
def test_telephone_numbers_are_kept_as_people_write_them(typed: str) -> None:
    assert read("phone", typed) == (typed, "")


@pytest.mark.parametrize("typed", ["ask at the bar", "12", "01632 960001 <b>"])
def test_what_is_no_telephone_number_is_refused_and_kept(typed: str) -> None:
    assert read("phone", typed) == (typed, "Enter a telephone number, like 01632 960001")


@given(st.text(max_size=80))
def test_any_text_is_a_value_or_a_sentence(typed: str) -> None:
    form = Words(MultiDict(dict.fromkeys(("line", "text", "web", "phone"), typed)))
    form.validate()
    assert all(isinstance(field.data, str) for field in form)
