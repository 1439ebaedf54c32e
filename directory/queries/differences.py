"""Two texts side by side, with what is the same, added and removed; of lines, and within lines of words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

MOST_WORDS = 2_000
"""Of a line with more words only the whole is compared: the time it takes grows with their square."""

ALIKE = 0.4
"""Lines with less than this in common are two different lines, and marking the words they share would confuse."""

_WORDS = re.compile(r"\S+\s*|\s+")


class Kind(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line."""

    text: str
    kind: Kind = Kind.SAME


Line = tuple[Piece, ...]


def side_by_side(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines of both texts: in the first what was removed is marked, in the second what was added."""
    left: list[Line] = []
    right: list[Line] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            left += [(Piece(line),) for line in before[a:b]]
            right += [(Piece(line),) for line in after[c:d]]
        else:
            for old, new in zip_longest(before[a:b], after[c:d]):
                was, now = _words(old, new)
                left += [was] if was else []
                right += [now] if now else []
    return tuple(left), tuple(right)


def _words(old: str | None, new: str | None) -> tuple[Line, Line]:
    """A line as it was and as it is; nothing for one that is not there."""
    if old and new:
        was, now = _WORDS.findall(old), _WORDS.findall(new)
        words = SequenceMatcher(None, was, now, autojunk=False)
        if max(len(was), len(now)) <= MOST_WORDS and words.ratio() >= ALIKE:
            codes = words.get_opcodes()
            left = _pieces((Kind.SAME if tag == "equal" else Kind.REMOVED, was[a:b]) for tag, a, b, _, _ in codes)
            return left, _pieces((Kind.SAME if tag == "equal" else Kind.ADDED, now[c:d]) for tag, _, _, c, d in codes)
    return (
        () if old is None else (Piece(old, Kind.REMOVED),),
        () if new is None else (Piece(new, Kind.ADDED),),
    )


def _pieces(marked: Iterator[tuple[Kind, list[str]]]) -> Line:
    return tuple(Piece("".join(words), kind) for kind, words in marked if words)
