"""The search form. All of it stands in the address of the page, so that a search can be kept and shared."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from directory.forms.fields import AgeField, WithinBounds
from directory.queries.labels import GROUPS
from directory.queries.search import Criteria
from directory.vocabulary import Circumstance, Gender, Referrer
from search_index.documents import Sort, group_of

Word = TypeVar("Word", bound=StrEnum)

LONGEST_PLACE = 100
LONGEST_WORDS = 2_000
MOST_CHOICES = 100
MOST_PAGES = 500
"""What is read of an address; the rest is passed over."""

RADII = (1, 2, 5, 10, 20, 50)
"""The distances that are offered, in miles; any other up to the farthest can stand in the address."""

FARTHEST_MILES = 1000

_ALL_OF = "access"
"""The group of tags of which a service must have all: a person who needs two things needs both."""

_SORTS = {
    Sort.BEST: "Best match",
    Sort.NEAREST: "Nearest",
    Sort.SOONEST: "Next session",
    Sort.NAME: "A to Z",
}
_GENDERS = {Gender.FEMALE: "Woman or girl", Gender.MALE: "Man or boy", Gender.NON_BINARY: "Non-binary"}
_REFERRERS = {
    Referrer.SELF: "The person will get in touch",
    Referrer.PROFESSIONAL: "I refer, as a professional",
    Referrer.GP: "I refer, for a GP practice",
}


def _choices(labels: Mapping[Any, str], none: str = "") -> list[SelectChoice]:
    first = [SelectChoice("", none)] if none else []
    return [*first, *(SelectChoice(str(code), label) for code, label in labels.items())]


class SearchForm(Form):
    """What is typed and chosen on the start page and beside the results. It is sent with GET and changes nothing.

    What cannot stand in an address that a page of ours made (an unknown need, page -3) is passed over; what a person
    may well have typed (an age of 640) is refused with a sentence.
    """

    postcode = StringField("Postcode or place", description="For example, DL3 9AA, DL3 or Darlington")
    q = StringField(
        "What does the person need?", description="In your own words, for example: lonely since her sister died"
    )
    age = AgeField("Age", description="For example, 84 or 70+")
    gender = SelectField("Gender", choices=_choices(_GENDERS, "Not said"), validate_choice=False)
    has = SelectMultipleField(
        "Circumstances",
        choices=_choices({each: each.label.capitalize() for each in Circumstance}),
        validate_choice=False,
    )
    referrer = SelectField("Who refers", choices=_choices(_REFERRERS, "Not said"), validate_choice=False)
    radius = StringField(
        "Distance",
        validators=[WithinBounds(0.1, FARTHEST_MILES, f"Choose a distance from 0.1 to {FARTHEST_MILES} miles")],
    )
    accepting = BooleanField("Can take people now")
    sort = SelectField("Sort by", choices=_choices(_SORTS), default=Sort.BEST.value, validate_choice=False)

    def __init__(self, args: MultiDict[str, str]) -> None:
        super().__init__(args)
        self._args = args

    def criteria(self) -> Criteria:
        """What is asked for."""
        chosen = {group: self._tags(group) for group in GROUPS}
        return Criteria(
            place=(self.postcode.data or "")[:LONGEST_PLACE],
            words=(self.q.data or "")[:LONGEST_WORDS],
            ages=self.age.ages,
            gender=_one_of(Gender, self.gender.data),
            has=frozenset(filter(None, (_one_of(Circumstance, code) for code in self.has.data or ()))),
            referrer=_one_of(Referrer, self.referrer.data),
            ignoring=frozenset(self._args.getlist("not")[:MOST_CHOICES]),
            radius_miles=float(self.radius.data) if self.radius.data else None,
            filters={group: tags for group, tags in chosen.items() if tags and group != _ALL_OF},
            every=chosen[_ALL_OF],
            accepting=bool(self.accepting.data),
            turned_away=self._args.get("show") == "all",
            widen="exact" not in self._args,
            sort=_one_of(Sort, self.sort.data) or Sort.BEST,
            page=_page(self._args.get("page", "")),
        )

    def _tags(self, group: str) -> frozenset[str]:
        chosen = self._args.getlist(group)[:MOST_CHOICES]
        return frozenset(tag[:LONGEST_PLACE] for tag in chosen if group_of(tag) == group)


def _one_of(words: type[Word], code: str | None) -> Word | None:
    return next((word for word in words if word.value == code), None)


def _page(typed: str) -> int:
    return min(max(int(typed), 1), MOST_PAGES) if typed.isdecimal() and len(typed) < 6 else 1
