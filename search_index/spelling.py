"""The word that was probably meant by one that no document holds."""

from collections.abc import Callable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
"""Shorter stems are left alone: nearly everything resembles them."""

LONG = 7
"""From this length on two slips are allowed, below it one."""


def closest(stem: str, terms: Sequence[str], frequency: Callable[[str], int]) -> str | None:
    """Find the term that a stem was meant to be.

    Slips are letters left out, added, changed, or swapped with their neighbour (optimal string alignment).
    The first letter is taken to be right, or swapped with the second, since "home" is not a slip for "come".
    Of equally close terms the most frequent is meant, then the first in the alphabet.

    Args:
        stem: of the word that was typed.
        terms: to choose from; concepts and numbers are passed over.
        frequency: in how many documents a term stands. A term of none is passed over.
    """
    if len(stem) < SHORTEST or not stem.isalpha():
        return None
    slips = 2 if len(stem) >= LONG else 1
    alike = process.extract(stem, terms, scorer=OSA.distance, score_cutoff=slips, limit=None)
    found = [(distance, -frequency(term), term) for term, distance, _ in alike if _may_be(stem, term)]
    return min((f for f in found if f[1]), default=(0, 0, None))[2]


def _may_be(stem: str, term: str) -> bool:
    if len(term) < SHORTEST - 1 or not term.isalpha():
        return False
    return term[0] == stem[0] or term[:2] == stem[1::-1]
