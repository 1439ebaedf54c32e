"""The part of the hits that is shown: who they are, and, once somebody asks, all that is known of each."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from typing import NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from search_index import ranking
from search_index.answering import Lookup
from search_index.columns import ROOMS, Columns
from search_index.documents import Hit, Query, Reason, Score
from search_index.geometry import on_sphere
from search_index.kernel.settling import kilometres
from search_index.schema import parts_of
from search_index.segments import FITS, Segment


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

    def __init__(self, find: Callable[[], Places], lookup: Lookup) -> None:
        self._find = find
        self._lookup = lookup

    @cached_property
    def _places(self) -> Places:
        return self._find()

    @cached_property
    def _hits(self) -> tuple[Hit, ...]:
        segments, rows, texts, chords = self._places
        each = zip(self._of_each(segments), rows.tolist(), texts.tolist(), chords.tolist(), strict=True)
        return tuple(_hit(*place, self._lookup) for place in each)

    def _of_each(self, segments: Sequence[Segment]) -> Sequence[Segment]:
        return segments if len(segments) == len(self) else list(segments) * len(self)

    def ids(self) -> list[str]:
        """The ids of the hits alone."""
        segments, rows, *_ = self._places
        if len(segments) == 1:
            return [id_.decode() for id_ in segments[0].columns.ids[rows].tolist()]
        return [segment.columns.ids[row].decode() for segment, row in zip(segments, rows, strict=True)]

    def __len__(self) -> int:
        return len(self._places.rows)

    @overload
    def __getitem__(self, at: int) -> Hit: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Hit]: ...
    def __getitem__(self, at: int | slice) -> Hit | Sequence[Hit]:
        return self._hits[at]


def _hit(segment: Segment, row: int, text: float, chord: float, lookup: Lookup) -> Hit:
    query, columns = lookup.query, segment.columns
    distance = None if chord < 0 else kilometres(chord)
    verdicts = segment.verdicts(query.client, query.now.date())
    return Hit(
        id=columns.ids[row].decode(),
        distance_km=distance,
        place=None if query.near is None or chord < 0 else _nearest(columns, row, on_sphere(query.near)),
        fit=FITS[verdicts.fits[columns.rules[row]]],
        session=_next_session(columns, row, query.now),
        score=_score(segment, row, text, distance, query),
        why=_why(columns, row, lookup) if query.explain else (),
    )


def _score(segment: Segment, row: int, text: float, distance: float | None, query: Query) -> Score:
    days, verdicts = segment.days(query), segment.verdicts(query.client, query.now.date())
    nearness = 1.0
    if query.near is not None:
        nearness = ranking.REACHES_YOU if distance is None else ranking.nearness(distance)
    freshness = ranking.freshness(int(days.overdue[row]))
    capacity = ranking.CAPACITY[ROOMS[days.rooms[row]]]
    verdict = float(verdicts.weights[segment.columns.rules[row]])
    total = round(text * nearness * freshness * capacity * verdict, 9)
    return Score(text, nearness, freshness, capacity, verdict, total)


def _next_session(columns: Columns, row: int, now: datetime) -> int | None:
    minute = int(now.timestamp() // 60)
    return next((int(start) for start in columns.sessions[row] if start >= minute), None)


def _nearest(columns: Columns, row: int, near: tuple[float, float, float]) -> int:
    points = columns.points[columns.place_starts[row] : columns.place_starts[row + 1]]
    return int(((points - near) ** 2).sum(axis=1).argmin())


def _why(columns: Columns, row: int, lookup: Lookup) -> tuple[Reason, ...]:
    reasons = []
    for unit in lookup.plan.units:
        where = 0
        for term, _ in unit.terms:
            documents, _, parts = columns.postings(term)
            at = int(np.searchsorted(documents, row))
            if at < len(documents) and documents[at] == row:
                where |= int(parts[at])
        if where:
            reasons.append(Reason(unit.kind, unit.value, parts_of(where)))
    return tuple(reasons)
