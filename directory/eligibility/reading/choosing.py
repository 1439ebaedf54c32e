"""Which of the things heard are believed, where a query says several that cannot all be true of one person."""

from collections.abc import Sequence

from directory.eligibility.ages import AgeRange
from directory.eligibility.reading.listener import Heard
from directory.vocabulary import Circumstance, Gender


def the_age(heard: Sequence[Heard]) -> list[Heard]:
    """The narrowest of the ages ("pensioner, 84" is 84); none where two people's ages are given.

    What is plainly said goes before what is to be gathered, for an age as for a gender.
    """
    for ages in _sure_ones_first(heard, AgeRange):
        narrowest = min(ages, key=lambda age: _width(age.fact))
        return [narrowest] if all(_overlap(narrowest.fact, other.fact) for other in ages) else []
    return []


def the_gender(heard: Sequence[Heard]) -> list[Heard]:
    """The first mention of the gender; none where two are mentioned, because they are two people."""
    for genders in _sure_ones_first(heard, Gender):
        return genders[:1] if len({gender.fact for gender in genders}) == 1 else []
    return []


def the_circumstances(heard: Sequence[Heard]) -> list[Heard]:
    """The first mention of each circumstance."""
    first: dict[object, Heard] = {}
    for each in heard:
        if isinstance(each.fact, Circumstance):
            first.setdefault(each.fact, each)
    return list(first.values())


def _sure_ones_first(heard: Sequence[Heard], kind: type) -> list[list[Heard]]:
    """Those of a kind that are surely said, then those that are gathered; neither list is empty."""
    of_kind = [each for each in heard if isinstance(each.fact, kind)]
    groups = [[each for each in of_kind if each.is_sure is is_sure] for is_sure in (True, False)]
    return [group for group in groups if group]


def _width(ages: object) -> float:
    """How many months a range spans."""
    if not isinstance(ages, AgeRange) or ages.end_month is None:
        return float("inf")
    return ages.end_month - ages.first_month


def _overlap(one: object, other: object) -> bool:
    return isinstance(one, AgeRange) and isinstance(other, AgeRange) and one.overlaps(other)
