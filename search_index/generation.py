"""One unchanging state of the index, and how a lookup is answered from its arrays.

It gives what ``memory`` gives, document for document; read that first to see what is meant. Here every step
is taken for all documents of a segment at once.
"""

from collections import Counter
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search_index.analysis import stem
from search_index.answering import Lookup, Selection
from search_index.columns import Columns
from search_index.documents import Query, group_of
from search_index.facets import facets
from search_index.page import page
from search_index.schema import spoken_form
from search_index.segments import ACCEPTING, ELSEWHERE, FULL, IN, REASONS, Candidates, Mask, Segment, candidates
from search_index.spelling import closest
from search_index.suggesting import begun_words


class Generation:
    """The segments of one state of the index. It is an ``Engine``."""

    def __init__(self, number: int, segments: tuple[Segment, ...]) -> None:
        self.number = number
        self.segments = segments

    @cached_property
    def _documents(self) -> int:
        return sum(segment.documents for segment in self.segments)

    def documents(self) -> int:
        return self._documents

    def frequency(self, term: str, /) -> int:
        return sum(segment.frequency(term) for segment in self.segments)

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

    def names(self, typed: str, limit: int) -> list[tuple[str, str]]:
        """The name and the id of the first so many documents of each segment that typed words may be completed to."""
        begun = begun_words(typed)
        return [
            segment.columns.name(row)
            for segment in self.segments
            for row in (segment.columns.name_book.beginning(begun, limit, segment.live) if begun else ())
        ]

    def select(self, lookup: Lookup, /) -> Selection:
        found = [candidates(segment, lookup) for segment in self.segments]
        least = lookup.least(_best(found))
        # Filters do not bear on what is a good answer, or a filter could let in what was too weak without it.
        good = [(each.text >= least) & each.has_every for each in found]
        fitting = [enough & (each.refused == IN) for enough, each in zip(good, found, strict=True)]
        shown = [fits & each.passing() for fits, each in zip(fitting, found, strict=True)]
        accepting = sum(int(ACCEPTING[each.room[mask]].sum()) for each, mask in zip(found, shown, strict=True))
        return Selection(
            total=sum(int(mask.sum()) for mask in shown),
            hits=page(found, shown, lookup),
            facets=facets(_counts(found, fitting, lookup.query), accepting, lookup.query),
            left_out=_left_out(found, good),
        )


def _best(found: list[Candidates]) -> float:
    """The best text score within reach; where nothing is, of all."""
    within = [each.text[(each.refused == IN) | (each.refused == FULL)] for each in found]
    texts = within if any(map(len, within)) else [each.text for each in found]
    return max((float(text.max()) for text in texts if len(text)), default=0.0)


def _left_out(found: list[Candidates], good: list[Mask]) -> dict[str, int]:
    reasons: Counter[str] = Counter()
    for each, enough in zip(found, good, strict=True):
        codes = each.refused[enough & each.passing()]
        codes = codes[(codes != IN) & (codes != ELSEWHERE)]
        reasons.update({REASONS[code]: int((codes == code).sum()) for code in np.unique(codes)})
    return dict(reasons)


def _counts(found: list[Candidates], fitting: list[Mask], query: Query) -> Counter[str]:
    """For each tag how many documents carry it, of those that pass the filters of all other groups."""
    counts: Counter[str] = Counter()
    for each, fits in zip(found, fitting, strict=True):
        columns = each.segment.columns
        tallies = {group: _tally(columns, each.rows[fits & each.passing(but=group)]) for group in query.filters}
        of_all = _tally(columns, each.rows[fits & each.passing()])
        for row, tag in enumerate(columns.tags):
            if count := int(tallies.get(group_of(tag), of_all)[row]):
                counts[tag] += count
    return counts


def _tally(columns: Columns, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many of some documents carry each tag."""
    chosen = np.zeros(len(columns), np.int64)
    chosen[rows] = 1
    sums = np.concatenate([[0], np.cumsum(chosen[columns.tagged.values])])
    tally: NDArray[np.int64] = sums[columns.tagged.starts[1:]] - sums[columns.tagged.starts[:-1]]
    return tally
