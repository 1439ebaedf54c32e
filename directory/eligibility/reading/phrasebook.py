"""Phrases found in a row of words: the longest that begins at a word, in one walk down a tree.

Phrases are written as people would read them, one a line or divided by bars, with four small marks:

    ex army | ex navy           two phrases
    aged/age #                  either word
    just? turned #              the word may be missing
    # ## @elder                 a number, a decade such as "70s", any word of a class
"""

import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Generic, NamedTuple, TypeVar

from directory.eligibility.reading.words import Word

Meaning = TypeVar("Meaning")

_NUMBER = "#"
_DECADE = "##"


class Found(NamedTuple, Generic[Meaning]):
    """A phrase that was found.

    Attributes:
        meaning: what the book says it means.
        end: the place of the first word after it.
        numbers: the numbers in it, in order.
    """

    meaning: Meaning
    end: int
    numbers: list[int]


class PhraseBook(Generic[Meaning]):
    """Phrases with their meanings.

    Args:
        classes: the words of each class, such as ``{"@elder": {"nan", "uncle"}}``.
    """

    def __init__(self, classes: Mapping[str, frozenset[str]]) -> None:
        self._root: _Node[Meaning] = _Node()
        self._classes: dict[str, tuple[str, ...]] = {}
        for name, words in classes.items():
            for word in words:
                self._classes[word] = (*self._classes.get(word, ()), name)

    def add(self, phrases: str, meaning: Meaning) -> None:
        """Enter phrases of one meaning; a phrase that is entered twice keeps its first meaning."""
        for steps in spelt_out(phrases):
            node = self._root
            for step in steps:
                node = node.next.setdefault(step, _Node())
            if node.meaning is None:
                node.meaning = meaning

    def longest(self, words: list[Word], at: int) -> Found[Meaning] | None:
        """The longest phrase that begins at a word; None when none does. A word goes before its class."""
        nodes = [self._root]
        longest: Found[Meaning] | None = None
        for place in range(at, len(words)):
            steps = self._steps(words[place])
            nodes = [node.next[step] for node in nodes for step in steps if step in node.next]
            if not nodes:
                break
            meaning = next((node.meaning for node in nodes if node.meaning is not None), None)
            if meaning is not None:
                longest = Found(meaning, place + 1, _numbers(words[at : place + 1]))
        return longest

    def _steps(self, word: Word) -> tuple[str, ...]:
        classes = self._classes.get(word.text, ())
        if word.number is None:
            return (word.text, *classes)
        return (word.text, _DECADE if word.is_decade else _NUMBER, *classes)


class _Node(Generic[Meaning]):
    """A place in the tree: what the words so far mean, and which words can follow."""

    __slots__ = ("meaning", "next")

    def __init__(self) -> None:
        self.meaning: Meaning | None = None
        self.next: dict[str, _Node[Meaning]] = {}


def spelt_out(phrases: str) -> Iterator[tuple[str, ...]]:
    """Every row of words that the phrases stand for."""
    for phrase in re.split(r"[|\n]", phrases):
        for row in product(*(_choices(step) for step in phrase.split())):
            if any(row):
                yield tuple(word for word in row if word)


def prefixed(prefix: str, phrases: str) -> str:
    """The phrases with the same words before each."""
    return "|".join(f"{prefix} {phrase}" for phrase in re.split(r"[|\n]", phrases) if phrase.strip())


def _choices(step: str) -> list[str]:
    words = [step] if step == "/" else step.removesuffix("?").split("/")
    return [*words, ""] if step.endswith("?") else words


def _numbers(words: list[Word]) -> list[int]:
    return [word.number for word in words if word.number is not None]
