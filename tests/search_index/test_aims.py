"""Whom listings are meant for by their own words."""

from typing import Any

import pytest

from search_index.aims import aimed, told_by, told_of
from search_index.conditions import ANYONE, CIRCUMSTANCE, Judgement, judge
from search_index.documents import Condition, Document, Facts, Fit
from search_index.schema import postings
from search_index.thesaurus import Thesaurus
from tests.search_index.makers import TODAY, a_document, aged

FOR_OTHERS = Judgement(Fit.ASK, CIRCUMSTANCE)


def read(thesaurus: Thesaurus, **values: Any) -> Document:
    """A document whose group has not said whom it is for, and what its words add."""
    document = a_document(**{"conditions": (), **values})
    return aimed(document, postings(document, thesaurus), thesaurus)


def judged(document: Document, client: Facts) -> Judgement:
    return judge(document.conditions, client, TODAY)


@pytest.mark.parametrize("part", ["name", "summary", "organisation"])
def test_a_name_says_whom_a_listing_is_for(part: str, small: Thesaurus) -> None:
    assert judged(read(small, **{part: "Exercise after a stroke"}), Facts()) == FOR_OTHERS


def test_a_word_in_passing_does_not(small: Thesaurus) -> None:
    assert read(small, description="The hall was given in memory of one who died of a stroke.").conditions == ()


def test_it_is_for_a_client_of_whom_it_is_known(small: Thesaurus) -> None:
    stroke = Facts(possible={"stroke": frozenset({"stroke:yes"})})
    assert judged(read(small, name="Exercise after a stroke"), stroke).fit is Fit.YES


def test_it_is_for_a_client_when_the_words_of_the_query_ask_for_it(small: Thesaurus) -> None:
    asked = told_by(told_of(["topic:stroke"], small), Facts())
    assert judged(read(small, name="Exercise after a stroke"), asked).fit is Fit.YES


def test_who_asks_for_the_broader_need_may_mean_it(small: Thesaurus) -> None:
    asked = told_by(told_of(["need:body"], small), Facts())
    assert judged(read(small, name="Exercise after a stroke"), asked).fit is Fit.YES


@pytest.mark.parametrize("axis", [ANYONE, CIRCUMSTANCE])
def test_what_the_group_itself_has_stated_counts_alone(axis: str, small: Thesaurus) -> None:
    stated = (Condition(axis),)
    assert read(small, name="Exercise after a stroke", conditions=stated).conditions == stated


def test_nobody_is_turned_away_by_words_alone(small: Thesaurus) -> None:
    without = Facts(possible={"stroke": frozenset({"stroke:no"})})
    assert judged(read(small, name="Exercise after a stroke"), without) == FOR_OTHERS


@pytest.mark.parametrize(
    ("client", "known"),
    [
        (aged(80), {"older": frozenset({"older:yes"}), "young": frozenset({"young:no"})}),
        (aged(30), {"older": frozenset({"older:no"}), "young": frozenset({"young:no"})}),
        (aged(12), {"older": frozenset({"older:no"}), "young": frozenset({"young:yes"})}),
        (Facts(ages=(40 * 12, 60 * 12)), {"young": frozenset({"young:no"})}),
        (Facts(), {}),
    ],
)
def test_age_tells_older_and_young_people(client: Facts, known: dict[str, frozenset[str]], small: Thesaurus) -> None:
    assert told_by({}, client).possible == known
