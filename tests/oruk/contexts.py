"""What documents are written in, on Normal Island."""

from datetime import date
from typing import Any

from directory.eligibility import Rule
from directory.oruk.records import RuleRecord
from directory.oruk.writer import OURS, Context, Surroundings, Term
from directory.queries.eligibility import rule_of

SITE = "https://directory.example"

NEED = Term(OURS, "need:connect.lonely", "Loneliness and isolation", "Feels alone.", "need:connect")
LIFT = Term(OURS, "access:lift", "Lift")
TERMS = {(term.taxonomy, term.code): term for term in (NEED, LIFT)}


def a_context(**values: Any) -> Context:
    """A context in which something is known of everything."""
    known: dict[str, Any] = {
        "site": SITE,
        "today": date(2026, 11, 22),
        "publisher": "Normal Island Council",
        "terms": TERMS,
        "languages": {"cy": "Welsh"},
        "sentence_of": lambda rule: rule_value(rule).sentence,
        "name_of": {"X06000001": "Normal Harbour"}.get,
        "around": lambda postcode: (
            Surroundings("Harbour", "Normal Island", (54.5, -1.5)) if postcode else Surroundings()
        ),
        "timetable": lambda key: f"{SITE}/listing/{key}/calendar.ics",
    }
    return Context(**{**known, **values})


def rule_value(rule: RuleRecord) -> Rule:
    return rule_of(rule, lambda _: None)
