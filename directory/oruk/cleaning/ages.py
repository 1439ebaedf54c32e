"""Whom a group is for by age, where its own words say so beyond doubt ("50+", "over 60s", "aged 8-11", "under 5s")."""

import re
from dataclasses import dataclass
from typing import Final

LOWEST, HIGHEST = 1, 100
"""The limits that words are believed to mean; an activity "for over 380 people" is not for the very old."""

_LONGEST = 2_000
_AGE = r"(?<![\d.,:/£])(\d{1,2}|100)(?![\d.,:/]\d|\d|%)"
_YEARS = r"(?: ?-?(?:years?|yrs?)(?: ?-?olds?| of age)?)?"
_AGED = r"\b(?:aged?|ages)(?: of| from| between)?:? "
_PEOPLE = r"\b(?:people|persons?|adults?|anyone|everyone|women|men|ladies|gentlemen|those|residents|clients|children)"
_OVER = r"(?:\+|plus|(?:and|or|&) (?:over|above|older|up|upwards)|onwards|upwards)"
_UNDER = r"(?:and|or|&) (?:under|below|younger)"
_TO = r" ?(?:-|to|and) ?"
_NO_COUNT = (
    r"(?! (?:[a-z]+ )?(?:activities|members|volunteers|groups|sessions|venues|miles|mins|minutes|hours|weeks)\b)"
)

_ANY_AGE: Final = re.compile(_AGE)
_FROM: Final = tuple(
    map(
        re.compile,
        (
            rf"{_AGED}{_AGE}{_YEARS} ?{_OVER}",
            rf"{_AGE} ?(?:'?s ?)?\+{_NO_COUNT}",
            rf"{_AGE}{_YEARS} (?:and|or|&) (?:over|older)\b{_NO_COUNT}",
            rf"\bover[ -]{_AGE} ?'?s\b",
            rf"{_AGED}over {_AGE}",
            rf"\b(?:over|above|from) the age of {_AGE}",
            rf"{_PEOPLE} over {_AGE}{_NO_COUNT}",
            rf"^over {_AGE}{_YEARS}(?: only)?\.?$",
            rf"\bminimum age:? (?:of |is )?{_AGE}",
        ),
    )
)
_BELOW: Final = tuple(
    map(
        re.compile,
        (
            rf"\bunder[ -]{_AGE} ?'?s\b",
            rf"{_AGED}under {_AGE}",
            rf"\b(?:under|below) the age of {_AGE}",
            rf"{_PEOPLE} under {_AGE}{_NO_COUNT}",
            rf"^under {_AGE}{_YEARS}(?: only)?\.?$",
        ),
    )
)
_UP_TO: Final = tuple(map(re.compile, (rf"{_AGED}{_AGE}{_YEARS} {_UNDER}", rf"\bup to (?:the )?age (?:of )?{_AGE}")))
_BETWEEN: Final = tuple(
    map(
        re.compile,
        (
            rf"{_AGED}{_AGE}{_YEARS}{_TO}{_AGE}",
            rf"\bbetween the ages of {_AGE}{_TO}{_AGE}",
            rf"{_AGE} ?(?:-|to) ?{_AGE} ?(?:'?s\b|-?(?:years?|yrs?) ?-?olds?\b|(?:years|yrs) of age\b)",
        ),
    )
)

_ANOTHERS: Final = re.compile(
    r"\b(?:parents?|famil(?:y|ies)|guardians?|grandparents?|mothers?|fathers?|mums?|dads?|carers?|car(?:e|es|ing) for"
    r"|look(?:s|ing)? after|months?|weeks? old|mths)\b"
)
"""Whoever is named beside an age may be the one who has it; so it is not known whose it is."""

_SOFT: Final = re.compile(
    r"\b(?:mainly|mostly|primarily|ideally|aimed|usually|preferably|suitable|generally|especially|but|welcome"
    r"|or(?! (?:over|older|above|up|upwards|under|below|younger)))\b"
)


@dataclass(frozen=True, slots=True)
class Ages:
    """A range of whole years, both ends included.

    Attributes:
        is_strict: whether the words leave no door open for others.
    """

    minimum: int | None
    maximum: int | None
    is_strict: bool = True


def ages_in(text: str) -> Ages | None:
    """The ages that a text speaks of; None when it speaks of none, of several, or perhaps of somebody else's."""
    said = re.sub(r"[\u2010-\u2015\u2212]", "-", " ".join(text.split())).replace("\u2019", "'").lower()
    if len(said) > _LONGEST or not re.search(r"\d", said) or _ANOTHERS.search(said):
        return None
    found = _ranges(said)
    if len(found) != 1 or not _are_all_numbers(found, said):
        return None
    minimum, maximum, _ = found.pop()
    return Ages(minimum or None, maximum, is_strict=not _SOFT.search(said))


_Range = tuple[int | None, int | None, frozenset[int]]


def _ranges(said: str) -> set[_Range]:
    """The ranges in a text, each with the numbers that say it."""
    between = {(int(each[1]), int(each[2])) for form in _BETWEEN for each in form.finditer(said)}
    if between:
        return {(low, high, frozenset({low, high})) for low, high in between if low <= high}
    ranges: set[_Range] = {(age, None, frozenset({age})) for age in _ages(_FROM, said)}
    ranges |= {(None, age - 1, frozenset({age})) for age in _ages(_BELOW, said)}
    return ranges | {(None, age, frozenset({age})) for age in _ages(_UP_TO, said)}


def _are_all_numbers(found: set[_Range], said: str) -> bool:
    """Whether no other number stands in the text that could be an age, too."""
    return {int(each) for each in _ANY_AGE.findall(said)} <= {age for *_, ages in found for age in ages}


def _ages(forms: tuple[re.Pattern[str], ...], said: str) -> set[int]:
    ages = {int(each[1]) for form in forms for each in form.finditer(said)}
    return {age for age in ages if LOWEST <= age <= HIGHEST}
