"""What each part of a listing says in words: nothing is left out, and what others do not see says so."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from directory.geography import Gazetteer
from directory.oruk.ical import Recurrence
from directory.oruk.parts import PARTS
from directory.oruk.records import (
    AreaRecord,
    ContactRecord,
    CostRecord,
    PlaceRecord,
    RuleRecord,
    ServiceRecord,
    TermRecord,
    TimeRecord,
)
from directory.queries.labels import Labels
from directory.queries.wording import Wording
from directory.vocabulary import RuleKind, TermKind
from tests.makers import a_full_record, a_record
from tests.records import RECORDS

LABELS = {"access:step-free": "Step-free entrance", "language:cy": "Welsh", "need:connect.lonely": "Loneliness"}


@pytest.fixture
def wording(gazetteer: Gazetteer) -> Wording:
    """Words for a few things."""
    return Wording(Labels(LABELS, {}), gazetteer.district_name)


LINES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("name", {}, ["Tuesday tea table"]),
    (
        "organisation",
        {},
        [
            "Harbour Kettle Club",
            "Kettles since 1987.",
            "https://kettle.example",
            "tea@kettle.example",
            "01632 960001",
            "GB-CHC 9912345",
        ],
    ),
    ("description", {"description": "One.\n\nTwo. "}, ["One.", "Two."]),
    ("terms", {}, ["Loneliness", "Tea"]),
    ("terms", {"terms": (TermRecord(kind=TermKind.FOREIGN, code="9"),)}, ["9"]),
    ("rules", {}, ["For people aged 60 and over", "Aimed at: anybody"]),
    (
        "rules",
        {"rules": (RuleRecord(kind=RuleKind.ANYONE, valid_to=date(2026, 12, 1)),), "eligibility_note": ""},
        ["Anyone can come, until Tuesday 1 December 2026"],
    ),
    ("ways", {}, ["At a place", "By phone"]),
    ("places", {}, ["Harbour Hall, 1 Quay, Harbour, ZZ1 1AA", "Step-free entrance"]),
    (
        "places",
        {"places": (PlaceRecord(name="Refuge", address="12 Lane", address_public=False, directions="Ring"),)},
        ["Refuge, 12 Lane (address not shown)", "Ring"],
    ),
    ("areas", {"areas": (AreaRecord(code="X06000002"), AreaRecord(code="ZZ1"))}, ["Far Normal", "ZZ1"]),
    ("times", {}, ["Every Tuesday, 2pm to 4pm", "and on May Day", "Not in August."]),
    (
        "times",
        {
            "times": (
                TimeRecord(
                    description="In term time",
                    recurrence=Recurrence(
                        "WEEKLY", byday=((0, "MO"),), dtstart=date(2026, 9, 7), until=date(2026, 12, 14)
                    ),
                ),
            ),
            "times_note": "",
        },
        ["In term time (Every Monday, from Monday 7 September 2026, until Monday 14 December 2026)"],
    ),
    ("costs", {}, ["Members: £1.50", "Cake by arrangement"]),
    (
        "costs",
        {"costs": (CostRecord(amount=3, valid_from=date(2027, 1, 1)),)},
        ["£3, from Friday 1 January 2027"],
    ),
    ("capacity", {}, ["Has room: 3 places free (told on Friday 20 November 2026)"]),
    ("capacity", {"capacity": None}, []),
    ("joining", {}, ["Just come."]),
    ("referral", {}, ["https://kettle.example/refer"]),
    ("contacts", {}, ["Secretary: 01632 960002, secretary@kettle.example", "table@kettle.example"]),
    (
        "contacts",
        {"contacts": (ContactRecord(phone="01632 960009", public=False),), "email": ""},
        ["01632 960009 (not shown)"],
    ),
    ("url", {"url": ""}, []),
    ("languages", {}, ["Welsh"]),
]


@pytest.mark.parametrize(("part", "said", "lines"), LINES)
def test_a_part_is_told_in_words(wording: Wording, part: str, said: dict[str, Any], lines: list[str]) -> None:
    assert list(wording.lines(a_full_record(**said), part)) == lines


def test_a_listing_that_says_next_to_nothing_is_told_too(wording: Wording) -> None:
    silent = a_record(description="", places=())
    assert {part.name for part in PARTS if wording.lines(silent, part.name)} == {"name", "organisation"}


@given(record=RECORDS)
def test_whatever_a_listing_says_can_be_told(wording: Wording, record: ServiceRecord) -> None:
    for part in PARTS:
        assert all(line.strip() for line in wording.lines(record, part.name))
