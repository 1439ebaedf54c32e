"""A service as it is exchanged: what a feed, a file or the demonstration district says of it, in our own
terms.

Everything that is not known is None or empty. Values are as they were read and only tidied; whether a record
may be kept is decided by the action that keeps it.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from directory.oruk.ical import Recurrence
from directory.vocabulary import CapacityStatus, RuleKind, TermKind, Way

Text = Annotated[str, Field(max_length=20_000)]
Line = Annotated[str, Field(max_length=255)]
Address = Annotated[str, Field(max_length=2_000)]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class OrganisationRecord(_Record):
    """A group. ``identifiers`` are pairs of a scheme of org-id.guide and a number in it."""

    id: Line
    name: Line
    description: Text = ""
    url: Address = ""
    email: Line = ""
    phone: Line = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    stewards: tuple[str, ...] = ()


class PlaceRecord(_Record):
    """A place. Its point is only given where the source says it; else it is that of the postcode."""

    name: Line = ""
    address: Annotated[str, Field(max_length=500)] = ""
    city: Line = ""
    region: Line = ""
    postcode: str = ""
    latitude: float | None = None
    longitude: float | None = None
    address_public: bool = True
    directions: Text = ""
    features: tuple[str, ...] = ()


class TimeRecord(_Record):
    """A row of a timetable; without a recurrence only ``description`` says when."""

    recurrence: Recurrence | None = None
    description: Text = ""


class CostRecord(_Record):
    """A price in pounds; an amount of nought is free, None not known."""

    option: Line = ""
    amount: Annotated[Decimal, Field(ge=0, max_digits=9, decimal_places=2)] | None = None
    note: Annotated[str, Field(max_length=500)] = ""


class ContactRecord(_Record):
    """A public contact, by role."""

    role: Annotated[str, Field(max_length=120)] = ""
    phone: Annotated[str, Field(max_length=60)] = ""
    email: Line = ""


class AreaRecord(_Record):
    """An area that is covered: an ONS code or postcode district, and a name."""

    code: str = ""
    name: Line = ""


class TermRecord(_Record):
    """A term that the service is linked to: of one of our lists by its code, or of another list by its
    label.
    """

    kind: TermKind
    code: Line
    label: Line = ""
    taxonomy: Annotated[str, Field(max_length=120)] = ""


class RuleRecord(_Record):
    """An eligibility rule; ``among`` holds the codes that it speaks of."""

    kind: RuleKind
    strict: bool = True
    excluded: bool = False
    minimum_age: Annotated[float, Field(ge=0, le=150)] | None = None
    maximum_age: Annotated[float, Field(ge=0, le=150)] | None = None
    among: tuple[str, ...] = ()


class CapacityRecord(_Record):
    """A statement of room and the day it was made on."""

    status: CapacityStatus
    stated_on: date
    places_free: Annotated[int, Field(ge=0)] | None = None
    places_total: Annotated[int, Field(ge=0)] | None = None
    wait_weeks: Annotated[int, Field(ge=0)] | None = None
    next_intake_on: date | None = None
    note: Annotated[str, Field(max_length=500)] = ""


class ServiceRecord(_Record):
    """One service with everything that belongs to it; ``id`` is that of the source."""

    id: Line
    organisation: OrganisationRecord
    name: Line
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
    languages: tuple[str, ...] = ()
    capacity: CapacityRecord | None = None
    confirmed_on: date | None = None
    changed_on: date | None = None
