# ruff: noqa: E501 -- a case is one line, so that a column can be read down
"""The sentence that each rule has of its own, and the rules that cannot be."""

from collections.abc import Callable
from datetime import date

import pytest

from directory.eligibility import (
    AgeRule,
    AnyoneRule,
    CircumstanceRule,
    GenderRule,
    ReferrerRule,
    ResidenceRule,
    Rule,
)
from directory.eligibility.circumstances import IMPLIES, WORDS
from directory.errors import InputError
from directory.vocabulary import Circumstance, Gender, Referrer

WOMEN = frozenset([Gender.FEMALE])
CARERS = frozenset([Circumstance.CARER])
ISLAND = ("E06999991", "Normal Island")


def living_in(*codes: str, strict: bool = True) -> ResidenceRule:
    return ResidenceRule(frozenset(codes), (ISLAND,), strict=strict)


# fmt: off
SENTENCES: list[tuple[Rule, str]] = [
    (AnyoneRule(), "Anyone can come"),
    (AgeRule(60), "For people aged 60 and over"),
    (AgeRule(60, strict=False), "For people aged 60 and over; others are welcome"),
    (AgeRule(18, 64), "For people aged 18 to 64"),
    (AgeRule(16, 25), "For young people aged 16 to 25"),
    (AgeRule(11, 17), "For young people aged 11 to 17"),
    (AgeRule(16, 16), "For young people aged 16"),
    (AgeRule(8, 17), "For children and young people aged 8 to 17"),
    (AgeRule(None, 17), "For children and young people under 18"),
    (AgeRule(None, 25), "For people aged 25 and under"),
    (AgeRule(5, 11), "For children aged 5 to 11"),
    (AgeRule(0, 4), "For children under 5"),
    (AgeRule(1, 3), "For children aged 1 to 3"),
    (AgeRule(1, 1), "For children aged 1"),
    (AgeRule(0), "For people of any age"),
    (AgeRule(0.5, 1), "For babies from 6 months to under 2 years"),
    (AgeRule(0.5, 0), "For babies from 6 months to under 1 year"),
    (AgeRule(0.5, 0.5), "For babies aged 6 months"),
    (AgeRule(1 / 12, 1.5), "For babies from 1 month to 18 months"),
    (AgeRule(None, 1), "For babies under 2 years"),
    (AgeRule(None, 0), "For babies under 1 year"),
    (AgeRule(None, 1.5), "For babies up to 18 months"),
    (AgeRule(1.5, 1), "For children from 18 months to under 2 years"),
    (AgeRule(1.5, 4), "For children from 18 months to under 5 years"),
    (AgeRule(0.5), "For people aged 6 months and over"),
    (GenderRule(WOMEN), "For women and girls"),
    (GenderRule(WOMEN, strict=False), "For women and girls; others are welcome"),
    (GenderRule(frozenset([Gender.MALE, Gender.NON_BINARY])), "For men and boys or non-binary people"),
    (living_in(ISLAND[0]), "For people who live in Normal Island"),
    (living_in(ISLAND[0], strict=False), "For people who live in Normal Island; others are welcome"),
    (living_in("ZZ10", "ZZ9"), "For people who live in ZZ9 or ZZ10"),
    (living_in("zz9 ", ISLAND[0]), "For people who live in Normal Island or ZZ9"),
    (living_in("E92000001", "W92000004"), "For people who live in England or Wales"),
    (living_in("E06999998"), "For people who live in the group's area"),
    (living_in("E06999998", ISLAND[0]), "For people who live in Normal Island or elsewhere in the group's area"),
    (living_in("ZZ1", "ZZ2", "ZZ3", "ZZ4", "ZZ5"), "For people who live in ZZ1, ZZ2, ZZ3, ZZ4 or ZZ5"),
    (living_in("ZZ1", "ZZ2", "ZZ3", "ZZ4", "ZZ5", "ZZ6"), "For people who live in ZZ1, ZZ2, ZZ3, ZZ4 or 2 other places"),
    (CircumstanceRule(CARERS), "For carers"),
    (CircumstanceRule(CARERS, strict=False), "For carers; others are welcome"),
    (CircumstanceRule(CARERS | {Circumstance.PARENT}), "For carers or parents"),
    (CircumstanceRule(frozenset([Circumstance.SUBSTANCE_USE]), excluded=True), "Not for people who have trouble with alcohol or drugs"),
    (CircumstanceRule(CARERS, excluded=True, strict=False), "May not suit carers; ask first"),
    (ReferrerRule(frozenset([Referrer.SELF])), "People can refer themselves"),
    (ReferrerRule(frozenset([Referrer.SELF, Referrer.GP])), "People can refer themselves"),
    (ReferrerRule(frozenset([Referrer.PROFESSIONAL])), "Takes referrals only from professionals"),
    (ReferrerRule(frozenset([Referrer.GP])), "Takes referrals only from GP practices"),
    (ReferrerRule(frozenset([Referrer.GP]), strict=False), "Mostly takes referrals from GP practices; others are welcome"),
]
# fmt: on


@pytest.mark.parametrize(("rule", "sentence"), SENTENCES)
def test_a_rule_says_whom_a_group_is_for(rule: Rule, sentence: str) -> None:
    assert rule.sentence == sentence


IMPOSSIBLE: list[tuple[Callable[[], Rule], str]] = [
    (lambda: AgeRule(), "Enter a lowest age, a highest age, or both"),
    (lambda: AgeRule(-3), "Enter an age between 0 and 125"),
    (lambda: AgeRule(None, 999), "Enter an age between 0 and 125"),
    (lambda: AgeRule(float("nan")), "Enter an age between 0 and 125"),
    (lambda: AgeRule(60, 50), "The lowest age has to be at or below the highest"),
    (lambda: AgeRule(1, 0.5), "The lowest age has to be at or below the highest"),
    (lambda: AgeRule(17.5), "Enter ages from 2 years up in whole years"),
    (lambda: GenderRule(frozenset()), "Choose at least one gender"),
    (lambda: ResidenceRule(frozenset()), "Choose at least one area"),
    (lambda: ResidenceRule(frozenset([" "])), "Choose at least one area"),
    (lambda: CircumstanceRule(frozenset()), "Choose at least one circumstance"),
    (lambda: ReferrerRule(frozenset()), "Choose at least one way to be referred"),
    (
        lambda: AnyoneRule(valid_from=date(2026, 5, 2), valid_to=date(2026, 5, 1)),
        "The last day of a rule cannot be before its first",
    ),
]


@pytest.mark.parametrize(("make", "message"), IMPOSSIBLE)
def test_an_impossible_rule_is_refused_in_plain_words(make: Callable[[], Rule], message: str) -> None:
    with pytest.raises(InputError) as refusal:
        make()
    assert str(refusal.value) == message


def test_a_rule_is_a_value() -> None:
    assert AgeRule(60) == AgeRule(60)
    assert len({AgeRule(60), AgeRule(60), AgeRule(60, strict=False)}) == 2


def test_a_postcode_district_is_the_same_in_any_spelling() -> None:
    assert ResidenceRule(frozenset(["zz9"])) == ResidenceRule(frozenset([" ZZ9 "]))


def test_every_circumstance_has_words_of_its_own() -> None:
    assert set(WORDS) == set(Circumstance)
    assert len({words.people for words in WORDS.values()}) == len(Circumstance)
    assert len({words.is_not for words in WORDS.values()}) == len(Circumstance)


def test_what_is_implied_implies_nothing_more() -> None:
    # One step is enough for with_implied and with_ruled_out as long as this holds.
    assert not set(IMPLIES.values()) & set(IMPLIES)
