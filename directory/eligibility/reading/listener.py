"""One walk along the words of a query, noting what is said of the client and what of somebody else."""

from types import UnionType
from typing import NamedTuple

from directory.eligibility.ages import UNDER_18, AgeRange
from directory.eligibility.reading.age_phrases import YOUNGEST_BARE
from directory.eligibility.reading.book import BOOK
from directory.eligibility.reading.meanings import (
    Age,
    Company,
    Fact,
    Meaning,
    Nothing,
    Relative,
    Said,
    Setting,
    SomebodyElse,
)
from directory.eligibility.reading.people import BABIES, CHILDREN, ELDERS, PERSONS, RELATIVES, YOUNG_PEOPLE
from directory.eligibility.reading.phrasebook import Found
from directory.eligibility.reading.surroundings import Surroundings
from directory.eligibility.reading.words import BREAK, Word
from directory.vocabulary import Circumstance, Gender


class Heard(NamedTuple):
    """A fact about the client, and the row of words (not of characters) that says it."""

    fact: Fact
    first: int
    end: int
    is_sure: bool
    is_spent: bool


class Listener:
    """Hears a row of words out, from left to right.

    Attributes:
        heard: what was said of the client, in order.
        company_at: the words in which somebody else is first spoken of; None when nobody is.
    """

    def __init__(self, words: list[Word]) -> None:
        self.heard: list[Heard] = []
        self.company_at: tuple[int, int] | None = None
        self._words = words
        self._around = Surroundings(words)
        self._company: Company | None = None

    def listen(self) -> "Listener":
        """Hear all the words; the listener itself comes back."""
        at = 0
        while at < len(self._words):
            if self._words[at].text == BREAK:
                self._draw_breath(at)
            found = BOOK.longest(self._words, at)
            at = found.end if found and self._takes(found, at) else at + 1
        return self

    def _draw_breath(self, at: int) -> None:
        """After a comma the talk is of the client again, unless an age follows: "carer for mum, 88"."""
        number = self._around.number(at + 1)
        is_age = number is not None or self._around.text(at + 1) in ("aged", "age")
        is_too_old_for_child = number is not None and not UNDER_18.takes_in(AgeRange.exactly(number))
        if not is_age or (self._company is Company.CHILD and is_too_old_for_child):
            self._company = None

    def _takes(self, found: Found[Meaning], first: int) -> bool:
        """Whether the phrase means something here; if it does, that is noted."""
        match found.meaning:
            case Nothing():
                return True
            case SomebodyElse(company):
                return self._takes_somebody(company, first, found.end)
            case Relative(is_mine):
                return self._takes_relative(first, found.end, is_mine=is_mine)
            case Age() as age:
                return self._takes_age(age, found, first)
            case Said() as said:
                return self._takes_said(said, first, found.end)

    def _takes_somebody(self, company: Company, first: int, end: int) -> bool:
        if self._around.names_topic(end) or self._is_baby_with_age(first, end):
            return False
        self._turn_to(company, first, end)
        return True

    def _is_baby_with_age(self, first: int, end: int) -> bool:
        """Whether it is the client who is the baby: "baby 6 months", but not "mum with baby 6 months"."""
        is_spoken_of = self._around.is_breath(first - 1) or self._around.text(first - 1) in ("my", "for")
        is_one_word = end == first + 1 and self._around.text(first) in BABIES
        return is_spoken_of and is_one_word and self._around.number(end) is not None

    def _takes_relative(self, first: int, end: int, *, is_mine: bool) -> bool:
        if self._around.names_topic(end):
            return False
        if self._company:
            return True
        word = next(word.text for word in self._words[first:end] if word.text in RELATIVES)
        follows_age = self._has_just_heard(first, AgeRange)
        is_beside = self._around.text(first - 1) in ("with", "and", "from", "by", "than")
        if is_beside or not (is_mine or follows_age or word in ELDERS):
            self._turn_to(Company.CHILD if word in CHILDREN else Company.ADULT, first, end)
        elif gender := RELATIVES[word]:
            self._note(gender, first, end, is_sure=is_mine or follows_age)
        return True

    def _takes_age(self, age: Age, found: Found[Meaning], first: int) -> bool:
        ages = age.of(*found.numbers)
        if ages is None or self._around.makes_number_count(found.end) or not self._is_placed(age, first, found.end):
            return False
        if not self._company:
            is_sure = age.is_sure or self._follows_person(self._over_comma(first))
            self._note(ages, first, found.end, is_sure=is_sure, is_spent=True)
        return True

    def _takes_said(self, said: Said, first: int, end: int) -> bool:
        if self._around.names_topic(end) or not self._is_placed(said, first, end):
            return False
        is_of_relative = said.then is None and self._around.names_relative(end)
        if not (self._company or is_of_relative or self._around.denies(first)):
            for fact in said.facts:
                self._note(fact, first, end, is_sure=said.is_sure, is_spent=said.is_spent)
        if said.then:
            self._turn_to(said.then, first, end)
        return True

    def _is_placed(self, meaning: Age | Said, first: int, end: int) -> bool:
        """Whether the phrase stands where it has to stand."""
        if isinstance(meaning, Age) and meaning.after and self._around.text(first - 1) not in meaning.after:
            return False
        if isinstance(meaning, Said) and meaning.before and self._around.text(end) not in meaning.before:
            return False
        match meaning.setting:
            case Setting.AFTER_A_PERSON:
                return self._around.is_breath(first - 1) or self._follows_person(first)
            case Setting.BEFORE_A_BREATH:
                return self._around.lets_number_be_age(end)
            case Setting.ALONE:
                return self._is_alone(first, end)
            case Setting.ANYWHERE:
                return True

    def _is_alone(self, first: int, end: int) -> bool:
        """Whether a bare number can only be an age: "84, lives alone", "uncle 84", "girl, 9, shy"."""
        if (self._around.number(first) or 0) >= YOUNGEST_BARE:
            is_after_person = self._follows_person(first)
            if self._around.lets_number_be_age(end):
                return is_after_person or self._around.is_breath(first - 1)
            return is_after_person and end == first + 1
        is_child = self._around.text(self._over_comma(first) - 1) in YOUNG_PEOPLE
        return is_child and (self._around.is_breath(end) or self._follows_person(first))

    def _follows_person(self, at: int) -> bool:
        """Whether the client was spoken of in the words just before."""
        return self._has_just_heard(at, AgeRange | Gender | Circumstance) or self._around.text(at - 1) in PERSONS

    def _over_comma(self, at: int) -> int:
        return at - 1 if self._around.text(at - 1) == BREAK else at

    def _has_just_heard(self, at: int, kind: type | UnionType) -> bool:
        return bool(self.heard) and self.heard[-1].end == at and isinstance(self.heard[-1].fact, kind)

    def _turn_to(self, company: Company, first: int, end: int) -> None:
        self._company = company
        self.company_at = self.company_at or (first, end)

    def _note(self, fact: Fact, first: int, end: int, *, is_sure: bool, is_spent: bool = False) -> None:
        self.heard.append(Heard(fact, first, end, is_sure, is_spent))
