"""Worked examples of the one function that orders hits, each part by itself and all of them together."""

from typing import Any

import pytest

from search_index import ranking
from search_index.documents import Condition, Room
from search_index.memory import MemoryIndex
from tests.search_index.conftest import small_thesaurus
from tests.search_index.makers import HERE, TODAY, a_document, a_query, away, found, on


@pytest.mark.parametrize(
    ("km", "nearness"), [(0, 1.0), (0.5, 0.958), (2, 0.863), (6, 0.725), (15, 0.607), (60, 0.5), (1000, 0.453)]
)
def test_nearness(km: float, nearness: float) -> None:
    assert ranking.nearness(km) == pytest.approx(nearness, abs=0.001)


@pytest.mark.parametrize(("overdue", "freshness"), [(0, 1.0), (30, 0.958), (90, 0.875), (180, 0.75)])
def test_freshness(overdue: int, freshness: float) -> None:
    assert ranking.freshness(overdue) == pytest.approx(freshness, abs=0.001)


@pytest.mark.parametrize(
    ("documents", "frequency", "rarity"), [(0, 0, 0.0), (100, 1, 0.793), (100, 50, 0.131), (100, 100, 0.001)]
)
def test_rarity(documents: int, frequency: int, rarity: float) -> None:
    assert ranking.rarity(documents, frequency) == pytest.approx(rarity, abs=0.001)


def test_every_part_lies_between_nought_and_one() -> None:
    parts = [*ranking.CAPACITY.values(), *ranking.VERDICT.values(), ranking.REACHES_YOU, ranking.FARTHEST]
    assert all(0 < part <= 1 for part in (*parts, ranking.STALEST, ranking.FLOOR))


TEA: dict[str, Any] = {"name": "Tea afternoon"}

# Of each pair the first comes before the second, all else being equal.
EXAMPLES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "near before far": (TEA, TEA | {"points": (away(4),)}),
    "a place next door before a telephone line": (TEA, TEA | {"points": ()}),
    "a telephone line before a place far away": (TEA | {"points": ()}, TEA | {"points": (away(9),)}),
    "what fits, far away, before a stray word next door": (
        TEA | {"points": (away(9),)},
        {"name": "Chess", "description": "At the back of the tea room. " + "We play. " * 40},
    ),
    "confirmed before stale": (TEA, TEA | {"confirmed_on": on(1, 3)}),
    "stale before never confirmed": (TEA | {"confirmed_on": on(1, 7)}, TEA | {"confirmed_on": None}),
    "room before room not known": (TEA | {"room": Room.OPEN, "room_stated_on": TODAY}, TEA),
    "room not known before a waiting list": (TEA, TEA | {"room": Room.WAITING_LIST, "room_stated_on": TODAY}),
    "a waiting list before full": (
        TEA | {"room": Room.WAITING_LIST, "room_stated_on": TODAY},
        TEA | {"room": Room.FULL, "room_stated_on": TODAY},
    ),
    "full long ago counts no longer": (
        TEA | {"room": Room.FULL, "room_stated_on": on(1, 2)},
        TEA | {"room": Room.FULL, "room_stated_on": TODAY},
    ),
    "fits before ask": (TEA, TEA | {"conditions": ()}),
    "ask before for people in other circumstances": (
        TEA | {"conditions": ()},
        TEA | {"conditions": (Condition("circumstance", frozenset({"veteran:yes"})),)},
    ),
    "for everybody before, by its own name, for others": (TEA, {"name": "Tea afternoon after a stroke"}),
    "for others by its own name before full": (
        {"name": "Tea afternoon after a stroke"},
        TEA | {"room": Room.FULL, "room_stated_on": TODAY},
    ),
    "a full service that fits the words before an open one that hardly does": (
        TEA | {"room": Room.FULL, "room_stated_on": TODAY},
        {
            "name": "Chess",
            "description": "At the back of the tea room. " + "We play. " * 40,
            "room": Room.OPEN,
            "room_stated_on": TODAY,
        },
    ),
}


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_order_of_two(example: str) -> None:
    first, second = EXAMPLES[example]
    index = MemoryIndex(small_thesaurus())
    index.put([a_document("2nd", **second), a_document("1st", **first)])
    assert found(index.search(a_query("tea", near=HERE, widen=True)))[0] == "1st"
