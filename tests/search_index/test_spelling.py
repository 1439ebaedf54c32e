"""What was meant by a word that nobody knows, and what was not."""

import pytest

from search_index.analysis import stem
from search_index.spelling import closest

KNOWN = {
    "choir": 3,
    "community": 9,
    "benefits": 5,
    "counselling": 4,
    "dementia": 6,
    "sharing": 7,
    "bereavement": 2,
    "home": 8,
    "carers": 9,
    "garden": 4,
    "gardening": 4,
    "isolation": 3,
    "loneliness": 3,
    "exercise": 5,
    "physiotherapy": 1,
    "bingo": 0,
}
STEMS = {word: stem(word) for word in KNOWN}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("chior", "choir"),
        ("comunity", "community"),
        ("commmunity", "community"),
        ("benifits", "benefits"),
        ("dementai", "dementia"),
        ("bereavment", "bereavement"),
        ("lonlines", "loneliness"),
        ("isolatoin", "isolation"),
        ("excercise", "exercise"),
        ("fysiotherapy", None),
        ("hcoir", "choir"),
        ("scared", None),
        ("come", None),
        ("hope", None),
        ("tea", None),
        ("qwxzv", None),
        ("1234", None),
        ("bingoo", None),
        ("x" * 40, None),
    ],
)
def test_what_was_meant(typed: str, meant: str | None) -> None:
    found = closest(typed, STEMS, KNOWN.__getitem__)
    assert found == (stem(meant) if meant else None)


def test_of_two_that_are_as_close_the_more_frequent_is_meant() -> None:
    words = {"talks": 1, "taller": 9, "talker": 2}
    assert closest("talkr", {word: word for word in words}, words.__getitem__) == "talker"
    assert closest("talke", {"talks": "a", "talker": "b"}, {"talks": 1, "talker": 9}.__getitem__) == "b"


def test_a_concept_is_never_what_was_meant() -> None:
    assert closest("choirs", {"same:choir": "same:choir"}, lambda _: 1) is None
