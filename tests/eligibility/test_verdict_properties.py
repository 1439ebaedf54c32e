"""What holds of verdicts and sentences whatever the rules and the client.

Three things move a verdict, and each in a known direction: a further rule never improves it; knowing more settles an
*ask* and never turns *yes* and *no* into each other; and a rule that lets more people in never worsens it.
"""

import re
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

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
    assess,
    verdict_of,
)
from directory.vocabulary import Circumstance, Gender, Referrer, Verdict

TODAY = date(2026, 6, 1)
BADNESS = {verdict: place for place, verdict in enumerate(Verdict)}
CODE = re.compile(r"[A-Z][0-9]{8}|_")

DISTRICTS = ["E06999991", "E07999992", "S12999993", "N09999996"]
WARDS = ["E05999994", "E05999995"]
OUTCODES = ["ZZ1", "ZZ2"]
AREAS = [*DISTRICTS, *WARDS, *OUTCODES, "E92000001", "S92000003", "K03000001", "E12000001", "X01"]

ages = st.integers(0, 110) | st.integers(0, 23).map(lambda months: months / 12)
circumstances = st.frozensets(st.sampled_from(Circumstance), max_size=4)
some_circumstances = st.frozensets(st.sampled_from(Circumstance), min_size=1, max_size=3)


@st.composite
def age_ranges(draw: st.DrawFn) -> AgeRange:
    low, high = sorted([draw(ages), draw(ages)])
    return draw(st.sampled_from([AgeRange(low), AgeRange(low, high), AgeRange.exactly(low)]))


@st.composite
def age_rules(draw: st.DrawFn) -> AgeRule:
    limits = draw(age_ranges())
    return AgeRule(draw(st.sampled_from([limits.minimum, 0])), limits.maximum)


def some(codes: list[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(codes), max_size=2)


homes = st.builds(Home, some(DISTRICTS), some(WARDS), some(OUTCODES), some(["E12000001", "E12000002"]))


@st.composite
def clients(draw: st.DrawFn) -> Client:
    has, has_not = draw(circumstances), draw(circumstances)
    return Client(
        ages=draw(st.none() | age_ranges()),
        gender=draw(st.none() | st.sampled_from(Gender)),
        home=draw(st.none() | homes),
        has=has,
        has_not=has_not - Client(has=has).has - {Circumstance.PARENT, Circumstance.CARER},
        referrer=draw(st.none() | st.sampled_from(Referrer)),
    )


strict_rules: st.SearchStrategy[Rule] = st.one_of(
    st.just(AnyoneRule()),
    age_rules(),
    st.builds(GenderRule, st.frozensets(st.sampled_from(Gender), min_size=1)),
    st.builds(ResidenceRule, st.frozensets(st.sampled_from(AREAS), min_size=1, max_size=4)),
    st.builds(CircumstanceRule, some_circumstances, excluded=st.booleans()),
    st.builds(ReferrerRule, st.frozensets(st.sampled_from(Referrer), min_size=1)),
)


def aimed(rule: Rule) -> Rule:
    return replace(rule, strict=False)


any_rules = strict_rules | strict_rules.map(aimed)


def badness(rules: list[Rule], client: Client) -> int:
    return BADNESS[assess(rules, client, on=TODAY).verdict]


@given(st.lists(any_rules, min_size=1, max_size=4), any_rules, clients())
def test_a_further_rule_never_improves_the_verdict(rules: list[Rule], further: Rule, client: Client) -> None:
    assert badness([*rules, further], client) >= badness(rules, client)


@given(st.lists(any_rules, min_size=1, max_size=4), clients())
def test_the_order_of_the_rules_does_not_matter(rules: list[Rule], client: Client) -> None:
    assert badness(rules, client) == badness(rules[::-1], client)


@given(st.lists(any_rules, max_size=4))
def test_nobody_of_whom_nothing_is_known_is_refused(rules: list[Rule]) -> None:
    assert assess(rules, Client(), on=TODAY).verdict is not Verdict.NO


@given(strict_rules.map(aimed), clients())
def test_an_aim_never_refuses(rule: Rule, client: Client) -> None:
    assert verdict_of(rule, client) is not Verdict.NO


@given(strict_rules, clients())
def test_an_aim_says_yes_to_the_same_clients_as_a_must(rule: Rule, client: Client) -> None:
    assert (verdict_of(aimed(rule), client) is Verdict.YES) == (verdict_of(rule, client) is Verdict.YES)


@st.composite
def a_client_and_one_better_known(draw: st.DrawFn) -> tuple[Client, Client]:
    """A client of whom some things have been forgotten, and the same client before."""
    known = draw(clients())
    keeps = st.booleans()
    less = Client(
        ages=known.ages if draw(keeps) else None,
        gender=known.gender if draw(keeps) else None,
        home=known.home if draw(keeps) else draw(st.sampled_from([None, Home()])),
        has=known.has if draw(keeps) else frozenset(),
        has_not=known.has_not if draw(keeps) else frozenset(),
        referrer=known.referrer if draw(keeps) else None,
    )
    return less, known


@given(any_rules, a_client_and_one_better_known())
def test_knowing_more_settles_an_ask_and_nothing_else(rule: Rule, pair: tuple[Client, Client]) -> None:
    less, more = pair
    if isinstance(rule, AgeRule):
        # A parent may come for a child: hearing that reopens what the age alone had closed.
        more = replace(more, has=less.has, has_not=less.has_not)
    before, after = verdict_of(rule, less), verdict_of(rule, more)
    assert before is Verdict.ASK or before is after


@given(any_rules, clients(), clients())
def test_knowing_more_never_turns_yes_and_no_into_each_other(rule: Rule, client: Client, other: Client) -> None:
    verdicts = {verdict_of(rule, client), verdict_of(rule, client.filled_in_from(other))}
    assert verdicts != {Verdict.YES, Verdict.NO}


def around(one: AgeRange, other: AgeRange) -> AgeRange:
    """The narrowest range that takes in both."""
    lowest = min(one, other, key=lambda ages: ages.first_month).minimum
    highest = max(one, other, key=lambda ages: float("inf") if ages.end_month is None else ages.end_month).maximum
    return AgeRange(lowest, highest)


@given(age_ranges(), age_ranges(), age_rules())
def test_a_narrower_age_settles_an_ask_and_nothing_else(narrow: AgeRange, other: AgeRange, rule: AgeRule) -> None:
    wide = around(narrow, other)
    before, after = verdict_of(rule, Client(ages=wide)), verdict_of(rule, Client(ages=narrow))
    assert before is Verdict.ASK or before is after


@given(homes, homes, st.frozensets(st.sampled_from(AREAS), min_size=1, max_size=4))
def test_a_nearer_place_settles_an_ask_and_nothing_else(near: Home, other: Home, areas: frozenset[str]) -> None:
    wide = Home(
        near.districts and near.districts | other.districts,
        near.wards and near.wards | other.wards,
        near.outcodes and near.outcodes | other.outcodes,
        near.others and near.others | other.others,
    )
    before = verdict_of(ResidenceRule(areas), Client(home=wide))
    after = verdict_of(ResidenceRule(areas), Client(home=near))
    assert before is Verdict.ASK or before is after


@given(clients(), age_rules(), age_ranges())
def test_wider_ages_let_more_people_in(client: Client, rule: AgeRule, other: AgeRange) -> None:
    # A parent's own age is weighed only where children are not meant, so the two rules could mean different people.
    client = replace(client, has=frozenset())
    wider = around(rule.ages, other)
    assert badness([AgeRule(wider.minimum, wider.maximum)], client) <= badness([rule], client)


@given(clients(), st.frozensets(st.sampled_from(AREAS), min_size=1), st.sampled_from(AREAS))
def test_a_further_area_lets_more_people_in(client: Client, areas: frozenset[str], further: str) -> None:
    assert badness([ResidenceRule(areas | {further})], client) <= badness([ResidenceRule(areas)], client)


@given(clients(), some_circumstances, st.sampled_from(Circumstance))
def test_a_further_circumstance_lets_in_and_a_further_exclusion_keeps_out(
    client: Client, known: frozenset[Circumstance], further: Circumstance
) -> None:
    more = known | {further}
    assert badness([CircumstanceRule(more)], client) <= badness([CircumstanceRule(known)], client)
    excluding, excluding_more = CircumstanceRule(known, excluded=True), CircumstanceRule(more, excluded=True)
    assert badness([excluding_more], client) >= badness([excluding], client)


@given(any_rules, clients())
def test_every_sentence_can_be_read_aloud(rule: Rule, client: Client) -> None:
    for sentence in (assess([rule], client, on=TODAY).reasons[0].sentence, rule.sentence):
        assert sentence.strip() == sentence
        assert sentence
        assert sentence[0].isupper()
        assert not sentence.endswith((".", ";", ","))
        assert "  " not in sentence
        assert "None" not in sentence
        assert not CODE.search(sentence)


@given(any_rules, clients())
def test_a_sentence_tells_the_navigator_to_ask_only_when_the_verdict_is_to_ask(rule: Rule, client: Client) -> None:
    reason = assess([rule], client, on=TODAY).reasons[0]
    asks = reason.sentence.endswith(", so ask") or "we do not know" in reason.sentence
    asks = asks or "a full postcode would tell" in reason.sentence or "we cannot tell" in reason.sentence
    assert asks == (reason.verdict is Verdict.ASK)
