"""What was understood of a query, in a form that a page can show, point at and take back."""

from dataclasses import dataclass

from directory.eligibility.age_words import age_label
from directory.eligibility.ages import UNDER_18, AgeRange
from directory.eligibility.client import Client
from directory.eligibility.reading.meanings import Fact
from directory.vocabulary import Circumstance, Gender, RuleKind

_ADULT_LABELS = {Gender.FEMALE: "Woman", Gender.MALE: "Man", Gender.NON_BINARY: "Non-binary"}
_CHILD_LABELS = _ADULT_LABELS | {Gender.FEMALE: "Girl", Gender.MALE: "Boy"}


@dataclass(frozen=True, slots=True)
class Understood:
    """One thing that a query says of the client.

    Attributes:
        value: the age, gender or circumstance.
        label: a few words for a chip: "Aged 84", "Woman", "Looks after someone".
        words: the words that say it, exactly as they were typed.
        start: where they begin in the text.
        end: where the next character would be.
        sure: False where it was gathered rather than said, as a gender from "her".
        is_spent: True where the words say nothing else and are left out of the rest of the query.
    """

    value: Fact
    label: str
    words: str
    start: int
    end: int
    sure: bool = True
    is_spent: bool = False

    @property
    def kind(self) -> RuleKind:
        """The kind of rule it bears on: age, gender or circumstance."""
        return kind_of(self.value)

    @property
    def key(self) -> str:
        """The name by which a page asks not to understand it: "age:70-79", "gender:female"."""
        return key_of(self.value)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a query says of the client, and what is left of it to search for.

    Attributes:
        client_facts: a client of whom only this is known.
        understood: what was understood, in the order of the text; at most one age and one gender.
        rest: the query without the words that are spent, such as "aged 70+".
    """

    client_facts: Client
    understood: tuple[Understood, ...]
    rest: str


def kind_of(fact: Fact) -> RuleKind:
    """The kind of rule a fact bears on."""
    match fact:
        case AgeRange():
            return RuleKind.AGE
        case Gender():
            return RuleKind.GENDER
        case Circumstance():
            return RuleKind.CIRCUMSTANCE


def key_of(fact: Fact) -> str:
    """A fact as one word that fits into an address."""
    return f"{kind_of(fact)}:{_ages(fact) if isinstance(fact, AgeRange) else fact.value}"


def label_of(fact: Fact, *, ages: AgeRange | None, words: str) -> str:
    """A fact in a few words that stand alone; a girl is called a girl if her age or the text says so."""
    match fact:
        case AgeRange():
            return age_label(fact)
        case Gender():
            is_child = words.lower() in ("girl", "boy") if ages is None else UNDER_18.takes_in(ages)
            return (_CHILD_LABELS if is_child else _ADULT_LABELS)[fact]
        case Circumstance():
            return fact.heading


def _ages(ages: AgeRange) -> str:
    if ages.is_exact:
        return f"{ages.minimum:g}"
    return f"{ages.minimum:g}-" if ages.maximum is None else f"{ages.minimum:g}-{ages.maximum:g}"
