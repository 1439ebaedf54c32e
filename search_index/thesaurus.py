"""Everyday words to what they mean: phrases to needs, and words to the words that say the same.

Read from the CSV files of ``seed_data`` (or a council's own); a phrase is matched as a sequence of stems, the
longest first, so that "keeps falling" is also found as "keep falling". What a phrase means is a *concept*: a
need ("need:body.falls") or a synonym group ("same:choir"). Concepts are indexed beside the stems, so that a
query finds what means the same in other words.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from search_index.analysis import stems

Phrase = tuple[str, ...]
"""A phrase as the stems of its words."""

SYNONYM_WEIGHT = 0.8
"""How far a synonym counts as the word itself where its group does not say."""


@dataclass(frozen=True, slots=True)
class Need:
    """A term of the needs list: its label, and the id of the broader need above it ("" at the top)."""

    id: str
    label: str
    parent: str


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase found in a text: the words from ``start`` up to ``end`` mean these concepts, each so far (0 to
    1).
    """

    start: int
    end: int
    concepts: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Phrases by their stems, and for each first stem how long its longest phrase is."""

    meanings: dict[Phrase, dict[str, float]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)

    def add(self, phrase: Phrase, concept: str, weight: float) -> None:
        if not phrase:
            return
        meaning = self.meanings.setdefault(phrase, {})
        meaning[concept] = max(weight, meaning.get(concept, 0.0))
        self.longest[phrase[0]] = max(len(phrase), self.longest.get(phrase[0], 0))

    def find(self, text: Sequence[str]) -> Iterable[Found]:
        """The longest phrases from left to right, none overlapping."""
        start = 0
        while start < len(text):
            end = self._end(text, start)
            if end > start:
                yield Found(start, end, tuple(self.meanings[tuple(text[start:end])].items()))
            start = max(end, start + 1)

    def _end(self, text: Sequence[str], start: int) -> int:
        for length in range(min(self.longest.get(text[start], 0), len(text) - start), 0, -1):
            if tuple(text[start : start + length]) in self.meanings:
                return start + length
        return start


class Thesaurus:
    """The needs, the phrases that mean them and the groups of words that mean the same."""

    def __init__(self, needs: Iterable[Need] = ()) -> None:
        self.needs: Mapping[str, Need] = {need.id: need for need in needs}
        self._asked, self._told = _Phrases(), _Phrases()
        self._asked_same, self._told_same = _Phrases(), _Phrases()
        self._vocabulary: set[str] = set()
        for need in self.needs.values():
            self.mean(need.label, {need.id: 1.0})

    @classmethod
    def load(cls, folder: Path) -> "Thesaurus":
        """Read ``needs.csv``, ``thesaurus.csv`` and ``synonyms.csv``; a file that is missing adds nothing."""
        thesaurus = cls(Need(row["id"], row["label"], row["parent"]) for row in _rows(folder / "needs.csv"))
        for row in _rows(folder / "thesaurus.csv"):
            thesaurus.mean(row["phrase"], _weights(row["needs"]), reads=row["reads"])
        for row in _rows(folder / "synonyms.csv"):
            weight = float(row.get("weight") or SYNONYM_WEIGHT)
            thesaurus.same(
                row["words"].split(";"), weight=weight, one_way=row.get("one_way", "") in {"yes", "1", "true"}
            )
        return thesaurus

    def mean(self, phrase: str, needs: Mapping[str, float], *, reads: str = "both") -> None:
        """Let a phrase mean needs: in what is asked (``query``), in what listings say (``listing``) or in
        ``both``.
        """
        self._vocabulary.update(stems(phrase))
        for need, weight in needs.items():
            if reads in {"both", "query"}:
                self._asked.add(tuple(stems(phrase)), need, weight)
            if reads in {"both", "listing"}:
                self._told.add(tuple(stems(phrase)), need, weight)

    def same(self, group: Sequence[str], *, weight: float = SYNONYM_WEIGHT, one_way: bool = False) -> None:
        """Let the words of a group mean the same; one way: who asks for the first also means the others, not
        the reverse.
        """
        concept = "same:" + "-".join(stems(group[0]))
        for word in group:
            self._vocabulary.update(stems(word))
            self._told_same.add(tuple(stems(word)), concept, weight)
        for word in group[:1] if one_way else group:
            self._asked_same.add(tuple(stems(word)), concept, weight)

    def needs_asked(self, text: Sequence[str]) -> list[Found]:
        """The phrases in the stems of a query that mean needs."""
        return list(self._asked.find(text))

    def synonyms_asked(self, text: Sequence[str]) -> list[Found]:
        """The words in the stems of a query that have synonyms."""
        return list(self._asked_same.find(text))

    def concepts_told(self, text: Sequence[str]) -> dict[str, float]:
        """The concepts in the stems of a listing, with the sum of the weights with which each occurs."""
        told: dict[str, float] = {}
        for phrases in (self._told, self._told_same):
            for found in phrases.find(text):
                for concept, weight in found.concepts:
                    told[concept] = told.get(concept, 0.0) + weight
        return told

    def knows(self, word: str) -> bool:
        """Whether a stem stands in any phrase that can be asked for."""
        return word in self._vocabulary

    def label(self, need: str) -> str:
        """What a need is called; its id when it is not of our list."""
        return self.needs[need].label if need in self.needs else need

    def around(self, need: str) -> frozenset[str]:
        """The needs beside and above this one: those with the same parent, and the parent."""
        if need not in self.needs or not self.needs[need].parent:
            return frozenset()
        parent = self.needs[need].parent
        return frozenset(other.id for other in self.needs.values() if other.parent == parent) - {need} | {parent}


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def _weights(written: str) -> dict[str, float]:
    """Read "need:body.falls;need:life.older*0.4" as what each need weighs."""
    parts = (part.strip().partition("*") for part in written.split(";") if part.strip())
    return {need: float(weight or 1.0) for need, _, weight in parts}
