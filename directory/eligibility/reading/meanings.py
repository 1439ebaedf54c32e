"""What a phrase can mean to someone who listens for the client: five kinds of meaning, all plain values."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

from directory.eligibility.ages import AgeRange
from directory.vocabulary import Circumstance, Gender

Fact = AgeRange | Gender | Circumstance


class Company(Enum):
    """Somebody who is spoken of beside the client, so that what follows is theirs and not the client's."""

    ADULT = auto()
    CHILD = auto()


class Setting(Enum):
    """Where a phrase has to stand to mean what it says."""

    ANYWHERE = auto()
    AFTER_A_PERSON = auto()
    BEFORE_A_BREATH = auto()
    ALONE = auto()


@dataclass(frozen=True, slots=True)
class Nothing:
    """A false friend: its words are passed over."""


@dataclass(frozen=True, slots=True)
class SomebodyElse:
    """Talk turns to another person: "her husband", "lives with", "two kids"."""

    company: Company


@dataclass(frozen=True, slots=True)
class Relative:
    """A word for a member of a family; whether that is the client depends on what stands around it.

    Attributes:
        is_mine: whether the caller says "my", and so most likely speaks of the client.
    """

    is_mine: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """Something is said of the client.

    Attributes:
        facts: what is said.
        is_sure: whether it is plainly said, rather than to be gathered.
        is_spent: whether the words say nothing else, so that a search can do without them.
        then: whom the talk turns to, if it does: "looks after" turns to another adult.
        setting: where the phrase has to stand.
        before: the words of which one has to follow, if any: "elderly" speaks of a client only before "man".
    """

    facts: tuple[Fact, ...]
    is_sure: bool = True
    is_spent: bool = False
    then: Company | None = None
    setting: Setting = Setting.ANYWHERE
    before: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Age:
    """The numbers in the phrase are an age.

    Attributes:
        of: makes the range from the numbers; None when they cannot be meant so.
        setting: where the phrase has to stand.
        after: the words of which one has to stand before, if any: "of 16" is an age only after "girl".
        is_sure: whether it is plainly an age.
    """

    of: Callable[..., AgeRange | None]
    setting: Setting = Setting.ANYWHERE
    after: frozenset[str] = field(default_factory=frozenset)
    is_sure: bool = True


Meaning = Nothing | SomebodyElse | Relative | Said | Age
