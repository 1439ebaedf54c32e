"""When two spellings of a place's name are the same name."""

import re
import unicodedata

_APOSTROPHES = re.compile("['’‘`´]")
_NOT_WORDS = re.compile(r"[^\w]+|_+")

_SAME = {"st": "saint", "sainte": "saint", "&": "and"}
"""Words that people write for one another."""


def plain(name: str, /) -> str:
    """A name without case, accents and punctuation: "St. Mary's-in-the-Marsh" is "saint marys in the marsh".

    Works on any text, in time proportional to its length.
    """
    letters = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name).replace("&", " and "))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
    return " ".join(_SAME.get(word, word) for word in _NOT_WORDS.split(bare) if word)


def joined(names: list[str], /) -> str:
    """Names as a sentence lists them: "Darlington", "Darlington and Stockton", "Ely, March and Wisbech"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
