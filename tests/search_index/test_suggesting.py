"""The book of names against the slow way: every name looked at for every letter."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search_index.documents import sort_key
from search_index.suggesting import NameBook, begun_words, complete
from search_index.thesaurus import Thesaurus

WORDS = ("walk", "walking", "Wälder", "men's", "Men", "the", "The", "tea", "café", "DL3", "-", "🍲", "o'clock")


def book(names: list[tuple[str, str]]) -> NameBook:
    """The book of names with their ids."""
    rows = sorted(range(len(names)), key=lambda row: (sort_key(names[row][0]), names[row][1]))
    return NameBook.of([name for name, _ in names], np.array(rows, np.int32))


names = st.lists(st.tuples(st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join), st.booleans()), max_size=12)
typed = st.lists(st.sampled_from((*WORDS, "w", "wa", "m", "t", "d", "c", "zz")), max_size=3).map(" ".join)


@given(names, typed, st.integers(1, 6))
def test_the_book_gives_what_looking_at_every_name_gives(
    labels: list[tuple[str, bool]], begun: str, limit: int
) -> None:
    every = [(label, f"{number:02}") for number, (label, _) in enumerate(labels)]
    live = np.array([counts for _, counts in labels], bool)
    slow = complete(begun, Thesaurus(), (name for name, counts in zip(every, live, strict=True) if counts), (), limit)
    asked = begun_words(begun)
    rows = book(every).beginning(asked, limit, live) if asked else []
    assert [(each.label, each.id) for each in slow] == [every[row] for row in rows]


def test_a_group_is_told_once_and_not_beside_a_service_of_its_name() -> None:
    named = [("Kettle club", "1"), ("Kite flying", "2")]
    found = complete("k", Thesaurus(), named, ["Kite flying", "Kettle and Co", "Kettle and Co", "Tea"], 8)
    told = [("group", "Kettle and Co"), ("service", "Kettle club"), ("service", "Kite flying")]
    assert [(each.kind, each.label) for each in found] == told


def test_a_book_without_names_has_nothing_to_say() -> None:
    assert book([]).beginning(["a"], 8, np.ones(0, bool)) == []
