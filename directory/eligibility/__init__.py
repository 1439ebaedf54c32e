"""Whether a group is for a client: rules, the client, a verdict with reasons; and what a query says of the client.

Pure values: no Flask, no database, no clock. The page is told *yes*, *ask* or *no*, and why.
"""

from directory.eligibility.age_words import age_label
from directory.eligibility.ages import OLDEST, AgeRange
from directory.eligibility.assessment import NOTHING_SAID, Assessment, Reason, assess, worst
from directory.eligibility.client import Client, Home
from directory.eligibility.reading import Reading, Understood, read_client
from directory.eligibility.rules import (
    AgeRule,
    AnyoneRule,
    CircumstanceRule,
    GenderRule,
    ReferrerRule,
    ResidenceRule,
    Rule,
)
from directory.eligibility.verdicts import meets, verdict_of

__all__ = [
    "NOTHING_SAID",
    "OLDEST",
    "AgeRange",
    "AgeRule",
    "AnyoneRule",
    "Assessment",
    "CircumstanceRule",
    "Client",
    "GenderRule",
    "Home",
    "Reading",
    "Reason",
    "ReferrerRule",
    "ResidenceRule",
    "Rule",
    "Understood",
    "age_label",
    "assess",
    "meets",
    "read_client",
    "verdict_of",
    "worst",
]
