"""Everyday words to what they mean: phrases to needs, and words to the words that say the same.

Read from the CSV files of ``seed_data`` (or a council's own). What a phrase means is a *concept*: a need
("need:body.falls") or a group of synonyms ("same:choir"). Concepts are indexed beside the stems, so that a query finds
what means the same in other words.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from search_index.phrases import PhraseBook, Text

SYNONYM_WEIGHT = 0.8
"""How far a synonym counts as the word itself, where its group is as safe as can be."""

ABOVE = 0.4
"""How well what serves a whole group of needs answers one of them."""

Concepts = tuple[tuple[str, float], ...]
"""Concepts, each with how far it is meant (0 to 1). None at all: a phrase that is there to silence a shorter one."""


@dataclass(frozen=True, slots=True)
class Need:
    """A term of the needs list.

    Attributes:
        parent: the id of the broader need above it ("" at the top).
        also: other needs whose services answer this one too, and how well.
    """

    id: str
    label: str
    parent: str
    also: Concepts = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """One kind of thing within the needs: an activity, a condition, a kind of people ("topic:lungs").

    Attributes:
        needs: the broader needs that it is part of, and how far.
    """

    id: str
    label: str
    needs: Concepts


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase found in a text: the words from ``start`` up to ``end`` mean these concepts."""

    start: int
    end: int
    concepts: Concepts


class Thesaurus:
    """The needs, the phrases that mean them and the groups of words that mean the same.

    Phrases are kept apart by where they count: in what is *asked*, and in what listings have *told* of themselves.
    """

    def __init__(self, needs: Iterable[Need] = (), slots: Mapping[str, Sequence[str]] | None = None) -> None:
        self.needs: Mapping[str, Need] = {need.id: need for need in needs}
        self._asked: PhraseBook[Concepts] = PhraseBook(slots)
        self._told: PhraseBook[Concepts] = PhraseBook(slots)
        self.people: dict[str, tuple[str, ...]] = {}
        self.who_knows: Concepts = ()
        self.topics: dict[str, Topic] = {}
        self._asked_topics: PhraseBook[Concepts] = PhraseBook(slots)
        self._told_topics: PhraseBook[Concepts] = PhraseBook(slots)
        self._asked_same: PhraseBook[Concepts] = PhraseBook()
        self._told_same: PhraseBook[Concepts] = PhraseBook()

    @classmethod
    def load(cls, folder: Path) -> "Thesaurus":
        """Read the files of a folder; one that is missing adds nothing."""
        needs = [Need(row["id"], row["label"], row["parent"], tuple(_weights(row.get("also") or "").items())) for row in _rows(folder / "needs.csv")]
        slots = {row["slot"]: row["words"].split(";") for row in _rows(folder / "thesaurus_slots.csv")}
        thesaurus = cls(needs, slots)
        for row in _rows(folder / "thesaurus.csv"):
            thesaurus.mean(row["phrase"], _weights(row["needs"]), reads=row["reads"])
        for need in needs:
            thesaurus.mean(need.label, {need.id: 1.0})
        thesaurus.discuss(_topics(folder))
        thesaurus.who_knows = tuple((row["id"], float(row["knows"])) for row in _rows(folder / "topics.csv") if row["knows"])
        for row in (*_rows(folder / "needs.csv"), *_rows(folder / "topics.csv")):
            if row.get("people"):
                thesaurus.people[row["id"]] = tuple(value for value in row["people"].split(";") if value != "yes")
        for row in _rows(folder / "synonyms.csv"):
            weight = SYNONYM_WEIGHT * float(row["weight"] or 1)
            thesaurus.same(row["words"].split(";"), weight=weight, one_way=row["one_way"] == "yes")
        return thesaurus

    def mean(self, phrase: str, needs: Mapping[str, float], *, reads: str = "both") -> None:
        """Let a phrase mean needs: in what is asked (``query``), in what listings say (``listing``) or in ``both``.

        Args:
            needs: how far it means each (0 to 1). None: it only silences shorter phrases within it.
        """
        concepts = tuple(needs.items())
        if reads in {"both", "query"}:
            self._asked.add(phrase, concepts)
        if reads in {"both", "listing"}:
            self._told.add(phrase, concepts)

    def same(self, group: Sequence[str], *, weight: float = SYNONYM_WEIGHT, one_way: bool = False) -> None:
        """Let the words of a group mean the same; one way: who asks for the first means the others too."""
        concepts = ((f"same:{'-'.join(Text.of(group[0]).stems)}", weight),)
        for word in group:
            self._told_same.add(word, concepts)
        for word in group[:1] if one_way else group:
            self._asked_same.add(word, concepts)

    def discuss(self, topics: Iterable[tuple[Topic, Sequence[str], Sequence[str]]]) -> None:
        """Add topics, each with the phrases that mean it in what is asked, and those in what listings say.

        A phrase may mean several topics: "no cooker" asks for furniture and for grants.
        """
        asked: dict[str, Concepts] = {}
        told: dict[str, Concepts] = {}
        for topic, askings, tellings in topics:
            self.topics[topic.id] = topic
            for phrases, meant in ((askings, asked), (tellings, told)):
                for phrase in phrases:
                    meant[phrase] = (*meant.get(phrase, ()), (topic.id, 1.0))
        for book, meant in ((self._asked_topics, asked), (self._told_topics, told)):
            for phrase, concepts in meant.items():
                book.add(phrase, concepts)

    def topics_asked(self, text: Text) -> list[Found]:
        """The phrases of a query that mean topics."""
        return [Found(span.start, span.end, span.meaning) for span in self._asked_topics.find(text)]

    def needs_asked(self, text: Text) -> list[Found]:
        """The phrases of a query that mean needs."""
        return [Found(span.start, span.end, span.meaning) for span in self._asked.find(text) if span.meaning]

    def synonyms_asked(self, text: Text) -> list[Found]:
        """The words of a query that have synonyms."""
        return [Found(span.start, span.end, span.meaning) for span in self._asked_same.find(text)]

    def concepts_told(self, text: Text) -> dict[str, float]:
        """The concepts in the words of a listing, with the sum of the weights with which each occurs."""
        told: dict[str, float] = {}
        for book in (self._told, self._told_topics, self._told_same):
            for span in book.find(text):
                for concept, weight in span.meaning:
                    told[concept] = told.get(concept, 0.0) + weight
        return told

    def knows(self, stem: str) -> bool:
        """Whether a stem stands in any phrase that can be asked for."""
        books = (self._asked, self._asked_topics, self._asked_same)
        return any(stem in book.vocabulary for book in books)

    def label(self, need: str) -> str:
        """What a need is called; its id when it is not of our list."""
        return self.needs[need].label if need in self.needs else need

    def around(self, need: str) -> dict[str, float]:
        """The neighbouring needs whose services answer this one too, and how well; the broader need above it as well."""
        if need not in self.needs:
            return {}
        parent = self.needs[need].parent
        return dict(self.needs[need].also) | ({parent: ABOVE} if parent else {})


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _topics(folder: Path) -> Iterator[tuple[Topic, Sequence[str], Sequence[str]]]:
    """The topics of a folder. A category is one too; its label and needs stand in the list of categories."""
    categories = {row["id"]: row for row in _rows(folder / "categories.csv")}
    for row in _rows(folder / "topics.csv"):
        about = categories.get(row["id"], row)
        topic = Topic(row["id"], about["label"], tuple(_weights(about["needs"]).items()))
        both = [topic.label, *_phrases(row["words"])]
        yield topic, both + _phrases(row["asked"]), both + _phrases(row["told"])


def _phrases(written: str) -> list[str]:
    return [phrase for phrase in written.split(";") if phrase]


def _weights(written: str) -> dict[str, float]:
    """Read "need:body.falls;need:life.older*0.4" as what each need weighs."""
    parts = (part.strip().partition("*") for part in written.split(";") if part.strip())
    return {need: float(weight or 1.0) for need, _, weight in parts}
