"""A query cut into words that know where they stood in the text, so that a page can point at them."""

import re
from itertools import pairwise
from typing import NamedTuple

from directory.eligibility.ages import OLDEST

BREAK = ","
"""What every comma, full stop, bracket and spaced dash becomes: the place where a sentence draws breath."""

_PIECE = re.compile(
    r"(?P<figures>[0-9]+(?:[.,:/][0-9]+)+)"  # 24/7, 10:30, 1:1, 12,000: never an age
    r"|(?P<noted>[0-9]{2,3}[MF]\b)"  # 84F, as a surgery notes it
    r"|(?P<decade>[0-9]+['’]?[sS]\b)"  # 70s
    r"|(?P<number>[0-9]+)"
    r"|(?P<word>[^\W\d_]\w*(?:['’]\w+)*)"
    r"|(?P<joint>[-‐‑–—/])"
    r"|(?P<symbol>[^\w\s])"
)
_APOSTROPHES = str.maketrans("", "", "'’")
_SYMBOLS = dict.fromkeys(",.;()[]!?", BREAK) | {"&": "and", "+": "+", "£": "£", "%": "%"}

_NOTED = {"F": "female", "M": "male"}
_AFTER_AGE = frozenset("yo y o yr yrs year years old".split())
_YOUNGEST_NOTED = 10

_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_UNITS = {word: number for number, word in enumerate("one two three four five six seven eight nine".split(), 1)}
_TENS = {
    word: 10 * number for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SPELT = _UNITS | {word: number for number, word in enumerate(_TEENS, 10)} | _TENS
_DECADES = {f"{word[:-1]}ies": number for word, number in _TENS.items()}


class Word(NamedTuple):
    """One word, number or mark.

    Attributes:
        text: in small letters and without apostrophes, so that "women's" is "womens".
        start: where it begins in the text.
        end: where the next character would be.
        number: its value if it can be an age, or a decade if it is one ("70s", "seventies").
        is_decade: whether it is a decade.
    """

    text: str
    start: int
    end: int
    number: int | None = None
    is_decade: bool = False


def words_of(text: str, *, longest: int) -> list[Word]:
    """The words of the first so many characters of a text; a word that the limit cuts through is left out."""
    words = [word for match in _PIECE.finditer(text, 0, longest) for word in _words(match, text)]
    if len(text) > longest and words and words[-1].end == longest:
        words.pop()
    return _with_spelt_numbers_joined(_with_noted_genders(words, text))


def _words(match: re.Match[str], text: str) -> list[Word]:
    """The words of one match; none for a mark that says nothing, such as the hyphen of "ex-army"."""
    start, end = match.span()
    raw = match.group().lower().translate(_APOSTROPHES)
    match match.lastgroup:
        case "word":
            number = _DECADES.get(raw) or _SPELT.get(raw)
            return [Word(raw, start, end, number, is_decade=raw in _DECADES)]
        case "number":
            return [Word(raw, start, end, _age(raw))]
        case "decade":
            return [Word(raw, start, end, _age(raw[:-1]), is_decade=True)]
        case "noted":
            gender = _NOTED[raw[-1].upper()]
            return [Word(raw[:-1], start, end - 1, _age(raw[:-1])), Word(gender, end - 1, end)]
        case "joint":
            return _joint(raw, start, end, text)
        case "symbol":
            return [Word(_SYMBOLS[raw], start, end)] if raw in _SYMBOLS else []
        case _:
            return [Word(raw, start, end)]


def _age(figures: str) -> int | None:
    """The number if it can be an age: a leading zero or four figures belong to a telephone or a year."""
    is_plain = len(figures) < 4 and (figures == "0" or figures[0] != "0")
    return int(figures) if is_plain and int(figures) <= OLDEST else None


def _joint(mark: str, start: int, end: int, text: str) -> list[Word]:
    """A dash between numbers says "to"; a dash or slash between blanks is a break; a hyphen joins two words."""
    before, after = text[max(start - 2, 0) : start].strip()[-1:], text[end : end + 2].strip()[:1]
    if mark != "/" and before.isdecimal() and after.isdecimal():
        return [Word("-", start, end)]
    if text[start - 1 : start].isspace() and text[end : end + 1].isspace():
        return [Word(BREAK, start, end)]
    return [Word("/", start, end)] if mark == "/" else []


def _with_noted_genders(words: list[Word], text: str) -> list[Word]:
    """The words with the letter after an age written out: "78yo F", "45 M" (but "45 m" is a length)."""
    noted = words[:1]
    for before, word in pairwise(words):
        letter = text[word.start : word.end]
        counts = before.text in _AFTER_AGE or (letter.isupper() and (before.number or 0) >= _YOUNGEST_NOTED)
        noted.append(word._replace(text=_NOTED[letter.upper()]) if counts and letter.upper() in _NOTED else word)
    return noted


def _with_spelt_numbers_joined(words: list[Word]) -> list[Word]:
    """The words with "eighty", "four" made one."""
    joined: list[Word] = []
    for word in words:
        before = joined[-1] if joined else None
        if before and before.text in _TENS and word.text in _UNITS:
            number = _TENS[before.text] + _UNITS[word.text]
            joined[-1] = Word(f"{before.text} {word.text}", before.start, word.end, number)
        else:
            joined.append(word)
    return joined
