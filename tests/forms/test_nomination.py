"""What a councillor types of a group, read as what they mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from directory.errors import InputError
from directory.forms.nomination import NominationForm, reached_by
from directory.queries.nomination import NewGroup

TYPED = {
    "name": " Quayside  Bowls ",
    "where": "zz1 1aa",
    "purpose": "Bowls\r\nand a chat",
    "reached_by": "Bowls@Normal.Example",
}


def form(**changed: str) -> NominationForm:
    return NominationForm(MultiDict({**TYPED, **changed}))


def test_it_is_read_as_a_group() -> None:
    filled = form()
    assert filled.validate(), filled.errors
    assert filled.to_input() == NewGroup("Quayside Bowls", "zz1 1aa", "Bowls\nand a chat", email="bowls@normal.example")


@pytest.mark.parametrize(
    "typed", ["01632 960001", "+44 (0)1632 960001", "01632-960001", "07700 900123 ext 4", "01632.960.001 x12"]
)
def test_a_phone_number_is_taken_as_people_write_it(typed: str) -> None:
    assert reached_by(typed) == ("", typed)


@pytest.mark.parametrize("typed", ["", "ask Joan", "12345", "no@", "a@b@c.example", "0" * 61, "01632 960001 or Joan"])
def test_what_reaches_nobody_is_refused(typed: str) -> None:
    with pytest.raises(InputError, match="Enter an e-mail address"):
        reached_by(typed)


@pytest.mark.parametrize("field", list(TYPED))
def test_each_of_the_four_is_needed(field: str) -> None:
    empty = form(**{field: " \n "})
    assert not empty.validate()
    assert list(empty.errors) == [field]


@pytest.mark.parametrize(("field", "most"), [("name", 255), ("where", 100), ("purpose", 2_000)])
def test_too_much_is_refused_and_kept(field: str, most: int) -> None:
    assert form(**{field: "x" * most}).validate()
    long = form(**{field: "x" * (most + 1)})
    assert not long.validate()
    assert dict(long.written)[field] == "x" * (most + 1)


@given(st.dictionaries(st.sampled_from(list(TYPED)), st.text(max_size=300)))
def test_any_text_is_read_or_refused(typed: dict[str, str]) -> None:
    filled = NominationForm(MultiDict(typed))
    if filled.validate():
        group = filled.to_input()
        assert bool(group.email) != bool(group.phone)
        assert all("\x00" not in text for text in (group.name, group.where, group.purpose, group.phone))
