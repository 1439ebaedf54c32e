"""Everyday words to what they mean: phrases to needs and topics, and words to the words that say the same.

Read from the CSV files of ``seed_data`` (or a council's own). What a phrase means is a *concept*: a need
("need:body.falls"), a topic within the needs ("topic:stroke") or a group of synonyms ("same:choir"). Concepts are
indexed beside the stems, so that a query finds what means the same in other words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from search_index.guessing import Guesses
from search_index.phrases import PhraseBook, Text, wording
from search_index.terms import Concepts, Need, Topic, concepts, read_needs, read_topics, rows

SYNONYM_WEIGHT = 0.8
"""How far a synonym counts as the word itself, where its group is as safe as can be."""

ABOVE = 0.4
"""How well what serves a whole group of needs answers one of them."""


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase found in a text: the words from ``start`` up to ``end`` mean these concepts."""

    start: int
    end: int
    concepts: Concepts


class Thesaurus:
    """The needs and topics, the phrases that mean them and the groups of words that mean the same.

    Phrases are kept apart by where they count: in what is *asked*, and in what listings have *told* of themselves.

    Attributes:
        digest: another one whenever listings would be read otherwise, and so must be read again.
    """

    def __init__(
        self,
        needs: Iterable[Need] = (),
        slots: Mapping[str, Sequence[str]] | None = None,
        topics: Iterable[Topic] = (),
    ) -> None:
        self.digest = ""
        self.needs: Mapping[str, Need] = {need.id: need for need in needs}
        self.topics: Mapping[str, Topic] = {topic.id: topic for topic in topics}
        of_needs = {need.id: need.people for need in self.needs.values() if need.people}
        of_topics = {topic.id: topic.people for topic in self.topics.values() if topic.people}
        self.people: Mapping[str, tuple[str, ...]] = of_needs | of_topics
        self.people_within: Mapping[str, frozenset[str]] = {
            need: frozenset(topic.id for topic in self.topics.values() if topic.people and need in dict(topic.needs))
            for need in self.needs
        }
        self._asked: PhraseBook[Concepts] = PhraseBook(slots)
        self._told: PhraseBook[Concepts] = PhraseBook(slots)
        self._asked_topics = _book({topic.id: topic.asked for topic in self.topics.values()}, slots)
        self._told_topics = _book({topic.id: topic.told for topic in self.topics.values()}, slots)
        self._asked_same: PhraseBook[Concepts] = PhraseBook()
        self._guesses = Guesses()
        for topic in self.topics.values():
            for phrase in topic.asked:
                self._guesses.learn(phrase, [(topic.id, 1.0)])
        self._told_same: PhraseBook[Concepts] = PhraseBook()
        told = [(topic.id, topic.needs, topic.told, topic.people) for topic in self.topics.values()]
        self._note(of_needs, slots and {name: list(choices) for name, choices in slots.items()}, told)

    @classmethod
    def load(cls, folder: Path) -> "Thesaurus":
        """Read the files of a folder; one that is missing adds nothing."""
        needs = read_needs(folder)
        slots = {row["slot"]: row["words"].split(";") for row in rows(folder / "thesaurus_slots.csv")}
        thesaurus = cls(needs, slots, read_topics(folder))
        for row in rows(folder / "thesaurus.csv"):
            thesaurus.mean(row["phrase"], dict(concepts(row["needs"])), reads=row["reads"])
        for need in needs:
            thesaurus.mean(need.label, {need.id: 1.0})
        for row in rows(folder / "synonyms.csv"):
            weight = SYNONYM_WEIGHT * float(row["weight"] or 1)
            thesaurus.same(row["words"].split(";"), weight=weight, one_way=row["one_way"] == "yes")
        return thesaurus

    def mean(self, phrase: str, needs: Mapping[str, float], *, reads: str = "both") -> None:
        """Let a phrase mean needs: in what is asked (``query``), in what listings say (``listing``) or in ``both``.

        Args:
            needs: how far it means each (0 to 1). None: it only silences shorter phrases within it.
        """
        if reads in {"both", "query"}:
            self._asked.add(phrase, tuple(needs.items()))
            self._guesses.learn(phrase, needs.items())
        if reads in {"both", "listing"}:
            self._told.add(phrase, tuple(needs.items()))
            self._note(phrase, tuple(needs.items()))

    def same(self, group: Sequence[str], *, weight: float = SYNONYM_WEIGHT, one_way: bool = False) -> None:
        """Let the words of a group mean the same; one way: who asks for the first means the others too."""
        meant = ((f"same:{'-'.join(Text.of(group[0]).stems)}", weight),)
        self._note(list(group), meant)
        for word in group:
            self._told_same.add(word, meant)
        for word in group[:1] if one_way else group:
            self._asked_same.add(word, meant)

    def needs_asked(self, text: Text) -> list[Found]:
        """The phrases of a query that mean needs."""
        return [found for found in _found(self._asked, text) if found.concepts]

    def topics_asked(self, text: Text) -> list[Found]:
        """The phrases of a query that mean topics."""
        return _found(self._asked_topics, text)

    def guesses(self, puzzling: Iterable[str]) -> list[tuple[str, float]]:
        """What single words of a query most likely mean that stand in no phrase there, and how likely."""
        return self._guesses.concepts(puzzling)

    def resembling(self, word: str) -> str | None:
        """The word of our phrases that was probably meant by one that stands in none of them."""
        return self._guesses.resembling(word)

    def synonyms_asked(self, text: Text) -> list[Found]:
        """The words of a query that have synonyms."""
        return _found(self._asked_same, text)

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
        return any(stem in book.vocabulary for book in (self._asked, self._asked_topics, self._asked_same))

    def _note(self, *told: object) -> None:
        self.digest = sha256(f"{self.digest}{told!r}".encode()).hexdigest()

    def label(self, need: str) -> str:
        """What a need is called; its id when it is not of our list."""
        return self.needs[need].label if need in self.needs else need

    def around(self, need: str) -> dict[str, float]:
        """The needs whose services answer this one too, and how well: its neighbours, and the broader need."""
        if need not in self.needs:
            return {}
        parent = self.needs[need].parent
        return dict(self.needs[need].also) | ({parent: ABOVE} if parent else {})

    def who_knows(self) -> Concepts:
        """The topics of services that may know of others."""
        return tuple((topic.id, topic.knows) for topic in self.topics.values() if topic.knows)


def _book(phrases: Mapping[str, Iterable[str]], slots: Mapping[str, Sequence[str]] | None) -> PhraseBook[Concepts]:
    """The phrases of topics. One may mean several: "no cooker" asks for furniture and for grants."""
    meant: dict[tuple[str, ...], tuple[str, dict[str, float]]] = {}
    for id_, worded in phrases.items():
        for phrase in worded:
            _, topics = meant.setdefault(wording(phrase), (phrase, {}))
            topics[id_] = 1.0
    book: PhraseBook[Concepts] = PhraseBook(slots)
    for phrase, topics in meant.values():
        book.add(phrase, tuple(topics.items()))
    return book


def _found(book: PhraseBook[Concepts], text: Text) -> list[Found]:
    return [Found(span.start, span.end, span.meaning) for span in book.find(text)]
