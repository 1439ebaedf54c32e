"""The word that was probably meant by one that no document holds."""

from collections.abc import Callable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA, Editops
from rapidfuzz.distance.Levenshtein import editops

SHORTEST = 4
"""Shorter stems are left alone: nearly everything resembles them."""

LONG = 7
"""From this length on two slips are allowed, below it one."""

CONFUSED = (set("aeiouy"), set("csz"), set("ckq"), set("gj"), set("fv"), set("mn"), set("dt"), set("bp"))
"""Letters that are written for each other by ear. Any other letter in the place of one is another word: "shared" is not
meant by "scared"."""


def closest(stem: str, terms: Sequence[str], frequency: Callable[[str], int]) -> str | None:
    """Find the term that a stem was meant to be.

    Slips are letters left out, doubled, added, written for another by ear, or swapped with their neighbour. The first
    letter is taken to be right, or swapped with the second. Of equally close terms the most frequent is meant, then
    the first in the alphabet.

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
    if term[0] != stem[0] and term[:2] != stem[1::-1]:
        return False
    return sorted(stem) == sorted(term) or all(_by_ear(*pair) for pair in _replaced(editops(stem, term), stem, term))


def _replaced(edits: Editops, stem: str, term: str) -> list[tuple[str, str]]:
    """The letters that stand in the place of others."""
    return [(stem[edit.src_pos], term[edit.dest_pos]) for edit in edits if edit.tag == "replace"]


def _by_ear(letter: str, other: str) -> bool:
    return any(letter in confused and other in confused for confused in CONFUSED)
