"""Which needs a councillor's words speak of."""

import pytest

from directory.queries.needs_in_words import MOST, needs_in
from search_index.thesaurus import Thesaurus


@pytest.mark.parametrize(
    ("words", "needs"),
    [
        ("Knit and natter, mostly widows", {"need:mind.bereaved", "need:connect.social", "need:create.arts"}),
        ("Food parcels on Fridays", {"need:money.food"}),
        ("They take people to hospital appointments", {"need:getabout.transport"}),
        ("", set()),
        ("qwxz", set()),
    ],
)
def test_words_speak_of_needs(thesaurus: Thesaurus, words: str, needs: set[str]) -> None:
    assert set(needs_in(words, thesaurus)) == needs


def test_of_many_words_only_the_strongest_needs_are_suggested(thesaurus: Thesaurus) -> None:
    everything = ". ".join(need.label for need in thesaurus.needs.values())
    assert len(needs_in(everything, thesaurus)) == MOST
