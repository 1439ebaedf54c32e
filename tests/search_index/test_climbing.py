"""The ladder that is climbed while too little is found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

import pytest

from search_index.answering import ENOUGH, LOW_FLOOR, RUNGS, Lookup, Rung, climb
from search_index.concepts import Unit
from search_index.documents import Facet, Facts, Hit, Query
from search_index.queries import Plan
from search_index.ranking import FLOOR
from tests.search_index.makers import HERE, NOW

FEWER_WORDS, TWICE, FIVE_TIMES = RUNGS
TWO_WORDS = Plan((Unit("word", "lunch", 1.0, (("lunch", 1.0),)), Unit("word", "club", 1.0, (("club", 1.0),))))


class Found(NamedTuple):
    """A selection that has only numbers."""

    total: int
    too_weak: int = 0
    hits: tuple[Hit, ...] = ()
    facets: Mapping[str, tuple[Facet, ...]] = MappingProxyType({})
    left_out: Mapping[str, int] = MappingProxyType({})


@dataclass
class Selecting:
    """Finds so many for each radius and floor, and remembers what it was asked."""

    totals: dict[tuple[float | None, float], int]
    too_weak: int = 1
    asked: list[tuple[float | None, float]] = field(default_factory=list)

    def __call__(self, lookup: Lookup) -> Found:
        self.asked.append((lookup.query.radius_km, lookup.floor))
        return Found(self.totals.get(self.asked[-1], 0), self.too_weak)


def a_lookup(plan: Plan = TWO_WORDS, *, keeping: frozenset[str] = frozenset()) -> Lookup:
    query = Query(now=NOW, text="lunch club", near=HERE, radius_km=4.0, keeping=keeping)
    return Lookup(query, plan, Facts())


def test_nobody_climbs_who_has_found_enough() -> None:
    select = Selecting({(4.0, FLOOR): ENOUGH})
    selection, helped = climb(a_lookup(), select)
    assert (selection.total, helped, select.asked) == (ENOUGH, [], [(4.0, FLOOR)])


def test_each_rung_goes_beyond_the_one_before() -> None:
    select = Selecting({(20.0, LOW_FLOOR): 1})
    _, helped = climb(a_lookup(), select)
    assert select.asked == [(4.0, FLOOR), (4.0, LOW_FLOOR), (8.0, LOW_FLOOR), (20.0, LOW_FLOOR)]
    assert helped == [FIVE_TIMES]


def test_a_rung_that_finds_no_more_did_not_help() -> None:
    select = Selecting({(4.0, FLOOR): 2, (4.0, LOW_FLOOR): 2, (8.0, LOW_FLOOR): 3, (20.0, LOW_FLOOR): 1})
    selection, helped = climb(a_lookup(), select)
    assert (selection.total, helped) == (3, [TWICE])


def test_fewer_words_are_not_tried_where_nothing_was_too_weak() -> None:
    select = Selecting({}, too_weak=0)
    climb(a_lookup(), select)
    assert (4.0, LOW_FLOOR) not in select.asked


@pytest.mark.parametrize(
    ("keeping", "tried"),
    [
        ({"fewer_words"}, [(4.0, FLOOR), (8.0, FLOOR), (20.0, FLOOR)]),
        ({"further"}, [(4.0, FLOOR), (4.0, LOW_FLOOR)]),
        ({"fewer_words", "further"}, [(4.0, FLOOR)]),
    ],
)
def test_what_is_not_wanted_is_not_tried(keeping: set[str], tried: list[tuple[float, float]]) -> None:
    select = Selecting({})
    climb(a_lookup(keeping=frozenset(keeping)), select)
    assert select.asked == tried


@pytest.mark.parametrize(("rung", "may"), [(FEWER_WORDS, False), (TWICE, True)])
def test_one_word_alone_cannot_be_made_fewer(rung: Rung, may: bool) -> None:
    assert a_lookup(Plan(TWO_WORDS.units[:1])).may(rung) is may
