"""The match rules and boosts of two public directories, on a small BM25 of our own.

They were read in the published code of Connected Kingston (its query builder for services) and of ALISS (its search
of version 5). What is scored here are those rules, not the products.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from math import log

from rapidfuzz.distance import OSA
from whoosh.lang.porter import stem

from tests.benchmarks.relevance.judged import Judged, Listing

FIELDS = ("name", "organisation", "description", "kinds")
STOP_WORDS = frozenset(
    """
    a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to
    was will with
    """.split()
)

# BM25 as Lucene sets it.
K1, B = 1.2, 0.75
MOST_EXPANSIONS = 50

Scored = dict[int, float]
"""By the number of a listing what a part of a query gives it."""


def texts(listing: Listing) -> dict[str, str]:
    """The fields of a listing."""
    return {field: getattr(listing, field) for field in FIELDS}


def plain_words(text: str) -> list[str]:
    """Words as an English analyser sees them, without stemming."""
    found = re.findall(r"[a-z0-9]+", re.sub("['’]", "", text.lower()))
    return [word for word in found if word not in STOP_WORDS]


def stemmed_words(text: str) -> list[str]:
    """The same, stemmed."""
    return [stem(word) for word in plain_words(text)]


class Field:
    """One field of all listings, and three ways of matching it."""

    def __init__(self, values: Iterable[str], read: Callable[[str], list[str]]) -> None:
        self._words = [read(value) for value in values]
        self._counts = [Counter(words) for words in self._words]
        self._holding: defaultdict[str, list[int]] = defaultdict(list)
        for number, counts in enumerate(self._counts):
            for word in counts:
                self._holding[word].append(number)

    @cached_property
    def _filled(self) -> int:
        return sum(map(bool, self._words))

    @cached_property
    def _usual(self) -> float:
        return sum(map(len, self._words)) / max(1, self._filled) or 1.0

    def word(self, word: str) -> Scored:
        """BM25 of one word."""
        holding = self._holding.get(word, ())
        rarity = log(1 + (self._filled - len(holding) + 0.5) / (len(holding) + 0.5))
        return {number: rarity * self._frequency(number, word) for number in holding}

    def _frequency(self, number: int, word: str) -> float:
        count = self._counts[number][word]
        return count * (K1 + 1) / (count + K1 * (1 - B + B * len(self._words[number]) / self._usual))

    def fuzzy(self, word: str, *, one_from: int, two_from: int) -> Scored:
        """The best of a word and of those one or two slips away, which count less the more of them is wrong.

        Args:
            one_from, two_from: letters from which one slip, or two, are forgiven.
        """
        slips = (len(word) >= one_from) + (len(word) >= two_from)
        distances = ((other, OSA.distance(word, other, score_cutoff=slips)) for other in self._holding)
        close = {other: 1 - distance / min(len(word), len(other)) for other, distance in distances if distance <= slips}
        best: Scored = {}
        for other, share in sorted(close.items(), key=lambda each: -each[1])[:MOST_EXPANSIONS]:
            for number, score in self.word(other).items():
                best[number] = max(best.get(number, 0.0), share * score)
        return best

    def phrase(self, words: Sequence[str]) -> Scored:
        """BM25 of all words, where they follow each other."""
        parts = [self.word(word) for word in words]
        together = set(parts[0]).intersection(*parts[1:]) if parts else set()
        return {number: sum(part[number] for part in parts) for number in together if self._follow(number, words)}

    def _follow(self, number: int, words: Sequence[str]) -> bool:
        there = self._words[number]
        return any(there[at : at + len(words)] == list(words) for at in range(len(there) - len(words) + 1))


def connected_kingston(judged: Judged) -> Iterator[tuple[str, list[Listing]]]:
    """Any word, forgiving slips; more for all of them; most for the phrase."""
    boosts = {"name": (3, 4, 6), "organisation": (3, 4, 6), "description": (1, 1.5, 2), "kinds": (1, 2, 3)}
    fields = {name: Field((getattr(each, name) for each in judged.listings), plain_words) for name in boosts}
    for question in judged.questions:
        words = plain_words(question.text)
        scores: defaultdict[int, float] = defaultdict(float)
        for name, (any_of, all_of, phrase) in boosts.items():
            found = [fields[name].fuzzy(word, one_from=3, two_from=6) for word in words]
            for number, score in _summed(found).items():
                everywhere = all(number in each for each in found)
                scores[number] += (any_of + (all_of if everywhere else 0)) * score
            for number, score in fields[name].phrase(words).items():
                scores[number] += phrase * score
        yield question.id, _ranked(scores, judged)


def aliss(judged: Judged) -> Iterator[tuple[str, list[Listing]]]:
    """All words in one field, forgiving slips and stemmed; more for each that is written alike."""
    boosts = {"name": (2.0, 4.0), "description": (1.5, 3.0), "kinds": (1.5, 3.0)}
    fields = {name: Field((getattr(each, name) for each in judged.listings), stemmed_words) for name in boosts}
    for question in judged.questions:
        words = stemmed_words(question.text)
        scores: defaultdict[int, float] = defaultdict(float)
        matching: set[int] = set()
        for name, (fuzzy, exact) in boosts.items():
            found = [fields[name].fuzzy(word, one_from=4, two_from=7) for word in words]
            for number in set(found[0]).intersection(*found[1:]) if found else ():
                matching.add(number)
                scores[number] += fuzzy * sum(each[number] for each in found)
            for word in words:
                for number, score in fields[name].word(word).items():
                    scores[number] += exact * score
        yield question.id, _ranked({number: scores[number] for number in matching}, judged)


def _summed(parts: Iterable[Scored]) -> Scored:
    total: defaultdict[int, float] = defaultdict(float)
    for part in parts:
        for number, score in part.items():
            total[number] += score
    return total


def _ranked(scores: Scored, judged: Judged) -> list[Listing]:
    return [judged.listings[number] for number in sorted(scores, key=lambda number: (-scores[number], number))]
