"""The corpus: the same everywhere, plausible, and made of words that every engine takes as they stand."""

import csv
from collections import Counter

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from directory.resources import SEED_DATA
from search_index.analysis import FILLER, STOP_WORDS, stem
from search_index.analysis import words as words_of
from tests.benchmarks import words
from tests.benchmarks.corpus import listings
from tests.benchmarks.plain import NEEDS, Listing, PlainQuery
from tests.benchmarks.queries import QUERIES, SURE, queries

Points = npt.NDArray[np.float64]

EVERY = {
    *(word for need in range(NEEDS) for word in words.topic_words(need)),
    *words.COMMON,
    *words.GENERAL,
    *words.rare_words(),
    *words.unheard_words(),
}


def test_a_corpus_is_the_same_each_time(points: Points) -> None:
    assert list(listings(150, points)) == list(listings(150, points))


def test_a_small_corpus_is_the_beginning_of_a_larger_one(points: Points) -> None:
    assert list(listings(150, points)) == list(listings(2_100, points))[:150]


def test_our_analysis_leaves_every_word_alone() -> None:
    changed = {word for word in EVERY if words_of(word) != [word] or stem(word) != word}
    left_out = EVERY & (STOP_WORDS | FILLER)
    assert (changed, left_out) == (set(), set())


def test_no_two_words_make_a_third() -> None:
    """Our index takes "food bank" for "foodbank"; no other engine here does."""
    assert not [word for word in EVERY for at in range(1, len(word)) if {word[:at], word[at:]} <= EVERY]


def test_every_need_has_twelve_words_and_is_one_of_ours() -> None:
    with (SEED_DATA / "needs.csv").open(encoding="utf-8", newline="") as lines:
        ours = {row["id"] for row in csv.DictReader(lines)}
    assert len(words.TOPICS) == NEEDS
    assert set(words.TOPICS) <= ours
    assert {len(set(words.topic_words(need))) for need in range(NEEDS)} == {12}


def test_made_up_words_are_all_different() -> None:
    assert len(set(words.rare_words())) == words.RARE
    assert not set(words.rare_words()) & set(words.unheard_words())


def test_listings_look_like_listings(few: list[Listing], points: Points) -> None:
    known = {tuple(point) for point in points.tolist()}
    for each in few:
        assert 40 <= len(each.description.split()) <= 120
        assert 3 <= len(each.name.split()) <= 4
        assert 1 <= len(each.needs) <= 4
        assert 1 <= len(each.days) <= 7
        assert (each.latitude, each.longitude) in known
        assert {word.lower() for word in f"{each.name} {each.description}".split()} <= EVERY


def test_few_words_are_common_and_many_are_rare(few: list[Listing]) -> None:
    counts = Counter(word for each in few for word in each.description.split()).most_common()
    assert counts[0][1] > 10 * counts[len(counts) // 10][1]


def test_a_listing_speaks_of_its_needs(few: list[Listing]) -> None:
    silent = [each for each in few if not set(words.topic_words(each.needs[0])) & set(each.description.split())]
    assert len(silent) < len(few) / 10


def test_queries_are_the_same_each_time_and_mixed(asked: list[PlainQuery], few: list[Listing], points: Points) -> None:
    assert queries(few[:SURE], points) == asked
    assert len(asked) == QUERIES
    for share, these in {
        0.25: [query for query in asked if not query.words],
        0.80: [query for query in asked if query.radius_km],
        0.40: [query for query in asked if query.age is not None],
        0.20: [query for query in asked if query.day is not None],
        0.35: [query for query in asked if query.accepting],
    }.items():
        assert abs(len(these) / QUERIES - share) < 0.1


def test_every_word_that_is_asked_for_stands_in_a_listing(asked: list[PlainQuery], few: list[Listing]) -> None:
    held = {word for each in few for word in f"{each.name} {each.description}".lower().split()}
    assert {word for query in asked for word in query.words} <= held


def test_listings_and_queries_are_read_as_they_were_written(few: list[Listing]) -> None:
    assert [Listing.of_line(each.line()) for each in few] == few


@given(
    st.builds(
        PlainQuery,
        number=st.integers(0),
        latitude=st.floats(-90, 90),
        longitude=st.floats(-180, 180),
        words=st.lists(st.sampled_from(sorted(EVERY)), max_size=3).map(tuple),
        need=st.none() | st.integers(0, NEEDS - 1),
        radius_km=st.none() | st.floats(0.1, 100),
        age=st.none() | st.integers(0, 120),
        day=st.none() | st.integers(0, 6),
        accepting=st.booleans(),
    )
)
def test_any_query_is_read_as_it_was_written(query: PlainQuery) -> None:
    assert PlainQuery.of_line(query.line() + "\n") == query
