"""What a service costs, in numbers and in words."""

from decimal import Decimal
from typing import Any

import pytest

from directory.oruk.records import CostRecord
from tests.oruk.makers import problems, record

COSTS: list[tuple[dict[str, Any], list[CostRecord], list[str]]] = [
    ({"option": "Free", "amount": 0}, [CostRecord(option="Free", amount=Decimal(0))], []),
    ({"option": "Free", "amount": None}, [CostRecord(option="Free", amount=Decimal(0))], []),
    ({"amount_description": "No charge"}, [CostRecord(amount=Decimal(0), note="No charge")], []),
    ({"option": "Free parking"}, [CostRecord(option="Free parking")], []),
    ({"option": "A session", "amount": "8.00"}, [CostRecord(option="A session", amount=Decimal(8))], []),
    ({"amount": "£3"}, [CostRecord(amount=Decimal(3))], []),
    ({"amount": 2.5}, [CostRecord(amount=Decimal("2.50"))], []),
    ({"amount": -0.0}, [CostRecord(amount=Decimal(0))], []),
    ({"amount": ""}, [], []),
    ({}, [], []),
    ({"amount": "three pounds"}, [CostRecord(note="three pounds")], []),
    ({"option": "A session", "amount": "£3 or so"}, [CostRecord(option="A session", note="£3 or so")], []),
    ({"amount": "£3 per session"}, [CostRecord(amount=Decimal(3), note="£3 per session")], []),
    ({"amount": "50p", "amount_description": "a cup"}, [CostRecord(amount=Decimal("0.50"), note="a cup")], []),
    ({"amount": "Free"}, [CostRecord(amount=Decimal(0))], []),
    ({"amount": "Donations welcome"}, [CostRecord(note="Donations welcome")], []),
    ({"amount": -1}, [], ["This should be an amount of money in pounds, like 2.50"]),
    ({"amount": 10**9}, [], ["This should be an amount of money in pounds, like 2.50"]),
    ({"amount": "NaN"}, [], ["This should be an amount of money in pounds, like 2.50"]),
    ({"amount": "sNaN"}, [], ["This should be an amount of money in pounds, like 2.50"]),
    ({"amount": "Infinity"}, [], ["This should be an amount of money in pounds, like 2.50"]),
    ({"amount": float("nan")}, [], ["This should be an amount of money in pounds, like 2.50"]),
    ({"amount": "1e400"}, [], ["This should be an amount of money in pounds, like 2.50"]),
    ({"amount": True}, [], ["This should be a text"]),
    ({"amount": [3]}, [], ["This should be a text"]),
]


@pytest.mark.parametrize(("said", "costs", "reasons"), COSTS)
def test_a_price_is_an_amount_of_money_or_not_known(
    said: dict[str, Any], costs: list[CostRecord], reasons: list[str]
) -> None:
    assert list(record(cost_options=[said]).costs) == costs
    assert problems(cost_options=[said]) == [("amount", reason) for reason in reasons]


def test_fees_in_words_are_a_price_too() -> None:
    assert record(fees="£2 each, £3 for two").costs == (CostRecord(note="£2 each, £3 for two"),)
    assert record(fees="Free").costs == (CostRecord(amount=Decimal(0)),)
    assert record(fees="2.50").costs == (CostRecord(amount=Decimal("2.50")),)
    assert record(fees=2).costs == (CostRecord(amount=Decimal(2)),)
    assert record(fees="£2.50 each").costs == (CostRecord(amount=Decimal("2.50"), note="£2.50 each"),)
