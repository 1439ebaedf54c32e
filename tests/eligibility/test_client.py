"""What can be known of a client, and what cannot be."""

import pytest

from directory.eligibility import AgeRange, Client, Home
from directory.errors import InputError
from directory.vocabulary import Circumstance, Gender, Referrer

CARER, YOUNG_CARER = Circumstance.CARER, Circumstance.YOUNG_CARER
PARENT, LONE_PARENT = Circumstance.PARENT, Circumstance.LONE_PARENT


@pytest.mark.parametrize("age", [-3, -0.1, 126, 150, float("inf"), float("nan")])
def test_an_impossible_age_is_refused(age: float) -> None:
    with pytest.raises(InputError, match="Enter an age between 0 and 125"):
        AgeRange.exactly(age)


def test_nobody_is_sixteen_and_a_half() -> None:
    with pytest.raises(InputError, match="whole years"):
        AgeRange.exactly(16.5)


def test_a_range_cannot_end_before_it_begins() -> None:
    with pytest.raises(InputError, match="lowest age"):
        AgeRange(70, 60)


@pytest.mark.parametrize(
    ("ages", "first_month", "end_month"),
    [
        (AgeRange.exactly(84), 1008, 1020),
        (AgeRange.exactly(0.5), 6, 7),
        (AgeRange.exactly(0), 0, 12),
        (AgeRange(70), 840, None),
        (AgeRange(70, 79), 840, 960),
        (AgeRange(0, 1.5), 0, 19),
        (AgeRange(0.5, 0), 6, 12),
        (AgeRange(0, 0.99), 0, 12),
        (AgeRange(0, 1.99), 0, 24),
        (AgeRange(0.08, 0.33), 1, 5),
    ],
)
def test_an_age_is_a_span_of_months(ages: AgeRange, first_month: int, end_month: int | None) -> None:
    assert (ages.first_month, ages.end_month) == (first_month, end_month)


def test_an_age_is_known_exactly_or_not_at_all() -> None:
    assert Client(ages=AgeRange.exactly(84)).age == 84
    assert Client(ages=AgeRange(70)).age is None
    assert Client().age is None


def test_an_age_without_limits_is_an_age_that_is_not_known() -> None:
    assert Client(ages=AgeRange()) == Client()


def test_a_young_carer_is_a_carer() -> None:
    assert Client(has=frozenset([YOUNG_CARER])).has == {YOUNG_CARER, CARER}


def test_whoever_is_no_parent_is_no_lone_parent() -> None:
    assert Client(has_not=frozenset([PARENT])).has_not == {PARENT, LONE_PARENT}


def test_whoever_is_no_lone_parent_may_be_a_parent() -> None:
    assert Client(has=frozenset([PARENT]), has_not=frozenset([LONE_PARENT])).has == {PARENT}


def test_a_circumstance_cannot_be_true_and_untrue() -> None:
    with pytest.raises(InputError, match="cannot be one who is a parent and one who is not a parent"):
        Client(has=frozenset([LONE_PARENT]), has_not=frozenset([PARENT]))


def test_a_field_goes_before_a_word_and_a_word_before_nothing() -> None:
    fields = Client(ages=AgeRange.exactly(84), has_not=frozenset([PARENT]))
    words = Client(ages=AgeRange(70), gender=Gender.FEMALE, has=frozenset([LONE_PARENT, CARER]), referrer=Referrer.GP)
    assert fields.filled_in_from(words) == Client(
        ages=AgeRange.exactly(84),
        gender=Gender.FEMALE,
        has=frozenset([CARER]),
        has_not=frozenset([PARENT]),
        referrer=Referrer.GP,
    )


def test_a_home_knows_its_country_by_its_district() -> None:
    assert Home(districts=frozenset(["S12999993"])).possible()["country"] == {"S92000003"}
    assert Home(districts=frozenset(["E06999991", "W06999997"])).possible()["country"] == {"E92000001", "W92000004"}
    assert "country" not in Home(outcodes=frozenset(["ZZ9"])).possible()
    assert "country" not in Home(districts=frozenset(["E06999991", "X01"])).possible()


def test_districts_of_all_countries_are_one_family() -> None:
    codes = frozenset(["E06999991", "E07999992", "E08999991", "E09999991", "W06999991", "S12999991", "N09999991"])
    assert Home(districts=codes).possible()["district"] == codes


def test_the_codes_of_a_home_are_compared_in_capitals() -> None:
    assert Home(outcodes=frozenset(["zz9"])) == Home(outcodes=frozenset(["ZZ9"]))


def test_an_empty_home_is_not_a_known_one() -> None:
    assert not Home().is_known
    assert Home(outcodes=frozenset(["ZZ9"])).is_known
