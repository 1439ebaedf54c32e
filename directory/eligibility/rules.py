"""Whom a group is for, as data: six kinds of rule, each with a sentence of its own for when no client is known."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from directory.eligibility.age_words import people_aged
from directory.eligibility.ages import AgeRange
from directory.eligibility.areas import tidy
from directory.eligibility.circumstances import WORDS, in_order
from directory.eligibility.lists import either
from directory.eligibility.manners import ANYONE, FOR, NOT_FOR, REFERRED_BY, SELF_REFERRED, Manner
from directory.eligibility.place_words import people_living_in
from directory.errors import InputError
from directory.vocabulary import Circumstance, Gender, Referrer, RuleKind


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule(ABC):
    """What all rules share.

    Attributes:
        strict: True for "only"; False for "meant for … but others are welcome".
        valid_from: the first day the rule holds; None for always so far.
        valid_to: the last day the rule holds; None for until further notice.
    """

    kind: ClassVar[RuleKind]

    strict: bool = True
    valid_from: date | None = None
    valid_to: date | None = None

    def __post_init__(self) -> None:
        if self.valid_from and self.valid_to and self.valid_from > self.valid_to:
            raise InputError("valid_to", "The last day of a rule cannot be before its first")

    def in_force(self, on: date) -> bool:
        """Whether the rule holds on this day; its first and its last day both count."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)

    @property
    @abstractmethod
    def whom(self) -> str:
        """The people the rule names: "people aged 60 and over"."""

    @property
    def manner(self) -> Manner:
        """How this kind of rule is put into words."""
        return FOR

    @property
    def sentence(self) -> str:
        """The rule on its own, for a page that knows no client; without a full stop."""
        return (self.manner.alone if self.strict else self.manner.alone_aimed).format(self.whom)

    @property
    def offer(self) -> str:
        """The rule as what follows "this group": "is for people aged 60 and over"."""
        return (self.manner.after_group if self.strict else self.manner.after_group_aimed).format(self.whom)


@dataclass(frozen=True, slots=True)
class AnyoneRule(_Rule):
    """The group has said that anybody may come, which is more than having said nothing."""

    kind: ClassVar[RuleKind] = RuleKind.ANYONE

    @property
    def whom(self) -> str:
        return "anyone"

    @property
    def manner(self) -> Manner:
        return ANYONE


@dataclass(frozen=True, slots=True)
class AgeRule(_Rule):
    """For people of these ages.

    Attributes:
        minimum: the lowest age in years; None for no lowest.
        maximum: the highest age in years, itself included, so that 25 takes in all who are 25; None for no
            highest. Fractions are whole months, for those under two: see AgeRange.
    """

    kind: ClassVar[RuleKind] = RuleKind.AGE

    minimum: float | None = None
    maximum: float | None = None

    def __post_init__(self) -> None:
        _Rule.__post_init__(self)
        if self.minimum is None and self.maximum is None:
            raise InputError("age", "Enter a lowest age, a highest age, or both")
        AgeRange(self.minimum or 0, self.maximum)  # which refuses ages that cannot be

    @property
    def ages(self) -> AgeRange:
        return AgeRange(self.minimum or 0, self.maximum)

    @property
    def whom(self) -> str:
        return people_aged(self.ages)


@dataclass(frozen=True, slots=True)
class GenderRule(_Rule):
    """For people of one of these genders."""

    kind: ClassVar[RuleKind] = RuleKind.GENDER

    genders: frozenset[Gender]

    def __post_init__(self) -> None:
        _Rule.__post_init__(self)
        if not self.genders:
            raise InputError("gender", "Choose at least one gender")

    @property
    def whom(self) -> str:
        return either([gender.label for gender in Gender if gender in self.genders])


@dataclass(frozen=True, slots=True)
class ResidenceRule(_Rule):
    """For people who live in one of these areas.

    Attributes:
        areas: codes of the Office for National Statistics, or postcode districts such as DL3.
        names: what people call the areas, as pairs of code and name. A code without a name is never shown.
    """

    kind: ClassVar[RuleKind] = RuleKind.RESIDENCE

    areas: frozenset[str]
    names: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        _Rule.__post_init__(self)
        object.__setattr__(self, "areas", frozenset(tidy(code) for code in self.areas))
        object.__setattr__(self, "names", tuple((tidy(code), name) for code, name in self.names))
        if not self.areas or "" in self.areas:
            raise InputError("areas", "Choose at least one area")

    @property
    def whom(self) -> str:
        return people_living_in(self.areas, dict(self.names))


@dataclass(frozen=True, slots=True)
class CircumstanceRule(_Rule):
    """For people of whom one of these is true; or, if excluded, for people of whom none is.

    Attributes:
        any_of: the circumstances.
        excluded: True for "not for people who …".
    """

    kind: ClassVar[RuleKind] = RuleKind.CIRCUMSTANCE

    any_of: frozenset[Circumstance]
    excluded: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        _Rule.__post_init__(self)
        if not self.any_of:
            raise InputError("circumstances", "Choose at least one circumstance")

    @property
    def whom(self) -> str:
        return either([WORDS[circumstance].people for circumstance in in_order(self.any_of)])

    @property
    def manner(self) -> Manner:
        return NOT_FOR if self.excluded else FOR


@dataclass(frozen=True, slots=True)
class ReferrerRule(_Rule):
    """Who may send a person. A GP is a professional too, and where people can refer themselves, anyone can."""

    kind: ClassVar[RuleKind] = RuleKind.REFERRER

    any_of: frozenset[Referrer]

    def __post_init__(self) -> None:
        _Rule.__post_init__(self)
        if not self.any_of:
            raise InputError("referrer", "Choose at least one way to be referred")

    @property
    def takes_anyone(self) -> bool:
        return Referrer.SELF in self.any_of

    @property
    def whom(self) -> str:
        return "professionals" if Referrer.PROFESSIONAL in self.any_of else "GP practices"

    @property
    def manner(self) -> Manner:
        return SELF_REFERRED if self.takes_anyone else REFERRED_BY


Rule = AnyoneRule | AgeRule | GenderRule | ResidenceRule | CircumstanceRule | ReferrerRule
"""Every kind of rule there is. A match over it that forgets one does not pass the type checker."""
