"""The part of the hits that is shown: who they are, and, once somebody asks, all that is known of each."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import repeat
from typing import NamedTuple, cast, overload

import numpy as np
from numpy.typing import NDArray

from search_index.answering import Lookup
from search_index.documents import Hit, Reason, Score
from search_index.kernel.calling import straight
from search_index.kernel.explaining import parts_holding
from search_index.kernel.shapes import Where
from search_index.kernel.showing import NO_NUMBER, describe
from search_index.ranking import REACHES_YOU
from search_index.segments import FITS, Segment

# What their ``_make`` does, without a call of Python's for each.
_hit = cast(Callable[[Iterable[object]], Hit], partial(tuple.__new__, Hit))
_score = cast(Callable[[Iterable[object]], Score], partial(tuple.__new__, Score))
_describe, _parts_holding = straight(describe), straight(parts_holding)


class Places(NamedTuple):
    """Hits in order, as they were found.

    Attributes:
        segments: where each is; a single one where all are in the same.
        rows: which document of its segment each is.
        texts: how well the words of each answer.
        chords: how far away each is, as a squared chord; negative without a place.
    """

    segments: Sequence[Segment]
    rows: NDArray[np.int32]
    texts: NDArray[np.float64]
    chords: NDArray[np.float64]


class Page(Sequence[Hit]):
    """Hits, of which each is made when it is asked for: whoever only wants to know how many there are, or their ids,
    need not wait for their reasons.
    """

    def __init__(self, find: Callable[[], Places], lookup: Lookup, where: Where) -> None:
        self._find = find
        self._lookup = lookup
        self._where = where
        # Of all that is in an answer only this is always wanted; a cached property takes a lock to find out.
        self._found: Places | None = None

    @property
    def _places(self) -> Places:
        if self._found is None:
            self._found = self._find()
        return self._found

    @cached_property
    def _hits(self) -> Sequence[Hit]:
        segments, rows, texts, chords = self._places
        if len(segments) == 1:
            return _hits(segments[0], rows, texts, chords, self._lookup, self._where)
        hits: dict[int, Hit] = {}
        for segment in {id(each): each for each in segments}.values():
            there = [at for at, each in enumerate(segments) if each is segment]
            made = _hits(segment, rows[there], texts[there], chords[there], self._lookup, self._where)
            hits.update(zip(there, made, strict=True))
        return [hits[at] for at in range(len(rows))]

    def ids(self) -> list[str]:
        """The ids of the hits alone."""
        segments, rows, *_ = self._places
        if len(segments) == 1:
            return list(map(segments[0].columns.id_of.__getitem__, rows.tolist()))
        return [segment.columns.id_of[row] for segment, row in zip(segments, rows.tolist(), strict=True)]

    def __iter__(self) -> Iterator[Hit]:
        return iter(self._hits)

    def __len__(self) -> int:
        return len(self._places.rows)

    @overload
    def __getitem__(self, at: int) -> Hit: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Hit]: ...
    def __getitem__(self, at: int | slice) -> Hit | Sequence[Hit]:
        return self._hits[at]


def _hits(
    segment: Segment,
    rows: NDArray[np.int32],
    texts: NDArray[np.float64],
    chords: NDArray[np.float64],
    lookup: Lookup,
    where: Where,
) -> list[Hit]:
    """All that is known of some hits of one segment; what can be looked up for all of them at once is."""
    query, columns = lookup.query, segment.columns
    judged = segment.judged(lookup.client, query, only_in=False)
    minute = int(query.now.timestamp() // 60)
    shares, whole = _describe(segment.shelf, where, judged, rows, texts, chords, minute, REACHES_YOU)
    distances, *parts = shares.tolist()
    places, sessions = whole.tolist()
    fits = segment.verdicts(lookup.client, query.now.date()).fits[columns.rules[rows]].tolist()
    known = zip(
        map(columns.id_of.__getitem__, rows.tolist()),
        [None if distance < 0 else distance for distance in distances],
        [None if place < 0 else place for place in places],
        map(FITS.__getitem__, fits),
        [None if session == NO_NUMBER else session for session in sessions],
        map(_score, zip(texts.tolist(), *parts, strict=True)),
        _reasons(segment, rows, lookup) if query.explain else repeat((), len(rows)),
        strict=True,
    )
    return list(map(_hit, known))


def _reasons(segment: Segment, rows: NDArray[np.int32], lookup: Lookup) -> Iterable[tuple[Reason, ...]]:
    """Of each hit the units of the plan that it answers, and in which parts."""
    plan, columns = lookup.plan, segment.columns
    sought = segment.sought(plan, lookup.query)
    if sought is None or not plan.units:
        return repeat((), len(rows))
    held = _parts_holding(rows, columns.posted.values, columns.where, sought.starts, sought.ends, sought.unit_starts)
    told, units = held.tobytes(), len(plan.units)
    return map(segment.reasons(plan).__getitem__, [told[at : at + units] for at in range(0, len(told), units)])
