"""Filters of a search: what each leaves, what it says of itself, and the number beside it."""

from decimal import Decimal

import pytest

from directory.oruk.records import CostRecord, PlaceRecord, TermRecord
from directory.vocabulary import TermKind, Way
from tests.queries.search.conftest import Look
from tests.queries.search.listings import FRIDAY, HALL, TUESDAY, Settle, at, names

# What a page is made of is read on each kind of database in the tests of its parts; here one is enough.
pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def settle_some(settle: Settle) -> None:
    lonely = (TermRecord(kind=TermKind.NEED, code="need:connect.lonely"),)
    new = (TermRecord(kind=TermKind.NEED, code="need:connect.newhere"),)
    free, paid = (CostRecord(amount=Decimal(0)),), (CostRecord(amount=Decimal(3)),)
    lift = replace_features(HALL, "access:lift", "access:hearing-loop")
    settle(
        at("1", "Alpha", lift, times=(TUESDAY,), costs=free, terms=lonely, ways=(Way.IN_PERSON,)),
        at("2", "Beta", replace_features(HALL, "access:lift"), times=(TUESDAY, FRIDAY), costs=paid, terms=new),
        at("3", "Gamma", HALL, times=(FRIDAY,), costs=free, languages=("cy",)),
    )


def replace_features(place: PlaceRecord, *features: str) -> PlaceRecord:
    return place.model_copy(update={"features": features})


def tags(*values: str) -> dict[str, frozenset[str]]:
    return {values[0].partition(":")[0]: frozenset(values)}


@pytest.mark.parametrize(
    ("chosen", "found", "said"),
    [
        ({}, {"Alpha", "Beta", "Gamma"}, ""),
        (tags("day:tue"), {"Alpha", "Beta"}, ", on Tuesday"),
        (tags("day:fri", "day:tue"), {"Alpha", "Beta", "Gamma"}, ", on Tuesday or Friday"),
        (tags("time:evening"), {"Beta", "Gamma"}, ", in the evening"),
        (tags("cost:free"), {"Alpha", "Gamma"}, ", free"),
        (tags("need:connect.lonely"), {"Alpha"}, ", loneliness and isolation"),
        (tags("need:connect"), {"Alpha", "Beta"}, ", connection and company"),
        (tags("way:in_person"), {"Alpha"}, ", at a place"),
        (tags("language:cy"), {"Gamma"}, ", in Welsh"),
        (tags("day:tue") | tags("cost:paid"), {"Beta"}, ", on Tuesday, paid for"),
        (tags("need:no-such"), {"Alpha", "Beta", "Gamma"}, ""),
        (tags("day:tue", "day:doomsday"), {"Alpha", "Beta"}, ", on Tuesday"),
        ({"day": frozenset()}, {"Alpha", "Beta", "Gamma"}, ""),
    ],
)
def test_a_filter_keeps_what_has_one_of_its_tags_and_says_itself(
    look: Look, settle: Settle, chosen: dict[str, frozenset[str]], found: set[str], said: str
) -> None:
    settle_some(settle)
    page = look(filters=chosen)
    assert set(names(page)) == found
    assert page.said == f"within 10 miles of ZZ1 1AA{said}"


def test_of_access_features_all_are_needed(look: Look, settle: Settle) -> None:
    settle_some(settle)
    page = look(every=frozenset(["access:lift", "access:hearing-loop"]))
    assert names(page) == ["Alpha"]
    assert page.said == "within 10 miles of ZZ1 1AA, with hearing loop and lift"
    assert set(names(look(every=frozenset(["access:lift"])))) == {"Alpha", "Beta"}


def test_every_filter_has_counts_that_choosing_it_would_give(look: Look, settle: Settle) -> None:
    settle_some(settle)
    page = look()
    assert [group.name for group in page.filters] == ["need", "way", "day", "time", "cost", "access", "language"]
    for group in page.filters:
        for option in group.options:
            assert look(filters={group.name: frozenset([option.value])}).total == option.count, option


def test_beside_a_group_of_needs_stands_what_all_of_its_needs_would_give(look: Look, settle: Settle) -> None:
    work, job = (TermRecord(kind=TermKind.NEED, code=code) for code in ("need:work", "need:work.job"))
    settle(
        at("1", "Work", HALL, terms=(work,)),
        at("2", "Job", HALL, terms=(job,)),
        at("3", "Both", HALL, terms=(work, job)),
    )
    counts = {option.value: option.count for option in look().filters[0].options}
    assert counts == {"need:work": 3, "need:work.job": 2}
    for need, count in counts.items():
        assert look(filters=tags(need)).total == count


def test_who_chooses_a_group_of_needs_has_not_chosen_each_of_them(look: Look, settle: Settle) -> None:
    work, job = (TermRecord(kind=TermKind.NEED, code=code) for code in ("need:work", "need:work.job"))
    settle(at("1", "Work", HALL, terms=(work,)), at("2", "Job", HALL, terms=(job,)))
    options = look(filters=tags("need:work")).filters[0].options
    assert {option.value: option.selected for option in options} == {"need:work": True, "need:work.job": False}


def test_days_come_in_the_order_of_the_week_and_others_by_their_number(look: Look, settle: Settle) -> None:
    settle_some(settle)
    by_name = {group.name: group for group in look(filters=tags("day:fri")).filters}
    assert [(option.label, option.count, option.selected) for option in by_name["day"].options] == [
        ("Tuesday", 2, False),
        ("Friday", 2, True),
    ]
    assert by_name["day"].chosen == 1
    assert [option.label for option in look().filters[0].options] == ["Loneliness and isolation", "New to the area"]
