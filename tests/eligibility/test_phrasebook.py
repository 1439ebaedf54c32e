"""How phrases are written, and which of them is found."""

import pytest

from directory.eligibility.reading.phrasebook import PhraseBook, prefixed, spelt_out
from directory.eligibility.reading.words import words_of


@pytest.mark.parametrize(
    ("written", "phrases"),
    [
        ("ex army", ["ex army"]),
        ("ex army | ex navy", ["ex army", "ex navy"]),
        ("ex army\n\nex navy", ["ex army", "ex navy"]),
        ("aged/age #", ["aged #", "age #"]),
        ("just? turned #", ["just turned #", "turned #"]),
        ("in/with a/an? #", ["in a #", "in an #", "in #", "with a #", "with an #", "with #"]),
        ("# y / o", ["# y / o"]),
    ],
)
def test_a_line_stands_for_phrases(written: str, phrases: list[str]) -> None:
    assert [" ".join(phrase) for phrase in spelt_out(written)] == phrases


def test_a_prefix_stands_before_each_phrase() -> None:
    assert list(spelt_out(prefixed("has a?", "cold | cough"))) == [
        ("has", "a", "cold"),
        ("has", "cold"),
        ("has", "a", "cough"),
        ("has", "cough"),
    ]


@pytest.fixture
def book() -> PhraseBook[str]:
    book: PhraseBook[str] = PhraseBook({"@elder": frozenset(["nan", "uncle"])})
    book.add("over #", "over a number")
    book.add("over # miles", "a distance")
    book.add("@elder", "an elder")
    book.add("nan bread", "bread")
    book.add("in her ##", "a decade")
    book.add("over #", "something else")
    return book


@pytest.mark.parametrize(
    ("text", "meaning", "end", "numbers"),
    [
        ("over 65", "over a number", 2, [65]),
        ("over 65 miles", "a distance", 3, [65]),
        ("over sixty five people", "over a number", 2, [65]),
        ("uncle", "an elder", 1, []),
        ("nan bread", "bread", 2, []),
        ("nan 84", "an elder", 1, []),
        ("in her seventies", "a decade", 3, [70]),
        ("in her 70s", "a decade", 3, [70]),
    ],
)
def test_the_longest_phrase_is_found(
    book: PhraseBook[str], text: str, meaning: str, end: int, numbers: list[int]
) -> None:
    assert book.longest(words_of(text, longest=100), 0) == (meaning, end, numbers)


@pytest.mark.parametrize("text", ["over", "over the moon", "65", "in her 70", "bread", ""])
def test_the_beginning_of_a_phrase_is_not_the_phrase(book: PhraseBook[str], text: str) -> None:
    assert book.longest(words_of(text, longest=100), 0) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("84yo", ["84", "yo"]),
        ("ex-army", ["ex", "army"]),
        ("18-25", ["18", "-", "25"]),
        ("18 – 25", ["18", "-", "25"]),
        ("lonely - 84", ["lonely", ",", "84"]),
        ("y/o", ["y", "/", "o"]),
        ("women’s aid", ["womens", "aid"]),
        ("84F", ["84", "female"]),
        ("70's", ["70s"]),
        ("24/7 10:30 12,000", ["24/7", "10:30", "12,000"]),
        ("eighty-four", ["eighty four"]),
        ("DL3 9AA", ["dl3", "9", "aa"]),
        ("fish & chips (hot!)", ["fish", "and", "chips", ",", "hot", ",", ","]),
    ],
)
def test_a_text_is_cut_into_words(text: str, words: list[str]) -> None:
    assert [word.text for word in words_of(text, longest=100)] == words


@pytest.mark.parametrize("text", ["999", "0123", "07700", "1942", "007"])
def test_a_number_that_is_no_age_is_only_a_word(text: str) -> None:
    assert words_of(text, longest=100)[0].number is None
