"""The one book of phrases that queries are read with, put together from its chapters."""

from directory.eligibility.reading.age_phrases import AGES
from directory.eligibility.reading.circumstance_phrases import CIRCUMSTANCES, VERB_CLASSES
from directory.eligibility.reading.false_friends import FALSE_FRIENDS
from directory.eligibility.reading.meanings import Meaning, Said
from directory.eligibility.reading.people import FEMALE_WORDS, MALE_WORDS, PEOPLE_CLASSES
from directory.eligibility.reading.phrasebook import PhraseBook
from directory.vocabulary import Circumstance, Gender

_GENDERS: list[tuple[str, Meaning]] = [
    ("|".join(MALE_WORDS), Said((Gender.MALE,), is_spent=True)),
    ("|".join(FEMALE_WORDS), Said((Gender.FEMALE,), is_spent=True)),
    ("trans/transgender man | transman", Said((Gender.MALE, Circumstance.LGBT))),
    ("trans/transgender woman | transwoman", Said((Gender.FEMALE, Circumstance.LGBT))),
    ("non binary | nonbinary | enby", Said((Gender.NON_BINARY,))),
]


def _book() -> PhraseBook[Meaning]:
    book: PhraseBook[Meaning] = PhraseBook(PEOPLE_CLASSES | VERB_CLASSES)
    # False friends come first, because the first meaning that is entered for a phrase is the one that stays.
    for phrases, meaning in [*FALSE_FRIENDS, *AGES, *CIRCUMSTANCES, *_GENDERS]:
        book.add(phrases, meaning)
    return book


BOOK = _book()
