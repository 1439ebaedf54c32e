"""Whose ward a place is in: itself, near its edge, nowhere we know, and without wards at all."""

import pytest

from directory.geography import Gazetteer
from directory.queries.wards import Whereabouts, patches, whereabouts
from tests.makers import normal_island
from tests.wards import FAR, HILL, QUAYSIDE, island_with_wards

ISLAND, WITHOUT_WARDS = island_with_wards(), normal_island()


def where(typed: str, *own: str, gazetteer: Gazetteer = ISLAND) -> Whereabouts:
    return whereabouts(gazetteer.find(typed), patches(own, gazetteer), gazetteer)


@pytest.mark.parametrize(
    ("typed", "patch", "outside"),
    [
        ("ZZ1 1AA", QUAYSIDE, False),
        ("zz11ab", QUAYSIDE, False),
        ("ZZ1 2AA", QUAYSIDE, False),  # in another ward, but a third of a mile from this one
        ("ZZ1 2AB", HILL, True),
        ("1 Cliff Road, ZZ2 1AA", FAR, True),
        ("Lighthouse Cove", FAR, True),
        ("Normal Harbour", QUAYSIDE, False),  # a town that lies across several wards
        ("ZZ3 3ZZ", FAR, True),  # known, but not where it is
    ],
)
def test_a_place_is_in_a_ward_with_half_a_mile_of_leeway(typed: str, patch: str, outside: bool) -> None:
    found = where(typed, QUAYSIDE)
    assert (found.patch, found.outside) == (patch, outside)


def test_of_two_wards_of_ones_own_the_one_that_it_is_in_counts() -> None:
    assert where("ZZ1 2AA", QUAYSIDE, HILL).patch == HILL
    assert where("ZZ1 1AA", QUAYSIDE, HILL).patch == QUAYSIDE


def test_it_goes_to_the_district_that_it_is_in() -> None:
    assert where("ZZ1 2AA", QUAYSIDE).district == "X06000001"
    assert where("ZZ2 1AA", QUAYSIDE).district == "X06000002"


def test_what_is_not_on_the_map_is_taken_to_be_at_home() -> None:
    assert where("behind the old mill", QUAYSIDE) == Whereabouts(None, QUAYSIDE, "X06000001")
    assert where("behind the old mill") == Whereabouts(None)


class TestWithoutWards:
    def test_a_district_can_be_somebody_s_patch(self) -> None:
        own = patches(["X06000001"], WITHOUT_WARDS)
        assert [(patch.name, patch.kind) for patch in own] == [("Normal Harbour", "district")]
        assert where("ZZ1 2AA", "X06000001", gazetteer=WITHOUT_WARDS).patch == "X06000001"
        assert where("ZZ2 1AA", "X06000001", gazetteer=WITHOUT_WARDS).outside

    def test_nothing_is_said_to_be_outside_a_ward_that_we_cannot_place(self) -> None:
        [patch] = patches(["E05000001"], WITHOUT_WARDS)
        assert (patch.name, patch.kind, patch.place) == ("E05000001", "ward", None)
        found = where("ZZ2 1AA", "E05000001", gazetteer=WITHOUT_WARDS)
        assert (found.patch, found.district, found.outside) == ("E05000001", "X06000002", False)


def test_patches_come_by_name() -> None:
    assert [patch.name for patch in patches([QUAYSIDE, FAR, HILL], ISLAND)] == ["Hill", "Lighthouse", "Quayside"]
