"""What single words most likely mean, learnt from the phrases that hold them. For words of a query in no phrase, and
for slips for words that stand in some.

"Cigs" stands in many phrases and nearly all of them mean smoking; so a query that says it in words of its own probably
means that, too.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import partial

from search_index.analysis import FILLER, STOP_WORDS, stem, words
from search_index.spelling import closest

LIKELY = 0.2
"""The share of a word's phrases that must mean a concept before the word alone is taken for it."""

DOUBT = 1.0
"""So many phrases that mean something else every word is taken to have beside its own, so that one phrase proves
little."""

MOST = 2
"""Concepts guessed for a query."""

WHO = frozenset(
    """
    mum mam mom mummy mother dad daddy father nan nana gran granny grandma grandmother grandad grandpa grandfather
    husband wife partner son daughter brother sister couple lady man woman boy girl lad lass pt
    """.split()
)
"""Who is spoken of says nothing of what is needed, whatever phrases they stand in: "looks after mum" is one of a young
carer, "my mum is 82" is not."""

_SLOT = re.compile(r"\{\w+\}")


class Guesses:
    """For each stem, in how many phrases it stands and what they mean."""

    def __init__(self) -> None:
        self._phrases: Counter[str] = Counter()
        self._meanings: defaultdict[str, defaultdict[str, float]] = defaultdict(partial(defaultdict, float))
        self._spelt: Counter[str] = Counter()
        self._as_spelt: dict[str, str] = {}

    def learn(self, phrase: str, concepts: Iterable[tuple[str, float]]) -> None:
        """Take note of a phrase and of how far it means each of some concepts."""
        meant, read = tuple(concepts), words(_SLOT.sub(" ", phrase))
        self._spelt.update(read)
        self._as_spelt.update(zip(read, read, strict=True))
        for term in telling(read):
            self._phrases[term] += 1
            for concept, weight in meant:
                self._meanings[term][concept] += weight

    def resembling(self, word: str) -> str | None:
        """The word of the phrases that was probably meant by one that stands in none."""
        return closest(word, self._as_spelt, self._spelt.__getitem__)

    def concepts(self, read: Iterable[str]) -> list[tuple[str, float]]:
        """The concepts that some words most likely mean, the likeliest first, each with its likelihood up to 1."""
        likely: defaultdict[str, float] = defaultdict(float)
        for term in sorted(telling(set(read) - WHO) & self._meanings.keys()):
            for concept, weight in self._meanings[term].items():
                share = weight / (self._phrases[term] + DOUBT)
                if share >= LIKELY:
                    likely[concept] += share
        ordered = sorted(likely, key=lambda concept: (-likely[concept], concept))
        return [(concept, min(1.0, likely[concept])) for concept in ordered[:MOST]]


def telling(read: Iterable[str]) -> set[str]:
    """The stems of the words that say something by themselves."""
    return {stem(word) for word in read if word not in STOP_WORDS and word not in FILLER}
