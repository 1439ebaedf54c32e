"""What another system asks the feed for, as values."""

from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from directory.geography import Postcode


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list: its number from 1, and how many records a full one has."""

    number: int = 1
    size: int = 50

    @property
    def start(self) -> int:
        """How many records come before it."""
        return (self.number - 1) * self.size


@dataclass(frozen=True, slots=True)
class ServicesAsked:
    """Which services are asked for: those for which all of this is so; what is None or empty is not asked.

    Attributes:
        words: each stands somewhere in the name, the summary, the description or the name of the group.
        term_id: linked to this term, or to one that is narrower.
        taxonomy_id: linked to any term of this list.
        modified_since: changed, or came here, at that moment or later; where nothing else is asked those that are no
            longer offered are told, too.
        postcode: covers it; with a distance: has a place within so many metres of it.
        minimum_age: the lowest age it states is this or higher.
        maximum_age: the highest age it states is this or lower.
        age: its rules shut nobody of this age out.
        day: has a session on this day of the week ("MO"); with times: one that day, within them.
        starts_from: has a session that does not start before.
        ends_by: has a session that does not end after.
    """

    words: tuple[str, ...] = ()
    organisation_id: UUID | None = None
    term_id: UUID | None = None
    taxonomy_id: UUID | None = None
    modified_since: datetime | None = None
    postcode: Postcode | None = None
    metres: float | None = None
    minimum_age: float | None = None
    maximum_age: float | None = None
    age: float | None = None
    day: str = ""
    starts_from: time | None = None
    ends_by: time | None = None

    @property
    def is_of_changes(self) -> bool:
        """Whether all that has changed is asked for, at most of one group.

        Whoever asks for anything narrower cannot count on hearing what left it, and must not learn by asking again and
        again what a listing says that was taken away.
        """
        of_changes = ServicesAsked(modified_since=self.modified_since, organisation_id=self.organisation_id)
        return self.modified_since is not None and self == of_changes


@dataclass(frozen=True, slots=True)
class TermsAsked:
    """Which terms are asked for.

    Attributes:
        words: each stands in its label or its description.
        top_only: only those that have no broader one.
        parent_id: only those right below this one.
    """

    words: tuple[str, ...] = ()
    taxonomy_id: UUID | None = None
    top_only: bool = False
    parent_id: UUID | None = None
