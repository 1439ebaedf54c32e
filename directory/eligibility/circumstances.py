"""What each circumstance is called in a sentence, and which of them imply another."""

from collections.abc import Iterable
from dataclasses import dataclass

from directory.vocabulary import Circumstance


@dataclass(frozen=True, slots=True)
class CircumstanceWords:
    """The two forms that the label does not give.

    Attributes:
        people: those whom it is true of, as in "this group is for carers".
        is_not: what is said of a client of whom it is not true, as in "your client is not a parent".
    """

    people: str
    is_not: str


WORDS: dict[Circumstance, CircumstanceWords] = {
    Circumstance.CARER: CircumstanceWords("carers", "does not look after anyone"),
    Circumstance.YOUNG_CARER: CircumstanceWords("young carers", "is not a young carer"),
    Circumstance.PARENT: CircumstanceWords("parents", "is not a parent"),
    Circumstance.PREGNANT: CircumstanceWords("people who are pregnant", "is not pregnant"),
    Circumstance.LONE_PARENT: CircumstanceWords("lone parents", "is not a lone parent"),
    Circumstance.VETERAN: CircumstanceWords(
        "people who have served in the armed forces", "has not served in the armed forces"
    ),
    Circumstance.DISABLED: CircumstanceWords("disabled people", "is not disabled"),
    Circumstance.LEARNING_DISABILITY: CircumstanceWords(
        "people with a learning disability", "does not have a learning disability"
    ),
    Circumstance.AUTISTIC: CircumstanceWords("autistic people", "is not autistic"),
    Circumstance.DEMENTIA: CircumstanceWords("people living with dementia", "does not have dementia"),
    Circumstance.SIGHT_LOSS: CircumstanceWords("people living with sight loss", "does not have sight loss"),
    Circumstance.HEARING_LOSS: CircumstanceWords(
        "people who are deaf or have hearing loss", "does not have hearing loss"
    ),
    Circumstance.MENTAL_ILLNESS: CircumstanceWords(
        "people living with a mental health problem", "does not live with a mental health problem"
    ),
    Circumstance.LONG_TERM_CONDITION: CircumstanceWords(
        "people living with a long-term condition", "does not live with a long-term condition"
    ),
    Circumstance.CANCER: CircumstanceWords("people living with cancer", "does not have cancer"),
    Circumstance.STROKE: CircumstanceWords("people who have had a stroke", "has not had a stroke"),
    Circumstance.SUBSTANCE_USE: CircumstanceWords(
        "people who have trouble with alcohol or drugs", "does not have trouble with alcohol or drugs"
    ),
    Circumstance.BEREAVED: CircumstanceWords("people who have been bereaved", "has not been bereaved"),
    Circumstance.HOMELESS: CircumstanceWords("people who are homeless", "is not homeless"),
    Circumstance.LOW_INCOME: CircumstanceWords(
        "people on a low income or benefits", "is not on a low income or benefits"
    ),
    Circumstance.UNEMPLOYED: CircumstanceWords("people who are out of work", "is not out of work"),
    Circumstance.REFUGEE: CircumstanceWords("refugees and people seeking asylum", "is not a refugee or seeking asylum"),
    Circumstance.LGBT: CircumstanceWords("LGBTQ+ people", "is not LGBTQ+"),
    Circumstance.CARE_LEAVER: CircumstanceWords("people who have been in care", "has not been in care"),
    Circumstance.DOMESTIC_ABUSE: CircumstanceWords(
        "people who have lived with domestic abuse", "has not lived with domestic abuse"
    ),
    Circumstance.EX_OFFENDER: CircumstanceWords(
        "people who have been in prison or on probation", "has not been in prison or on probation"
    ),
    Circumstance.TRAVELLER: CircumstanceWords(
        "people from Gypsy, Roma and Traveller communities",
        "is not from a Gypsy, Roma or Traveller community",
    ),
    Circumstance.STUDENT: CircumstanceWords("students", "is not a student"),
    Circumstance.LIVES_ALONE: CircumstanceWords("people who live alone", "does not live alone"),
    Circumstance.HOUSEBOUND: CircumstanceWords(
        "people who cannot easily leave home", "can leave home without much trouble"
    ),
    Circumstance.RECENT_HOSPITAL_STAY: CircumstanceWords(
        "people who have just come home from hospital", "has not just come home from hospital"
    ),
}

# Only what holds by the meaning of the words: a guess here would decide for a person behind the navigator's back.
IMPLIES: dict[Circumstance, Circumstance] = {
    Circumstance.YOUNG_CARER: Circumstance.CARER,
    Circumstance.LONE_PARENT: Circumstance.PARENT,
    Circumstance.LEARNING_DISABILITY: Circumstance.DISABLED,
    Circumstance.DEMENTIA: Circumstance.LONG_TERM_CONDITION,
}


def in_order(circumstances: Iterable[Circumstance]) -> list[Circumstance]:
    """The order in which the vocabulary lists them, so that a sentence is the same every time."""
    wanted = frozenset(circumstances)
    return [circumstance for circumstance in Circumstance if circumstance in wanted]


def with_implied(has: Iterable[Circumstance]) -> frozenset[Circumstance]:
    """All that is true of somebody of whom these are true: a lone parent is a parent."""
    known = frozenset(has)
    return known | {IMPLIES[each] for each in known if each in IMPLIES}


def with_ruled_out(has_not: Iterable[Circumstance]) -> frozenset[Circumstance]:
    """All that is untrue of somebody of whom these are untrue: who is no parent is no lone parent."""
    known = frozenset(has_not)
    return known | {narrow for narrow, wide in IMPLIES.items() if wide in known}
