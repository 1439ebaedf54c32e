"""What of a listing is indexed, and how much each part of it tells.

The words of all its parts are weighed once, when it is indexed, into a single *impact* a term: BM25F
(Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009, section 3.5) with fixed pivot lengths
in the place of the averages of a collection, so that an impact never changes because another listing has.
Only the rarity of a term is left for the time of the query.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from search_index.analysis import STOP_WORDS, stem
from search_index.documents import Document, group_of
from search_index.phrases import Text
from search_index.thesaurus import Thesaurus


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a listing.

    Attributes:
        weight: what a word in it counts, beside 1 for a word of a description of usual length.
        pivot: its usual length in words.
        slope: how much more a word counts in a shorter part, from 0 (not at all) to 1 (in proportion).
    """

    name: str
    weight: float
    pivot: int
    slope: float


PARTS = (
    Part("name", weight=4.0, pivot=4, slope=0.3),
    Part("needs", weight=5.0, pivot=2, slope=0.2),
    Part("keywords", weight=2.5, pivot=6, slope=0.3),
    Part("summary", weight=2.0, pivot=15, slope=0.4),
    Part("organisation", weight=1.5, pivot=4, slope=0.3),
    Part("description", weight=1.0, pivot=90, slope=0.6),
)
"""The parts, the most telling first; the place in this row is the part's bit in ``Posting.where``."""

SATURATION = 1.4
"""How soon saying a word again tells nothing more (the k1 of BM25)."""

STEPS = 4096
"""An impact is a whole number of such parts of 1, so that every engine adds up exactly the same numbers."""

PAIRED = frozenset({"name", "keywords", "summary", "organisation"})
"""The parts in which words that follow each other are a term, too."""

CONCEPT_GROUPS = frozenset({"need", "category"})
"""The groups of tags that say what a listing is about, and so count as words of it."""

EVIDENCE = 0.45
"""The impact from which a need found in a listing's own words counts as one of its needs."""


class Posting(NamedTuple):
    """A term of a listing: its impact (0 to 1, in whole steps) and the parts it stands in, a bit each."""

    impact: float
    where: int


def postings(document: Document, thesaurus: Thesaurus) -> dict[str, Posting]:
    """Every term of a document: the stems of its words, and the concepts that its words or its tags mean."""
    weights: dict[str, float] = {}
    where: dict[str, int] = {}
    for bit, part in enumerate(PARTS):
        for term, weight in _weigh(document, part, thesaurus).items():
            weights[term] = weights.get(term, 0.0) + weight
            where[term] = where.get(term, 0) | 1 << bit
    return {term: Posting(_impact(weight), where[term]) for term, weight in weights.items()}


def found_needs(terms: dict[str, Posting]) -> frozenset[str]:
    """The needs for which the terms of a listing are good evidence."""
    return frozenset(term for term, posting in terms.items() if term.startswith("need:") and posting.impact >= EVIDENCE)


def surfaces(document: Document) -> list[str]:
    """The words of a document that are not their own stems, in alphabetical order."""
    read = (_read(text) for part in PARTS for text in texts(document, part))
    return sorted({word for text in read for word, term in zip(text.words, text.stems, strict=True) if word != term})


def spoken_form(term: str, among: Iterable[str]) -> str:
    """The first of some words of which a term is the stem; the term itself when there is none."""
    return next((word for word in among if stem(word) == term), term)


@lru_cache(maxsize=256)
def parts_of(where: int) -> tuple[str, ...]:
    """The names of the parts whose bits are set."""
    return tuple(part.name for bit, part in enumerate(PARTS) if where >> bit & 1)


def texts(document: Document, part: Part) -> tuple[str, ...]:
    """The texts of a part of a document. Phrases do not run from one text into the next."""
    match part.name:
        case "name":
            return (document.name,)
        case "summary":
            return (document.summary,)
        case "organisation":
            return (document.organisation,)
        case "description":
            return (document.description,)
        case "keywords":
            return document.keywords
        case _:
            return ()


def _weigh(document: Document, part: Part, thesaurus: Thesaurus) -> dict[str, float]:
    """What each term of one part of a document weighs."""
    if part.name == "needs":
        return {tag: part.weight for tag in document.tags if group_of(tag) in CONCEPT_GROUPS}
    counts: dict[str, float] = {}
    length = 0
    paired = part.name in PAIRED
    for text in texts(document, part):
        read = _read(text)
        length += len(read.words)
        for word, term in zip(read.words, read.stems, strict=True):
            if word not in STOP_WORDS:
                counts[term] = counts.get(term, 0.0) + 1.0
        if paired:
            for pair in pairs(read.words):
                counts[pair] = counts.get(pair, 0.0) + 1.0
        for concept, weight in thesaurus.concepts_told(read).items():
            counts[concept] = counts.get(concept, 0.0) + weight
    share = part.weight / (1 - part.slope + part.slope * length / part.pivot)
    return {term: share * count for term, count in counts.items()}


@lru_cache(maxsize=64)
def _read(text: str) -> Text:
    """A text as its words. Of each document it is asked for twice in a row: for its terms and for its surfaces."""
    return Text.of(text)


def pairs(folded: Sequence[str]) -> Iterator[str]:
    """For each two words that follow each other the term of both, written together: "food bank" is found by
    "foodbank", and the other way round.
    """
    telling = [word for word in folded if word not in STOP_WORDS]
    for one, other in pairwise(telling):
        yield stem(one + other)


def _impact(weight: float) -> float:
    return max(1, round(STEPS * weight / (weight + SATURATION))) / STEPS
