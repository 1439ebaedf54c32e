"""How old a person is or has to be: whole years, and months for those under two."""

import math
from dataclasses import dataclass
from typing import Self

from directory.errors import InputError

OLDEST = 125
"""No one has been older; a greater number is a slip of the keyboard."""

MONTHS_IN_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class AgeRange:
    """All ages from the lowest to the highest, both included. A person whose age is known is a range of one.

    Whole numbers are years as people count them: whoever is 25 stays 25 until the day before the next birthday,
    so a highest age of 25 takes in everybody who is 25. Fractions are for those under two and mean whole
    months: 0.5 is six months, and takes in everybody who is six months old.

    Attributes:
        minimum: the lowest age in years; 0 when there is no lowest.
        maximum: the highest age in years; None when there is no highest.

    Raises:
        InputError: an age is below 0, above 125, a fraction from two years up, or the lowest is above the highest.
    """

    minimum: float = 0
    maximum: float | None = None

    def __post_init__(self) -> None:
        _check(self.minimum)
        if self.maximum is None:
            return
        _check(self.maximum)
        # Compared in months, because "from 6 months to under 1 year" is written 0.5 to 0.
        if self.first_month >= _end(self):
            raise InputError("age", "The lowest age has to be at or below the highest")

    @classmethod
    def exactly(cls, age: float) -> Self:
        """The range of a person whose age is known."""
        return cls(age, age)

    @property
    def is_exact(self) -> bool:
        return self.minimum == self.maximum

    @property
    def first_month(self) -> int:
        """The age in months from which somebody is in the range."""
        return _first_month(self.minimum)

    @property
    def end_month(self) -> int | None:
        """The age in months from which somebody is too old for the range; None when nobody is."""
        if self.maximum is None:
            return None
        return _first_month(self.maximum) + (1 if is_in_months(self.maximum) else MONTHS_IN_A_YEAR)

    def takes_in(self, other: "AgeRange") -> bool:
        """Whether every age of the other range is in this one."""
        return self.first_month <= other.first_month and _end(other) <= _end(self)

    def overlaps(self, other: "AgeRange") -> bool:
        """Whether any age is in both ranges."""
        return self.first_month < _end(other) and other.first_month < _end(self)


def is_in_months(age: float) -> bool:
    """Whether an age is a fraction of a year, which only those under two may have."""
    return age != int(age)


def months(age: float) -> int:
    """The whole months of an age under two that is given as a fraction of a year.

    The fraction never rounds up into the next year: feeds write 0.99 and 1.99 for "not yet one" and "not yet two".
    """
    years = int(age)
    return years * MONTHS_IN_A_YEAR + min(round((age - years) * MONTHS_IN_A_YEAR), MONTHS_IN_A_YEAR - 1)


def _first_month(age: float) -> int:
    return months(age) if is_in_months(age) else int(age) * MONTHS_IN_A_YEAR


def _end(ages: AgeRange) -> float:
    return math.inf if ages.end_month is None else ages.end_month


def _check(age: float) -> None:
    # "Not between" rather than "below or above", because NaN is neither.
    if not 0 <= age <= OLDEST:
        raise InputError("age", f"Enter an age between 0 and {OLDEST}")
    if age > 2 and is_in_months(age):
        raise InputError("age", "Enter ages from 2 years up in whole years")


UNDER_18 = AgeRange(0, 17)
"""Children and young people, as the law and most groups draw the line."""
