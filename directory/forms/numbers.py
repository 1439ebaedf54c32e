"""Boxes for numbers: of weeks, of pounds, and those by which charities and companies are known."""

import re
from collections.abc import Sequence
from decimal import Decimal

from wtforms import StringField

from directory.oruk.records import OLDEST

MOST_WEEKS = 520
_POUNDS = re.compile(r"£? ?([0-9]{1,7})(?:\.([0-9]{1,2}))?")
_PENCE = re.compile(r"([0-9]{1,2}) ?p")
_AGE = re.compile(r"([0-9]{1,3})(?:\.([0-9]{1,2}))?")

_ENGLAND, _SCOTLAND, _NORTHERN_IRELAND = "GB-CHC", "GB-SC", "GB-NIC"
_CHARITIES = {
    _SCOTLAND: re.compile(r"SC0?([0-9]{5})"),
    _NORTHERN_IRELAND: re.compile(r"NIC?([0-9]{6})"),
    # A number of a charity within another has a dash: 1234567-1.
    _ENGLAND: re.compile(r"([0-9]{6,8}(?:-[0-9]{1,3})?)"),
}
"""How the numbers of the three charity registers are formed, by the scheme of org-id.guide."""

_WRITTEN = {_SCOTLAND: "SC0{}", _NORTHERN_IRELAND: "NIC{}", _ENGLAND: "{}"}
_COMPANY = re.compile(r"(?:[0-9]{6,8}|(?:CE|CS|FC|IP|NI|NO|OC|R0|RC|RS|SC|SO|SP)[0-9]{6})")
_ENTER_CHARITY = "Enter a charity number, like 1234567, SC012345 or NIC123456"
_ENTER_COMPANY = "Enter a company number, like 01234567 or SC123456"


class _Typed(StringField):
    """A box whose text is kept as it was typed, and read beside it."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = " ".join(valuelist[0].split()) if valuelist else ""
        if self.data:
            self._read(self.data)

    def _read(self, typed: str) -> None:
        raise NotImplementedError


class WeeksField(_Typed):
    """A number of weeks.

    Attributes:
        weeks: None when nothing was said.
    """

    weeks: int | None = None

    def _read(self, typed: str) -> None:
        if not (typed.isascii() and typed.isdecimal() and len(typed) < 5 and int(typed) <= MOST_WEEKS):
            raise ValueError("Enter a number of weeks, like 6")
        self.weeks = int(typed)


class PoundsField(_Typed):
    """An amount of money: "3", "£2.50", "50p".

    Attributes:
        amount: in pounds; None when nothing was said.
    """

    amount: Decimal | None = None

    def _read(self, typed: str) -> None:
        if (pence := _PENCE.fullmatch(typed)) and typed.isascii():
            self.amount = Decimal(int(pence[1])) / 100
        elif (pounds := _POUNDS.fullmatch(typed)) and typed.replace("£", "").isascii():
            self.amount = Decimal(int(pounds[1])) + Decimal((pounds[2] or "0").ljust(2, "0")) / 100
        else:
            raise ValueError("Enter an amount in pounds, like 2.50")


class YearsField(_Typed):
    """An age in years. Of the first two years parts count: 0.5 is six months.

    Attributes:
        years: None when nothing was said.
    """

    years: float | None = None

    def _read(self, typed: str) -> None:
        age = float(typed) if typed.isascii() and _AGE.fullmatch(typed) else -1.0
        if not 0 <= age <= OLDEST or (age > 2 and age % 1):
            raise ValueError("Enter an age in years, like 60")
        self.years = age


class CharityField(_Typed):
    """The number of a charity in one of the three registers.

    Attributes:
        identifier: the scheme of the register and the number as the register writes it; None when nothing was said.
    """

    identifier: tuple[str, str] | None = None

    def _read(self, typed: str) -> None:
        bare = re.sub(r"[\s./]|^(no|number|charity)+\b", "", typed, flags=re.IGNORECASE).upper()
        for scheme, formed in _CHARITIES.items():
            if bare.isascii() and (found := formed.fullmatch(bare)):
                self.identifier = scheme, _WRITTEN[scheme].format(found[1])
                return
        raise ValueError(_ENTER_CHARITY)


class CompanyField(_Typed):
    """The number of a company at Companies House.

    Attributes:
        identifier: the scheme and the number with its leading noughts; None when nothing was said.
    """

    identifier: tuple[str, str] | None = None

    def _read(self, typed: str) -> None:
        bare = "".join(typed.split()).upper()
        if not (bare.isascii() and _COMPANY.fullmatch(bare)):
            raise ValueError(_ENTER_COMPANY)
        self.identifier = "GB-COH", bare.zfill(8)


class WholeField(_Typed):
    """A number of people or places.

    Attributes:
        number: None when nothing was said.
    """

    number: int | None = None

    def _read(self, typed: str) -> None:
        if not (typed.isascii() and typed.isdecimal() and len(typed) < 6):
            raise ValueError("Enter a whole number, like 12")
        self.number = int(typed)
