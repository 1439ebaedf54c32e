"""Finding phrases in a text: sequences of stems, some of which may be any word of a class.

A phrase is found although little words stand between its own ("lost his wife" in "she lost a wife"), and a longer
phrase silences the shorter ones within it. What a phrase means is the caller's.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from search_index.analysis import stem, words

Meaning = TypeVar("Meaning")

LITTLE_WORDS = frozenset(
    """
    a an the my his her hers their our your its this that is are was were be been being am has have had having to and
    with just very really so too quite bit rather still now also some any he she they we i who hes shes theyre im ive
    whos recently sadly suddenly always
    """.split()
)
"""Words that people put in or leave out. Between the words of a phrase they are passed over."""

MOST_PASSED = 4
"""So many little words in a row are passed over, and no more."""

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Text:
    """A text as its folded words and their stems."""

    words: Sequence[str]
    stems: Sequence[str]

    @classmethod
    def of(cls, text: str) -> "Text":
        """The words of a text."""
        folded = words(text)
        return cls(folded, [stem(word) for word in folded])


class Span(NamedTuple, Generic[Meaning]):
    """The words from ``start`` up to ``end`` are a phrase of that meaning."""

    start: int
    end: int
    meaning: Meaning


@dataclass(slots=True)
class _Node(Generic[Meaning]):
    """Where the phrases that begin in one way go on, and the meaning of the one that ends here.

    Of phrases worded alike the one with the fewest slots counts: what is written out is better known.
    """

    words: "dict[str, _Node[Meaning]]" = field(default_factory=dict)
    slots: "dict[str, _Node[Meaning]]" = field(default_factory=dict)
    meaning: Meaning | None = None
    fewest: int = 99

    def end(self, meaning: Meaning, slots: int) -> None:
        if slots < self.fewest:
            self.meaning, self.fewest = meaning, slots


def wording(phrase: str) -> tuple[str, ...]:
    """The stems and slots of a phrase as they are looked for; phrases of the same wording are one phrase."""
    pieces = _SLOT.split(phrase)
    telling = [word for piece in pieces[::2] for word in words(piece) if word not in LITTLE_WORDS]
    # A little word counts only where there is not much else ("the social").
    keep_little = len(telling) + len(pieces) // 2 < 2
    steps: list[str] = []
    for number, piece in enumerate(pieces):
        if number % 2:
            steps.append(f"{{{piece}}}")
        else:
            steps += [stem(word) for word in words(piece) if keep_little or word not in LITTLE_WORDS]
    return tuple(steps)


class PhraseBook(Generic[Meaning]):
    """Phrases and what they mean.

    Args:
        slots: for each class of words, those that may stand where a phrase has ``{class}``.
    """

    def __init__(self, slots: Mapping[str, Iterable[str]] | None = None) -> None:
        self._root: _Node[Meaning] = _Node()
        self._slots: dict[str, _Node[bool]] = {}
        self.vocabulary: set[str] = set()
        # Most words of a listing begin no phrase; to see that at a glance halves the time of reading it.
        self._first_words: set[str] = set()
        for name, choices in (slots or {}).items():
            self._slots[name] = _Node()
            for choice in choices:
                self._slot_word(self._slots[name], choice)

    def add(self, phrase: str, meaning: Meaning) -> None:
        """Give a phrase a meaning; one that is worded the same and was added before keeps its own."""
        node, slots = self._root, 0
        for step in wording(phrase):
            if slot := _SLOT.fullmatch(step):
                self._first_words.update(self._slots[slot[1]].words if node is self._root else ())
                node, slots = node.slots.setdefault(slot[1], _Node()), slots + 1
            else:
                self._first_words.update((step,) if node is self._root else ())
                node = node.words.setdefault(step, _Node())
                self.vocabulary.add(step)
        if node is not self._root:
            node.end(meaning, slots)

    def find(self, text: Text) -> list[Span[Meaning]]:
        """Every phrase in a text that no longer one contains, from left to right."""
        spans = [
            span
            for start, first in enumerate(text.stems)
            if first in self._first_words
            for span in self._from(text, start)
        ]
        return [span for span in spans if not any(_within(span, other) for other in spans)]

    def _from(self, text: Text, start: int) -> Iterator[Span[Meaning]]:
        """The phrases that begin at a word: of each length the best worded."""
        ends: dict[int, _Node[Meaning]] = {}
        self._follow(self._root, text, start, ends)
        for end, node in ends.items():
            if node.meaning is not None:
                yield Span(start, end, node.meaning)

    def _follow(
        self, node: _Node[Meaning], text: Text, at: int, ends: dict[int, _Node[Meaning]], *, passed: int = 0
    ) -> None:
        """Note the phrases that go on from a node at a word, by the places after their last words."""
        if at == len(text.stems):
            return
        if (following := node.words.get(text.stems[at])) is not None:
            self._reach(following, text, at + 1, ends)
        for name, after in node.slots.items():
            for end in _slot_ends(self._slots[name], text, at):
                self._reach(after, text, end, ends)
        if node is not self._root and passed < MOST_PASSED and text.words[at] in LITTLE_WORDS:
            self._follow(node, text, at + 1, ends, passed=passed + 1)

    def _reach(self, node: _Node[Meaning], text: Text, at: int, ends: dict[int, _Node[Meaning]]) -> None:
        if node.meaning is not None and (at not in ends or node.fewest < ends[at].fewest):
            ends[at] = node
        # Most phrases end where they can be told, and nothing is to be looked for after them.
        if node.words or node.slots:
            self._follow(node, text, at, ends)

    def _slot_word(self, node: _Node[bool], choice: str) -> None:
        telling = [word for word in words(choice) if word not in LITTLE_WORDS] or words(choice)
        for word in telling:
            node = node.words.setdefault(stem(word), _Node())
            self.vocabulary.add(stem(word))
        node.end(meaning=True, slots=0)


def _slot_ends(node: _Node[bool], text: Text, at: int, *, begun: bool = False, passed: int = 0) -> set[int]:
    """Where a word of a slot that begins here can end."""
    if at == len(text.stems):
        return set()
    ends: set[int] = set()
    if (following := node.words.get(text.stems[at])) is not None:
        ends |= {at + 1} if following.meaning else set()
        ends |= _slot_ends(following, text, at + 1, begun=True)
    if begun and passed < MOST_PASSED and text.words[at] in LITTLE_WORDS:
        ends |= _slot_ends(node, text, at + 1, begun=True, passed=passed + 1)
    return ends


def _within(span: Span[Meaning], other: Span[Meaning]) -> bool:
    return other.start <= span.start and span.end <= other.end and other.end - other.start > span.end - span.start
