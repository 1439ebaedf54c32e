"""From a query's text to what is looked up: units of meaning, each with the terms that would answer it. Pure.

A *unit* is a need or topic that the words ask for, one of the words themselves, or two that follow each other. Its
alternatives are terms of the index, each with how well it would answer; a document answers a unit as well as its best
alternative does.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple, Protocol

from search_index.aims import Told, told_of
from search_index.analysis import FILLER, OF_ASKING, READ_AT_MOST, STOP_WORDS, stem, words
from search_index.concepts import Heard, Unit, guessed, hear
from search_index.concepts import units as concept_units
from search_index.denials import without_denied
from search_index.phrases import Text
from search_index.ranking import APART, EXPLAINED, NEIGHBOUR_WEIGHT, PAIR_WEIGHT, RARE, RESPELT_WEIGHT, rarity
from search_index.thesaurus import Found, Thesaurus


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


@dataclass(frozen=True)
class Plan:
    """What is looked up for a text.

    Attributes:
        units: in the order of the text, needs first. None: the text asks for nothing in particular.
        respelt: words that no document holds, and what was read for them.
        unknown: words that no document holds and that resemble nothing.
        told: what asking for this tells of the client.
        neighbours: the same plan, but a need may also be answered, less well, by those around it; None: it makes no
            difference.
        denied: what is not wanted, in the words in which that was said; it is not looked up.
    """

    units: tuple[Unit, ...] = ()
    respelt: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
    told: Told = field(default_factory=dict)
    neighbours: "Plan | None" = None
    denied: tuple[str, ...] = ()

    @cached_property
    def weight(self) -> float:
        """The weight of all units together."""
        return sum(unit.weight for unit in self.units)

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """The needs that are asked for."""
        return tuple(dict.fromkeys(need for unit in self.units for need in unit.needs))


def plan(
    text: str,
    thesaurus: Thesaurus,
    lexicon: Lexicon,
    *,
    ignoring: frozenset[str] = frozenset(),
    keeping: frozenset[str] = frozenset(),
) -> Plan:
    """Read a text: correct its spelling where no document could answer, find the needs it names, weigh its words.

    Args:
        ignoring: needs that are not meant, whatever the words say.
        keeping: as in ``Query``: without "spelling" words that no document holds may be slips for others, and without
            "turned_down" what is not wanted is not looked up.
    """
    typed, denied = words(_beginning(text)), list[str]()
    if "turned_down" not in keeping:
        typed, denied = without_denied(typed, thesaurus)
    respelt = _respelt(typed, thesaurus, lexicon) if "spelling" not in keeping else {}
    spelt = [respelt[word].spelt if word in respelt else word for word in typed]
    read = Text(spelt, [respelt[word].term if word in respelt else stem(word) for word in typed])
    heard = hear(read, thesaurus, ignoring)
    meanings, pairs = concept_units(heard, thesaurus), list(_pair_units(spelt, lexicon))
    # Words that stand together in a listing are the name of something; and who takes a meaning back wants no guesses.
    if (meanings or not pairs) and not ignoring:
        puzzling = _puzzling(read, heard, lexicon, few=0 if meanings else RARE * lexicon.documents())
        meanings += guessed(puzzling, meanings, thesaurus)
    units = [*meanings, *_word_units(read, heard, thesaurus.synonyms_asked(read), lexicon, respelt), *pairs]
    known = [unit for unit in units if any(lexicon.frequency(term) for term, _ in unit.terms)]
    # A need that no listing serves stays, since those around it may be served; so does a text of unknown words only.
    kept = tuple(unit for unit in units if unit in known or unit.kind != "word" or not known)
    read_for = {word: other.spelt for word, other in respelt.items()}
    nowhere = (unit.value for unit in units if unit.kind == "word" and unit not in known)
    unknown = tuple(word for word in nowhere if word not in read_for.values())
    told = told_of(_concepts(kept), thesaurus)
    around = tuple(_with_neighbours(unit, thesaurus) for unit in kept)
    neighbours = Plan(around, tuple(read_for.items()), unknown, told) if around != kept else None
    return Plan(kept, tuple(read_for.items()), unknown, told, neighbours, tuple(denied))


def _concepts(units: Iterable[Unit]) -> Iterator[str]:
    """The needs and topics that are meant in full, not those that would do in their stead."""
    return (term for unit in units if unit.kind != "word" for term, weight in unit.terms if weight >= 1)


def _with_neighbours(unit: Unit, thesaurus: Thesaurus) -> Unit:
    around = {other: weight for need in unit.needs for other, weight in thesaurus.around(need).items()}
    further = {need: NEIGHBOUR_WEIGHT * weight for need, weight in around.items() if need not in dict(unit.terms)}
    return replace(unit, terms=unit.terms + tuple(further.items())) if further else unit


def _beginning(text: str) -> str:
    """As much of a text as is read, without the word in which it is cut off."""
    if len(text) <= READ_AT_MOST:
        return text
    whole, _, _ = text[: READ_AT_MOST + 1].rpartition(" ")
    return whole or text[:READ_AT_MOST]


class _Respelt(NamedTuple):
    """What was read for a word: its term, and how it is spelt."""

    term: str
    spelt: str


def _respelt(typed: list[str], thesaurus: Thesaurus, lexicon: Lexicon) -> dict[str, _Respelt]:
    """What was probably meant by those of the typed words that neither a document nor the thesaurus knows.

    A word of the documents comes first. A word of the thesaurus alone still tells what is needed: where no listing says
    "lonely", one for lonely people answers "lonley".
    """
    meant: dict[str, _Respelt] = {}
    for word in dict.fromkeys(typed):
        if word in STOP_WORDS or word in FILLER or thesaurus.knows(stem(word)) or lexicon.frequency(stem(word)):
            continue
        if term := lexicon.resembling(word):
            meant[word] = _Respelt(term, lexicon.spoken(term))
        elif known := thesaurus.resembling(word):
            meant[word] = _Respelt(stem(known), known)
    return meant


def _puzzling(read: Text, heard: Heard, lexicon: Lexicon, *, few: float) -> list[str]:
    """The words that no phrase explains and that at most so many documents hold."""
    explained = heard.places()
    return [
        word
        for place, (word, term) in enumerate(zip(read.words, read.stems, strict=True))
        if place not in explained and lexicon.frequency(term) <= few
    ]


def _word_units(
    read: Text, heard: Heard, same: list[Found], lexicon: Lexicon, respelt: Mapping[str, _Respelt]
) -> list[Unit]:
    explained, synonyms = heard.places(), _by_place(same)
    telling = [place for place, word in enumerate(read.words) if word not in STOP_WORDS and word not in FILLER]
    # "advice" on its own is what is sought; beside "debt" it says next to nothing.
    if not telling and not explained:
        telling = [place for place, word in enumerate(read.words) if word in FILLER - OF_ASKING]
    units: dict[str, Unit] = {}
    guesses = {other.term for other in respelt.values()}
    for place in telling:
        word, term = read.words[place], read.stems[place]
        exact = RESPELT_WEIGHT if term in guesses else 1.0
        terms = {term: exact, **synonyms.get(place, {})}
        weight = rarity(lexicon.documents(), min(lexicon.frequency(each) for each in terms))
        weight *= EXPLAINED if place in explained else 1.0
        units.setdefault(term, Unit("word", word, weight, tuple(terms.items())))
    return list(units.values())


def _by_place(same: list[Found]) -> dict[int, dict[str, float]]:
    """The synonyms of a phrase stand beside each of its words."""
    places: dict[int, dict[str, float]] = {}
    for found in same:
        for place in range(found.start, found.end):
            places.setdefault(place, {}).update(found.concepts)
    return places


def _pair_units(spelt: list[str], lexicon: Lexicon) -> Iterator[Unit]:
    """The words that follow each other in a part of some listing, too: most of all in its name."""
    for one, other in pairwise(word for word in spelt if word not in STOP_WORDS):
        term = stem(one + other)
        if (one in FILLER and other in FILLER) or not lexicon.frequency(term):
            continue
        weight = PAIR_WEIGHT * rarity(lexicon.documents(), lexicon.frequency(term))
        yield Unit("word", f"{one} {other}", weight, ((term, 1.0), (stem(one), APART), (stem(other), APART)))
