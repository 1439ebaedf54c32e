"""What a query says is not wanted."""

from pathlib import Path

import pytest

from search_index.analysis import words
from search_index.denials import without_denied
from search_index.thesaurus import Thesaurus


@pytest.fixture(scope="module")
def ours() -> Thesaurus:
    return Thesaurus.load(Path(__file__).parents[2] / "seed_data")


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("coffee morning not church based", "coffee morning"),
        ("coffee morning, not a church one", "coffee morning one"),
        ("sober 3 weeks wants company not AA", "sober 3 weeks wants company"),
        ("walking group not gym", "walking group"),
        ("not for children", ""),
        ("non religious choir", "choir"),
        ("nothing religious, wants a choir", "wants a choir"),
        ("counselling, not for alcohol", "counselling"),
    ],
)
def test_what_is_turned_down_is_not_searched_for(typed: str, left: str, ours: Thesaurus) -> None:
    assert " ".join(without_denied(words(typed), ours)[0]) == left


@pytest.mark.parametrize(
    "typed",
    [
        "not coping",
        "not sleeping since her husband died",
        "not got any food in",
        "lonely, not active",
        "diabetic, not exercising",
        "not on benefits",
        "not in work",
        "nothing in the fridge",
        "no church near her",
        "not",
        "cannot use a computer",
        "not enough money for food",
    ],
)
def test_a_trouble_that_is_denied_is_still_the_trouble(typed: str, ours: Thesaurus) -> None:
    assert without_denied(words(typed), ours) == (words(typed), [])


def test_what_is_turned_down_is_told_in_the_words_it_was_said_in(ours: Thesaurus) -> None:
    assert without_denied(words("choir not church based or lunch not for carers"), ours)[1] == [
        "not church based",
        "not for carers",
    ]
