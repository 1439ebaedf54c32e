"""How alike two names are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.queries.duplicates.names import match_names, words

TOWNS = frozenset({"normal", "harbour", "newton"})

SAME = [
    ("Kettle and Cup Club", "The Kettle & Cup Club Ltd"),
    ("Lantern Bereavement Café", "Lantern Bereavment Cafe"),
    ("Men's Shed", "MENS SHED"),
    ("St. Mary's Pantry", "Saint Marys Pantry CIO"),
    ("Acquired Brain Injury (ABI)", "Acquired Brain Injury"),
    ("Acquired Brain Injury", "ABI"),
    ("Dales Gate Cars", "Dalesgate Community Cars"),
    ("Outdoor Walkers", "OutdoorW alkers"),
    ("Kettle Club", "Kettle Club (Newton)"),
    ("North Road Singers", "The North Road Singers Community Choir"),
]
OTHERS = [
    ("Tuesday choir", "Thursday choir"),
    ("Walking football, men", "Walking football, women"),
    ("Young carers, 8 to 11", "Young carers, 12 to 18"),
    ("Memory café, Normal", "Memory café, Newton"),
    ("Junior club", "Senior club"),
    ("Community Choir", "Community Pantry"),
    ("Kettle Club", "Chess Club"),
    ("", "Kettle Club"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_people_write_one_name_in_many_ways(one: str, other: str) -> None:
    assert match_names(one, other, TOWNS).agreement >= 0.8


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_names_that_share_words_may_be_two(one: str, other: str) -> None:
    assert match_names(one, other, TOWNS).agreement < 0.65


def test_what_rules_something_out_is_told() -> None:
    assert match_names("Chair yoga for men", "Chair yoga for women").rivals
    assert not match_names("Chair yoga for men", "Chair yoga").rivals


def test_common_words_say_little() -> None:
    assert match_names("Community group", "Community group").shared < match_names("Kettle", "Kettle").shared


def test_a_name_of_words_that_are_left_out_keeps_them() -> None:
    assert words("The Company") == ("the", "company")


@given(st.text(max_size=60), st.text(max_size=60), st.frozensets(st.text(max_size=8), max_size=2))
def test_any_two_texts_are_alike_in_both_directions(one: str, other: str, towns: frozenset[str]) -> None:
    there, back = match_names(one, other, towns), match_names(other, one, towns)
    assert there.agreement == pytest.approx(back.agreement)
    assert 0 <= there.agreement <= 1
