"""The kinds of things that are put right, as a report names and counts them."""

from dataclasses import dataclass
from enum import StrEnum


class Mended(StrEnum):
    """What was put right."""

    MARKUP = "HTML taken out"
    SIGNS = "HTML codes read as the signs that they stand for"
    CUT_MAIL = "an e-mail address that was cut in half by mark-up put together"
    SCHEME = "https:// put before the address"
    MAILTO = "mailto: taken off the e-mail address"
    PLACEHOLDER = "placeholder address left out"
    POSTCODE = "postcode found in the text"
    HIDDEN = "exact address kept from the public, as the source asks"
    NO_LIMIT = "an age that stands for no limit read as no limit"
    AGES = "ages read from words"
    WIDEST = "several ranges of ages read as one, the widest"
    TIMES = "times read from words"
    DAYS = "days put right by what the words say"
    WEEKDAY = "day of the week read from a number or a name"
    CLOCK = "time of day read from words"
    NOTICE = "notice taken out of an object"
    CLOSED = "temporarily closed: kept, and said in the notice"
    PRICE = "price read from words"
    PRICE_WORDS = "price in words kept as a note"
    LANGUAGE = "language read from its name"
    SAME_TERM = "the same term under several ids kept once"


@dataclass(frozen=True, slots=True)
class Cleaning:
    """Something in a record that was put right: in which record and field, and how."""

    record: str
    field: str
    what: Mended
