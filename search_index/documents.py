"""The values that go into and come out of the search index: frozen, and without a thought of how they are
found.

Tags, axes and reasons are plain text of the form ``group:value`` ("need:connect.lonely", "day:tue"), so that
this package need not know the lists they come from.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class Point(NamedTuple):
    """A place on the earth in WGS84 degrees, latitude first."""

    latitude: float
    longitude: float


class Room(StrEnum):
    """What a service said of its room; after a while the statement counts as not said at all."""

    OPEN = "open"
    FEW = "few"
    WAITING_LIST = "waiting_list"
    FULL = "full"
    ASK = "ask"


class Fit(StrEnum):
    """Whether a service is for this client, as far as is known of both."""

    YES = "yes"
    ASK = "ask"
    NO = "no"


class Sort(StrEnum):
    """In which order the hits come; ties always break by name, then id."""

    BEST = "best"
    NEAREST = "nearest"
    SOONEST = "soonest"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing a service asks of its clients.

    Attributes:
        axis: what it is about, and the reason given when a client is left out by it.
        values: ``group:value`` texts of which the client must have one. None are needed on the axis
            ``anyone``.
        ages: instead of values, for the axis ``age``: the ages asked for, from the first up to but not
            including the second.
        excluded: turned round: the client must have none of the values.
        doubt: values that leave it open whether a client who does not meet the condition may come after all.
        strict: others are turned away; otherwise it says whom the service is meant for, and others may ask.
        since: the first day on which it holds; None: always has.
        until: the last day on which it holds; None: no end.
    """

    axis: str
    values: frozenset[str] = frozenset()
    ages: tuple[float, float] | None = None
    excluded: bool = False
    doubt: frozenset[str] = frozenset()
    strict: bool = True
    since: date | None = None
    until: date | None = None


NOTHING: Mapping[str, frozenset[str]] = {}
"""Nothing that is known, or nothing that is asked for. Its type lets nobody change it; a view of it could not be handed
to another process.
"""


class Facts(NamedTuple):
    """What is known of a client.

    Attributes:
        possible: for each group of values, those of which the client has exactly one; a group that is missing
            is not known.
        ages: the ages the client can have, from the first up to but not including the second; None: not
            known.
    """

    possible: Mapping[str, frozenset[str]] = NOTHING
    ages: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A service as the index knows it.

    Attributes:
        id: the caller's key, at most 64 characters of ASCII.
        name, summary, organisation, description: its own words.
        keywords: further words by which it may be found (labels of categories, alternative names).
        points: where it takes place; none for one that visits, rings or is on line.
        tags: what it can be filtered by. Tags of the group ``need`` also count as words of the text.
        conditions: whom it is for; all of them must hold. None at all: it has not said.
        room, room_stated_on: its last statement of capacity and the day of it.
        confirmed_on: when its group last said that all of this is right.
        sessions: when it next takes place: starts in minutes since the epoch (UTC), ascending.
    """

    id: str
    name: str
    summary: str = ""
    organisation: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    tags: frozenset[str] = frozenset()
    conditions: tuple[Condition, ...] = ()
    room: Room | None = None
    room_stated_on: date | None = None
    confirmed_on: date | None = None
    sessions: tuple[int, ...] = ()


class Query(NamedTuple):
    """One question to the index.

    Attributes:
        now: the moment it is asked at (aware); capacity, freshness and next sessions are told as of then.
        text: any text at all, in ordinary words.
        near: where the client is; None: distance plays no part.
        radius_km: how far to look from there; None: any distance.
        ignoring: needs that are not meant, whatever the words say.
        client: what is known of the person it is for.
        any_word: whatever holds any of the words is a hit; otherwise what answers little of the text beside the best
            is none.
        filters: for each group of tags, those of which a hit must have one.
        every: tags of which a hit must have all.
        accepting: only services that said, not too long ago, that they have room.
        turned_away: include the services whose conditions rule the client out.
        fresh_days: how long a statement of capacity counts.
        confirm_days: how long a confirmation counts in full.
        widen: whether to look further, and in fewer words, when little is found.
        keeping: kinds of relaxations that are not wanted (see ``Relaxation``), though others may be.
        facets: the groups of tags that are to be counted; None: all.
        explain: whether to say why each hit is one, and what was left out for which reason.
        offset, limit: which part of the ordered hits to return.
    """

    now: datetime
    text: str = ""
    any_word: bool = False
    near: Point | None = None
    radius_km: float | None = None
    ignoring: frozenset[str] = frozenset()
    client: Facts = Facts()
    filters: Mapping[str, frozenset[str]] = NOTHING
    every: frozenset[str] = frozenset()
    accepting: bool = False
    turned_away: bool = False
    fresh_days: int = 28
    confirm_days: int = 90
    widen: bool = True
    keeping: frozenset[str] = frozenset()
    facets: frozenset[str] | None = None
    explain: bool = True
    sort: Sort = Sort.BEST
    offset: int = 0
    limit: int = 20


class Reason(NamedTuple):
    """Why a hit is a hit: a word or need of the query, and where in the listing it stands.

    Attributes:
        kind: ``need`` or ``word``.
        value: the need's id, or the word as it was typed.
        where: the parts of the listing that hold it, the most telling first ("name", "needs", "summary",
            "description", …).
    """

    kind: str
    value: str
    where: tuple[str, ...]


class Score(NamedTuple):
    """The parts whose product orders the best hits; each lies between 0 and 1 (see ranking)."""

    text: float
    nearness: float
    freshness: float
    capacity: float
    verdict: float
    total: float


class Hit(NamedTuple):
    """One service that answers the query.

    Attributes:
        distance_km: to its nearest place; None when the query or the service has none.
        place: which of the document's points that is.
        fit: whether it is for this client.
        session: its next start in minutes since the epoch; None when not known.
        text, nearness, freshness, capacity, verdict, total: the parts of its score. They stand here one by one, since
            hits are made by the page, and of their scores few people ask.
    """

    id: str
    distance_km: float | None
    place: int | None
    fit: Fit
    session: int | None
    text: float
    nearness: float
    freshness: float
    capacity: float
    verdict: float
    total: float
    why: tuple[Reason, ...] = ()

    @property
    def score(self) -> Score:
        """By what the best hits are ordered."""
        return Score(self.text, self.nearness, self.freshness, self.capacity, self.verdict, self.total)


class Facet(NamedTuple):
    """A tag and how many of the hits carry it, the filter of its own group apart."""

    value: str
    count: int  # type: ignore[assignment]  # tuples have a method of this name, which nobody misses here
    selected: bool


class Relaxation(NamedTuple):
    """A step away from what was typed: because too little was found, or because it says itself what is not wanted.

    Attributes:
        kind: ``turned_down``, ``spelling``, ``fewer_words``, ``further``, ``wider_need`` or, at the end,
            ``who_knows`` or ``no_words``.
        before: what was asked.
        after: what was searched for instead.
    """

    kind: str
    before: str
    after: str


class Hits(NamedTuple):
    """The answer to a query.

    Attributes:
        total: how many services fit, of which ``hits`` is the part asked for.
        facets: for each group of tags, those that occur, most frequent first.
        left_out: how many would have fitted but for the axis of a condition ("age"), their distance
            ("distance", if they are not much too far, and not enough is nearer) or a lack of room ("room"). What has
            two reasons is not counted, so that each number is what passing over its reason would add.
        relaxed: the steps that were taken to find more.
        needs: what the words of the query were understood to ask for, strongest first.
    """

    total: int
    hits: Sequence[Hit]
    facets: Mapping[str, tuple[Facet, ...]]
    left_out: Mapping[str, int]
    relaxed: tuple[Relaxation, ...]
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that what is being typed may become: ``need``, ``service`` or ``group``, its id (of a group its
    name) and its label.
    """

    kind: str
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Status:
    """How an index is: its generation grows with every change, and None of it can be relied on when it is not
    ``sound``.
    """

    sound: bool
    generation: int
    documents: int
    changed_at: datetime | None
    trouble: str = ""


SORT_KEY_BYTES = 48
"""Names are ordered by so many bytes of their key; what is still equal is ordered by id."""


def sort_key(name: str) -> bytes:
    """What a name is ordered by: without case, accents, or a leading "The"."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c)).strip().removeprefix("the ")
    return letters.encode("utf-8")[:SORT_KEY_BYTES].rstrip(b"\0")


def group_of(tag: str) -> str:
    """The group of a ``group:value`` text."""
    return tag.partition(":")[0]
