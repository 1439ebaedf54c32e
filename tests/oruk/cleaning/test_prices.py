"""Prices in words."""

from decimal import Decimal

import pytest

from directory.oruk.cleaning.prices import price_in

PRICES = [
    ("Free", Decimal(0)),
    ("free of charge.", Decimal(0)),
    ("\u00a33", Decimal(3)),
    ("\u00a33 per session", Decimal(3)),
    ("\u00a32.50 each", Decimal("2.50")),
    ("\u00a33/session", Decimal(3)),
    ("\u00a33pp", Decimal(3)),
    ("50p a cup", Decimal("0.50")),
    ("\u00a33 per session, \u00a31 for tea", None),
    ("\u00a33 or so", None),
    ("from \u00a33", None),
    ("Donations welcome", None),
    ("three pounds", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "amount"), PRICES)
def test_a_price_is_one_amount_or_not_known(text: str, amount: Decimal | None) -> None:
    assert price_in(text) == amount
