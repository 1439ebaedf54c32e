"""Whom a service is for: ages, and eligibility in words."""

from typing import Any

import pytest

from directory.oruk.records import RuleRecord
from directory.vocabulary import RuleKind
from tests.oruk.makers import problems, record

AGES: list[tuple[Any, Any, tuple[float | None, float | None] | None, list[tuple[str, str]]]] = [
    (None, None, None, []),
    ("", "", None, []),
    (-1, -1, None, []),
    (0, 0, None, []),
    (0, 999, None, []),
    (0, 110, None, []),
    (60, None, (60, None), []),
    (None, 17, (None, 17), []),
    ("12", "16", (12, 16), []),
    (" 12 ", "", (12, None), []),
    (12.0, 16.0, (12, 16), []),
    (0.5, 1, (0.5, 1), []),
    (18, 18, (18, 18), []),
    (16, 12, None, [("minimum_age", "The lowest age, 16, is above the highest, 12")]),
    (1, 0.5, None, [("minimum_age", "The lowest age, 1, is above the highest, 0.5")]),
    (
        2.5,
        17.5,
        (2, 17),
        [
            ("minimum_age", "Ages from 2 years up are whole years, so this was read as 2"),
            ("maximum_age", "Ages from 2 years up are whole years, so this was read as 17"),
        ],
    ),
    ("twelve", None, None, [("minimum_age", "This should be a number")]),
    (True, None, None, [("minimum_age", "This should be a number")]),
    ([12], {"a": 1}, None, [("minimum_age", "This should be a number"), ("maximum_age", "This should be a number")]),
    (
        float("nan"),
        float("inf"),
        None,
        [
            ("minimum_age", "This should be a number from -1 to 999"),
            ("maximum_age", "This should be a number from -1 to 999"),
        ],
    ),
    (
        10**400,
        -5,
        None,
        [("minimum_age", "This should be a number"), ("maximum_age", "This should be a number from -1 to 999")],
    ),
]


@pytest.mark.parametrize(("lowest", "highest", "ages", "told"), AGES)
def test_ages_are_what_they_say_or_no_rule(lowest: Any, highest: Any, ages: Any, told: Any) -> None:
    rules = [RuleRecord(kind=RuleKind.AGE, minimum_age=ages[0], maximum_age=ages[1])] if ages else []
    assert list(record(minimum_age=lowest, maximum_age=highest).rules) == rules
    assert problems(minimum_age=lowest, maximum_age=highest) == told


def test_for_whom_it_is_by_lists_that_are_not_ours_is_said_in_words() -> None:
    attributes = [
        {"link_type": "eligibility", "taxonomy_term": {"name": "Carers"}},
        {"link_type": "intended_audience", "taxonomy_term": {"name": "Carers"}},
        {"link_type": "service_type", "taxonomy_term": {"name": "Sport"}},
        {"link_type": ["eligibility"], "taxonomy_term": {"name": "Nobody"}},
    ]
    read = record(attributes=attributes, eligibility_description="Ring first.")
    assert read.eligibility_note == "Ring first.\n\nAimed at: Carers"
    longest = record(attributes=attributes, eligibility_description="x" * 20_000)
    assert len(longest.eligibility_note) == 20_000
