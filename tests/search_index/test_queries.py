"""From a text to what is looked up."""

import pytest

from search_index.analysis import READ_AT_MOST
from search_index.memory import MemoryIndex
from search_index.queries import Plan, plan
from search_index.ranking import EXPLAINED, NEED_WEIGHT
from search_index.thesaurus import Thesaurus
from tests.search_index.makers import a_document


@pytest.fixture
def lexicon(small: Thesaurus) -> MemoryIndex:
    index = MemoryIndex(small)
    index.put([a_document("a", name="Lunch club"), a_document("b", name="Walk"), a_document("c", name="Debt advice")])
    return index


def planned(text: str, thesaurus: Thesaurus, lexicon: MemoryIndex) -> Plan:
    return plan(text, thesaurus, lexicon)


def test_a_word_is_looked_up_by_its_stem(small: Thesaurus, lexicon: MemoryIndex) -> None:
    (unit,) = planned("Lunches", small, lexicon).units
    assert (unit.kind, unit.value, unit.terms) == ("word", "lunches", (("lunch", 1.0),))


def test_a_need_counts_more_than_the_words_that_name_it(small: Thesaurus, lexicon: MemoryIndex) -> None:
    lexicon.put([a_document("d", name="Lonely hearts")])
    need, word = planned("lonely", small, lexicon).units
    assert (need.kind, need.value, need.weight) == ("need", "need:mind.lonely", NEED_WEIGHT)
    assert word.weight <= EXPLAINED


def test_words_that_every_query_has_are_passed_over(small: Thesaurus, lexicon: MemoryIndex) -> None:
    assert [unit.value for unit in planned("she needs some help with debt please", small, lexicon).units] == ["debt"]


def test_a_word_that_every_query_has_counts_when_there_is_no_other(small: Thesaurus, lexicon: MemoryIndex) -> None:
    assert [unit.value for unit in planned("advice", small, lexicon).units] == ["advice"]


def test_a_word_that_no_listing_has_is_dropped_beside_one_that_some_have(
    small: Thesaurus, lexicon: MemoryIndex
) -> None:
    found = planned("lunch qwxzv", small, lexicon)
    assert [unit.value for unit in found.units] == ["lunch"]
    assert found.unknown == ("qwxzv",)


def test_a_need_that_no_listing_serves_stays(small: Thesaurus, lexicon: MemoryIndex) -> None:
    assert planned("keeps falling", small, lexicon).needs == ("need:body.falls",)


def test_a_slip_for_a_word_that_only_the_thesaurus_knows_is_read(small: Thesaurus, lexicon: MemoryIndex) -> None:
    found = planned("lonley", small, lexicon)
    assert found.needs == ("need:mind.lonely",)
    assert found.respelt == (("lonley", "lonely"),)
    assert found.unknown == ()


def test_a_slip_is_read_for_a_word_of_the_listings_first(small: Thesaurus, lexicon: MemoryIndex) -> None:
    lexicon.put([a_document("d", name="The lonelys")])
    assert planned("lonelyss", small, lexicon).respelt == (("lonelyss", "lonelys"),)


def test_a_slip_for_what_only_the_thesaurus_knows_can_be_left_as_it_is(small: Thesaurus, lexicon: MemoryIndex) -> None:
    assert plan("lonley", small, lexicon, keeping=frozenset({"spelling"})).needs == ()


def test_a_word_that_is_said_twice_counts_once(small: Thesaurus, lexicon: MemoryIndex) -> None:
    assert len(planned("lunch lunch LUNCHES", small, lexicon).units) == 1


def test_nothing_is_asked_by_an_empty_text(small: Thesaurus, lexicon: MemoryIndex) -> None:
    assert planned(" ,.- ", small, lexicon) == Plan()


@pytest.mark.parametrize("text", ["lunches " * 1_000, " " * READ_AT_MOST + "lunch", "x" * (READ_AT_MOST + 1)])
def test_the_word_in_which_a_long_text_is_cut_off_is_not_read(
    text: str, small: Thesaurus, lexicon: MemoryIndex
) -> None:
    assert planned(text, small, lexicon).respelt == ()


def test_a_hit_is_explained_by_the_word_that_was_read_and_not_by_the_slip(
    small: Thesaurus, lexicon: MemoryIndex
) -> None:
    (unit,) = planned("lucnh", small, lexicon).units
    assert unit.value == "lunch"


def test_who_asks_for_anything_near_asks_for_no_word(small: Thesaurus, lexicon: MemoryIndex) -> None:
    assert planned("anything for somebody nearby", small, lexicon).units == ()


def test_a_name_with_a_slip_in_it_is_still_the_name(small: Thesaurus, lexicon: MemoryIndex) -> None:
    assert ("word", "lunch club") in [(unit.kind, unit.value) for unit in planned("lucnh club", small, lexicon).units]
