"""The questions of the Open Referral UK feed, read from what stands in their addresses.

A parameter that a list does not know is passed over, as the standard asks; one that it knows is never.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import floor

from directory.errors import InputError
from directory.forms.parameters import Parameters
from directory.oruk.ical import WEEKDAYS
from directory.oruk.records import OLDEST
from directory.queries.oruk import Page, ServicesAsked, TermsAsked

USUAL, MOST = 50, 500
"""Records on a page unless asked otherwise, and at most."""

MOST_MINIMAL = 50_000
"""Records on a page that says only which there are and when they changed: as a rule all of them."""

FORMATS = ("json", "ndjson")

_PER_PAGE = ("per_page", "perPage")
"""Validators write it in both ways."""

_COUNTED_IN_MONTHS = 2
_A_MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Shape:
    """How the records of a list are to be told.

    Attributes:
        lines: one record a line, all of them, instead of a page.
        full: with all that belongs to each.
        minimal: only which there are and when they changed.
        full_services: organisations with their services.
    """

    page: Page
    lines: bool = False
    full: bool = False
    minimal: bool = False
    full_services: bool = False


def read_shape(given: Parameters, *, minimal: bool = False, full: bool = False, full_services: bool = False) -> Shape:
    """How the records are to be told.

    Args:
        minimal, full, full_services: whether the list knows the parameter of that name; it passes over others.

    Raises:
        InputError: see Parameters.
    """
    is_minimal = minimal and given.flag("minimal")
    usual, most = (MOST_MINIMAL, MOST_MINIMAL) if is_minimal else (USUAL, MOST)
    size = min(given.whole(*_PER_PAGE, default=usual), most)
    return Shape(
        page=Page(given.whole("page", default=1), size),
        lines=given.choice("format", FORMATS) == "ndjson",
        full=full and given.flag("full"),
        minimal=is_minimal,
        full_services=full_services and given.flag("full_service"),
    )


def read_services(given: Parameters) -> ServicesAsked:
    """Which services are asked for, also where their places are listed.

    Raises:
        InputError: see Parameters; or a distance is asked for without a postcode to measure from.
    """
    asked = ServicesAsked(
        words=given.words("search"),
        organisation_id=given.key("organization_id"),
        term_id=given.key("taxonomy_term_id"),
        taxonomy_id=given.key("taxonomy_id"),
        modified_since=_whole_milliseconds(given.moment("modified_after")),
        postcode=given.postcode("postcode"),
        metres=given.number("proximity"),
        minimum_age=given.number("minimum_age", OLDEST),
        maximum_age=given.number("maximum_age", OLDEST),
        age=_in_years(given.number("age", OLDEST)),
        day=given.choice("day", WEEKDAYS),
        starts_from=given.clock("start_time"),
        ends_by=given.clock("end_time"),
    )
    if asked.metres is not None and asked.postcode is None:
        raise InputError("proximity", "proximity needs a postcode to measure from")
    return asked


def read_terms(given: Parameters) -> TermsAsked:
    """Which terms are asked for.

    Raises:
        InputError: see Parameters.
    """
    return TermsAsked(
        words=given.words("search"),
        taxonomy_id=given.key("taxonomy_id"),
        top_only=given.flag("top_only"),
        parent_id=given.key("parent_id"),
    )


def _in_years(age: float | None) -> float | None:
    """An age as rules count it: months only matter under two."""
    return age if age is None or age < _COUNTED_IN_MONTHS else floor(age)


def _whole_milliseconds(moment: datetime | None) -> datetime | None:
    """The first whole millisecond from a moment on: what we say of when something changed is no finer."""
    if moment is None or moment.microsecond % 1000 == 0:
        return moment
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000) + _A_MILLISECOND
