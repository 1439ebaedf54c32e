"""Two texts side by side, with what is the same, added and removed; of lines, and within lines of words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

MOST = 600
"""More lines, or more words of a line, are marked as a whole: whoever makes them up can let the time that comparing
takes grow with the cube of their number, and a moderator wait for the page.
"""

ALIKE = 0.4
"""Of lines that share less than this of their words both are marked as a whole: the words they share would confuse."""

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
    for tag, a, b, c, d in _steps(before, after):
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
        steps = _steps(was, now)
        if sum(b - a for tag, a, b, _, _ in steps if tag == "equal") >= ALIKE * max(len(was), len(now)):
            left = _pieces((Kind.SAME if tag == "equal" else Kind.REMOVED, was[a:b]) for tag, a, b, _, _ in steps)
            return left, _pieces((Kind.SAME if tag == "equal" else Kind.ADDED, now[c:d]) for tag, _, _, c, d in steps)
    return (
        () if old is None else (Piece(old, Kind.REMOVED),),
        () if new is None else (Piece(new, Kind.ADDED),),
    )


def _steps(before: Sequence[str], after: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """How one becomes the other: from and to where something is equal, or not."""
    if max(len(before), len(after)) > MOST:
        return [("replace", 0, len(before), 0, len(after))]
    return SequenceMatcher(None, before, after).get_opcodes()


def _pieces(marked: Iterator[tuple[Kind, list[str]]]) -> Line:
    return tuple(Piece("".join(words), kind) for kind, words in marked if words)
