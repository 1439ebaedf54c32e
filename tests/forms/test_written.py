"""Boxes for what people write: what is kept of it, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import Form

from directory.forms.accounts import EmailField
from directory.forms.written import MOST_READ, AtMost, LineField, WordsField

BEYOND_PAGES = {"\x00", "\x08", "\x1b", "\u202e", "\ufffe"}


class Written(Form):
    line = LineField(validators=[AtMost(5, "The line")])
    words = WordsField()
    email = EmailField()


def written(**typed: str) -> Written:
    return Written(MultiDict(typed))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  two   words ", "two words"),
        ("one\r\nline", "one line"),
        ("a\x00b\u202ec", "a b c"),
        ("", ""),
    ],
)
def test_a_line_is_one_line(typed: str, kept: str) -> None:
    assert written(line=typed).line.data == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("one\r\ntwo", "one\ntwo"), ("\n\n one \n\n two \n", "one\n\ntwo"), ("a\x00b", "a b"), ("  ", "")],
)
def test_words_keep_their_lines(typed: str, kept: str) -> None:
    assert written(words=typed).words.data == kept


def test_too_long_a_line_is_refused_in_words_and_kept() -> None:
    form = written(line="sixsix")
    assert not form.validate()
    assert form.line.errors == ["The line must be 5 characters or fewer"]
    assert form.line.data == "sixsix"


def test_nothing_is_read_without_end() -> None:
    assert len(written(words="x" * (MOST_READ + 5)).words.data or "") == MOST_READ


@given(st.text())
def test_nothing_is_kept_that_no_page_can_hold(typed: str) -> None:
    form = written(line=typed, words=typed, email=typed)
    form.validate()
    for field in form:
        assert not BEYOND_PAGES & set(field.data or "")
