"""Text to words, and words to stems."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index.analysis import LONGEST_WORD, stem, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("Men’s Shed", ["mens", "shed"]),
        ("Café-Croissant!", ["cafe", "croissant"]),
        ("B&B", ["b", "and", "b"]),
        ("50+", ["50", "plus"]),
        ("drop_in", ["drop", "in"]),
        ("PIP/ESA form", ["pip", "esa", "form"]),
        ("ŁÓDŹ straße", ["łodz", "strasse"]),
        ("مقهى", ["مقهى"]),
        ("x" * 100, ["x" * LONGEST_WORD]),
    ],
)
def test_words_of_a_text(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    ("forms", "same"),
    [
        (("walk", "walks", "walking", "walked"), True),
        (("garden", "gardens", "gardening"), True),
        (("housing", "house"), False),
        (("outing", "out"), False),
        (("training", "train"), False),
    ],
)
def test_forms_of_a_word(forms: tuple[str, ...], same: bool) -> None:
    assert (len({stem(form) for form in forms}) == 1) is same


@given(st.text())
def test_any_text_has_words_that_can_be_indexed(text: str) -> None:
    for word in words(text):
        assert 0 < len(stem(word).encode()) <= 4 * LONGEST_WORD
        assert ":" not in stem(word)
