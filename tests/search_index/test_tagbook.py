"""Facets in order: the quick way gives what the plain one does."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search_index.documents import Facet
from search_index.facets import PlainCounts
from search_index.tagbook import TagBook, TagCounts

TAGS = [f"{group}:{number}" for group in ("cost", "day", "need") for number in range(4)]
UNKNOWN = "need:unheard-of"
SEGMENTS = st.lists(st.dictionaries(st.sampled_from(TAGS), st.integers(0, 3)), min_size=1, max_size=3)
CHOICES = st.frozensets(st.sampled_from([*TAGS, UNKNOWN]), max_size=3)


def counted(segments: list[dict[str, int]]) -> TagCounts:
    """The counts of each segment, with room for one tag more, as the loops leave them."""
    tags = [sorted(segment) for segment in segments]
    counts = [np.array([*map(segment.__getitem__, sorted(segment)), 0], np.int64) for segment in segments]
    return TagCounts(TagBook(tags), list(enumerate(counts)))


def plain(segments: list[dict[str, int]]) -> PlainCounts:
    counts: Counter[str] = Counter()
    for segment in segments:
        counts.update(segment)
    return PlainCounts(counts)


@given(segments=SEGMENTS, chosen=CHOICES, every=CHOICES)
def test_facets_are_those_of_plain_counts(
    segments: list[dict[str, int]], chosen: frozenset[str], every: frozenset[str]
) -> None:
    groups = counted(segments).groups(chosen, chosen | every)
    assert list(groups.items()) == list(plain(segments).groups(chosen, chosen | every).items())


@given(segments=SEGMENTS)
def test_a_tag_that_nothing_carries_counts_nothing(segments: list[dict[str, int]]) -> None:
    tags = (*TAGS, UNKNOWN)
    assert counted(segments).of(tags) == plain(segments).of(tags)


def test_the_most_frequent_comes_first_and_equals_by_the_alphabet() -> None:
    groups = counted([{"day:a": 1, "day:b": 2, "day:c": 2}]).groups(frozenset(), frozenset({"day:c"}))
    assert groups == {
        "day": (
            Facet("day:b", 2, selected=False),
            Facet("day:c", 2, selected=True),
            Facet("day:a", 1, selected=False),
        )
    }
