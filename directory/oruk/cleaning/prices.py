"""A price in words ("£3 per session", "50p", "free of charge")."""

import re
from decimal import Decimal
from typing import Final

_FREE: Final = frozenset(
    ("free", "free of charge", "no charge", "no cost", "free to attend", "free entry", "free to all", "free to use")
)
_PRICE: Final = re.compile(
    r"(?:£ ?(?P<pounds>\d{1,5}(?:\.\d\d)?)|(?P<pence>\d{1,2})p)"
    r"(?: ?(?:(?:per|a|an|each|pp|for)(?![a-z])|/)[^\d£]{0,80})?\.?",
    re.IGNORECASE,
)


def is_free(text: str) -> bool:
    """Whether a text says that nothing is to be paid."""
    return text.strip().rstrip(".!").lower() in _FREE


def price_in(text: str) -> Decimal | None:
    """The amount in pounds that a text says; None when it says none, or more than one.

    >>> price_in("£3 per session")
    Decimal('3.00')
    """
    if is_free(text):
        return Decimal(0)
    found = _PRICE.fullmatch(text.strip())
    if found is None:
        return None
    amount = Decimal(found["pounds"]) if found["pounds"] else Decimal(found["pence"]) / 100
    return amount.quantize(Decimal("0.01"))
