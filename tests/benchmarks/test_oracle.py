"""The oracle: held against our own slow engine, which shares nothing with it."""

from dataclasses import replace

import pytest

from search_index.memory import MemoryIndex
from search_index.thesaurus import Thesaurus
from tests.benchmarks.oracle import Oracle
from tests.benchmarks.peers.ours import BARE, document, our_query, plain_answer
from tests.benchmarks.plain import NEEDS, Answer, Listing, Order, PlainQuery

LISTING = Listing(0, "Croskam Lunch Club", "tea and bingo", (3, 5), 60, 120, (1,), True, 51.2, 0.5)
ANYTHING = PlainQuery(0, 51.2, 0.5)


@pytest.fixture(scope="module")
def memory(few: list[Listing]) -> MemoryIndex:
    index = MemoryIndex(Thesaurus())
    index.put(map(document, few))
    return index


@pytest.mark.parametrize("order", Order)
def test_our_slow_engine_says_the_same(
    order: Order, memory: MemoryIndex, oracle: Oracle, asked: list[PlainQuery]
) -> None:
    for query in asked[::4]:
        answer, truth = plain_answer(memory.search(our_query(query, order, **BARE))), oracle.truth(query)
        assert truth.is_counted_in(answer), query
        assert oracle.has_right_hits(answer, query, truth, order), query


@pytest.mark.parametrize(
    ("asked", "met"),
    [
        ({}, True),
        ({"words": ("bingo", "choir")}, True),
        ({"words": ("lunch",)}, True),
        ({"words": ("choir",)}, False),
        ({"need": 3}, True),
        ({"need": 4}, False),
        ({"day": 1}, True),
        ({"day": 2}, False),
        ({"age": 60}, True),
        ({"age": 59}, False),
        ({"accepting": True}, True),
        ({"radius_km": 0.1}, True),
        ({"radius_km": 1.0, "latitude": 51.3}, False),
        ({"radius_km": 12.0, "latitude": 51.3}, True),
    ],
)
def test_a_listing_is_found_by_what_it_says(asked: dict[str, object], met: bool) -> None:
    truth = Oracle([LISTING], ["bingo", "choir", "lunch"]).truth(replace(ANYTHING, **asked))  # type: ignore[arg-type]  # any part
    assert truth.total == met
    assert truth.needs == tuple(int(met and need in LISTING.needs) for need in range(NEEDS))


def test_it_sees_what_is_wrong_with_an_answer() -> None:
    far = replace(LISTING, id=1, latitude=51.4)
    oracle = Oracle([LISTING, far], [])
    truth = oracle.truth(ANYTHING)
    right = Answer(2, truth.needs, (0, 1))
    assert truth.is_counted_in(right)
    assert not truth.is_counted_in(replace(right, total=1))
    assert not truth.is_counted_in(replace(right, needs=(0,) * NEEDS))
    assert oracle.has_right_hits(right, ANYTHING, truth, Order.NEAREST)
    assert not oracle.has_right_hits(replace(right, ids=(1, 0)), ANYTHING, truth, Order.NEAREST)
    assert oracle.has_right_hits(replace(right, ids=(1, 0)), ANYTHING, truth, Order.BEST)
    assert not oracle.has_right_hits(replace(right, ids=(0,)), ANYTHING, truth, Order.BEST)
    assert not oracle.has_right_hits(replace(right, ids=(0, 0)), ANYTHING, truth, Order.BEST)
