"""The parts of a listing: which there are, where two records differ, and putting one into another."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.oruk.parts import PART, PARTS, differing, differs, with_parts, with_points_of
from directory.oruk.records import PlaceRecord, ServiceRecord
from tests.makers import HARBOUR, a_full_record, a_record
from tests.records import RECORDS

HALL = PlaceRecord(name="Hall", postcode="ZZ1 1AA", latitude=HARBOUR.latitude, longitude=HARBOUR.longitude)


def test_everything_that_a_listing_says_is_of_one_part() -> None:
    fields = [field for part in PARTS for field in part.fields]
    assert len(fields) == len(set(fields))
    others = {"id", "active", "confirmed_on", "changed_on", "changed_at", "origin"}
    assert set(ServiceRecord.model_fields) - set(fields) == others


LOW_RISK = {"alert", "times", "costs", "capacity", "joining", "contacts", "languages"}


def test_parts_of_low_risk_go_out_of_date_by_themselves() -> None:
    assert {part.name for part in PARTS if part.low_risk} == LOW_RISK


@given(record=RECORDS)
def test_a_record_says_what_it_says(record: ServiceRecord) -> None:
    assert differing(record, record) == ()


NAMES = st.sets(st.sampled_from(sorted(PART)))


@given(one=RECORDS, other=RECORDS, names=NAMES)
def test_parts_that_are_taken_from_another_record_are_then_the_same_and_no_others_change(
    one: ServiceRecord, other: ServiceRecord, names: set[str]
) -> None:
    mixed = with_parts(one, other, names)
    assert not names & set(differing(mixed, other))
    assert set(differing(mixed, one)) == {name for name in names if differs(one, other, name)}
    assert (mixed.id, mixed.organisation.id) == (one.id, one.organisation.id)
    assert mixed.organisation.stewards == one.organisation.stewards


MOVED = [
    ({"name": "Old Hall"}, {"latitude": None, "longitude": None}, True),
    ({"postcode": "zz11aa"}, {}, True),
    ({"postcode": "ZZ1 1AB"}, {}, False),
    ({"postcode": "ZZ1 1AB"}, {"latitude": None, "longitude": None}, False),
    ({"address_public": False}, {}, False),
]


@pytest.mark.parametrize(("moved", "point", "keeps"), MOVED)
def test_a_place_has_its_point_as_long_as_it_stays(moved: dict[str, Any], point: dict[str, Any], keeps: bool) -> None:
    place = HALL.model_copy(update={**moved, **point})
    (settled,) = with_points_of(a_record(places=(place,)), a_record(places=(HALL,))).places
    assert settled.latitude == (HARBOUR.latitude if keeps else None)
    assert settled.model_copy(update={"latitude": None, "longitude": None}) == place.model_copy(
        update={"latitude": None, "longitude": None}
    )


def test_a_point_that_is_said_anew_is_kept() -> None:
    pinned = HALL.model_copy(update={"latitude": 54.53, "longitude": -1.56})
    before, after = a_full_record(places=(HALL,)), a_full_record(places=(pinned,))
    assert with_points_of(after, before) == after
    assert differing(before, after) == ("places",)
