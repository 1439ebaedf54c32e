"""The slow, obvious engine: every document looked at for every query. It shows what a search means, and the
tests hold the fast engine to it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple

from search_index import ranking
from search_index.aims import aimed
from search_index.analysis import stem
from search_index.answering import ENOUGH, Climbed, Lookup, answer, climb
from search_index.conditions import Judgement, judge
from search_index.documents import (
    Document,
    Fit,
    Hit,
    Hits,
    Point,
    Query,
    Reason,
    Room,
    Score,
    Sort,
    Status,
    Suggestion,
    group_of,
    sort_key,
)
from search_index.facets import Facets, PlainCounts
from search_index.geometry import distance_km
from search_index.port import Progress
from search_index.queries import Plan, plan
from search_index.schema import Posting, found_needs, parts_of, postings, spoken_form, surfaces
from search_index.spelling import closest
from search_index.suggesting import complete
from search_index.thesaurus import Thesaurus

ACCEPTING = frozenset({Room.OPEN, Room.FEW})
"""What a group says when it can take people now."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A document with what it says, once it has been read."""

    document: Document
    terms: dict[str, Posting]
    tags: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A document that answers the text and passes the filters, and what may yet leave it out."""

    entry: _Entry
    text: float
    distance_km: float | None
    place: int | None
    judgement: Judgement
    room: Room | None
    passed: frozenset[str]
    has_every: bool


class _Selected(NamedTuple):
    total: int
    hits: Sequence[Hit]
    facets: Facets
    left_out: Mapping[str, int]
    too_weak: int


class MemoryIndex:
    """A search index in plain dictionaries. It forgets everything with the process."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        self._thesaurus = thesaurus
        self._entries: dict[str, _Entry] = {}
        self._generation = 0

    def search(self, query: Query, /) -> Hits:
        return answer(query, self._thesaurus, self)

    def suggest(self, typed: str, /, *, limit: int = 8) -> list[Suggestion]:
        names = ((entry.document.name, entry.document.id) for entry in self._entries.values())
        groups = (entry.document.organisation for entry in self._entries.values())
        return complete(typed, self._thesaurus, names, groups, limit)

    def put(self, documents: Iterable[Document], /) -> None:
        for document in documents:
            terms = postings(document, self._thesaurus)
            document = aimed(document, terms, self._thesaurus)
            self._entries[document.id] = _Entry(document, terms, document.tags | found_needs(terms))
        self._generation += 1

    def remove(self, ids: Iterable[str], /) -> None:
        for id_ in ids:
            self._entries.pop(id_, None)
        self._generation += 1

    def replace_all(
        self,
        documents: Iterable[Document],
        /,
        *,
        progress: Progress | None = None,
        alone: bool = False,  # noqa: ARG002 -- it always is
    ) -> None:
        new = MemoryIndex(self._thesaurus)
        for document in documents:
            new.put([document])
            if progress:
                progress(1)
        self._entries = new._entries
        self._generation += 1

    def status(self) -> Status:
        return Status(
            sound=True,
            generation=self._generation,
            documents=len(self._entries),
            changed_at=datetime.now(UTC),
        )

    # What a plan must know.

    def documents(self) -> int:
        return len(self._entries)

    def frequency(self, term: str, /) -> int:
        return sum(term in entry.terms for entry in self._entries.values())

    def planned(self, query: Query, thesaurus: Thesaurus, /) -> Plan:
        return plan(query.text, thesaurus, self, ignoring=query.ignoring, keeping=query.keeping)

    def resembling(self, word: str, /) -> str | None:
        stems: dict[str, str] = {}
        holding: Counter[str] = Counter()
        for entry in self._entries.values():
            held = {each: stem(each) for each in surfaces(entry.document)} | {term: term for term in entry.terms}
            stems |= held
            holding.update(held.keys())
        return closest(word, stems, lambda each: self.frequency(stems[each]) if holding[each] else 0)

    def spoken(self, term: str, /) -> str:
        first = min(id_ for id_, entry in self._entries.items() if term in entry.terms)
        return spoken_form(term, surfaces(self._entries[first].document))

    # What is found.

    def select(self, lookup: Lookup, /) -> _Selected:
        query = lookup.query
        candidates = list(self._candidates(lookup))
        reachable = [c for c in candidates if _refusal(c, query) in {None, "room"}]
        best = max((c.text for c in reachable or candidates), default=0.0)
        # Filters do not bear on what is a good answer, or a filter could let in what was too weak without it.
        good = [c for c in candidates if c.has_every and c.text >= lookup.least(best)]
        fitting = [c for c in good if _refusal(c, query) is None]
        all_groups = frozenset(query.filters)
        shown = [c for c in fitting if c.passed == all_groups]
        left_out = Counter(reason for c in good if c.passed == all_groups and (reason := _refusal(c, query)))
        if len(shown) >= ENOUGH:
            del left_out["distance"]
        hits = sorted((self._hit(c, lookup) for c in shown), key=lambda hit: self._order(hit, query.sort))
        return _Selected(
            total=len(shown),
            hits=tuple(hits[query.offset : query.offset + query.limit]),
            facets=Facets(PlainCounts(_counts(fitting, query)), sum(c.room in ACCEPTING for c in shown), query),
            left_out=dict(left_out) if query.explain else {},
            too_weak=len(candidates) - len(good),
        )

    def climb(self, lookup: Lookup, /) -> Climbed:
        return climb(lookup, self.select)

    def _candidates(self, lookup: Lookup) -> Iterator[_Candidate]:
        query = lookup.query
        on = query.now.date()
        for entry in self._entries.values():
            text = _text(entry, lookup)
            if text <= 0:
                continue
            distance, place = _nearest(entry.document.points, query.near)
            if _is_elsewhere(distance, query):
                continue
            passed = frozenset(group for group, wanted in query.filters.items() if wanted & entry.tags)
            room = _room_now(entry.document, on, query.fresh_days)
            judgement = judge(entry.document.conditions, lookup.client, on)
            has_every = query.every <= entry.tags
            candidate = _Candidate(entry, text, distance, place, judgement, room, passed, has_every)
            # With more than one reason to be left out it would not fit if one of them were passed over.
            if len(list(_refusals(candidate, query))) <= 1:
                yield candidate

    def _hit(self, candidate: _Candidate, lookup: Lookup) -> Hit:
        query, document = lookup.query, candidate.entry.document
        return Hit(
            document.id,
            candidate.distance_km,
            candidate.place,
            candidate.judgement.fit,
            _next_session(document, query.now),
            *_score(candidate, query),
            why=_why(candidate.entry, lookup) if query.explain else (),
        )

    def _order(self, hit: Hit, sort: Sort) -> tuple[float, bytes, str]:
        name = sort_key(self._entries[hit.id].document.name)
        match sort:
            case Sort.NEAREST:
                return (float("inf") if hit.distance_km is None else round(hit.distance_km, 6), name, hit.id)
            case Sort.SOONEST:
                return (float("inf") if hit.session is None else hit.session, name, hit.id)
            case Sort.NAME:
                return (0.0, name, hit.id)
            case _:
                return (-hit.total, name, hit.id)


def _text(entry: _Entry, lookup: Lookup) -> float:
    units = lookup.plan.units
    if not units:
        return 1.0
    total = 0.0
    for unit in units:
        total += unit.weight * max(
            (weight * entry.terms[term].impact for term, weight in unit.terms if term in entry.terms),
            default=0.0,
        )
    return total / lookup.plan.weight


def _why(entry: _Entry, lookup: Lookup) -> tuple[Reason, ...]:
    reasons = []
    for unit in lookup.plan.units:
        where = 0
        for term, _ in unit.terms:
            where |= entry.terms[term].where if term in entry.terms else 0
        if where:
            reasons.append(Reason(unit.kind, unit.value, parts_of(where)))
    return tuple(reasons)


def _nearest(points: tuple[Point, ...], near: Point | None) -> tuple[float | None, int | None]:
    if near is None or not points:
        return None, None
    distances = [distance_km(near, point) for point in points]
    return min(distances), distances.index(min(distances))


def _room_now(document: Document, on: date, fresh_days: int) -> Room | None:
    if document.room is None or document.room_stated_on is None:
        return None
    return document.room if (on - document.room_stated_on).days <= fresh_days else None


def _is_elsewhere(distance_km: float | None, query: Query) -> bool:
    """Whether something is so far away that nobody would call it left out."""
    if query.radius_km is None or distance_km is None:
        return False
    return distance_km > ranking.MUCH_TOO_FAR * query.radius_km


def _refusal(candidate: _Candidate, query: Query) -> str | None:
    """Why a candidate is not among the hits; None: it is."""
    return next(_refusals(candidate, query), None)


def _refusals(candidate: _Candidate, query: Query) -> Iterator[str]:
    if candidate.judgement.fit is Fit.NO and not query.turned_away:
        yield candidate.judgement.axis
    if query.radius_km is not None and candidate.distance_km is not None and candidate.distance_km > query.radius_km:
        yield "distance"
    if query.accepting and candidate.room not in ACCEPTING:
        yield "room"


def _next_session(document: Document, now: datetime) -> int | None:
    minute = int(now.timestamp() // 60)
    return next((start for start in document.sessions if start >= minute), None)


def _score(candidate: _Candidate, query: Query) -> Score:
    document = candidate.entry.document
    near = 1.0
    if query.near is not None:
        near = ranking.REACHES_YOU if candidate.distance_km is None else ranking.nearness(candidate.distance_km)
    overdue = ranking.FRESHNESS_LOST_DAYS
    if document.confirmed_on:
        overdue = (query.now.date() - document.confirmed_on).days - query.confirm_days
    fresh = ranking.freshness(min(max(overdue, 0), ranking.FRESHNESS_LOST_DAYS))
    capacity = ranking.CAPACITY[candidate.room or ""]
    verdict = ranking.verdict(candidate.judgement.fit, candidate.judgement.axis)
    total = round(candidate.text * near * fresh * capacity * verdict, 9)
    return Score(candidate.text, near, fresh, capacity, verdict, total)


def _counts(fitting: list[_Candidate], query: Query) -> Counter[str]:
    """For each tag how many documents carry it, of those that pass the filters of all other groups."""
    return Counter(
        tag
        for candidate in fitting
        for tag in candidate.entry.tags
        if frozenset(query.filters) - {group_of(tag)} <= candidate.passed
    )
