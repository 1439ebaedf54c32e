"""One unchanging state of the index, and how a lookup is answered from its arrays.

It gives what ``memory`` gives, document for document; read that first to see what is meant. Here the work is done in
the compiled loops of ``kernel``, segment by segment.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice

import numpy as np

from search_index.analysis import stem
from search_index.answering import Lookup, Selection
from search_index.documents import Query
from search_index.facets import Facets
from search_index.kernel import Bounds, Judged, Ordering, Scratch, Tallies, settle, survey
from search_index.page import Page, Place
from search_index.queries import Plan, plan
from search_index.ranking import REACHES_YOU
from search_index.schema import spoken_form
from search_index.segments import REASONS, SORTS, Segment, scratch, where_to_look
from search_index.spelling import closest
from search_index.thesaurus import Thesaurus

MANY = 1
"""So many candidates for each set of tags make it pay to count sets before tags."""

KEPT_PLANS = 256
"""So many texts that were read are kept, without any word of who asked: the next page, another filter or another order
has the same text.
"""


@dataclass(frozen=True, slots=True)
class _Surveyed:
    """A segment of which the candidates are found; they stand in its scratch.

    Attributes:
        found: how many there are.
        best, best_of_all: the best text of those that a client can reach, and of all.
    """

    segment: Segment
    judged: Judged
    bounds: Bounds
    scratch: Scratch
    found: int
    best: float
    best_of_all: float


class Generation:
    """The segments of one state of the index. It is an ``Engine``."""

    def __init__(self, number: int, segments: tuple[Segment, ...]) -> None:
        self.number = number
        self.segments = segments
        self._plans: dict[tuple[str, frozenset[str]], Plan] = {}

    @cached_property
    def _documents(self) -> int:
        return sum(segment.documents for segment in self.segments)

    def documents(self) -> int:
        return self._documents

    def frequency(self, term: str, /) -> int:
        return sum(segment.frequency(term) for segment in self.segments)

    def planned(self, query: Query, thesaurus: Thesaurus, /) -> Plan:
        key = (query.text, query.ignoring)
        known = self._plans.get(key)
        if known is None:
            if len(self._plans) >= KEPT_PLANS:
                self._plans.clear()
            known = self._plans[key] = plan(query.text, thesaurus, self, ignoring=query.ignoring)
        return known

    def resembling(self, word: str, /) -> str | None:
        return closest(word, self._vocabulary, self._frequency_of_word)

    @cached_property
    def _vocabulary(self) -> dict[str, str]:
        """Every word of the documents and every term, with the term that it is looked up by."""
        spelt = {word: stem(word) for segment in self.segments for word in segment.columns.vocabulary}
        terms = {term.decode() for segment in self.segments for term in segment.columns.terms.tolist()}
        return spelt | {term: term for term in terms}

    def _frequency_of_word(self, word: str) -> int:
        """In how many documents the term of a word stands; none if the word itself stands in none any more."""
        term = self._vocabulary[word]
        return self.frequency(term) if term == word or self._is_held(word, term) else 0

    def _is_held(self, word: str, term: str) -> bool:
        return any(
            word in segment.columns.surfaces.text(row).split()
            for segment in self.segments
            for row in segment.columns.postings(term).documents
            if segment.live[row]
        )

    def spoken(self, term: str, /) -> str:
        holding = [
            (segment.columns.ids[row], segment.columns.surfaces.text(row))
            for segment in self.segments
            for row in segment.columns.postings(term).documents
            if segment.live[row]
        ]
        return spoken_form(term, min(holding)[1].split())

    def names(self) -> list[tuple[str, str]]:
        """The name and the id of every document."""
        return [
            (segment.columns.names.text(row), segment.columns.ids[row].decode())
            for segment in self.segments
            for row in np.flatnonzero(segment.live)
        ]

    def select(self, lookup: Lookup, /) -> Selection:
        surveyed = self._survey(lookup)
        # The floor is set by what is within reach; where nothing is, by what would be.
        best = max((each.best for each in surveyed), default=0.0)
        least = lookup.least(best or max((each.best_of_all for each in surveyed), default=0.0))
        tallies = [_settle(each, lookup.query, least) for each in surveyed]
        return Selection(
            total=sum(int(each.counts[0]) for each in tallies),
            hits=Page(partial(_places, surveyed, tallies, lookup.query), lookup),
            facets=Facets(
                partial(_counts, surveyed, tallies), sum(int(each.counts[1]) for each in tallies), lookup.query
            ),
            left_out=_left_out(tallies) if lookup.query.explain else {},
        )

    def _survey(self, lookup: Lookup) -> list[_Surveyed]:
        query, plan = lookup.query, lookup.plan
        only_in = not query.explain and (query.any_word or not plan.units)
        where = where_to_look(query, only_in=only_in)
        surveyed = []
        for number, segment in enumerate(self.segments):
            sought = segment.sought(plan, query)
            if sought is not None:
                judged, bounds = segment.judged(query), segment.bounds(query, only_in=only_in)
                room = scratch(number, len(segment.columns))
                found = survey(segment.shelf, sought, where, judged, bounds, room)
                surveyed.append(_Surveyed(segment, judged, bounds, room, *found))
        return surveyed


def _settle(surveyed: _Surveyed, query: Query, least: float) -> Tallies:
    segment = surveyed.segment
    held = min(query.offset + query.limit, surveyed.found)
    many = surveyed.found > MANY * len(segment.columns.set_tags)
    tallies = Tallies(
        tags=np.zeros(len(segment.columns.tags), np.int64),
        sets=np.zeros(len(segment.columns.set_tags) if many else 0, np.int64),
        left_out=np.zeros(len(REASONS), np.int64),
        counts=np.zeros(3, np.int64),
        keys=np.empty(held),
        ranks=np.empty(held, np.int32),
        chosen=np.empty(held, np.int32),
        rows=np.empty(held, np.int32),
        texts=np.empty(held),
        chords=np.empty(held),
    )
    settle(
        segment.shelf,
        surveyed.judged,
        surveyed.bounds,
        surveyed.scratch,
        surveyed.found,
        least,
        surveyed.best,
        segment.counted(query),
        Ordering(SORTS[query.sort], int(query.now.timestamp() // 60), query.near is not None, REACHES_YOU),
        tallies,
    )
    return tallies


def _places(surveyed: list[_Surveyed], tallies: list[Tallies], query: Query) -> list[Place]:
    """The hits from the query's offset on, as many as its limit, out of the first ones of each segment."""
    first, last = query.offset, query.offset + query.limit
    if len(surveyed) == 1:
        return _first(surveyed[0].segment, tallies[0])[first:last]
    named = []
    for each, told in zip(surveyed, tallies, strict=True):
        columns = each.segment.columns
        keys = told.keys.tolist()
        named += [
            (keys[at], columns.keys[place.row], columns.ids[place.row], place)
            for at, place in enumerate(_first(each.segment, told))
        ]
    return [place for *_, place in sorted(named, key=lambda each: each[:3])[first:last]]


def _first(segment: Segment, told: Tallies) -> list[Place]:
    """The first hits of one segment."""
    found = zip(told.rows.tolist(), told.texts.tolist(), told.chords.tolist(), strict=True)
    return [Place(segment, row, text, chord) for row, text, chord in islice(found, int(told.counts[2]))]


def _counts(surveyed: list[_Surveyed], tallies: list[Tallies]) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    for each, told in zip(surveyed, tallies, strict=True):
        counts.update(dict(zip(each.segment.columns.tags, told.tags.tolist(), strict=True)))
    return counts


def _left_out(tallies: list[Tallies]) -> dict[str, int]:
    totals = sum((each.left_out for each in tallies), np.zeros(len(REASONS), np.int64))
    return {reason: int(number) for reason, number in zip(REASONS, totals, strict=True) if number}
