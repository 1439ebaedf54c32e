"""From a query's text to what is looked up: units of meaning, each with the terms that would answer it. Pure.

A *unit* is a need that the words ask for, or one of the words themselves. Its alternatives are terms of the
index, each with how well it would answer; a document answers a unit as well as its best alternative does.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from search_index.analysis import FILLER, READ_AT_MOST, STOP_WORDS, stem, words
from search_index.phrases import Text
from search_index.ranking import rarity
from search_index.thesaurus import Found, Thesaurus, Topic

NEED_WEIGHT = 2.2
"""What a need that was asked for counts, beside 1 for the rarest word."""

TOPIC_WEIGHT = 2.2
"""What a topic counts that no need of the query contains."""

BROADER = 0.4
"""How well a service answers a topic of which it only serves the broader need."""

PAIR_WEIGHT = 1.0
"""What two words count that follow each other."""

EXPLAINED = 0.45
"""What is left of the weight of a word that a need already stands for."""

RESPELT_WEIGHT = 0.9
"""How far a word read for a misspelt one counts as the word itself."""


class Lexicon(Protocol):
    """What a plan must know of the documents."""

    def documents(self) -> int:
        """How many there are."""

    def frequency(self, term: str, /) -> int:
        """In how many of them a term stands."""

    def resembling(self, word: str, /) -> str | None:
        """The term that was probably meant by a word that no document holds."""

    def spoken(self, term: str, /) -> str:
        """A word of the documents of which a term is the stem."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A need or a word that is sought.

    Attributes:
        kind: ``need`` or ``word``.
        value: the need's id, or the word as it was typed.
        weight: how much it tells, beside the other units.
        terms: the terms that answer it, and how well (0 to 1).
    """

    kind: str
    value: str
    weight: float
    terms: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is looked up for a text.

    Attributes:
        units: in the order of the text, needs first. None: the text asks for nothing in particular.
        respelt: words that no document holds, and what was read for them.
        unknown: words that no document holds and that resemble nothing.
    """

    units: tuple[Unit, ...] = ()
    respelt: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def weight(self) -> float:
        """The weight of all units together."""
        return sum(unit.weight for unit in self.units)

    @property
    def needs(self) -> tuple[str, ...]:
        """The needs that are asked for."""
        return tuple(unit.value for unit in self.units if unit.kind == "need")

    @property
    def concepts(self) -> frozenset[str]:
        """The needs and topics that are meant in full, not those that would do in their stead."""
        return frozenset(
            term for unit in self.units if unit.kind != "word" for term, weight in unit.terms if weight >= 1
        )


def plan(text: str, thesaurus: Thesaurus, lexicon: Lexicon, *, ignoring: frozenset[str] = frozenset()) -> Plan:
    """Read a text: correct its spelling where no document could answer, find the needs it names, weigh its words.

    Args:
        ignoring: needs that are not meant, whatever the words say.
    """
    typed = words(_beginning(text))
    meant = _meant(typed, thesaurus, lexicon)
    stemmed = [meant.get(word, stem(word)) for word in typed]
    topics = thesaurus.topics_asked(Text(typed, stemmed))
    asked = [_but(found, ignoring) for found in thesaurus.needs_asked(Text(typed, stemmed))]
    asked = [found for found in asked if found.concepts and not any(_silences(topic, found) for topic in topics)]
    same = thesaurus.synonyms_asked(Text(typed, stemmed))
    concepts = _concept_units(asked, topics, thesaurus, ignoring)
    units = [*concepts, *_word_units(typed, stemmed, [*asked, *topics], same, lexicon)]
    units += _pair_units(typed, lexicon)
    known = [unit for unit in units if any(lexicon.frequency(term) for term, _ in unit.terms)]
    # A need that no listing serves stays, since those around it may be served; so does a text of unknown words only.
    kept = tuple(unit for unit in units if unit in known or unit.kind == "need" or not known)
    unknown = tuple(unit.value for unit in units if unit.kind == "word" and unit not in known)
    return Plan(kept, tuple((word, lexicon.spoken(term)) for word, term in meant.items()), unknown)


def _beginning(text: str) -> str:
    """As much of a text as is read, without the word in which it is cut off."""
    if len(text) <= READ_AT_MOST:
        return text
    whole, _, _ = text[: READ_AT_MOST + 1].rpartition(" ")
    return whole or text[:READ_AT_MOST]


def _but(found: Found, ignoring: frozenset[str]) -> Found:
    """What was found, without the needs that are not meant."""
    return replace(found, concepts=tuple(each for each in found.concepts if each[0] not in ignoring))


def _meant(typed: list[str], thesaurus: Thesaurus, lexicon: Lexicon) -> dict[str, str]:
    """The terms that were probably meant by those of the typed words that neither a document nor the
    thesaurus knows.
    """
    meant: dict[str, str] = {}
    for word in dict.fromkeys(typed):
        if word in STOP_WORDS or word in FILLER or thesaurus.knows(stem(word)) or lexicon.frequency(stem(word)):
            continue
        if term := lexicon.resembling(word):
            meant[word] = term
    return meant


def _silences(topic: Found, need: Found) -> bool:
    """A longer phrase that means a topic silences the phrases within it that mean needs."""
    return topic.start <= need.start and need.end <= topic.end and topic.end - topic.start > need.end - need.start


def _concept_units(
    asked: Iterable[Found], topics: Iterable[Found], thesaurus: Thesaurus, ignoring: frozenset[str]
) -> list[Unit]:
    """The needs, each narrowed to the topics within it that the same words name; then the topics of no such need."""
    weights: dict[str, float] = {}
    narrowed: dict[str, dict[str, float]] = {}
    spoken = [(found, thesaurus.topics[id_]) for found in topics for id_, _ in found.concepts]
    for found in asked:
        for need, weight in found.concepts:
            weights[need] = max(weight, weights.get(need, 0.0))
            within = {topic.id for span, topic in spoken if _overlap(span, found) and need in dict(topic.needs)}
            narrowed.setdefault(need, {}).update(dict.fromkeys(sorted(within), 1.0))
    strongest = sorted(weights, key=lambda need: (-weights[need], need))
    units = []
    for need in strongest:
        terms = {**narrowed[need], need: BROADER if narrowed[need] else 1.0}
        units.append(Unit("need", need, NEED_WEIGHT * weights[need], tuple(terms.items())))
    covered = {id_ for topics_ in narrowed.values() for id_ in topics_}
    for span, topic in spoken:
        pass
    by_span: dict[tuple[int, int], list[Topic]] = {}
    for span, topic in spoken:
        if topic.id not in covered:
            covered.add(topic.id)
            by_span.setdefault((span.start, span.end), []).append(topic)
    for together in by_span.values():
        terms = {}
        for topic in together:
            terms.update({need: BROADER * weight for need, weight in topic.needs if need not in ignoring})
        terms.update({topic.id: 1.0 for topic in together})
        units.append(Unit("topic", together[0].label, TOPIC_WEIGHT, tuple(terms.items())))
    return units


def _overlap(one: Found, other: Found) -> bool:
    return one.start < other.end and other.start < one.end


def _word_units(
    typed: list[str], stemmed: list[str], asked: list[Found], same: list[Found], lexicon: Lexicon
) -> list[Unit]:
    explained = {place for found in asked for place in range(found.start, found.end)}
    synonyms = _by_place(same)
    telling = [place for place, word in enumerate(typed) if word not in STOP_WORDS and word not in FILLER]
    # "advice" on its own is what is sought; beside "debt" it says next to nothing.
    filling = [place for place, word in enumerate(typed) if word in FILLER] if not telling and not asked else []
    units: dict[str, Unit] = {}
    for place in telling or filling:
        term = stemmed[place]
        exact = 1.0 if term == stem(typed[place]) else RESPELT_WEIGHT
        terms = {term: exact, **synonyms.get(place, {})}
        weight = rarity(lexicon.documents(), min(lexicon.frequency(term) for term in terms))
        weight *= EXPLAINED if place in explained else 1.0
        units.setdefault(term, Unit("word", typed[place], weight, tuple(terms.items())))
    return list(units.values())


def _pair_units(typed: list[str], lexicon: Lexicon) -> Iterator[Unit]:
    telling = [word for word in typed if word not in STOP_WORDS]
    for one, other in pairwise(telling):
        term = stem(one + other)
        if (one in FILLER and other in FILLER) or not lexicon.frequency(term):
            continue
        weight = PAIR_WEIGHT * rarity(lexicon.documents(), lexicon.frequency(term))
        yield Unit("word", f"{one} {other}", weight, ((term, 1.0),))


def _by_place(same: list[Found]) -> dict[int, dict[str, float]]:
    """The synonyms of a phrase stand beside each of its words."""
    places: dict[int, dict[str, float]] = {}
    for found in same:
        for place in range(found.start, found.end):
            places.setdefault(place, {}).update(found.concepts)
    return places
