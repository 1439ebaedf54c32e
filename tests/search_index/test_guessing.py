"""Guessing what single words mean from the phrases that hold them."""

import pytest

from search_index.guessing import MOST, Guesses
from search_index.memory import MemoryIndex
from search_index.thesaurus import Thesaurus
from tests.search_index.makers import a_document, a_query, found


def learnt(*phrases: tuple[str, str]) -> Guesses:
    guesses = Guesses()
    for phrase, concept in phrases:
        guesses.learn(phrase, [(concept, 1.0)])
    return guesses


def test_a_word_means_what_most_of_its_phrases_mean() -> None:
    guesses = learnt(("give up the cigs", "smoking"), ("cigs cost a fortune", "smoking"), ("cigs and drink", "drink"))
    assert guesses.concepts(["cigs"]) == [("smoking", 0.5), ("drink", 0.25)]


def test_one_phrase_proves_little_and_none_nothing() -> None:
    guesses = learnt(("walking frame", "walk"), *((f"walking {n}", f"other {n}") for n in range(9)))
    assert guesses.concepts(["walking"]) == []
    assert guesses.concepts(["qwxzv"]) == []


def test_words_that_say_nothing_are_not_learnt_from() -> None:
    assert learnt(("needs help with it", "help")).concepts(["needs", "help", "with", "it"]) == []


def test_few_things_are_guessed() -> None:
    guesses = learnt(*((f"{word} here", word) for word in "bowls chess darts whist".split()))
    assert len(guesses.concepts("bowls chess darts whist".split())) == MOST


@pytest.fixture
def index(small: Thesaurus) -> MemoryIndex:
    index = MemoryIndex(small)
    index.put([a_document("balance", description="Be steady on your feet again."), a_document("hall", name="Hall")])
    return index


def test_a_word_that_no_listing_holds_is_guessed_at(index: MemoryIndex) -> None:
    assert found(index.search(a_query("those falls"))) == ["balance"]
    assert index.search(a_query("lonely since those falls")).needs == ("need:mind.lonely", "need:body.falls")


def test_a_word_that_listings_hold_is_left_as_it_is(index: MemoryIndex) -> None:
    index.put([a_document("water", name="Falls of Clyde")])
    assert found(index.search(a_query("those falls"))) == ["water"]


def test_who_takes_a_meaning_back_wants_no_guesses(index: MemoryIndex) -> None:
    query = a_query("lonely since those falls", ignoring=frozenset({"need:mind.lonely"}))
    assert index.search(query).needs == ()


def test_who_is_spoken_of_does_not_tell_what_is_needed() -> None:
    guesses = Guesses()
    for phrase in ("looks after mum", "cooks for mum", "mum relies on him"):
        guesses.learn(phrase, [("need:care.youngcarer", 1.0)])
    assert guesses.concepts(["mum"]) == []
    assert guesses.concepts(["cooks"]) != []
