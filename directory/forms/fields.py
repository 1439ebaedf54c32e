"""Fields that read what people type as values of ours, with what to do when they cannot."""

import re
from collections.abc import Sequence

from wtforms import StringField

from directory.eligibility import AgeRange
from directory.errors import InputError

_AGE = "Enter an age in years, like 84, or a range, like 16-25 or 70+"

_NUMBER = r"([0-9]{1,4}(?:\.[0-9]{1,2})?)"
_WRITTEN = re.compile(rf"{_NUMBER}(?:(\+)|-{_NUMBER})?(?:y|yrs?|years?)?(?:old)?")
"""An age without its spaces, in small letters, and with a hyphen for every dash."""


def readable(typed: str, longest: int) -> str:
    """What was typed, on one line, cut at the longest that is read, and without what a page cannot show.

    Control characters may not stand in a page, and those that turn the direction of text round make it look like
    another one. Joiners stay: without them some scripts, and some pictures, fall apart.
    """
    shown = "".join(each if each.isprintable() or each in "\u200c\u200d" else " " for each in typed[:longest])
    return " ".join(shown.split())


class AgeField(StringField):
    """A text box that says an age, or a range of ages: "84", "70+", "16-25", "16 to 25 years".

    Attributes:
        ages: what was said; None when nothing was, or nothing that can be used.
    """

    ages: AgeRange | None = None

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = valuelist[0].strip() if valuelist else ""
        self.ages = _ages(self.data) if self.data else None


def _ages(typed: str) -> AgeRange:
    """The ages that were typed; a ``ValueError`` says what to type instead."""
    text = re.sub("[\u2010-\u2015]", "-", typed.casefold().replace(" to ", "-").replace(" ", ""))
    written = _WRITTEN.fullmatch(text)
    if written is None:
        raise ValueError(_AGE)
    low, and_over, high = written.groups()
    try:
        if and_over:
            return AgeRange(whole_years(float(low)))
        return AgeRange(whole_years(float(low)), whole_years(float(high or low)))
    except InputError as refusal:
        raise ValueError(str(refusal)) from refusal


def whole_years(age: float) -> float:
    """An age as people count it: from two years on in whole years."""
    return int(age) if age >= 2 else age
