"""Whether a client meets a rule: values in, a verdict out, no words.

The masks of the search engine have to leave out exactly what is *no* here.
"""

from collections.abc import Set

from directory.eligibility.ages import UNDER_18, AgeRange
from directory.eligibility.areas import by_family
from directory.eligibility.client import Client
from directory.eligibility.rules import (
    AgeRule,
    AnyoneRule,
    CircumstanceRule,
    GenderRule,
    ReferrerRule,
    ResidenceRule,
    Rule,
)
from directory.vocabulary import Circumstance, Gender, Referrer, Verdict


def verdict_of(rule: Rule, client: Client) -> Verdict:
    """The verdict of one rule.

    A rule that is met is *yes*. One that is contradicted by what is known is *no* if it is strict, and *ask* if it
    is only an aim. Whatever cannot be told is *ask*.
    """
    met = meets(rule, client)
    if met:
        return Verdict.YES
    return Verdict.NO if met is False and rule.strict else Verdict.ASK


def meets(rule: Rule, client: Client) -> bool | None:
    """Whether the client is one of those the rule names, strict or not; None when what is known does not tell.

    Learning more about a client turns None into an answer, and never one answer into the other. (One answer can be
    taken back: hearing that an adult is a parent reopens the question whether a children's group is right.)
    """
    match rule:
        case AnyoneRule():
            return True
        case AgeRule():
            return _is_of_age(rule, client)
        case GenderRule():
            return _is_of_gender(rule, client)
        case ResidenceRule():
            return _lives_there(rule, client)
        case CircumstanceRule():
            return _is_in_circumstances(rule, client)
        case ReferrerRule():
            return _is_sent_by(rule, client)


def _is_of_age(rule: AgeRule, client: Client) -> bool | None:
    known = client.ages or AgeRange()
    if rule.ages.takes_in(known):
        return True
    if rule.ages.overlaps(known) or brings_a_child(rule, client):
        return None
    return False


def brings_a_child(rule: AgeRule, client: Client) -> bool:
    """Whether the ages may be meant for a child of the client, of whose age nothing is known.

    A parent of 34 is too old for "children under 5" and is yet the person who comes to the toddler group.
    """
    return Circumstance.PARENT in client.has and UNDER_18.takes_in(rule.ages)


def _is_of_gender(rule: GenderRule, client: Client) -> bool | None:
    if client.gender is None:
        return _all_or_none(frozenset(Gender), rule.genders)
    # A group that says "women only" has seldom thought of non-binary people: that is not stated, so ask.
    if client.gender is Gender.NON_BINARY and Gender.NON_BINARY not in rule.genders:
        return None
    return client.gender in rule.genders


def _lives_there(rule: ResidenceRule, client: Client) -> bool | None:
    possible = client.home.possible() if client.home else {}
    answers = [
        _all_or_none(possible[family], codes) if family in possible else None
        for family, codes in by_family(rule.areas).items()
    ]
    # The areas are a choice: one that surely holds is enough, and all have to fail for a no.
    if True in answers:
        return True
    return None if None in answers else False


def _is_in_circumstances(rule: CircumstanceRule, client: Client) -> bool | None:
    if rule.any_of & client.has:
        return not rule.excluded
    return rule.excluded if rule.any_of <= client.has_not else None


def _is_sent_by(rule: ReferrerRule, client: Client) -> bool | None:
    if rule.takes_anyone:
        return True
    if client.referrer is None:
        return None
    if client.referrer is Referrer.GP:
        return True
    return client.referrer in rule.any_of


def _all_or_none(possible: Set[object], allowed: Set[object]) -> bool | None:
    """Whether all possibilities are allowed (True), none of them (False), or some (None)."""
    if possible <= allowed:
        return True
    return False if possible.isdisjoint(allowed) else None
