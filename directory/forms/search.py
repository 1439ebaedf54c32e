"""The search form. All of it stands in the address of the page, so that a search can be kept and shared."""

import math
from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import islice
from typing import Any, TypeVar

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from directory.forms.fields import AgeField, readable
from directory.queries.labels import GROUPS
from directory.queries.search import Criteria
from directory.queries.search.sentences import WAYS_BACK
from directory.vocabulary import Circumstance, Gender, Referrer
from search_index.documents import Sort

Word = TypeVar("Word", bound=StrEnum)

LONGEST_PLACE = 100
LONGEST_WORDS = 2_000
MOST_CHOICES = 100
MOST_PAGES = 5_000
"""What is read of an address; the rest is passed over."""

RADII = (1, 2, 5, 10, 20, 50)
"""The distances that are offered, in miles; any other up to the farthest can stand in the address."""

NEAREST_MILES = 0.1
FARTHEST_MILES = 1000

_OF_THE_WORDS = ("q", "need", "category", "not", "show", "exact", "keep")
"""The words of a search, and what was chosen for them and makes no sense for others."""

_WITH_SEVERAL = frozenset({*GROUPS, "has", "not", "keep", "list"})
"""Parameters that may have several values; of any other the first that says something counts."""

_BESIDE_THE_FIELDS = frozenset({*GROUPS, "not", "show", "exact", "keep", "list", "page"})
"""Parameters of the address that are set by links, or by boxes whose choices depend on what was found."""

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

    What cannot stand in an address that a page of ours made (a distance of -5 miles, page -3) is passed over; what a
    person may well have typed (an age of 640) is refused with a sentence.
    """

    postcode = StringField("Postcode or place", description="For example, DL3 9AA, DL3 or Darlington")
    q = StringField(
        "What does the person need?", description="In your own words, for example: lonely since her sister died"
    )
    age = AgeField("Age", description="For example, 84 or 70+")
    gender = SelectField("Gender", choices=_choices(_GENDERS, "Not said"), validate_choice=False)
    has = SelectMultipleField(
        "Circumstances",
        choices=_choices({each: each.heading for each in Circumstance}),
        validate_choice=False,
    )
    referrer = SelectField("Who refers", choices=_choices(_REFERRERS, "Not said"), validate_choice=False)
    radius = StringField("Distance")
    accepting = BooleanField("Can take people now")
    sort = SelectField("Sort by", choices=_choices(_SORTS), default=Sort.BEST.value, validate_choice=False)

    def __init__(self, args: MultiDict[str, str]) -> None:
        super().__init__()
        self._args = _known(args, _BESIDE_THE_FIELDS.union(field.name for field in self))
        self.process(self._args)

    @property
    def says_who(self) -> bool:
        """Whether anything is said of the person, rightly or wrongly."""
        return any(field.data for field in (self.age, self.gender, self.has, self.referrer))

    @property
    def has_boxes(self) -> list[tuple[str, str, bool]]:
        """Each circumstance with its words, and whether it was ticked."""
        return [(str(value), str(label), chosen) for value, label, chosen, _ in self.has.iter_choices()]

    def others(self, *names: str) -> list[tuple[str, str]]:
        """What the address says beside these names, for the hidden part of a form that asks for them anew."""
        passed_over = {*names, "page"}
        return [(name, value) for name, value in self._args.items(multi=True) if name not in passed_over]

    def not_filters(self) -> list[tuple[str, str]]:
        """What stays when other filters are chosen, or something else is said of the client."""
        kept = {"postcode", "q", "not", "show", "exact", "keep", "list"}
        return [(name, value) for name, value in self._args.items(multi=True) if name in kept]

    def of_the_person(self) -> list[tuple[str, str]]:
        """What stays when another need of the same person is searched for."""
        return self.others("postcode", *_OF_THE_WORDS)

    def criteria(self) -> Criteria:
        """What is asked for."""
        chosen = {group: self._tags(group) for group in GROUPS}
        return Criteria(
            place=(self.postcode.data or "")[:LONGEST_PLACE],
            words=self.q.data or "",
            ages=self.age.ages,
            gender=_one_of(Gender, self.gender.data),
            has=frozenset(filter(None, (_one_of(Circumstance, code) for code in self.has.data or ()))),
            referrer=_one_of(Referrer, self.referrer.data),
            ignoring=frozenset(self._args.getlist("not")[:MOST_CHOICES]),
            radius_miles=_miles(self.radius.data or ""),
            filters={group: tags for group, tags in chosen.items() if tags and group != _ALL_OF},
            every=chosen[_ALL_OF],
            accepting=bool(self.accepting.data),
            turned_away=self._args.get("show") == "all",
            widen="exact" not in self._args,
            keeping=frozenset(self._args.getlist("keep")).intersection(WAYS_BACK),
            sort=_one_of(Sort, self.sort.data) or Sort.BEST,
            page=_page(self._args.get("page", "")),
        )

    def _tags(self, group: str) -> frozenset[str]:
        chosen = self._args.getlist(group)[:MOST_CHOICES]
        return frozenset(tag[:LONGEST_PLACE] for tag in chosen if tag.startswith(f"{group}:"))


def _one_of(words: type[Word], code: str | None) -> Word | None:
    return next((word for word in words if word.value == code), None)


def _known(args: MultiDict[str, str], names: Iterable[str]) -> MultiDict[str, str]:
    """The parameters that mean something here, readable and not empty, and not too many of any."""
    known: MultiDict[str, str] = MultiDict()
    for name in sorted(names):
        values = (readable(value, LONGEST_WORDS) for value in args.getlist(name)[:MOST_CHOICES])
        for value in islice(filter(None, values), MOST_CHOICES if name in _WITH_SEVERAL else 1):
            known.add(name, value)
    return known


def _miles(typed: str) -> float | None:
    """A distance; the farthest for any that is greater, and None for what is none."""
    try:
        miles = float(typed)
    except ValueError:
        return None
    return min(miles, FARTHEST_MILES) if miles >= NEAREST_MILES and math.isfinite(miles) else None


def _page(typed: str) -> int:
    return min(max(int(typed), 1), MOST_PAGES) if typed.isdecimal() and len(typed) < 6 else 1
