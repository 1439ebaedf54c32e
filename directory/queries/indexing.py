"""Services as documents of the search index."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from sqlmodel import Session, col, select

from directory.clock import LONDON
from directory.models import Location, Service
from directory.oruk.ical import Recurrence, next_starts
from directory.queries.capacity import newest
from directory.queries.current import current_costs, current_schedules, recurrence_of
from directory.queries.describing import ways_of
from directory.queries.eligibility import Naming, conditions_of, coverage_of, rules_of
from directory.queries.loading import AT_ONCE
from directory.queries.whole import WholePlace, WholeService, whole_services
from directory.vocabulary import ModerationStatus, Referrer, RuleKind, TermKind
from search_index.documents import Document, Point, Room

_SHOWN: Final = frozenset({ModerationStatus.PUBLISHED})

SESSIONS_AHEAD = 26
"""Starts that a document holds: half a year of something weekly, long after which its group is asked
again."""

_WEEKDAYS = {"MO": "mon", "TU": "tue", "WE": "wed", "TH": "thu", "FR": "fri", "SA": "sat", "SU": "sun"}
_DAY_NAMES = dict(zip(_WEEKDAYS, "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(), strict=True))

_SUFFIXES = frozenset("ac charity co com eu gov info io london net nhs online org scot uk wales".split())
_SHARED_HOSTS = frozenset(
    """
    blogspot eventbrite facebook google instagram justgiving linktr meetup sites twitter weebly wixsite wordpress x
    """.split()
)
"""Hosts of everybody's pages, which say nothing of whose these are."""


def documents(
    session: Session, name_of: Naming, *, now: datetime, among: Iterable[UUID] | None = None
) -> Iterator[Document]:
    """The published services as documents, in the order of their keys.

    Args:
        among: only these, if they are published; None: all.
    """
    ids = iter(_published_ids(session) if among is None else sorted(among))
    while batch := list(islice(ids, AT_ONCE)):
        found = whole_services(session, batch, _SHOWN)
        yield from (document_of(found[key], name_of, now=now) for key in batch if key in found)


def _published_ids(session: Session) -> Sequence[UUID]:
    published = select(Service.id).where(col(Service.status) == ModerationStatus.PUBLISHED)
    return session.exec(published.order_by(col(Service.id))).all()


def document_of(service: Service | WholeService, name_of: Naming, *, now: datetime) -> Document:
    """A service as a document: its words, its tags, whom it is for, and when it next takes place."""
    today = now.astimezone(LONDON).date()
    terms = [link.term for link in service.terms]
    schedules = current_schedules(service, today)
    times = [recurrence_of(row) for row in schedules]
    places = [at.location for at in service.at_locations]
    statement = newest(service.capacities)
    return Document(
        id=str(service.id),
        name=service.name,
        summary=service.summary,
        organisation=service.organisation.name if service.organisation.name != service.name else "",
        description="\n".join(_told(service, places)),
        keywords=tuple(_keywords(service, times, [row.description for row in schedules])),
        points=tuple(
            Point(p.latitude, p.longitude) for p in places if p.latitude is not None and p.longitude is not None
        ),
        tags=frozenset(_tags(service, times, today))
        | {term.code for term in terms if term.kind is not TermKind.FOREIGN},
        conditions=conditions_of(rules_of(service, name_of), coverage_of(service, name_of)),
        room=Room(statement.status) if statement else None,
        room_stated_on=statement.stated_at.astimezone(LONDON).date() if statement else None,
        confirmed_on=service.confirmed_on,
        sessions=tuple(int(start.timestamp() // 60) for start in next_starts(times, now, SESSIONS_AHEAD)),
    )


def _told(service: Service | WholeService, places: list[Location | WholePlace]) -> Iterator[str]:
    """What a listing says at length, and where it takes place: people search for a village or a hall by
    name.
    """
    yield from (service.description, service.joining, service.eligibility_note, service.times_note)
    for place in places:
        if place.address_public:
            yield f"{place.name} {place.address} {place.city}"


def _keywords(service: Service | WholeService, times: list[Recurrence], told: list[str]) -> Iterator[str]:
    """Further words it can be found by: the kinds of activity it is, other lists' terms, its days and times."""
    yield from sorted(link.term.label for link in service.terms if link.term.kind is not TermKind.NEED)
    yield from website_name(service.url)
    yield from sorted({_DAY_NAMES[code] for time in times for code in time.weekdays})
    yield from filter(None, told)


def website_name(address: str) -> Iterator[str]:
    """The name in the address of a website: "openage" of "https://www.openage.org.uk/". Many listings name the group
    that runs them nowhere else.
    """
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return
    labels = host.removeprefix("www.").split(".")
    own = [label for label in labels if label not in _SUFFIXES]
    if len(labels) > 1 and own and own[-1] not in _SHARED_HOSTS:
        yield own[-1].replace("-", " ")


def _tags(service: Service | WholeService, times: list[Recurrence], today: date) -> Iterator[str]:
    yield from (f"day:{_WEEKDAYS[code]}" for each in times for code in each.weekdays)
    yield from (f"time:{_time_of_day(each.opens_at)}" for each in times if each.opens_at)
    yield from (f"language:{row.code}" for row in service.languages)
    yield from (f"way:{way}" for way, goes in ways_of(service).items() if goes)
    yield from (feature.term.code for at in service.at_locations for feature in at.location.features)
    if cost := _cost(service, today):
        yield f"cost:{cost}"
    for rule in service.rules:
        if rule.kind is RuleKind.REFERRER:
            yield from (f"referral:{Referrer(code)}" for code in rule.among)


def _time_of_day(opens_at: time) -> str:
    if opens_at.hour < 12:
        return "morning"
    return "afternoon" if opens_at.hour < 17 else "evening"


def _cost(service: Service | WholeService, today: date) -> str:
    """Whether it is free or paid for; empty when not known. Where something of it is free, one can come for nothing."""
    amounts = [cost.amount for cost in current_costs(service, today)]
    if any(amount == 0 for amount in amounts):
        return "free"
    return "paid" if amounts else ""
