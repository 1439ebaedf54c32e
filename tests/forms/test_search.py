"""The search form: from the parameters of an address to what is asked for."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from directory.eligibility import AgeRange
from directory.forms.search import FARTHEST_MILES, LONGEST_PLACE, LONGEST_WORDS, MOST_CHOICES, MOST_PAGES, SearchForm
from directory.queries.labels import GROUPS
from directory.queries.search import Criteria
from directory.vocabulary import Circumstance, Gender, Referrer
from search_index.documents import Sort

Pairs = list[tuple[str, str]]


def asked(*pairs: tuple[str, str]) -> Criteria:
    form = SearchForm(MultiDict(pairs))
    assert form.validate(), form.errors
    return form.criteria()


@pytest.mark.parametrize(
    ("pairs", "criteria"),
    [
        ([], Criteria()),
        (
            [("postcode", " dl3 9aa "), ("q", "nan keeps\nfalling")],
            Criteria(place="dl3 9aa", words="nan keeps falling"),
        ),
        ([("age", "70+")], Criteria(ages=AgeRange(70))),
        ([("gender", "non-binary")], Criteria(gender=Gender.NON_BINARY)),
        ([("has", "carer"), ("has", "carer"), ("has", "x")], Criteria(has=frozenset({Circumstance.CARER}))),
        ([("referrer", "gp")], Criteria(referrer=Referrer.GP)),
        ([("not", "age:84"), ("not", "gender:female")], Criteria(ignoring=frozenset({"age:84", "gender:female"}))),
        ([("radius", "2.5")], Criteria(radius_miles=2.5)),
        ([("accepting", "y")], Criteria(accepting=True)),
        ([("show", "all")], Criteria(turned_away=True)),
        ([("exact", "1")], Criteria(widen=False)),
        ([("sort", "nearest")], Criteria(sort=Sort.NEAREST)),
        ([("page", "3")], Criteria(page=3)),
        (
            [("day", "day:tue"), ("day", "day:wed"), ("cost", "cost:free")],
            Criteria(filters={"day": frozenset({"day:tue", "day:wed"}), "cost": frozenset({"cost:free"})}),
        ),
        (
            [("access", "access:step-free"), ("access", "access:hearing-loop")],
            Criteria(every=frozenset({"access:step-free", "access:hearing-loop"})),
        ),
    ],
)
def test_each_parameter_says_what_it_means(pairs: Pairs, criteria: Criteria) -> None:
    assert asked(*pairs) == criteria


@pytest.mark.parametrize(
    "pair",
    [
        ("gender", "none"),
        ("gender", "FEMALE"),
        ("has", "everything"),
        ("referrer", "a friend"),
        ("sort", "random"),
        ("show", "some"),
        ("radius", "far"),
        ("radius", "-5"),
        ("radius", "0"),
        ("radius", "nan"),
        ("radius", "inf"),
        ("page", "0"),
        ("page", "-1"),
        ("page", "two"),
        ("page", "1" * 6),
        ("page", "²"),
        ("need", "day:tue"),
        ("need", "need"),
        ("access", "need:connect.lonely"),
        ("accepting", ""),
        ("exact", " "),
        ("unheard-of", "x"),
    ],
)
def test_what_no_page_of_ours_would_say_is_passed_over(pair: tuple[str, str]) -> None:
    assert asked(pair) == Criteria()


@pytest.mark.parametrize(
    ("pair", "part", "value"),
    [
        (("postcode", "x" * 5_000), "place", "x" * LONGEST_PLACE),
        (("q", "x" * 5_000), "words", "x" * LONGEST_WORDS),
        (("radius", "5000"), "radius_miles", FARTHEST_MILES),
        (("page", "99999"), "page", MOST_PAGES),
    ],
)
def test_too_much_is_cut_to_the_most(pair: tuple[str, str], part: str, value: object) -> None:
    assert getattr(asked(pair), part) == value


def test_too_many_choices_are_cut_to_the_most() -> None:
    criteria = asked(*(("not", f"age:{number}") for number in range(1_000)))
    assert len(criteria.ignoring) == MOST_CHOICES


def test_an_age_that_cannot_be_is_the_one_thing_that_is_refused() -> None:
    form = SearchForm(MultiDict({"age": "640", "radius": "x", "page": "x", "gender": "x"}))
    assert not form.validate()
    assert set(form.errors) == {"age"}


class TestWhatAFormSends:
    FULL = MultiDict(
        [
            ("postcode", "DL3"),
            ("q", "tea"),
            ("age", "84"),
            ("has", "carer"),
            ("need", "need:connect.lonely"),
            ("day", "day:tue"),
            ("access", "access:step-free"),
            ("radius", "5"),
            ("not", "gender:female"),
            ("show", "all"),
            ("exact", "1"),
            ("page", "3"),
            ("unheard-of", "x"),
        ]
    )

    def names(self, pairs: Pairs) -> set[str]:
        return {name for name, _ in pairs}

    def test_never_the_page_nor_what_we_do_not_know(self) -> None:
        assert self.names(SearchForm(self.FULL).others()) == set(self.FULL) - {"page", "unheard-of"}

    def test_not_what_it_asks_for_itself(self) -> None:
        others = self.names(SearchForm(self.FULL).others("postcode", "q"))
        assert not others & {"postcode", "q"}
        assert "age" in others

    def test_with_other_words_what_is_of_the_person_and_of_the_week_stays(self) -> None:
        kept = self.names(SearchForm(self.FULL).of_the_person())
        assert kept == {"age", "has", "day", "access", "radius"}

    def test_with_other_filters_what_was_asked_stays(self) -> None:
        kept = self.names(SearchForm(self.FULL).not_filters())
        assert kept == {"postcode", "q", "not", "show", "exact"}

    @pytest.mark.parametrize(
        ("said", "who"),
        [({}, False), ({"q": "84"}, False), ({"age": "x"}, True), ({"gender": "male"}, True), ({"has": "carer"}, True)],
    )
    def test_it_knows_whether_anything_is_said_of_the_person(self, said: dict[str, str], *, who: bool) -> None:
        assert SearchForm(MultiDict(said)).says_who is who


NAMES = st.sampled_from(["postcode", "q", "age", "gender", "has", "radius", "page", "not", "sort", "exact", *GROUPS])


@given(st.lists(st.tuples(NAMES, st.text(max_size=30)), max_size=20))
def test_any_address_is_a_search_or_has_a_wrong_age(pairs: list[tuple[str, Any]]) -> None:
    form = SearchForm(MultiDict(pairs))
    if form.validate():
        form.criteria()
    assert set(form.errors) <= {"age"}


def test_what_is_written_in_capitals_keeps_them() -> None:
    labels = {value: label for value, label, _ in SearchForm(MultiDict()).has_boxes}
    assert labels["lgbt"] == "Is LGBTQ+"
    assert labels["traveller"] == "Is from a Gypsy, Roma or Traveller community"
