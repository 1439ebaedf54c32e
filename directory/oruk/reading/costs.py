"""What a service costs."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Final

from directory.oruk.cleaning.mended import Mended
from directory.oruk.cleaning.prices import is_free, price_in
from directory.oruk.records import CostRecord
from directory.oruk.taking import Document, Taker

_MOST: Final = 1_000_000
_PENNY: Final = Decimal("0.01")
_WANTED: Final = "an amount of money in pounds, like 2.50"


def costs(document: Document, taker: Taker) -> Iterator[CostRecord]:
    """The prices; where an amount was asked for and words were written, the words are kept."""
    for row in taker.rows(document, "cost_options"):
        option, note = taker.line(row, "option"), taker.line(row, "amount_description", 500)
        amount, words = _amount(row, "amount", taker)
        if amount is None and (is_free(option) or is_free(note)):
            amount = Decimal(0)
        if option or note or words or amount is not None:
            yield CostRecord(option=option, amount=amount, note=note or words)
    amount, words = _amount(document, "fees", taker)
    if words or amount is not None:
        yield CostRecord(amount=amount, note=words)


def _amount(row: Document, key: str, taker: Taker) -> tuple[Decimal | None, str]:
    """The amount that a field says, and the words that stand in its place."""
    said = taker.line(row, key, 500)
    if not said or not _is_words(said):
        return taker.parsed(row, key, _pounds, _WANTED), ""
    amount = price_in(said)
    if is_free(said):
        return amount, ""
    taker.mended(key, Mended.PRICE_WORDS if amount is None else Mended.PRICE)
    return amount, said


def _is_words(said: str) -> bool:
    try:
        Decimal(_bare(said))
    except InvalidOperation:
        return True
    return False


def _bare(said: str) -> str:
    return said.replace("£", "").strip()


def _pounds(text: str) -> Decimal:
    try:
        amount = Decimal(_bare(text)).quantize(_PENNY)
    except InvalidOperation:
        raise ValueError("it is not an amount of money") from None
    if not (amount.is_finite() and 0 <= amount < _MOST):
        raise ValueError("it is not an amount of money")
    return abs(amount)  # "-0" is a way to write nothing, too
