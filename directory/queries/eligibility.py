"""Whom a service is for: its rules as values, the verdict on a client, and both in the terms of the search
index.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import inf

from directory.eligibility import (
    AgeRange,
    AgeRule,
    AnyoneRule,
    Assessment,
    CircumstanceRule,
    Client,
    GenderRule,
    ReferrerRule,
    ResidenceRule,
    Rule,
    assess,
    worst,
)
from directory.eligibility.ages import UNDER_18
from directory.eligibility.areas import by_family
from directory.oruk.records import RuleRecord
from directory.queries.rows import AnyRule, AnyService
from directory.queries.whole import WholeService
from directory.vocabulary import Circumstance, Gender, Referrer, RuleKind
from search_index.conditions import ANYONE, UNSTATED
from search_index.documents import Condition, Facts

_A_DAY = timedelta(days=1)

Naming = Callable[[str], str | None]
"""Gives the name of an area by its code."""


def rules_of(service: AnyService | WholeService, name_of: Naming) -> tuple[Rule, ...]:
    """The rules that a service has stated."""
    return tuple(rule_of(row, name_of) for row in service.rules)


def rule_of(row: AnyRule | RuleRecord, name_of: Naming) -> Rule:
    """A rule as a value, which says itself in words."""
    return replace(_named(row, name_of), strict=row.strict, valid_from=row.valid_from, valid_to=row.valid_to)


def coverage_of(service: AnyService | WholeService, name_of: Naming) -> ResidenceRule | None:
    """What the areas that a service covers mean for its clients; None when it has not said, or said it in its
    rules.

    A service with a place is *meant* for the people of its areas: a border of a council shuts nobody out. One
    that visits, rings or is on line goes no further than its areas.
    """
    if not service.areas or any(row.kind is RuleKind.RESIDENCE for row in service.rules):
        return None
    if not all(area.code for area in service.areas):
        return None
    names = tuple((area.code, area.name or name_of(area.code) or "") for area in service.areas)
    reaches_out = not service.at_locations
    return ResidenceRule(frozenset(area.code for area in service.areas), names, strict=reaches_out)


def assess_service(rules: Sequence[Rule], coverage: ResidenceRule | None, client: Client, *, on: date) -> Assessment:
    """Judge a client by the stated rules and by the areas covered; those alone do not say who can come."""
    if coverage is None:
        return assess(rules, client, on=on)
    stated = assess(rules, client, on=on)
    covered = assess((coverage,), client, on=on)
    return Assessment(worst((stated.verdict, covered.verdict)), (*stated.reasons, *covered.reasons))


def conditions_of(rules: Sequence[Rule], coverage: ResidenceRule | None) -> tuple[Condition, ...]:
    """The same rules in the terms of the search index, which must come to the same verdicts."""
    stated = tuple(_condition(rule) for rule in rules)
    unstated = tuple(Condition(UNSTATED, since=since, until=until) for since, until in _silences(rules))
    return (*stated, *unstated) if coverage is None else (*stated, *unstated, _condition(coverage))


def _silences(rules: Sequence[Rule]) -> Iterator[tuple[date | None, date | None]]:
    """The spans of days on which no rule is in force, with None for an open end: then nobody has said who can come."""
    silent_from = date.min
    for first, last in sorted((rule.valid_from or date.min, rule.valid_to or date.max) for rule in rules):
        if silent_from < first:
            yield (None if silent_from == date.min else silent_from), first - _A_DAY
        if last == date.max:
            return
        silent_from = max(silent_from, last + _A_DAY)
    yield (None if silent_from == date.min else silent_from), None


def facts_of(client: Client) -> Facts:
    """What is known of a client, in the terms of the search index."""
    possible = {
        "gender": _values("gender", {client.gender} if client.gender else Gender),
        "referrer": _values("referrer", {client.referrer} if client.referrer else Referrer),
    }
    if client.home:
        possible |= {family: _values(family, codes) for family, codes in client.home.possible().items()}
    for circumstances, answer in ((client.has, "yes"), (client.has_not, "no")):
        possible |= {each.value: _values(each, {answer}) for each in circumstances}
    return Facts(possible, _months(client.ages) if client.ages else None)


def _named(row: AnyRule | RuleRecord, name_of: Naming) -> Rule:
    """A rule of the kind that a row names; how strict it is and when it holds is left to the caller."""
    match row.kind:
        case RuleKind.AGE:
            return AgeRule(row.minimum_age, row.maximum_age)
        case RuleKind.GENDER:
            return GenderRule(frozenset(Gender(code) for code in row.among))
        case RuleKind.RESIDENCE:
            return ResidenceRule(frozenset(row.among), tuple((code, name_of(code) or "") for code in row.among))
        case RuleKind.CIRCUMSTANCE:
            among = frozenset(Circumstance(code) for code in row.among)
            return CircumstanceRule(among, excluded=row.excluded)
        case RuleKind.REFERRER:
            return ReferrerRule(frozenset(Referrer(code) for code in row.among))
        case RuleKind.ANYONE:
            return AnyoneRule()


def _condition(rule: Rule) -> Condition:
    return replace(_demand(rule), strict=rule.strict, since=rule.valid_from, until=rule.valid_to)


def _demand(rule: Rule) -> Condition:
    """What a rule asks for; how strictly and when is left to the caller."""
    match rule:
        case AnyoneRule():
            return Condition(ANYONE)
        case AgeRule():
            # A parent is too old for a toddler group and is yet the one who comes (see eligibility.verdicts).
            parents = _values(Circumstance.PARENT, ["yes"] if UNDER_18.takes_in(rule.ages) else [])
            return Condition("age", ages=_months(rule.ages), doubt=parents)
        case GenderRule():
            # So is a non-binary person for "women only": that has not been thought of, and one has to ask.
            non_binary = _values("gender", [Gender.NON_BINARY])
            return Condition("gender", _values("gender", rule.genders), doubt=non_binary)
        case ResidenceRule():
            families = by_family(rule.areas).items()
            return Condition("residence", frozenset[str]().union(*(_values(f, codes) for f, codes in families)))
        case CircumstanceRule():
            among = frozenset(f"{circumstance}:yes" for circumstance in rule.any_of)
            return Condition("circumstance", among, excluded=rule.excluded)
        case ReferrerRule():
            return Condition("referrer", _values("referrer", _accepted(rule)))


def _values(group: str, codes: Iterable[str]) -> frozenset[str]:
    return frozenset(f"{group}:{code}" for code in codes)


def _accepted(rule: ReferrerRule) -> frozenset[Referrer]:
    """Everybody who may refer: a GP is a professional, and whoever can be sent by oneself can be sent by
    anyone.
    """
    if Referrer.SELF in rule.any_of:
        return frozenset(Referrer)
    return rule.any_of | {Referrer.GP} if Referrer.PROFESSIONAL in rule.any_of else rule.any_of


def _months(ages: AgeRange) -> tuple[float, float]:
    """A range of ages in months, from its first up to but not including its end."""
    return ages.first_month, inf if ages.end_month is None else ages.end_month
