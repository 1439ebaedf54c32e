"""The word that was probably meant by one that no document holds."""

from collections.abc import Callable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA
from rapidfuzz.distance.Levenshtein import editops

SHORTEST = 4
"""Shorter words are left alone: nearly everything resembles them."""

LONG = 8
"""From so many letters on two slips are allowed, below it one."""

CONFUSED = (set("aeiouy"), set("csz"), set("ckq"), set("gj"), set("fv"), set("mn"), set("dt"), set("bp"))
"""Letters that are written for each other by ear. Any other letter in the place of one is another word: "shared" is not
meant by "scared"."""


def closest(word: str, known: Mapping[str, str], frequency: Callable[[str], int]) -> str | None:
    """Find the term that was meant by a word.

    Slips are letters left out, doubled, added, written for another by ear, or swapped with their neighbour. The first
    letter is taken to be right, or swapped with the second. Of equally close words the one whose term is the most
    frequent is meant, then the first in the alphabet.

    Args:
        word: as it was typed, folded.
        known: words of the documents, and the term that each is looked up by.
        frequency: in how many documents a word of ``known`` stands; one of none is passed over.
    """
    if len(word) < SHORTEST or not word.isalpha():
        return None
    slips = 2 if len(word) >= LONG else 1
    alike = process.extract(word, known.keys(), scorer=OSA.distance, score_cutoff=slips, limit=None)
    near = sorted((distance, other) for other, distance, _ in alike if _may_be(word, other))
    for distance in range(slips + 1):
        counted = [(-frequency(other), other) for far, other in near if far == distance]
        if found := [each for each in counted if each[0]]:
            return known[min(found)[1]]
    return None


def _may_be(word: str, other: str) -> bool:
    if len(other) < SHORTEST or not other.isalpha():
        return False
    if other[0] != word[0] and other[:2] != word[1::-1]:
        return False
    return sorted(word) == sorted(other) or all(_by_ear(*pair) for pair in _replaced(word, other))


def _replaced(word: str, other: str) -> list[tuple[str, str]]:
    """The letters that stand in the place of others."""
    return [(word[e.src_pos], other[e.dest_pos]) for e in editops(word, other) if e.tag == "replace"]


def _by_ear(letter: str, other: str) -> bool:
    return any(letter in confused and other in confused for confused in CONFUSED)
