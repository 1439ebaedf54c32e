"""Boxes for words: a line, a text, a web address, a telephone number. What is too long is said, never cut."""

import re
from collections.abc import Sequence

from wtforms import StringField, TextAreaField
from wtforms.fields import Field
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from directory.oruk.taking import LONGEST_ADDRESS

_WEB = re.compile(r"https?://[\w-]+(\.[\w-]+)+(:\d{1,5})?([/?#]\S*)?", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_PHONE = re.compile(r"[0-9+() .x-]+(?: ?(?:ext|extension)\.? ?[0-9]+)?", re.IGNORECASE)
_FEWEST_DIGITS = 3
"""As 111 and 999 have them."""


class LineField(StringField):
    """A box of text on one line, its spaces single."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = " ".join(valuelist[0].split()) if valuelist else ""


class TextField(TextAreaField):
    """A box for more than a line; its lines stay as they are."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        lines = valuelist[0].replace("\r\n", "\n").replace("\r", "\n").split("\n") if valuelist else []
        self.data = "\n".join(line.rstrip() for line in lines).strip()


class WebField(LineField):
    """The address of a web page, or empty. People leave out how it begins; what is kept begins with https."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        super().process_formdata(valuelist)
        typed = self.data or ""
        if not typed:
            return
        whole = typed if _SCHEME.match(typed) else f"https://{typed}"
        if len(whole) > LONGEST_ADDRESS or not _WEB.fullmatch(whole):
            raise ValueError("Enter the address of a web page, like www.example.org")
        self.data = whole


class PhoneField(LineField):
    """A telephone number as people write it, or empty."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        super().process_formdata(valuelist)
        typed = self.data or ""
        if typed and (not _PHONE.fullmatch(typed) or sum(map(str.isdecimal, typed)) < _FEWEST_DIGITS):
            raise ValueError("Enter a telephone number, like 01632 960001")


class AtMost:
    """A text is not longer than this."""

    def __init__(self, longest: int) -> None:
        self._longest = longest

    def __call__(self, _form: BaseForm, field: Field) -> None:
        if (over := len(field.data or "") - self._longest) > 0:
            raise ValidationError(
                f"This is {over:,} {'character' if over == 1 else 'characters'} too long. "
                f"There is room for {self._longest:,}"
            )
