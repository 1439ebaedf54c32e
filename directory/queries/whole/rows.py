"""Services with all their public columns, as plain values: to read a whole directory as rows of the tables takes many
times as long.

The names are those of the tables, so that ``record_of`` takes either.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple, TypeAlias
from uuid import UUID

from directory.queries.rows import AnyPlace, AnyService, AreaRow, ContactRow, CostRow, RuleRow, ScheduleRow
from directory.vocabulary import CapacityStatus, ModerationStatus, TermKind


class TermRow(NamedTuple):
    """Of a term."""

    kind: TermKind
    taxonomy: str
    code: str
    label: str
    position: int
    uri: str


class LinkRow(NamedTuple):
    """That something is linked to a term."""

    term: TermRow


class IdentifierRow(NamedTuple):
    """Of a number by which others know a group."""

    scheme: str
    identifier: str


class LanguageRow(NamedTuple):
    """Of a language that is spoken."""

    code: str


class StatementRow(NamedTuple):
    """Of a statement of capacity."""

    status: CapacityStatus
    places_free: int | None
    places_total: int | None
    wait_weeks: int | None
    next_intake_on: date | None
    note: str
    stated_at: datetime
    created_at: datetime
    id: UUID


@dataclass(slots=True)
class WholePlace:
    """Of a location."""

    id: UUID
    name: str
    address: str
    city: str
    region: str
    postcode: str
    latitude: float | None
    longitude: float | None
    address_public: bool
    directions: str
    features: list[LinkRow] = field(default_factory=list)


class AtPlaceRow(NamedTuple):
    """That a service takes place at a place."""

    location: WholePlace


@dataclass(slots=True)
class WholeGroup:
    """Of an organisation; nobody who keeps it is among what is read."""

    id: UUID
    name: str
    description: str
    url: str
    email: str
    phone: str
    identifiers: list[IdentifierRow] = field(default_factory=list)
    stewards: tuple[()] = ()


@dataclass(slots=True)
class WholeService:
    """Of a service, with those of its contacts that are public."""

    id: UUID
    name: str
    summary: str
    description: str
    url: str
    email: str
    alert: str
    joining: str
    referral_url: str
    times_note: str
    eligibility_note: str
    status: ModerationStatus
    in_person: bool
    online: bool
    by_phone: bool
    home_visit: bool
    confirmed_on: date | None
    details_changed_at: datetime | None
    created_at: datetime
    modified_at: datetime
    organisation: WholeGroup
    capacities: list[StatementRow]
    at_locations: list[AtPlaceRow] = field(default_factory=list)
    schedules: list[ScheduleRow] = field(default_factory=list)
    costs: list[CostRow] = field(default_factory=list)
    contacts: list[ContactRow] = field(default_factory=list)
    areas: list[AreaRow] = field(default_factory=list)
    languages: list[LanguageRow] = field(default_factory=list)
    rules: list[RuleRow] = field(default_factory=list)
    terms: list[LinkRow] = field(default_factory=list)


ServiceRead: TypeAlias = AnyService | WholeService
PlaceRead: TypeAlias = AnyPlace | WholePlace
"""However it was read."""
