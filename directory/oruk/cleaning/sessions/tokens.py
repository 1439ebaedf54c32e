"""The words of a timetable, each as a sign of its kind, so that whole sentences can be matched by their shape."""

import re
from dataclasses import dataclass
from typing import Final

from directory.oruk.cleaning.sessions.clocks import PARTS, Clock
from directory.oruk.ical import WEEKDAYS

LONGEST = 250
"""Characters of a text that is looked at; what is longer is a story and no timetable."""

Value = tuple[str, ...] | int | str | Clock | None


@dataclass(frozen=True, slots=True)
class Token:
    """A word and what it means.

    Attributes:
        sign: D days, O a number of the month, T a time, M a month, m "of the month", E "every", P a part of the day,
            "-" from one to another, "," and "&" more of the same, ";" the end of a part.
        value: the days, the number, the time, or the part of the day.
    """

    sign: str
    value: Value = None


_DAY_NAMES = "mon(?:day)? tue(?:s(?:day)?)? wed(?:s|nesday)? thu(?:rs?(?:day)?)? fri(?:day)? sat(?:urday)?".split()
_DAY_NAMES += ["sun(?:day)?"]
_MONTH_NAMES = "jan(?:uary)? feb(?:ruary)? mar(?:ch)? apr(?:il)? may june? july? aug(?:ust)? sept?(?:ember)?".split()
_MONTH_NAMES += "oct(?:ober)? nov(?:ember)? dec(?:ember)?".split()
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_GROUPS: Final = {"weekday": WEEKDAYS[:5], "weekend": WEEKDAYS[5:], "daily": WEEKDAYS}

_NOTES = re.compile(
    r"\(?\b(?:(?:in|during) )?(?:school )?term[ -]?times?(?: only)?\b\)?"
    r"|\(?\b(?:(?:not|except|excluding|excl\.?|closed)(?: on)?) (?:bank|public) holidays\b\)?"
)
"""What no recurrence says, and does not change which days are meant; the words are kept beside what is read."""

_SPELLINGS: Final = (
    (re.compile(r"[\u2010-\u2015\u2212]"), "-"),
    (re.compile(r"\bbetween ([^;,]{1,20}?) and\b"), r"\1 -"),
    (re.compile(r"\b(?:12 ?)?(?:noon|midday)\b"), "12pm"),
    (re.compile(r"\b(?:12 ?)?midnight\b"), "12am"),
    (re.compile(r"\b([ap])\.? ?m\b\.?"), r"\1m"),
    (re.compile(r"\b(?:(?:every|each) ?day|7 days a week|seven days a week)\b"), "daily"),
    (re.compile(r"\b(?:(?:of|in|on) )?(?:(?:the|each|every|a|per) )?month\b|\bmonthly\b"), " monthly "),
    (re.compile(r"\b(?:to|till|until|til)\b"), "-"),
)

_WORD = re.compile(
    r"(?P<number>[1-5])(?:st|nd|rd|th)\b"
    r"|(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?(?: ?(?P<half>[ap])m\b|(?: ?hrs)?\b)(?![:.]?\d)"
    r"|(?P<clock>\d{4})(?: ?hrs)?\b(?!\d)"
    rf"|\b(?P<day>{'|'.join(_DAY_NAMES)})(?:'?s)?(?![a-z])\.?"
    rf"|\b(?P<month>{'|'.join(_MONTH_NAMES)})(?![a-z])\.?"
    rf"|\b(?P<ordinal>{'|'.join(_ORDINALS)})\b"
    rf"|\b(?P<group>{'|'.join(_GROUPS)})s?\b"
    rf"|\b(?P<part>{'|'.join(PARTS)})s?\b"
    r"|\b(?P<every>every|each)\b|\b(?P<monthly>monthly)\b"
    r"|(?P<sign>[-;,&])|(?P<comma>[/+]|\band\b)|(?P<end>\n)"
    r"|(?P<noise>[\s():.]|\b(?:on|at|from|the|in|weekly|all year(?: round)?|starts?|starting|open|inclusive|only)\b)"
)


def tokens_of(text: str) -> list[Token] | None:
    """The words of a text; None when one of them is not known."""
    if not 0 < len(text) <= LONGEST:
        return None
    said = _NOTES.sub(" ", text.strip().lower().replace("\u2019", "'"))
    for spelling, plain in _SPELLINGS:
        said = spelling.sub(plain, said)
    return _tokens(said)


def _tokens(said: str) -> list[Token] | None:
    found, at = [], 0
    while at < len(said):
        word = _WORD.match(said, at)
        token = _token(word) if word else None
        if word is None or (token is None and word.lastgroup != "noise"):
            return None
        if token:
            found.append(token)
        at = word.end()
    return found


def _token(word: re.Match[str]) -> Token | None:
    match word.lastgroup:
        case "number":
            return Token("O", int(word["number"]))
        case "hour" | "minute" | "half":
            return _clock(word["hour"], word["minute"] or "00", word["half"] or "")
        case "clock" if "hrs" in word[0] or not word["clock"].startswith(("19", "20")):
            return _clock(word["clock"][:2], word["clock"][2:], "")
        case "sign":
            return Token(word["sign"])
        case name:
            return _word(name or "", word[0])


def _clock(hour: str, minute: str, half: str) -> Token | None:
    # A nought before the hour is only written by who writes 14:00, too.
    read = Clock.read(int(hour), int(minute), half, is_on_24_hours=hour.startswith("0"))
    return Token("T", read) if read else None


def _word(name: str, said: str) -> Token | None:
    match name:
        case "day":
            return Token("D", (said[:2].upper(),))
        case "group":
            return Token("D", _GROUPS[said.removesuffix("s")])
        case "month":
            return Token("M", next(n for n, each in enumerate(_MONTH_NAMES, 1) if each.startswith(said[:3])))
        case "ordinal":
            return Token("O", _ORDINALS[said])
        case "part":
            return Token("P", said.removesuffix("s"))
    sign = {"every": "E", "monthly": "m", "comma": "&", "end": ";"}.get(name)
    return Token(sign) if sign else None
