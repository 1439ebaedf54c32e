"""What waits for somebody who decides: the riskiest and the oldest first."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from directory.geography import Gazetteer
from directory.models import Service
from directory.oruk.parts import PART, PARTS
from directory.queries.history import kept_record, who_in_words
from directory.queries.moderation.looking import Looking, looking_at
from directory.queries.moderation.risk import (
    LOW,
    OF_A_LISTING,
    OF_A_REPORT,
    Risk,
    risk_of,
    signs_in,
    signs_of_change,
    urgency,
)
from directory.queries.moderation.sources import Scope, Thing, things
from directory.queries.moderation.surroundings import Around, around
from directory.vocabulary import QueueKind, ReportKind, Way

_ADDRESSES = {"url", "referral", "contacts"}
"""Parts that are addresses, in which a link is no sign of anything."""

LONGEST_WORDS = 160
"""Of what somebody wrote, in the list."""


@dataclass(frozen=True, slots=True)
class QueueItem:
    """Something that waits for a decision.

    Attributes:
        key: its own: of the listing, the revision, the claim or the report.
        service_id: the listing on whose page it is decided; None for a group that is not listed.
        name: of the listing, or of the group.
        what: what it is, in a few words.
        number: of the revision, where it is one.
        since: from when it waits.
        looking: whoever has it open.
        seen: what a decision made from the list is based on.
        can_be_ticked: whether it may be let through together with others.
    """

    kind: QueueKind
    key: UUID
    service_id: UUID | None
    name: str
    organisation: str
    what: str
    number: int
    since: datetime
    risk: Risk
    looking: Looking | None
    seen: str
    can_be_ticked: bool

    @property
    def anchor(self) -> str:
        """Where on the page of its listing it is decided."""
        return f"{self.kind}-{self.key}"


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits, in order.

    Attributes:
        counts: how many of each kind; of no kind more than `Scope.most` are looked at.
        full: the kinds of which there may be more.
    """

    items: tuple[QueueItem, ...]
    counts: Mapping[QueueKind, int]
    full: frozenset[QueueKind]

    def of_kind(self, kind: QueueKind | None) -> tuple[QueueItem, ...]:
        """Those of a kind; all, where none is given."""
        return tuple(item for item in self.items if kind in {None, item.kind})

    def next_for(self, *, besides: UUID | None = None) -> QueueItem | None:
        """What to look at next: the first that nobody else has open.

        Args:
            besides: a listing that has just been decided about. What else waits of it comes first.
        """
        free = [item for item in self.items if item.looking is None or item.looking.own]
        of_same = (item for item in free if besides and item.service_id == besides)
        return next(of_same, next(iter(free), None))


def queue(session: Session, scope: Scope, gazetteer: Gazetteer) -> Queue:
    """Everything that waits within somebody's reach, with as many selects whatever its number."""
    found = list(things(session, scope))
    services = list({thing.service.id: thing.service for thing in found if thing.service}.values())
    surroundings = around(session, services, gazetteer)
    looking = looking_at(session, [service.id for service in services], scope.person, scope.now)
    items = [_item(thing, surroundings, looking) for thing in found]
    items.sort(key=lambda item: (-urgency(item.risk, item.since, scope.now), item.name, item.key))
    counts = Counter(item.kind for item in items)
    ordered = {kind: counts[kind] for kind in QueueKind}
    return Queue(tuple(items), ordered, frozenset(kind for kind, count in ordered.items() if count >= scope.most))


def seen_of(service: Service, number: int) -> str:
    """What somebody who decides about a listing has seen: where it stands, and its newest text."""
    return f"{service.status}:{number}"


def _item(thing: Thing, surroundings: Around, looking: Mapping[UUID, Looking]) -> QueueItem:
    service, risk = thing.service, risk_of(_signs(thing, surroundings))
    return QueueItem(
        kind=thing.kind,
        key=thing.key,
        service_id=service.id if service else None,
        name=service.name if service else thing.row.name or "A group without a name",
        organisation=thing.organisation.name if thing.organisation else "",
        what=_what(thing),
        number=thing.row.number if thing.kind is QueueKind.CHANGE else 0,
        since=_since(thing, surroundings),
        risk=risk,
        looking=looking.get(service.id) if service else None,
        seen=seen_of(service, surroundings.numbers.get(service.id, 0)) if service else "",
        can_be_ticked=thing.kind is QueueKind.NEW and risk.score < LOW,
    )


def _since(thing: Thing, surroundings: Around) -> datetime:
    if thing.kind is QueueKind.NEW and thing.key in surroundings.submitted:
        return surroundings.submitted[thing.key][0]
    return thing.since


def _signs(thing: Thing, surroundings: Around) -> Iterator[str]:
    match thing.kind:
        case QueueKind.NEW if thing.service:
            yield from _of_new(thing.service, surroundings)
        case QueueKind.CHANGE:
            yield from _of_change(thing)
        case QueueKind.CLAIM:
            yield from ("claim", "has editors") if thing.row.organisation_id in surroundings.kept else ("claim",)
        case QueueKind.REPORT:
            yield "suggestion" if thing.row.kind is ReportKind.NEW_GROUP else "report"
            yield from signs_in([thing.row.words], OF_A_REPORT)
        case _:
            yield thing.kind.value


def _of_new(service: Service, surroundings: Around) -> Iterator[str]:
    _, actor = surroundings.submitted.get(service.id, (None, ""))
    if service.organisation_id not in surroundings.known and not actor.startswith("feed "):
        yield "stranger"
    if surroundings.is_namesake(service):
        yield "same name"
    if service.id in surroundings.unknown_places:
        yield "unknown place"
    if service.home_visit:
        yield "at home"
    texts = (service.name, service.summary, service.description, service.joining, service.times_note)
    yield from signs_in((*texts, service.alert, service.eligibility_note), OF_A_LISTING)


def _of_change(thing: Thing) -> Iterator[str]:
    record, parts = kept_record(thing.row), set(thing.row.fields) & set(PART)
    yield from signs_of_change(parts)
    if "ways" in parts and Way.HOME_VISIT in record.ways and not (thing.service and thing.service.home_visit):
        yield "at home"
    said = (getattr(record, field) for name in parts - _ADDRESSES for field in PART[name].fields)
    yield from signs_in((each for each in said if isinstance(each, str)), OF_A_LISTING)


def _what(thing: Thing) -> str:
    match thing.kind:
        case QueueKind.NEW:
            return "A new listing"
        case QueueKind.CHANGE:
            labels = [part.label for part in PARTS if part.name in thing.row.fields]
            return f"{who_in_words(thing.row.actor)} would change: {', '.join(labels)}"
        case QueueKind.CLAIM:
            return "Somebody says that they speak for this group"
        case QueueKind.REPORT:
            return f"{thing.row.kind.label}: “{_cut(thing.row.words)}”"
        case QueueKind.MAIL:
            return "Letters to one of its addresses come back"
        case QueueKind.STALE:
            return "Its group has not confirmed it for long"


def _cut(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_WORDS else line[:LONGEST_WORDS].rsplit(" ", 1)[0] + " …"
