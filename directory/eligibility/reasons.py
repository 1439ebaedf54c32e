"""Why a rule gives its verdict, in one sentence that can be read aloud on the telephone.

What is known of the client comes first ("Your client is 58; this group is for people aged 60 and over"). Where
something is missing, the group comes first and what is missing last, because that is what to ask next.
"""

from directory.eligibility.age_words import is_aged
from directory.eligibility.ages import UNDER_18, AgeRange
from directory.eligibility.areas import by_family
from directory.eligibility.circumstances import WORDS, in_order
from directory.eligibility.client import Client
from directory.eligibility.lists import either, every
from directory.eligibility.rules import (
    AgeRule,
    AnyoneRule,
    CircumstanceRule,
    GenderRule,
    ReferrerRule,
    ResidenceRule,
    Rule,
)
from directory.eligibility.verdicts import brings_a_child, meets
from directory.vocabulary import Gender, Referrer

_REFERRING = {
    Referrer.SELF: "Your client would refer themselves",
    Referrer.PROFESSIONAL: "A professional is referring",
    Referrer.GP: "A GP practice is referring",
}


def sentence_for(rule: Rule, client: Client) -> str:
    """One plain sentence, without a full stop, that says how the rule and the client fit."""
    if isinstance(rule, AnyoneRule):
        return rule.sentence
    if isinstance(rule, ReferrerRule) and rule.takes_anyone:
        return "Your client can refer themselves"
    met = meets(rule, client)
    known = _known(rule, client, met=met)
    welcome = "" if rule.strict or met else rule.manner.welcome
    if known is None:
        missing = "" if met else f"; {_unknown(rule, client)}"
        return f"This group {rule.offer}{welcome}{missing}"
    # A strict rule that is contradicted leaves nothing to ask.
    ask = ", so ask" if met is None or not (met or rule.strict) else ""
    return f"{known}; this group {rule.offer}{welcome}{ask}"


def _known(rule: Rule, client: Client, *, met: bool | None) -> str | None:
    """What is known of the client that bears on the rule; None when what matters is not known."""
    match rule:
        case AgeRule():
            return _age(rule, client, client.ages) if client.ages else None
        case GenderRule():
            return f"Your client is {_gender(client)}" if client.gender else None
        case ResidenceRule():
            return None if met is None else f"Your client lives {'in' if met else 'outside'} the area"
        case CircumstanceRule():
            return None if met is None else f"Your client {_circumstances(rule, client)}"
        case ReferrerRule():
            return _REFERRING[client.referrer] if client.referrer else None
        case AnyoneRule():
            return None


def _unknown(rule: Rule, client: Client) -> str:
    match rule:
        case AgeRule():
            return "we do not know your client's age"
        case GenderRule():
            return "we do not know your client's gender"
        case ResidenceRule():
            return _unknown_home(rule, client)
        case CircumstanceRule():
            return f"we do not know whether {_unknown_circumstances(rule, client)}"
        case ReferrerRule() | AnyoneRule():
            return "we do not know who is referring"


def _age(rule: AgeRule, client: Client, ages: AgeRange) -> str:
    is_outside = not rule.ages.overlaps(ages)
    parent = " and a parent" if is_outside and brings_a_child(rule, client) else ""
    return f"Your client is {is_aged(ages)}{parent}"


def _gender(client: Client) -> str:
    if client.gender is Gender.NON_BINARY:
        return "non-binary"
    is_child = client.ages is not None and UNDER_18.takes_in(client.ages)
    if client.gender is Gender.FEMALE:
        return "a girl" if is_child else "a woman"
    return "a boy" if is_child else "a man"


def _circumstances(rule: CircumstanceRule, client: Client) -> str:
    true_of_client = in_order(rule.any_of & client.has)
    if true_of_client:
        return every([each.label for each in true_of_client])
    return every([WORDS[each].is_not for each in in_order(rule.any_of)])


def _unknown_circumstances(rule: CircumstanceRule, client: Client) -> str:
    unknown = in_order(rule.any_of - client.has_not)
    # What has just been said of the group is not said again, least of all what is hard to say on the telephone.
    if rule.excluded or all(_repeats(each.label, rule.whom) for each in unknown):
        return "that applies to your client"
    return f"your client {either([each.label for each in unknown])}"


def _repeats(label: str, whom: str) -> bool:
    """Whether a label says what was said of the group: "is bereaved" after "people who have been bereaved"."""
    return label.partition(" ")[2] in whom


def _unknown_home(rule: ResidenceRule, client: Client) -> str:
    if client.home is None or not client.home.is_known:
        return "we do not know where your client lives"
    if by_family(rule.areas).keys() & client.home.possible().keys():
        return "a full postcode would tell whether your client does"
    return "we cannot tell whether your client does"
