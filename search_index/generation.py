"""One unchanging state of the index, and how a lookup is answered from its arrays.

It gives what ``memory`` gives, document for document; read that first to see what is meant. Here the work is done in
the compiled loops of ``kernel``, segment by segment.
"""

from functools import cached_property, lru_cache

import numpy as np

from search_index.answering import ENOUGH, LOW_FLOOR, NO_FLOORS, RUNGS, Climbed, Lookup, climb
from search_index.columns import WORD
from search_index.documents import Query, Sort
from search_index.kernel import climbing
from search_index.kernel.calling import straight
from search_index.kernel.farther import count_far
from search_index.kernel.looking import look
from search_index.kernel.placing import nearby
from search_index.kernel.settling import settle
from search_index.kernel.shapes import (
    BY_DISTANCE,
    BY_NAME,
    BY_SCORE,
    BY_SESSION,
    FAR,
    REASONS,
    Ladder,
    Ordering,
    Place,
    Sought,
    Tallies,
    Totals,
)
from search_index.kernel.surveying import survey
from search_index.page import minute_of
from search_index.parts import Part
from search_index.queries import Plan, plan
from search_index.schema import spoken_form
from search_index.scratching import scratch
from search_index.segments import Segment, place_of
from search_index.selected import Selected
from search_index.spelling import closest
from search_index.suggesting import begun_words
from search_index.tagbook import TagBook
from search_index.thesaurus import Thesaurus

_look, _climb = straight(look), straight(climbing.climb)
_survey, _settle, _count_far = straight(survey), straight(settle), straight(count_far)

SORTS = {
    Sort.BEST: Ordering(BY_SCORE, 0),
    Sort.NEAREST: Ordering(BY_DISTANCE, 0),
    Sort.NAME: Ordering(BY_NAME, 0),
}
"""How the loops call the ways to order that have nothing to do with the moment."""

_NO_GROUPS = np.zeros(1, np.int64)

KEPT_PLANS = 256
"""So many texts that were read are kept, without any word of who asked: the next page, another filter or another order
has the same text.
"""


class Generation:
    """The segments of one state of the index. It is an ``Engine``."""

    def __init__(self, number: int, segments: tuple[Segment, ...]) -> None:
        self.number = number
        self.segments = segments
        self._plans: dict[tuple[str, frozenset[str], frozenset[str]], Plan] = {}

    @cached_property
    def _documents(self) -> int:
        return sum(segment.documents for segment in self.segments)

    def documents(self) -> int:
        return self._documents

    def frequency(self, term: str, /) -> int:
        return sum(segment.frequency(term) for segment in self.segments)

    def planned(self, query: Query, thesaurus: Thesaurus, /) -> Plan:
        key = (query.text, query.ignoring, query.keeping)
        known = self._plans.get(key)
        if known is None:
            if len(self._plans) >= KEPT_PLANS:
                self._plans.clear()
            known = self._plans[key] = plan(query.text, thesaurus, self, ignoring=query.ignoring, keeping=query.keeping)
        return known

    def resembling(self, word: str, /) -> str | None:
        return closest(word, self._vocabulary, self._frequency_of_word)

    @cached_property
    def _tag_book(self) -> TagBook:
        return TagBook([segment.columns.tags for segment in self.segments])

    @cached_property
    def _vocabulary(self) -> dict[str, str]:
        """Every word of the documents and every term, with the term that it is looked up by."""
        # Each segment keeps its own part, so that after a change they only need to be put together.
        known: dict[str, str] = {}
        for part in ("spelt", "spelt_terms"):
            for segment in self.segments:
                known.update(getattr(segment.columns, part))
        return known

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

    def names(self, typed: str, limit: int) -> list[tuple[str, str]]:
        """The name and the id of the first so many documents of each segment that typed words may be completed to."""
        begun = begun_words(typed)
        return [
            segment.columns.name(row)
            for segment in self.segments
            for row in (segment.columns.name_book.beginning(begun, limit, segment.live) if begun else ())
        ]

    def groups(self, typed: str, limit: int) -> list[str]:
        """The first so many names of groups of each segment that typed words may be completed to."""
        begun = begun_words(typed)
        return [
            segment.columns.groups.text(number)
            for segment in self.segments
            for number in (segment.columns.group_book.beginning(begun, limit, segment.live_groups) if begun else ())
        ]

    def select(self, lookup: Lookup, /) -> Selected:
        selected, _ = self._looked(lookup)
        return selected

    def climb(self, lookup: Lookup, /) -> Climbed:
        if len(self.segments) > 1 or not lookup.query.explain:
            return climb(lookup, self.select)
        fewer, twice, five = map(lookup.may, RUNGS)
        selected, helped = self._looked(lookup, ENOUGH, fewer | twice << 1 | five << 2)
        return selected, [rung for number, rung in enumerate(RUNGS) if helped >> number & 1] if helped else ()

    def _looked(self, lookup: Lookup, enough: int = 0, may: int = 0) -> tuple[Selected, int]:
        """What is found, and the rungs that helped as the bits of a number.

        Args:
            enough, may: as in ``Ladder``. There is none for several segments, or for what is not explained.
        """
        query, floors = lookup.query, lookup.floors
        # Whether nobody asks what was left out, and no text is measured by the best within reach.
        only_in = not query.explain and floors == NO_FLOORS
        parts = [
            _part(number, segment, sought, lookup, only_in=only_in)
            for number, segment in enumerate(self.segments)
            if (sought := segment.sought(lookup.plan, query)) is not None
        ]
        place, ordering = place_of(query, only_in=only_in), _ordering(query)
        if len(parts) != 1:
            return Selected(parts, _look_at_all(parts, place, lookup, ordering), lookup, place, self._tag_book), 0
        (p,) = parts
        asked = p.segment.shelf, p.sought, place, p.judged, p.bounds, p.scratch
        if not query.explain:
            return Selected(parts, [_look(*asked, *floors, ordering, p.tallies)], lookup, place, self._tag_book), 0
        shown = p.segment.columns.where, query.offset, minute_of(query)
        ladder = _ladder(floors[0], enough, may)
        # The tags of one segment among several are not yet those of the book.
        whole = len(self.segments) == 1
        groups = self._tag_book.starts if whole else _NO_GROUPS
        totals, helped, told, tags = _climb(*asked, ladder, floors[1], ordering, p.tallies, *shown, groups)
        return Selected(parts, [totals], lookup, place, self._tag_book, told, tags if whole else None), helped


@lru_cache(maxsize=64)
def _ladder(floor: float, enough: int, may: int) -> Ladder:
    return Ladder(enough, floor, min(floor, LOW_FLOOR) if may & 1 else floor, may)


def _ordering(query: Query) -> Ordering:
    # Nothing else is ordered by time, and to read the clock of a query takes a while.
    return Ordering(BY_SESSION, minute_of(query)) if query.sort is Sort.SOONEST else SORTS[query.sort]


def _part(number: int, segment: Segment, sought: Sought, lookup: Lookup, *, only_in: bool) -> Part:
    query, documents = lookup.query, len(segment.columns)
    told = min(query.offset + query.limit, documents)
    tallies = Tallies(
        reasons=np.zeros(len(REASONS), np.int64),
        tags=np.zeros(WORD * segment.columns.marks.shape[1], np.int64),
        rows=np.empty(told, np.int32),
        keys=np.empty(told),
        texts=np.empty(told),
    )
    asked = segment.asked(lookup.client, query, only_in=only_in)
    return Part(number, segment, sought, *asked, scratch(number, documents), tallies)


def _look_at_all(parts: list[Part], place: Place, lookup: Lookup, ordering: Ordering) -> list[Totals]:
    """Look at several segments, in the end as ``look`` does: the floor is set by the best in any of them."""
    beyond = place.reach > place.radius
    surveyed = _survey_all(parts, nearby(place), lookup)
    within = max((best for _, best, _ in surveyed), default=0.0)
    if beyond and not within:
        surveyed, beyond = _survey_all(parts, place, lookup), False
    least = lookup.least(within or max((best for *_, best in surveyed), default=0.0))
    totals = [
        _settle(p.segment.shelf, place, p.judged, p.bounds, p.scratch, found, least, best, ordering, p.tallies)
        for p, (found, best, _) in zip(parts, surveyed, strict=True)
    ]
    for p in parts if beyond and sum(found.hits for found in totals) < ENOUGH else ():
        far = _count_far(p.segment.shelf, p.sought, place, p.judged, p.bounds, p.scratch, least)
        p.tallies.reasons[FAR] = far
    return totals


def _survey_all(parts: list[Part], place: Place, lookup: Lookup) -> list[tuple[int, float, float]]:
    _, least = lookup.floors
    return [_survey(p.segment.shelf, p.sought, place, p.judged, p.bounds, p.scratch, least) for p in parts]
