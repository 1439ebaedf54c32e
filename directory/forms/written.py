"""Boxes for what people write in their own words: everything is kept, but what no page and no database can hold."""

from collections.abc import Sequence

from wtforms import StringField, TextAreaField
from wtforms.fields import Field
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from directory.forms.fields import readable

MOST_READ = 20_000
"""Letters that are read of a box; what is refused as too long is shown again up to there."""

_KEPT = "\n\r\t\u200c\u200d"
"""Of what cannot be seen: lines, and the joiners without which some scripts, and some pictures, fall apart."""


def showable(typed: str) -> str:
    """What was typed, just as it was, but for signs that nobody types and no page and no database holds."""
    return "".join(sign for sign in typed if sign.isprintable() or sign in _KEPT)


class LineField(StringField):
    """A box for one line."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = readable(valuelist[0], MOST_READ) if valuelist else ""


class WordsField(TextAreaField):
    """A box for several lines."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        lines = valuelist[0][:MOST_READ].splitlines() if valuelist else []
        self.data = "\n".join(readable(line, MOST_READ) for line in lines).strip()


class AtMost:
    """There is not more of it than fits."""

    def __init__(self, letters: int, what: str) -> None:
        self._letters, self._what = letters, what

    def __call__(self, _form: BaseForm, field: Field) -> None:
        if len(field.data or "") > self._letters:
            raise ValidationError(f"{self._what} must be {self._letters:,} characters or fewer")
