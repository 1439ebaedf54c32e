"""Which listings are due to be confirmed, in which letters, and which have gone unconfirmed for too long."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, or_, select

from directory.clock import LONDON
from directory.models import FeedRecord, ModerationEvent, Service
from directory.queries.upkeep.keepers import keepers
from directory.queries.upkeep.written import Written, day_of, letters_written, mailboxes_of
from directory.vocabulary import EventKind
from directory.vocabulary import ModerationStatus as Status

LETTERS: Final = (-15, 0, 15)
"""When it is sent: days from the one on which a listing should be confirmed again."""

LAST_CALL: Final = len(LETTERS) + 1
"""The number of the letter that says that a listing has been put away."""

QUIET: Final = timedelta(days=7)
"""Within so many days nobody is asked about one listing again, also where letters were missed before."""

WARNED: Final = timedelta(days=15)
"""So long before it is put away somebody was asked for the last time, if there is anybody to ask."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often groups are asked.

    Attributes:
        confirm_days: days after which a listing should be confirmed again.
        archive_days: days after which it is put away.
    """

    confirm_days: int
    archive_days: int

    @property
    def days(self) -> tuple[int, ...]:
        """The days since a listing was confirmed on which letters are due: 75, 90 and 105 unless set otherwise."""
        return tuple(max(1, self.confirm_days + each) for each in LETTERS)


@dataclass(frozen=True, slots=True)
class DueListing:
    """A listing to ask about.

    Attributes:
        since: the day it was last confirmed; of one that never was, the day it was published.
        number: which letter about it this is, from 1.
    """

    id: UUID
    name: str
    since: date
    confirmed: bool
    number: int


@dataclass(frozen=True, slots=True)
class DueLetter:
    """A letter to one mailbox, and the listings that it asks about, in the order of their names."""

    to: str
    listings: tuple[DueListing, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """What is due.

    Attributes:
        letters: in the order of their addresses.
        over: the listings to put away: unconfirmed for too long, and everybody who can be told has been.
        ending: how many will be put away once these letters are written, those that are over included.
        unheard: how many listings should be confirmed and nobody can be asked.
    """

    letters: tuple[DueLetter, ...]
    over: tuple[UUID, ...]
    ending: int
    unheard: int


class _Overdue(NamedTuple):
    id: UUID
    name: str
    since: date
    confirmed: bool
    kept_by_feed: bool


def find_due(session: Session, rhythm: Rhythm, *, now: datetime, among: Collection[UUID] | None = None) -> Due:
    """What is due now, with as many selects however many listings there are.

    Args:
        among: the keys of the listings that are looked at; all unless given.
    """
    today = now.astimezone(LONDON).date()
    chosen = _may_be_due(today - timedelta(days=rhythm.days[0]))
    if among is not None:
        chosen &= col(Service.id).in_(among)
    kept, written = keepers(session, chosen), letters_written(session, chosen)
    asked_today, letters = mailboxes_of(session, today), defaultdict[str, list[DueListing]](list)
    over, ending, unheard = list[UUID](), 0, 0
    for listing in _overdue(session, chosen, rhythm, today):
        who, before = kept[listing.id].asked, written[listing.id]
        number = _number(listing, rhythm, before, today, heard=bool(who))
        wanting = {to for to in who if not _was_asked(before, to, listing.since, number, today)} - asked_today
        for to in wanting:
            letters[to].append(DueListing(listing.id, listing.name, listing.since, listing.confirmed, number))
        if number == LAST_CALL:
            untold = {to for to in who if not _was_told(before, to, listing.since)}
            over += [] if untold else [listing.id]
            ending += untold <= wanting
        unheard += not who
    return Due(tuple(DueLetter(to, tuple(letters[to])) for to in sorted(letters)), tuple(over), ending, unheard)


def _may_be_due(before: date) -> ColumnElement[bool]:
    """The condition that a listing may be due: of one that was never confirmed it takes its history to know."""
    confirmed = col(Service.confirmed_on)
    return (col(Service.status) == Status.PUBLISHED) & or_(confirmed.is_(None), confirmed <= before)


def _overdue(session: Session, chosen: ColumnElement[bool], rhythm: Rhythm, today: date) -> Iterable[_Overdue]:
    back = _last_move(col(ModerationEvent.before) == Status.ARCHIVED)
    read = select(func.max(FeedRecord.read_at)).where(col(FeedRecord.service_id) == col(Service.id)).scalar_subquery()
    columns: Any = select(Service.id, Service.name, Service.confirmed_on, Service.created_at)
    rows = columns.add_columns(_last_move(), back, read).where(chosen).order_by(col(Service.name), col(Service.id))
    for key, name, confirmed_on, created_at, published_at, back_at, read_at in session.exec(rows):
        since = confirmed_on or day_of(published_at or created_at)
        if back_at:
            # Whoever brought it back has looked at it; it is not put away again the next morning.
            since = max(since, day_of(back_at))
        fed = bool(read_at) and (today - day_of(read_at)).days < rhythm.archive_days
        if (today - since).days >= rhythm.days[0]:
            yield _Overdue(key, name, since, confirmed_on is not None, fed)


def _last_move(*further: ColumnElement[bool]) -> Any:
    """When a listing was last published."""
    event = ModerationEvent
    published = (col(event.kind) == EventKind.STATUS, col(event.after) == Status.PUBLISHED)
    of_service = select(func.max(event.happened_at)).where(col(event.service_id) == col(Service.id))
    return of_service.where(*published, *further).scalar_subquery()


def _number(listing: _Overdue, rhythm: Rhythm, before: list[Written], today: date, *, heard: bool) -> int:
    """Which letter about a listing is due. What a feed still brings is for its publisher to take away."""
    days = (today - listing.since).days
    number = sum(days >= each for each in rhythm.days)
    if days < rhythm.archive_days or listing.kept_by_feed:
        return number
    last = [each.on for each in before if each.since == listing.since and each.number >= len(LETTERS)]
    warned = bool(last) and min(last) <= today - WARNED
    return LAST_CALL if warned or not heard else number


def _was_asked(before: list[Written], to: str, since: date, number: int, today: date) -> bool:
    """Whether this letter was written, or another one just before."""
    theirs = [each for each in before if each.to == to]
    return any((each.since == since and each.number >= number) or each.on > today - QUIET for each in theirs)


def _was_told(before: list[Written], to: str, since: date) -> bool:
    return any((each.to, each.since, each.number) == (to, since, LAST_CALL) for each in before)
