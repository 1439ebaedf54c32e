"""Rules of who may come as documents: exactly as they are, and in the poorer terms that others read."""

from collections.abc import Iterable, Iterator

from directory.oruk.entities import ENTITIES, Document
from directory.oruk.records import RuleRecord, ServiceRecord
from directory.oruk.writer.context import Context, Term
from directory.oruk.writer.forms import plain
from directory.oruk.writer.terms import ELIGIBILITY, ELIGIBILITY_TERMS
from directory.vocabulary import RuleKind

_TERMS = {RuleKind.GENDER: "gender", RuleKind.CIRCUMSTANCE: "circumstance", RuleKind.REFERRER: "referral"}


def eligibility(record: ServiceRecord, context: Context) -> Document:
    """The fields of a service that say whom it is for."""
    rules = [rule for rule in record.rules if _in_force(rule, context)]
    ages = [rule for rule in rules if rule.kind is RuleKind.AGE and rule.strict and not rule.excluded]
    lowest = [rule.minimum_age for rule in ages if rule.minimum_age]
    highest = [rule.maximum_age for rule in ages if rule.maximum_age is not None]
    return {
        "minimum_age": plain(max(lowest, default=None)),
        "maximum_age": plain(min(highest, default=None)),
        "fingerpost_rules": [_rule(rule) for rule in record.rules],
    }


def sentences(record: ServiceRecord, context: Context) -> str:
    """Whom it is for today, a sentence for each rule, as one text."""
    said = (context.sentence_of(rule) for rule in record.rules if _in_force(rule, context))
    return " ".join(f"{sentence}." for sentence in dict.fromkeys(said) if sentence)


def rule_terms(rules: Iterable[RuleRecord], context: Context) -> Iterator[tuple[Term, str]]:
    """The terms of those whom rules speak of today, and what they are to the service."""
    for rule in rules:
        if rule.kind in _TERMS and _in_force(rule, context):
            for code in rule.among:
                yield ELIGIBILITY_TERMS[ELIGIBILITY, f"{_TERMS[rule.kind]}:{code}"], _link_type(rule)


def _link_type(rule: RuleRecord) -> str:
    if rule.kind is RuleKind.REFERRER:
        return "referral_method"
    if rule.excluded:
        return "eligibility_excluded"
    return "eligibility" if rule.strict else "intended_audience"


def _in_force(rule: RuleRecord, context: Context) -> bool:
    today = context.today
    return (rule.valid_from is None or rule.valid_from <= today) and (rule.valid_to is None or today <= rule.valid_to)


def _rule(rule: RuleRecord) -> Document:
    said = {
        "kind": rule.kind.value,
        "manner": "only" if rule.strict else "aimed",
        "sense": "excluded" if rule.excluded else "",
        "minimum_age": plain(rule.minimum_age),
        "maximum_age": plain(rule.maximum_age),
        "among": rule.among,
        "valid_from": rule.valid_from.isoformat() if rule.valid_from else "",
        "valid_to": rule.valid_to.isoformat() if rule.valid_to else "",
    }
    return ENTITIES["fingerpost_rule"].write(said)
