"""Postcodes, their outward codes and sectors: what is well formed, and how each is written.

Well formed is not the same as existing: only a gazetteer knows what exists. `Postcode.parse` is the one door
from typed text; whatever is below it can rely on the form.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Self

from directory.errors import InputError
from directory.geography.slips import respelt

MESSAGE = "Enter a full UK postcode, like SK8 3JA"

_LONGEST = 40
"""Longer text is refused unread: room for a postcode with generous spaces and punctuation, and no more."""

# A9, A99, AA9, AA99, A9A, AA9A. Only Girobank's GIR and Newport's NPT (until 1984) have no digit.
_OUTWARD = r"(?P<outward>[A-Z]{1,2}[0-9][0-9A-Z]?|GIR|NPT)"
# The last two letters are never C, I, K, M, O or V, which are too easily misread.
_INWARD = r"(?P<inward>[0-9][ABD-HJLNP-UW-Z]{2})"
# Source: BS 7666, and Royal Mail's "PAF Programmers' Guide"; which letters stand where is left loose.

_POSTCODE = re.compile(_OUTWARD + _INWARD)
_OUTCODE = re.compile(_OUTWARD)
_SECTOR = re.compile(_OUTWARD + " ?(?P<digit>[0-9])")

_NOISE = re.compile(r"[\s.,;:'\"()\[\]/_*\u00ad\u2010-\u2015\u2018-\u201d\u200b-\u200d\u2060\ufeff-]+")
"""What people put before, inside and after a postcode: blanks, dots, dashes, quotes, invisible marks."""


class PostcodeError(InputError):
    """The text is no postcode.

    Attributes:
        suggestion: the postcode it would be if a letter had been typed for a digit or the reverse ("CRO 1AA"
        with
            the letter O). It is a question to put to the person, never an answer to take.
    """

    def __init__(self, suggestion: "Postcode | None" = None) -> None:
        super().__init__("postcode", MESSAGE)
        self.suggestion = suggestion


@dataclass(frozen=True, slots=True, order=True)
class Postcode:
    """A well-formed postcode, in capitals: `outward` "CT20" and `inward` "1QU"."""

    outward: str
    inward: str

    def __str__(self) -> str:
        return f"{self.outward} {self.inward}"

    @property
    def compact(self) -> str:
        """Without the space: "CT201QU"."""
        return self.outward + self.inward

    @property
    def outcode(self) -> "Outcode":
        """The first half: CT20."""
        return Outcode(self.outward)

    @property
    def sector(self) -> "Sector":
        """The first half and one digit: CT20 1."""
        return Sector(self.outward, self.inward[0])

    @property
    def area(self) -> str:
        """The letters it begins with: "CT"."""
        return self.outcode.area

    @classmethod
    def parse(cls, text: str, /) -> Self:
        """Read one postcode from what a person typed, in any case, spacing and punctuation.

        Raises:
            PostcodeError: it is no postcode, with a suggestion where one or two letters and digits were
            confused.
        """
        compact = plain_letters(text).replace(" ", "")
        found = _POSTCODE.fullmatch(compact)
        if found is None:
            raise PostcodeError(next(iter(cls.meant_by(compact)), None))
        return cls(found["outward"], found["inward"])

    @classmethod
    def meant_by(cls, text: str, /) -> list[Self]:
        """The postcodes that this text would be with a letter and a digit put right, likeliest first.

        A well-formed postcode can hide a slip too ("W1O 1AA" for W10 1AA), so the text itself is never among
        them.
        """
        compact = plain_letters(text).replace(" ", "")
        respellings = (_POSTCODE.fullmatch(spelling) for spelling in respelt(compact))
        return [cls(found["outward"], found["inward"]) for found in respellings if found]


@dataclass(frozen=True, slots=True, order=True)
class Outcode:
    """The outward half of a postcode, such as DL3: a town, or a part of one."""

    outward: str

    def __str__(self) -> str:
        return self.outward

    @property
    def area(self) -> str:
        """The letters it begins with: "DL"."""
        return self.outward.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ").rstrip("0123456789") or self.outward

    @classmethod
    def parse(cls, text: str, /) -> Self:
        """Read an outward code.

        Raises:
            PostcodeError: it is none.
        """
        found = _OUTCODE.fullmatch(plain_letters(text))
        if found is None:
            raise PostcodeError
        return cls(found["outward"])


@dataclass(frozen=True, slots=True, order=True)
class Sector:
    """A postcode without its last two letters, such as DL3 9: some thousands of homes."""

    outward: str
    digit: str

    def __str__(self) -> str:
        return f"{self.outward} {self.digit}"

    @property
    def outcode(self) -> Outcode:
        """The outward half: DL3."""
        return Outcode(self.outward)

    @classmethod
    def parse(cls, text: str, /) -> Self:
        """Read a sector. Where the text has no space, the last digit is the sector's: "DL39" is DL3 9.

        Raises:
            PostcodeError: it is none.
        """
        found = _SECTOR.fullmatch(plain_letters(text))
        if found is None:
            raise PostcodeError
        return cls(found["outward"], found["digit"])


def plain_letters(text: str, /) -> str:
    """Capital letters and digits with single spaces between, or nothing if there is anything else.

    Cheap on any input: text that is too long to be a postcode is not read at all.
    """
    if len(text) > _LONGEST:
        return ""
    # Compatibility forms take in the full-width letters of East Asian keyboards and the non-breaking space.
    bare = _NOISE.sub(" ", unicodedata.normalize("NFKC", text)).strip()
    # Upper case only after this check: beyond ASCII it can turn one letter into another, or into two.
    return bare.upper() if bare.isascii() and bare.replace(" ", "").isalnum() else ""
