"""What a group's own words suggest that it helps with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.queries.suggestions import MOST, suggested_tags
from search_index.thesaurus import Thesaurus


@pytest.mark.parametrize(
    ("name", "told", "expected"),
    [
        ("Tea table", "Tea and a chat, so that nobody who is lonely sits alone.", "need:connect.lonely"),
        ("Steady", "Gentle chair exercise to help you stay steady on your feet.", "need:body.falls"),
        ("Harbour lunch club", "A hot meal every Thursday.", "category:lunch-club"),
        ("Money matters", "Help with benefit forms and PIP.", "need:money.benefits"),
        ("After", "A place to talk for people who are bereaved.", "need:mind.bereaved"),
    ],
)
def test_its_words_suggest_what_they_mean(thesaurus: Thesaurus, name: str, told: str, expected: str) -> None:
    assert expected in suggested_tags(thesaurus, name, told)


def test_nothing_said_suggests_nothing(thesaurus: Thesaurus) -> None:
    assert suggested_tags(thesaurus, "", "") == ()


@given(st.text(max_size=200))
def test_there_are_never_more_than_are_read_at_a_glance(thesaurus: Thesaurus, told: str) -> None:
    assert len(suggested_tags(thesaurus, told, told + " lonely benefits falls bereaved lunch walking choir")) <= MOST
