"""A service as it is exchanged: what a feed, a file or the demonstration district says of it, in our own
terms.

Everything that is not known is None or empty. Whatever is a record can be kept: what the tables refuse, and what
nothing could be made of later, is refused here.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from directory.oruk.ical import Recurrence, parse_byday, write_byday
from directory.oruk.taking import LONGEST_ADDRESS, LONGEST_LINE, LONGEST_TEXT
from directory.vocabulary import CapacityStatus, Circumstance, Gender, Referrer, RuleKind, TermKind, Way

LATITUDES: Final = (49.0, 61.5)
"""From the Channel Islands to Shetland, in WGS84 degrees; nothing that we list is further south or north."""

LONGITUDES: Final = (-9.5, 2.5)
"""From the isles of the Hebrides to Lowestoft."""

OLDEST: Final = 125
"""The highest age that a rule can speak of."""

LONGEST_INTERVAL: Final = 52

MOST_COUNTED: Final = 1_000_000
"""The highest number of places, or of weeks; what is higher is a slip, and no database has to hold it."""

_DAYS_OF_WEEK, _DAYS_OF_MONTH, _MONTHS = 7 * 11, 2 * 31, 12
"""How many a row of a timetable can name, counted also from the end of a month: so many the tables hold."""

SITE: Final = r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*"
"""The address of a site: without what may be a secret, such as a name or a key behind a question mark."""

LONGEST_LINK: Final = 80

Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
Line = Annotated[str, Field(max_length=LONGEST_LINE)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_LINE, strip_whitespace=True)]
Address = Annotated[str, Field(max_length=LONGEST_ADDRESS)]
Phone = Annotated[str, Field(max_length=60)]
Number = Annotated[str, Field(min_length=1, max_length=60)]
Count = Annotated[int, Field(ge=0, le=MOST_COUNTED)]
Age = Annotated[float, Field(ge=0, le=OLDEST)]

_CODES: Final[dict[RuleKind, type[StrEnum]]] = {
    RuleKind.GENDER: Gender,
    RuleKind.CIRCUMSTANCE: Circumstance,
    RuleKind.REFERRER: Referrer,
}
"""Whose codes a rule may hold; areas are not of a list of ours."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class OrganisationRecord(_Record):
    """A group. ``identifiers`` are pairs of a scheme of org-id.guide and a number in it."""

    id: Name
    name: Name
    description: Text = ""
    url: Address = ""
    email: Line = ""
    phone: Phone = ""
    identifiers: tuple[tuple[Annotated[str, Field(max_length=20)], Number], ...] = ()
    stewards: tuple[Annotated[str, Field(max_length=LONGEST_LINE, pattern=".@.")], ...] = ()


class PlaceRecord(_Record):
    """A place. Its point is only given where the source says it; else it is that of the postcode, which may be no
    postcode but what stands in its place. ``id`` is that of the source, where it says one; it is no part of what is
    said. ``found_in_text``: its postcode was found in the description, and nobody has said that the service is there.
    """

    id: Line = ""
    name: Line = ""
    address: Annotated[str, Field(max_length=500)] = ""
    city: Annotated[str, Field(max_length=120)] = ""
    region: Annotated[str, Field(max_length=120)] = ""
    postcode: Annotated[str, Field(max_length=12)] = ""
    latitude: Annotated[float, Field(ge=LATITUDES[0], le=LATITUDES[1])] | None = None
    longitude: Annotated[float, Field(ge=LONGITUDES[0], le=LONGITUDES[1])] | None = None
    address_public: bool = True
    directions: Text = ""
    features: tuple[Line, ...] = ()
    found_in_text: bool = False

    @model_validator(mode="after")
    def _has_a_whole_point_or_none(self) -> Self:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("A point has both a latitude and a longitude")
        return self


class TimeRecord(_Record):
    """A row of a timetable; without a recurrence only ``description`` says when."""

    recurrence: Recurrence | None = None
    description: Text = ""

    @model_validator(mode="after")
    def _can_take_place(self) -> Self:
        if (when := self.recurrence) is None:
            return self
        parse_byday(write_byday(when.byday))
        if when.freq not in {"", "WEEKLY", "MONTHLY"} or not _is_interval(when.interval):
            raise ValueError("Something takes place every so many weeks or months, or once")
        if len(when.byday) > _DAYS_OF_WEEK or len(when.bymonthday) > _DAYS_OF_MONTH or len(when.bymonth) > _MONTHS:
            raise ValueError("There are not so many days or months")
        if not all(1 <= abs(day) <= 31 for day in when.bymonthday) or not all(1 <= m <= 12 for m in when.bymonth):
            raise ValueError("There is no such day or month")
        _check_days(when.since, when.until)
        return self


class CostRecord(_Record):
    """A price in pounds; an amount of nought is free, None not known."""

    option: Line = ""
    amount: Annotated[Decimal, Field(ge=0, max_digits=9, decimal_places=2)] | None = None
    note: Annotated[str, Field(max_length=500)] = ""
    valid_from: date | None = None
    valid_to: date | None = None

    @model_validator(mode="after")
    def _holds_on_some_day(self) -> Self:
        _check_days(self.valid_from, self.valid_to)
        return self


class ContactRecord(_Record):
    """A contact, by role. One that is not public is for the keepers of the directory alone."""

    role: Annotated[str, Field(max_length=120)] = ""
    phone: Phone = ""
    email: Line = ""
    public: bool = True


class AreaRecord(_Record):
    """An area that is covered: an ONS code or postcode district, and a name."""

    code: Annotated[str, Field(max_length=9)] = ""
    name: Line = ""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.code or self.name):
            raise ValueError("An area has a code or a name")
        return self


class TermRecord(_Record):
    """A term that the service is linked to: of one of our lists by its code, or of another list by its label.
    ``link_type`` is what a term of another list is to the service, in the words of whoever linked it; ``uri`` where its
    list says what it is.
    """

    kind: TermKind
    code: Name
    label: Line = ""
    taxonomy: Annotated[str, Field(max_length=120)] = ""
    link_type: Annotated[str, Field(max_length=LONGEST_LINK)] = ""
    uri: Address = ""


class RuleRecord(_Record):
    """An eligibility rule; ``among`` holds the codes that it speaks of."""

    kind: RuleKind
    strict: bool = True
    excluded: bool = False
    minimum_age: Age | None = None
    maximum_age: Age | None = None
    among: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None

    @model_validator(mode="after")
    def _speaks_of_something(self) -> Self:
        _check_days(self.valid_from, self.valid_to)
        self._check_ages()
        if self.kind is RuleKind.AGE:
            if self.minimum_age is None and self.maximum_age is None:
                raise ValueError("A rule about age has a lowest age, a highest age, or both")
        elif self.kind is not RuleKind.ANYONE and not all(self.among or [""]):
            raise ValueError("A rule of this kind says whom it is about")
        if unknown := set(self.among) - set(_CODES.get(self.kind, self.among)):
            raise ValueError(f"A rule of this kind cannot speak of {min(unknown)}")
        return self

    def _check_ages(self) -> None:
        if any(age > 2 and age % 1 for age in (self.minimum_age, self.maximum_age) if age):
            raise ValueError("Ages from 2 years up are whole years")
        # Whoever is in the first year of life is 0, so "from 6 months to under 1 year" is 0.5 to 0.
        lowest = self.minimum_age or 0
        if self.maximum_age is not None and self.maximum_age < (lowest if self.maximum_age % 1 else int(lowest)):
            raise ValueError("The lowest age has to be at or below the highest")


class CapacityRecord(_Record):
    """A statement of room and the day it was made on."""

    status: CapacityStatus
    stated_on: date
    places_free: Count | None = None
    places_total: Count | None = None
    wait_weeks: Count | None = None
    next_intake_on: date | None = None
    note: Annotated[str, Field(max_length=500)] = ""

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if self.places_total is not None and self.places_total < (self.places_free or 0):
            raise ValueError("There cannot be more places free than there are")
        return self


class OriginRecord(_Record):
    """Where a service comes from: whose it is, its id there, under which licence, and the site where it is found."""

    name: Name
    id: Line = ""
    licence: Line = ""
    url: Annotated[str, Field(max_length=LONGEST_LINE, pattern=rf"^({SITE})?$")] = ""


class ServiceRecord(_Record):
    """One service with everything that belongs to it; ``id`` is that of the source.

    ``changed_on`` is the day on which what it says last changed, ``changed_at`` the moment at which anything did that
    others are told of, its room among it. ``origin`` is what its source says of where it comes from; None: nothing.
    """

    id: Name
    organisation: OrganisationRecord
    name: Name
    summary: Annotated[str, Field(max_length=400)] = ""
    description: Text = ""
    url: Address = ""
    email: Line = ""
    alert: Text = ""
    joining: Text = ""
    referral_url: Address = ""
    times_note: Text = ""
    eligibility_note: Text = ""
    active: bool = True
    ways: tuple[Way, ...] = ()
    places: tuple[PlaceRecord, ...] = ()
    times: tuple[TimeRecord, ...] = ()
    costs: tuple[CostRecord, ...] = ()
    contacts: tuple[ContactRecord, ...] = ()
    areas: tuple[AreaRecord, ...] = ()
    terms: tuple[TermRecord, ...] = ()
    rules: tuple[RuleRecord, ...] = ()
    languages: tuple[Annotated[str, Field(min_length=1, max_length=20)], ...] = ()
    capacity: CapacityRecord | None = None
    confirmed_on: date | None = None
    changed_on: date | None = None
    changed_at: AwareDatetime | None = None
    origin: OriginRecord | None = None


def _is_interval(weeks: object) -> bool:
    """Whether it is a whole number, and neither true nor a fraction, that there can be between two sessions."""
    return type(weeks) is int and 1 <= weeks <= LONGEST_INTERVAL


def _check_days(first: date | None, last: date | None) -> None:
    if first and last and first > last:
        raise ValueError("The last day cannot be before the first")
