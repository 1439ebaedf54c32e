"""Letters typed for digits and digits for letters: what a mistyped postcode may have been meant to be."""

from collections.abc import Iterator
from itertools import product

# What is typed -> the digits (or letters) it is mistaken for, likeliest first.
_AS_DIGIT = {
    "O": "0",
    "Q": "0",
    "D": "0",
    "I": "1",
    "L": "1",
    "Z": "2",
    "A": "4",
    "S": "5",
    "G": "6",
    "T": "7",
    "B": "8",
}
_AS_LETTER = {"0": "O", "1": "IL", "2": "Z", "4": "A", "5": "S", "6": "G", "7": "T", "8": "B"}

# L a letter, D a digit; the last three are always the inward half.
_SHAPES = ("LDDLL", "LDDDLL", "LLDDLL", "LDLDLL", "LLDDDLL", "LLDLDLL")

_MOST_CHANGES = 2
"""With three characters wrong it is more likely not a postcode at all."""


def respelt(compact: str) -> Iterator[str]:
    """Each spelling of five to seven capitals and digits with the shape of a postcode, least changed first.

    Only characters that cannot stand where they are get changed, so that what is right already stays; the
    text itself is left out.
    """
    spellings = {
        "".join(letters): sum(new != old for new, old in zip(letters, compact, strict=True))
        for shape in _SHAPES
        if len(shape) == len(compact)
        for letters in product(*(_readings(typed, wanted) for typed, wanted in zip(compact, shape, strict=True)))
    }
    for spelling, changes in sorted(spellings.items(), key=lambda item: item[1]):
        if 0 < changes <= _MOST_CHANGES:
            yield spelling


def _readings(typed: str, wanted: str) -> str:
    """What one character may be where a letter (L) or a digit (D) is wanted; nothing if it can be neither."""
    if wanted == "D":
        return typed if typed.isdigit() else _AS_DIGIT.get(typed, "")
    return typed if typed.isalpha() else _AS_LETTER.get(typed, "")
