"""From the phrases of a query to units of meaning: the needs it asks for, narrowed to the topics it names. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from search_index.phrases import Text
from search_index.ranking import BROADER, GUESS_WEIGHT, NEED_WEIGHT, SAYING, SHARING, TOPIC_WEIGHT
from search_index.terms import Topic
from search_index.thesaurus import Found, Thesaurus


@dataclass(frozen=True, slots=True)
class Unit:
    """A need, a topic or a word that is sought.

    Attributes:
        kind: ``need``, ``topic`` or ``word``.
        value: the need's id, the topic's label, or the word as it was typed.
        weight: how much it tells, beside the other units.
        terms: the terms that answer it, and how well (0 to 1).
        needs: the needs that it stands for; none for a word.
    """

    kind: str
    value: str
    weight: float
    terms: tuple[tuple[str, float], ...]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """The phrases of a query that mean needs, those that mean topics, and the stems of all its words."""

    needs: Sequence[Found]
    topics: Sequence[Found]
    stems: Sequence[str]

    def saying(self, topics: Collection[str]) -> dict[str, float]:
        """The words that mean one of some topics all by themselves: what says them answers in part, too."""
        return {
            self.stems[found.start]: SAYING
            for found in self.topics
            if found.end - found.start == 1 and any(topic in topics for topic, _ in found.concepts)
        }

    def places(self) -> set[int]:
        """The places of all words that a need or a topic already stands for."""
        return {place for found in (*self.needs, *self.topics) for place in range(found.start, found.end)}


def hear(text: Text, thesaurus: Thesaurus, ignoring: frozenset[str]) -> Heard:
    """Find the needs and topics in a text, but those that are not meant."""
    shunned = ignoring | {topic.id for topic in thesaurus.topics.values() if topic.main_need in ignoring}
    topics = [_but(found, shunned) for found in thesaurus.topics_asked(text)]
    needs = [_but(found, shunned) for found in thesaurus.needs_asked(text)]
    spoken = [found for found in topics if found.concepts]
    heard = [found for found in needs if found.concepts and not any(_silences(topic, found) for topic in spoken)]
    return Heard(heard, spoken, text.stems)


def units(heard: Heard, thesaurus: Thesaurus) -> list[Unit]:
    """What is heard as units: the needs, strongest first, then the topics that lie in none of them.

    "Bad chest" means the need of living with a long-term condition and, more closely, the topic of lungs. A listing
    about lungs answers such a unit in full, one that only serves the need answers it in part.
    """
    narrowed = {need: _within(need, heard, thesaurus) for found in heard.needs for need, _ in found.concepts}
    covered = {topic for topics in narrowed.values() for topic in topics}
    return [*_need_units(heard, narrowed), *_topic_units(heard, thesaurus, covered)]


def guessed(puzzling: Sequence[str], beside: Sequence[Unit], thesaurus: Thesaurus) -> list[Unit]:
    """What some words probably mean that stand in no known phrase, as far as no other unit has it already."""
    there = {term for unit in beside for term, _ in unit.terms}
    return [
        _guessed_unit(id_, likelihood, thesaurus) for id_, likelihood in thesaurus.guesses(puzzling) if id_ not in there
    ]


def _guessed_unit(id_: str, likelihood: float, thesaurus: Thesaurus) -> Unit:
    topic = thesaurus.topics.get(id_) or Topic(id_, thesaurus.label(id_), ((id_, 1.0),))
    broader = {need: BROADER * weight for need, weight in topic.needs}
    terms = {**broader, id_: 1.0}
    needs = (topic.main_need,) if topic.main_need else ()
    return Unit("topic", topic.label, GUESS_WEIGHT * likelihood, tuple(terms.items()), needs)


def _but(found: Found, shunned: frozenset[str]) -> Found:
    return replace(found, concepts=tuple(each for each in found.concepts if each[0] not in shunned))


def _silences(topic: Found, need: Found) -> bool:
    """A phrase that means a topic silences shorter phrases within it that mean needs."""
    return topic.start <= need.start and need.end <= topic.end and topic.end - topic.start > need.end - need.start


def _within(need: str, heard: Heard, thesaurus: Thesaurus) -> tuple[str, ...]:
    """The topics within a need that the words which mean the need name, too."""
    spans = [found for found in heard.needs if need in dict(found.concepts)]
    return tuple(
        dict.fromkeys(
            topic
            for found in heard.topics
            if any(found.start < span.end and span.start < found.end for span in spans)
            for topic, _ in found.concepts
            if need in dict(thesaurus.topics[topic].needs)
        )
    )


def _need_units(heard: Heard, narrowed: Mapping[str, Sequence[str]]) -> Iterator[Unit]:
    weights: dict[str, float] = {}
    for found in heard.needs:
        total = sum(weight for _, weight in found.concepts)
        for need, weight in found.concepts:
            weights[need] = max(weight / max(1.0, total) ** SHARING, weights.get(need, 0.0))
    for need in sorted(weights, key=lambda need: (-weights[need], need)):
        terms = {
            need: BROADER if narrowed[need] else 1.0,
            **heard.saying(narrowed[need]),
            **dict.fromkeys(narrowed[need], 1.0),
        }
        yield Unit("need", need, NEED_WEIGHT * weights[need], tuple(terms.items()), (need,))


def _topic_units(heard: Heard, thesaurus: Thesaurus, covered: Iterable[str]) -> Iterator[Unit]:
    """The topics of one phrase together: any of them would do."""
    done = set(covered)
    for found in heard.topics:
        topics = [thesaurus.topics[id_] for id_, _ in found.concepts if id_ not in done]
        done |= {topic.id for topic in topics}
        if topics:
            broader = {need: BROADER * weight for topic in topics for need, weight in topic.needs}
            wanted = [topic.id for topic in topics]
            terms = {**broader, **heard.saying(wanted), **dict.fromkeys(wanted, 1.0)}
            mains = tuple(dict.fromkeys(topic.main_need for topic in topics if topic.main_need))
            yield Unit("topic", topics[0].label, TOPIC_WEIGHT, tuple(terms.items()), mains)
