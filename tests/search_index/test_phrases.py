"""Phrases in texts: stems, slots, little words, and longer phrases that silence shorter ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index.phrases import PhraseBook, Text


def book() -> PhraseBook[str]:
    made: PhraseBook[str] = PhraseBook(
        {"kin": ["husband", "mother in law", "best friend"], "died": ["died", "passed away"]}
    )
    for phrase, meaning in {
        "lost his wife": "bereaved",
        "{kin} {died}": "bereaved",
        "husband died": "widowed",
        "the social": "benefits",
        "young people": "young",
        "young onset dementia": "dementia",
        "dementia": "dementia",
        "fall": "falls",
        "fell asleep": "nothing",
        "fell": "falls",
    }.items():
        made.add(phrase, meaning)
    return made


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("lost his wife", [(0, 3, "bereaved")]),
        ("she has lost a dear wife", []),
        ("he lost my wife", [(1, 4, "bereaved")]),
        ("losing his wives", []),
        ("my mother in law sadly passed away", [(1, 7, "bereaved")]),
        ("best friend died", [(0, 3, "bereaved")]),
        ("husband died", [(0, 2, "widowed")]),
        ("down the social", [(1, 3, "benefits")]),
        ("social club", []),
        ("young onset dementia", [(0, 3, "dementia")]),
        ("young people with dementia", [(0, 2, "young"), (3, 4, "dementia")]),
        ("falling and falls", [(0, 1, "falls"), (2, 3, "falls")]),
        ("fell asleep", [(0, 2, "nothing")]),
        ("fell over", [(0, 1, "falls")]),
    ],
)
def test_phrases_in_a_text(text: str, found: list[tuple[int, int, str]]) -> None:
    assert [(span.start, span.end, span.meaning) for span in book().find(Text.of(text))] == found


def test_phrases_that_overlap_are_both_found() -> None:
    made: PhraseBook[str] = PhraseBook()
    made.add("food bank", "food")
    made.add("bank account", "money")
    assert [span.meaning for span in made.find(Text.of("food bank account"))] == ["food", "money"]


def test_what_was_added_first_keeps_its_meaning() -> None:
    made: PhraseBook[str] = PhraseBook()
    made.add("walking", "first")
    made.add("walks", "second")
    assert [span.meaning for span in made.find(Text.of("walked"))] == ["first"]


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    read = Text.of(text)
    for span in book().find(read):
        assert 0 <= span.start < span.end <= len(read.words)


def test_little_words_without_end_are_no_phrase_and_take_no_time() -> None:
    assert book().find(Text.of("lost " + "the " * 2_000 + "wife")) == []
    assert [span.end for span in book().find(Text.of("lost a very very dear wife")) if span.meaning == "bereaved"] == []
    assert [span.end for span in book().find(Text.of("lost his really quite just wife"))] == [6]
