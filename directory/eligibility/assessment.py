"""The verdict on a client, with a reason for every rule, so that nothing is ever dropped in silence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from directory.eligibility.client import Client
from directory.eligibility.reasons import sentence_for
from directory.eligibility.rules import Rule
from directory.eligibility.verdicts import verdict_of
from directory.vocabulary import RuleKind, Verdict

_BADNESS = {verdict: place for place, verdict in enumerate(Verdict)}


@dataclass(frozen=True, slots=True)
class Reason:
    """What one rule says of the client.

    Attributes:
        kind: what the rule is about.
        verdict: the verdict of this rule alone.
        sentence: one plain sentence without a full stop, fit to be read aloud.
    """

    kind: RuleKind
    verdict: Verdict
    sentence: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """Whether a service is for a client, and why.

    Attributes:
        verdict: the worst verdict of the rules, because all of them have to hold.
        reasons: one for each rule in force, in the order of the rules; never empty.
    """

    verdict: Verdict
    reasons: tuple[Reason, ...]

    @property
    def deciding(self) -> tuple[Reason, ...]:
        """The reasons without which the verdict would have been another."""
        return tuple(reason for reason in self.reasons if reason.verdict is self.verdict)


NOTHING_SAID = Reason(RuleKind.ANYONE, Verdict.ASK, "The group has not said who can come")
"""What stands for the rules of a group that has stated none: silence is a reason to ask, not a welcome."""


def assess(rules: Sequence[Rule], client: Client, *, on: date) -> Assessment:
    """Judge whether a service with these rules is for this client on this day.

    Rules that are not in force on the day are left out; with none in force the answer is *ask*.
    """
    reasons = tuple(_reason(rule, client) for rule in rules if rule.in_force(on)) or (NOTHING_SAID,)
    return Assessment(worst(reason.verdict for reason in reasons), reasons)


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The one of several verdicts that decides.

    Raises:
        ValueError: there are none.
    """
    return max(verdicts, key=_BADNESS.__getitem__)


def _reason(rule: Rule, client: Client) -> Reason:
    return Reason(rule.kind, verdict_of(rule, client), sentence_for(rule, client))
