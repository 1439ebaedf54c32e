"""What is left of a query when some of its words are taken out."""

import re
from collections.abc import Sequence

# Single blanks only, so that no text can keep the patterns busy.
_EMPTY_BRACKETS = re.compile(r"\( ?\)|\[ ?\]")
_COMMAS = re.compile(r" ?,(?: ?,)*")
_EDGES = " ,;:.-–—/"
_JOINTS = frozenset("a an and but for of or the who with".split())


def without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text without the spans and without what they leave behind: commas, brackets, a last "for", a first "with".

    Blanks are made single.

    Args:
        text: any text.
        spans: starts and ends in the text, in order.
    """
    if not spans:
        return _single_blanks(text)
    pieces, at = [], 0
    for start, end in spans:
        pieces.append(text[at:start])
        at = max(at, end)
    pieces.append(text[at:])
    unbracketed = _EMPTY_BRACKETS.sub("", _single_blanks(" ".join(pieces)))
    return _without_loose_ends(_COMMAS.sub(",", unbracketed).strip(_EDGES).split())


def _single_blanks(text: str) -> str:
    return " ".join(text.split())


def _without_loose_ends(words: list[str]) -> str:
    first, end = 0, len(words)
    while first < end and words[first].lower() in _JOINTS:
        first += 1
    while first < end and words[end - 1].lower() in _JOINTS:
        end -= 1
    return " ".join(words[first:end]).strip(_EDGES)
