"""Fields that read what people type as values of ours, with what to do when they cannot."""

from collections.abc import Sequence

from wtforms import StringField
from wtforms.validators import ValidationError

from directory.eligibility import OLDEST, AgeRange
from directory.errors import InputError

_AGE = "Enter an age in years, like 84, or a range, like 16-25 or 70+"


class AgeField(StringField):
    """A text box whose data is an ``AgeRange`` or None: "84", "70+", "16-25"."""

    ages: AgeRange | None = None

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = (valuelist[0].strip() if valuelist else "")[:20]
        self.ages = None
        if not self.data:
            return
        try:
            self.ages = _ages(self.data.replace("–", "-").replace(" ", ""))
        except InputError as refusal:
            raise ValueError(str(refusal)) from refusal
        except ValueError as refusal:
            raise ValueError(_AGE) from refusal


def _ages(text: str) -> AgeRange:
    if text.endswith("+"):
        return AgeRange(_number(text[:-1]))
    if text[1:].count("-") == 1 and not text.startswith("-"):
        low, high = text.split("-")
        return AgeRange(_number(low), _number(high))
    return AgeRange.exactly(_number(text))


def _number(text: str) -> float:
    number = float(text)
    if not 0 <= number <= OLDEST:
        raise ValueError(text)
    return int(number) if number >= 2 else number


class WithinBounds:
    """A number between two others, if there is one; ``nan`` is none of them."""

    def __init__(self, low: float, high: float, message: str) -> None:
        self._low, self._high, self._message = low, high, message

    def __call__(self, _form: object, field: StringField) -> None:
        if not field.data:
            return
        try:
            number = float(field.data)
        except ValueError as refusal:
            raise ValidationError(self._message) from refusal
        if not self._low <= number <= self._high:
            raise ValidationError(self._message)
