"""Whom a service is for: rows as rules, areas covered as a rule, and the same verdict in the search index."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlmodel import Session

from directory.eligibility import (
    AgeRange,
    AgeRule,
    AnyoneRule,
    CircumstanceRule,
    Client,
    GenderRule,
    Home,
    ReferrerRule,
    ResidenceRule,
    Rule,
)
from directory.models import EligibilityRule, Service, ServiceArea
from directory.queries.eligibility import assess_service, conditions_of, coverage_of, facts_of, rules_of
from directory.vocabulary import Circumstance, Gender, Referrer, RuleKind, Verdict
from search_index.conditions import ANYONE, UNSTATED, judge
from search_index.documents import Condition, Fit
from tests.depth import examples
from tests.makers import make_place, make_rule, make_service

TODAY = date(2026, 11, 21)
NAMES = {"X06000001": "Normal Harbour", "X06000002": "Far Normal"}

DISTRICTS = ["E06000005", "E07000001", "W06000015", "S12000036", "N09000003", "X06000001"]
AREAS = [
    *DISTRICTS,
    *("E05000001", "E05000002", "DL3", "DL1", "E10000013", "E12000001", "E47000006", "X01"),
    *("E92000001", "W92000004", "S92000003", "K02000001", "K03000001", "K04000001"),
]


# Strategies.


def some(values: Any, **how: Any) -> st.SearchStrategy[frozenset[Any]]:
    return st.frozensets(st.sampled_from(values), **how)


ages = st.integers(0, 120) | st.integers(0, 23).map(lambda months: months / 12)


@st.composite
def age_ranges(draw: st.DrawFn) -> AgeRange:
    low, high = sorted([draw(ages), draw(ages)])
    return draw(st.sampled_from([AgeRange(low), AgeRange(low, high), AgeRange.exactly(low), AgeRange(0, high)]))


homes = st.builds(
    Home,
    some(DISTRICTS, max_size=3),
    some(["E05000001", "E05000002"], max_size=2),
    some(["DL3", "DL1", "CT20"], max_size=2),
    some(["E10000013", "E12000001", "E92000001", "K02000001", "K04000001"], max_size=2),
)


@st.composite
def clients(draw: st.DrawFn) -> Client:
    has = draw(some(Circumstance, max_size=4))
    has_not = draw(some(Circumstance, max_size=4)) - Client(has=has).has
    # What one is not may rule out what one is: a carer who is said not to be one.
    has_not -= {Circumstance.PARENT, Circumstance.CARER}
    return Client(
        ages=draw(st.none() | age_ranges()),
        gender=draw(st.none() | st.sampled_from(Gender)),
        home=draw(st.none() | homes),
        has=has,
        has_not=has_not,
        referrer=draw(st.none() | st.sampled_from(Referrer)),
    )


coverages = st.builds(ResidenceRule, some(AREAS, min_size=1, max_size=4), strict=st.booleans())
days = st.none() | st.integers(-3, 3).map(lambda away: TODAY + timedelta(days=away))


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    limits = draw(age_ranges())
    rule: Rule = draw(
        st.one_of(
            st.just(AnyoneRule()),
            st.just(AgeRule(limits.minimum, limits.maximum)),
            st.builds(GenderRule, some(Gender, min_size=1)),
            coverages,
            st.builds(CircumstanceRule, some(Circumstance, min_size=1, max_size=3), excluded=st.booleans()),
            st.builds(ReferrerRule, some(Referrer, min_size=1)),
        )
    )
    first, last = draw(days), draw(days)
    if first and last and first > last:
        first, last = last, first
    return replace(rule, strict=draw(st.booleans()), valid_from=first, valid_to=last)


def verdicts(rules: Sequence[Rule], coverage: ResidenceRule | None, client: Client, on: date) -> tuple[str, str]:
    """What is said on the page, and what is done in the index."""
    shown = assess_service(rules, coverage, client, on=on).verdict
    found = judge(conditions_of(rules, coverage), facts_of(client), on).fit
    return shown.value, found.value


EXPIRED = AgeRule(60, valid_to=TODAY - timedelta(days=1))
HERE = Client(home=Home(districts=frozenset(["E06000005"])))


@examples(40)
@given(st.lists(rules(), max_size=4), st.none() | coverages, clients(), st.integers(-4, 4))
@example([], None, Client(), 0)
@example([EXPIRED], ResidenceRule(frozenset(["E06000005"])), HERE, 0)
@example([AgeRule(0, 4)], None, Client(ages=AgeRange.exactly(34), has=frozenset([Circumstance.PARENT])), 0)
@example([GenderRule(frozenset([Gender.FEMALE]))], None, Client(gender=Gender.NON_BINARY), 0)
@example([ReferrerRule(frozenset([Referrer.PROFESSIONAL]))], None, Client(referrer=Referrer.GP), 0)
@example([ResidenceRule(frozenset(["K02000001"]))], None, HERE, 0)
def test_the_index_leaves_out_exactly_what_the_page_calls_no(
    rules: list[Rule], coverage: ResidenceRule | None, client: Client, away: int
) -> None:
    shown, found = verdicts(rules, coverage, client, TODAY + timedelta(days=away))
    assert shown == found


def test_the_words_of_the_verdict_are_those_of_the_index() -> None:
    assert [verdict.value for verdict in Verdict] == [fit.value for fit in Fit]


# Silence.

SPRING, SUMMER = (date(2026, 3, 1), date(2026, 5, 31)), (date(2026, 6, 1), date(2026, 8, 31))


def between(first: date | None, last: date | None) -> AgeRule:
    return AgeRule(60, valid_from=first, valid_to=last)


SILENCES: list[tuple[list[Rule], list[tuple[date | None, date | None]]]] = [
    ([], [(None, None)]),
    ([between(None, None)], []),
    ([between(*SPRING), between(None, None)], []),
    ([between(None, SPRING[1])], [(SUMMER[0], None)]),
    ([between(SUMMER[0], None)], [(None, SPRING[1])]),
    ([between(*SPRING)], [(None, date(2026, 2, 28)), (SUMMER[0], None)]),
    ([between(*SUMMER), between(*SPRING)], [(None, date(2026, 2, 28)), (date(2026, 9, 1), None)]),
    ([between(SPRING[0], None), between(None, SPRING[0])], []),
    ([between(*SPRING), between(date(2026, 7, 1), None)], [(None, date(2026, 2, 28)), (SUMMER[0], date(2026, 6, 30))]),
    ([between(SPRING[0], SUMMER[1]), between(*SPRING)], [(None, date(2026, 2, 28)), (date(2026, 9, 1), None)]),
]


@pytest.mark.parametrize(("rules", "silences"), SILENCES)
def test_where_no_rule_is_in_force_nobody_has_said_who_can_come(
    rules: list[Rule], silences: list[tuple[date | None, date | None]]
) -> None:
    unstated = [each for each in conditions_of(rules, None) if each.axis == UNSTATED]
    assert [(each.since, each.until) for each in unstated] == silences


def test_whoever_may_come_and_whoever_has_not_said_are_told_apart() -> None:
    assert conditions_of([AnyoneRule()], None) == (Condition(ANYONE),)
    assert conditions_of([], None) == (Condition(UNSTATED),)


# Rows.


def name_of(code: str) -> str | None:
    return NAMES.get(code)


ROWS: list[tuple[RuleKind, dict[str, Any], Rule]] = [
    (RuleKind.ANYONE, {}, AnyoneRule()),
    (RuleKind.AGE, {"minimum_age": 60}, AgeRule(60)),
    (RuleKind.AGE, {"minimum_age": 0.5, "maximum_age": 0}, AgeRule(0.5, 0)),
    (RuleKind.GENDER, {"among": ["female", "non-binary"]}, GenderRule(frozenset([Gender.FEMALE, Gender.NON_BINARY]))),
    (
        RuleKind.RESIDENCE,
        {"among": ["X06000001", "ZZ9"]},
        ResidenceRule(frozenset(["X06000001", "ZZ9"]), (("X06000001", "Normal Harbour"), ("ZZ9", ""))),
    ),
    (RuleKind.CIRCUMSTANCE, {"among": ["carer"]}, CircumstanceRule(frozenset([Circumstance.CARER]))),
    (
        RuleKind.CIRCUMSTANCE,
        {"among": ["carer"], "excluded": True},
        CircumstanceRule(frozenset([Circumstance.CARER]), excluded=True),
    ),
    (RuleKind.REFERRER, {"among": ["gp"]}, ReferrerRule(frozenset([Referrer.GP]))),
]


@pytest.mark.parametrize(("kind", "values", "rule"), ROWS)
@pytest.mark.parametrize("strict", [True, False])
def test_a_row_is_a_rule(session: Session, kind: RuleKind, values: dict[str, Any], rule: Rule, strict: bool) -> None:
    service = make_service(session)
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    make_rule(session, service, kind, strict=strict, valid_from=first, valid_to=last, **values)
    assert rules_of(service, name_of) == (replace(rule, strict=strict, valid_from=first, valid_to=last),)


def test_rules_come_in_the_order_in_which_they_were_stated(session: Session) -> None:
    service = make_service(session)
    for position, age in enumerate((60, 18, 50)):
        session.add(EligibilityRule(service_id=service.id, kind=RuleKind.AGE, minimum_age=age, position=position))
    session.flush()
    session.refresh(service)
    assert [rule.minimum for rule in rules_of(service, name_of) if isinstance(rule, AgeRule)] == [60, 18, 50]


# Areas covered.


def covering(session: Session, *areas: ServiceArea, at_a_place: bool = False) -> Service:
    service = make_service(session)
    for area in areas:
        area.service_id = service.id
        session.add(area)
    session.flush()
    session.refresh(service)
    if at_a_place:
        make_place(session, service)
    return service


def test_a_service_with_a_place_is_meant_for_its_area_and_others_may_ask(session: Session) -> None:
    service = covering(session, ServiceArea(code="X06000001"), at_a_place=True)
    coverage = coverage_of(service, name_of)
    assert coverage == ResidenceRule(frozenset(["X06000001"]), (("X06000001", "Normal Harbour"),), strict=False)
    elsewhere = Client(home=Home(districts=frozenset(["X06000002"])))
    assert assess_service((AnyoneRule(),), coverage, elsewhere, on=TODAY).verdict is Verdict.ASK


def test_a_service_that_reaches_out_goes_no_further_than_its_area(session: Session) -> None:
    service = covering(session, ServiceArea(code="X06000001", name="The Harbour"))
    coverage = coverage_of(service, name_of)
    elsewhere = Client(home=Home(districts=frozenset(["X06000002"])))
    assessment = assess_service((AnyoneRule(),), coverage, elsewhere, on=TODAY)
    assert assessment.verdict is Verdict.NO
    assert [reason.kind for reason in assessment.reasons] == [RuleKind.ANYONE, RuleKind.RESIDENCE]
    assert "The Harbour" in assessment.reasons[1].sentence


@pytest.mark.parametrize(
    "areas",
    [(), ("name only",), ("name only", "X06000001")],
)
def test_an_area_without_a_code_says_nothing_of_whom_it_is_for(session: Session, areas: tuple[str, ...]) -> None:
    rows = [ServiceArea(code=area) if area.startswith("X") else ServiceArea(name=area) for area in areas]
    assert coverage_of(covering(session, *rows), name_of) is None


def test_a_rule_about_where_people_live_goes_before_the_area_that_is_covered(session: Session) -> None:
    service = covering(session, ServiceArea(code="X06000001"))
    make_rule(session, service, RuleKind.RESIDENCE, among=["X06000002"])
    assert coverage_of(service, name_of) is None


def test_an_area_that_is_covered_does_not_say_who_can_come() -> None:
    coverage = ResidenceRule(frozenset(["E06000005"]))
    assessment = assess_service((), coverage, HERE, on=TODAY)
    assert assessment.verdict is Verdict.ASK
    assert [reason.verdict for reason in assessment.reasons] == [Verdict.ASK, Verdict.YES]


# Facts.


def test_of_an_unknown_client_only_what_is_true_of_everybody_is_known() -> None:
    facts = facts_of(Client())
    assert facts.ages is None
    assert facts.possible == {
        "gender": {"gender:female", "gender:male", "gender:non-binary"},
        "referrer": {"referrer:self", "referrer:professional", "referrer:gp"},
    }


def test_ages_are_told_in_months() -> None:
    assert facts_of(Client(ages=AgeRange.exactly(84))).ages == (1008, 1020)
    assert facts_of(Client(ages=AgeRange(60))).ages == (720, float("inf"))
    assert facts_of(Client(ages=AgeRange.exactly(0.5))).ages == (6, 7)
