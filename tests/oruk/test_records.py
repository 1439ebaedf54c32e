"""What a record refuses, so that whatever is a record can be kept and shown."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from directory.oruk.ical import Recurrence
from directory.oruk.records import (
    AreaRecord,
    CapacityRecord,
    OrganisationRecord,
    PlaceRecord,
    RuleRecord,
    ServiceRecord,
    TimeRecord,
)
from directory.vocabulary import CapacityStatus, RuleKind
from tests.makers import a_record


def a_rule(kind: RuleKind, **values: Any) -> RuleRecord:
    return RuleRecord(kind=kind, **values)


def a_time(freq: str = "WEEKLY", **values: Any) -> TimeRecord:
    return TimeRecord(recurrence=Recurrence(freq, **values))


def a_capacity(**values: Any) -> CapacityRecord:
    return CapacityRecord(**{"status": CapacityStatus.OPEN, "stated_on": date(2026, 11, 21), **values})


def a_group(**values: Any) -> OrganisationRecord:
    return OrganisationRecord(**{"id": "o1", "name": "Kettle Club", **values})


WRONG_AND_RIGHT: list[tuple[Callable[..., BaseModel], dict[str, Any], dict[str, Any]]] = [
    (a_record, {"name": " "}, {"name": "Tea"}),
    (a_record, {"id": ""}, {"id": "s2"}),
    (a_record, {"name": "x" * 256}, {"name": "x" * 255}),
    (a_record, {"description": "x" * 20_001}, {"description": "x" * 20_000}),
    (a_record, {"colour": "red"}, {}),
    (a_record, {"languages": ("",)}, {"languages": ("cy",)}),
    (a_group, {"name": ""}, {}),
    (a_group, {"phone": "0" * 61}, {"phone": "01632 960001"}),
    (a_group, {"stewards": ("nobody",)}, {"stewards": ("keeper@kettle.example",)}),
    (a_group, {"identifiers": (("GB-CHC", "1" * 61),)}, {"identifiers": (("GB-CHC", "9912345"),)}),
    (a_group, {"identifiers": (("GB-CHC", ""),)}, {"identifiers": (("", "9912345"),)}),
    (PlaceRecord, {"latitude": 54.5}, {"latitude": 54.5, "longitude": -1.5}),
    (PlaceRecord, {"latitude": -1.5, "longitude": 54.5}, {"latitude": 60.8, "longitude": -0.9}),
    (PlaceRecord, {"latitude": float("nan"), "longitude": -1.5}, {"latitude": 49.0, "longitude": 2.5}),
    (PlaceRecord, {"postcode": "not a postcode"}, {"postcode": "unknown"}),
    (AreaRecord, {}, {"name": "Harbour"}),
    (AreaRecord, {"code": "E0600000511"}, {"code": "E06000005"}),
    (a_time, {"freq": "YEARLY"}, {"freq": "MONTHLY"}),
    (a_time, {"interval": 0}, {"interval": 52}),
    (a_time, {"interval": 1.5}, {"interval": 1}),
    (a_time, {"interval": True}, {"interval": 2}),
    (a_time, {"byday": ((0, "MO"),) * 78}, {"byday": ((0, "MO"),) * 77}),
    (a_time, {"bymonthday": (1,) * 63}, {"bymonthday": (1,) * 62}),
    (a_time, {"bymonth": (1,) * 13}, {"bymonth": (*range(1, 13),)}),
    (a_time, {"byday": ((6, "MO"),)}, {"byday": ((5, "MO"),)}),
    (a_time, {"byday": ((0, "XX"),)}, {"byday": ((0, "SU"),)}),
    (a_time, {"bymonthday": (32,)}, {"bymonthday": (-31,)}),
    (a_time, {"bymonthday": (0,)}, {"bymonthday": (31,)}),
    (a_time, {"bymonth": (13,)}, {"bymonth": (12,)}),
    (
        a_time,
        {"since": date(2026, 12, 1), "until": date(2026, 11, 30)},
        {"since": date(2026, 12, 1), "until": date(2026, 12, 1)},
    ),
    (a_capacity, {"places_free": 3, "places_total": 2}, {"places_free": 2, "places_total": 2}),
    (a_capacity, {"places_free": -1}, {"places_free": 0}),
    *((a_capacity, {name: 1_000_001}, {name: 1_000_000}) for name in ("places_free", "places_total", "wait_weeks")),
    (a_capacity, {"wait_weeks": -1}, {"wait_weeks": 0}),
]

RULES: list[tuple[RuleKind, dict[str, Any], dict[str, Any]]] = [
    (RuleKind.AGE, {}, {"minimum_age": 0}),
    (RuleKind.AGE, {"minimum_age": -1}, {"maximum_age": 0}),
    (RuleKind.AGE, {"minimum_age": 60, "maximum_age": 50}, {"minimum_age": 60, "maximum_age": 60}),
    (RuleKind.AGE, {"minimum_age": 1, "maximum_age": 0.5}, {"minimum_age": 0.5, "maximum_age": 1}),
    (RuleKind.AGE, {"minimum_age": 1.5, "maximum_age": 0}, {"minimum_age": 0.5, "maximum_age": 0}),
    (RuleKind.AGE, {"minimum_age": 17.5}, {"minimum_age": 1.5}),
    (RuleKind.AGE, {"maximum_age": 126}, {"maximum_age": 125}),
    (RuleKind.AGE, {"minimum_age": float("nan")}, {"minimum_age": 0.25, "maximum_age": 0.75}),
    (RuleKind.GENDER, {}, {"among": ("female",)}),
    (
        RuleKind.GENDER,
        {"among": ("female",), "minimum_age": 60, "maximum_age": 50},
        {"among": ("female",), "minimum_age": 50, "maximum_age": 60},
    ),
    (RuleKind.GENDER, {"among": ("women",)}, {"among": ("male", "non-binary")}),
    (RuleKind.CIRCUMSTANCE, {"among": ("female",)}, {"among": ("carer",)}),
    (RuleKind.REFERRER, {"among": ("anyone",)}, {"among": ("self",)}),
    (RuleKind.RESIDENCE, {}, {"among": ("E06000005", "DL3")}),
    (RuleKind.RESIDENCE, {"among": ("",)}, {"among": ("K02000001",)}),
]


@pytest.mark.parametrize(("make", "wrong", "right"), WRONG_AND_RIGHT)
def test_a_record_refuses_what_could_not_be_kept(
    make: Callable[..., BaseModel], wrong: dict[str, Any], right: dict[str, Any]
) -> None:
    assert make(**right)
    with pytest.raises(ValidationError):
        make(**wrong)


@pytest.mark.parametrize(("kind", "wrong", "right"), RULES)
def test_a_rule_speaks_of_something_that_can_be_judged(
    kind: RuleKind, wrong: dict[str, Any], right: dict[str, Any]
) -> None:
    assert a_rule(kind, **right)
    with pytest.raises(ValidationError):
        a_rule(kind, **wrong)


def test_a_rule_for_anyone_needs_nothing_else() -> None:
    assert a_rule(RuleKind.ANYONE).among == ()


def test_a_record_is_a_value() -> None:
    assert a_record() == a_record()
    with pytest.raises(ValidationError):
        a_record().name = "Another"  # type: ignore[misc]  # that it cannot be is what is tested
    assert isinstance(hash(a_record()), int)
    assert isinstance(a_record(), ServiceRecord)
