"""A published service as anybody may be told of it: its record without what is private, and the same in words.

Other formats (FHIR, iCalendar, schema.org, Atom, tables) are made of this value, so that what is private is left out in
one place.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from directory.oruk.ical import Recurrence
from directory.oruk.records import CostRecord, OrganisationRecord, PlaceRecord, ServiceRecord
from directory.vocabulary import CapacityStatus, TermKind


@dataclass(frozen=True, slots=True)
class ContactTold:
    """Where to ring or write, by its role; "" for what is not known."""

    role: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """A place.

    Attributes:
        record: of a place whose address is not public only the postcode district and its middle.
        words: where it is, on one line.
        features: what it offers for access, each with its code and what it is called.
    """

    id: UUID
    record: PlaceRecord
    words: str
    features: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PlaceAlone:
    """A place by itself, the group that uses it, and when anything that takes place there last changed."""

    place: PlaceTold
    organisation_id: UUID
    organisation: str
    modified_at: datetime


@dataclass(frozen=True, slots=True)
class GroupTold:
    """A group that offers something published, and when anything that it offers last changed."""

    id: UUID
    record: OrganisationRecord
    modified_at: datetime


@dataclass(frozen=True, slots=True)
class TermTold:
    """A need or a kind of activity; ``uri`` says what it is, where its list does."""

    kind: TermKind
    code: str
    label: str
    uri: str


@dataclass(frozen=True, slots=True)
class Told:
    """A published service.

    Attributes:
        record: everything that it says but for what is private, with where it comes from, if it was not made here.
        places: where it takes place.
        when: the rows of its timetable that are not over.
        times: when it takes place, in words, a line each.
        next_session: when it next takes place, with its date, in words; empty when not known.
        prices: what it costs on the day it is told.
        cost: the same in words; empty when not known.
        who: a sentence for each of its rules that hold on that day.
        ways: how it reaches people, in words.
        areas: the areas whose people it is for, each with its code (or "") and its name.
        languages: each with its code and its name.
        contacts: where to ring or write.
        room: what was said of its room, as far as it still counts; None: not known.
        room_words: the same in words, with its age.
        freshness: when its group last said that all this is right, in words.
        is_unconfirmed: whether that is too long ago, or never was.
        modified_at: when anything of it last changed.
    """

    id: UUID
    organisation_id: UUID
    record: ServiceRecord
    places: tuple[PlaceTold, ...]
    when: tuple[Recurrence, ...]
    times: tuple[str, ...]
    next_session: str
    prices: tuple[CostRecord, ...]
    cost: str
    who: tuple[str, ...]
    ways: tuple[str, ...]
    areas: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str], ...]
    terms: tuple[TermTold, ...]
    contacts: tuple[ContactTold, ...]
    room: CapacityStatus | None
    room_words: str
    freshness: str
    is_unconfirmed: bool
    created_at: datetime
    modified_at: datetime
    today: date

    @property
    def description(self) -> str:
        """Its summary and its description, without saying the same twice."""
        said = dict.fromkeys(filter(None, (self.record.summary.strip(), self.record.description.strip())))
        return "\n\n".join(said)
