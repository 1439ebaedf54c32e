"""The part of the hits that is shown: who they are, and, once somebody asks, all that is known of each."""

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import repeat
from typing import NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from search_index import ranking
from search_index.answering import Lookup
from search_index.columns import ROOMS, Columns
from search_index.documents import Hit, Reason, Score
from search_index.geometry import on_sphere
from search_index.kernel.explaining import parts_holding
from search_index.kernel.measuring import kilometres
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
    def _hits(self) -> Sequence[Hit]:
        segments, rows, texts, chords = self._places
        if len(segments) == 1:
            return _hits(segments[0], rows, texts, chords, self._lookup)
        hits: dict[int, Hit] = {}
        for segment in {id(each): each for each in segments}.values():
            there = [at for at, each in enumerate(segments) if each is segment]
            made = _hits(segment, rows[there], texts[there], chords[there], self._lookup)
            hits.update(zip(there, made, strict=True))
        return [hits[at] for at in range(len(rows))]

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


def _hits(
    segment: Segment,
    rows: NDArray[np.int32],
    texts: NDArray[np.float64],
    chords: NDArray[np.float64],
    lookup: Lookup,
) -> list[Hit]:
    """All that is known of some hits of one segment; what can be looked up for all of them at once is."""
    query, columns = lookup.query, segment.columns
    verdicts, days = segment.verdicts(query.client, query.now.date()), segment.days(query)
    near = on_sphere(query.near) if query.near else None
    minute = int(query.now.timestamp() // 60)
    rules = columns.rules[rows]
    known = zip(
        rows.tolist(),
        columns.ids[rows].tolist(),
        texts.tolist(),
        chords.tolist(),
        verdicts.fits[rules].tolist(),
        verdicts.weights[rules].tolist(),
        days.overdue[rows].tolist(),
        days.rooms[rows].tolist(),
        _reasons(segment, rows, lookup) if query.explain else repeat((), len(rows)),
        strict=True,
    )
    return [
        Hit(
            id=id_.decode(),
            distance_km=(distance := None if chord < 0 else kilometres(chord)),
            place=None if distance is None or near is None else _nearest(columns, row, near),
            fit=FITS[fit],
            session=_next_session(columns, row, minute),
            score=_score(text, _nearness(distance, near), overdue, room, weight),
            why=why,
        )
        for row, id_, text, chord, fit, weight, overdue, room, why in known
    ]


def _nearness(distance: float | None, near: object) -> float:
    if near is None:
        return 1.0
    return ranking.REACHES_YOU if distance is None else ranking.nearness(distance)


def _score(text: float, nearness: float, overdue: int, room: int, verdict: float) -> Score:
    freshness, capacity = ranking.freshness(overdue), ranking.CAPACITY[ROOMS[room]]
    total = round(text * nearness * freshness * capacity * verdict, 9)
    return Score(text, nearness, freshness, capacity, verdict, total)


def _next_session(columns: Columns, row: int, minute: int) -> int | None:
    starts = columns.sessions[row]
    return next((start for start in starts.tolist() if start >= minute), None) if len(starts) else None


def _nearest(columns: Columns, row: int, near: tuple[float, float, float]) -> int:
    if row < len(columns.cells):
        return 0
    points = columns.points[columns.place_starts[row] : columns.place_starts[row + 1]]
    return int(((points - near) ** 2).sum(axis=1).argmin())


def _reasons(segment: Segment, rows: NDArray[np.int32], lookup: Lookup) -> list[tuple[Reason, ...]]:
    """Of each hit the units of the plan that it answers, and in which parts."""
    units, sought, columns = lookup.plan.units, segment.sought(lookup.plan, lookup.query), segment.columns
    if sought is None or not units:
        return [()] * len(rows)
    held = parts_holding(rows, columns.posted.values, columns.where, sought.starts, sought.ends, sought.unit_starts)
    return [
        tuple(Reason(unit.kind, unit.value, parts_of(bits)) for unit, bits in zip(units, of_row, strict=True) if bits)
        for of_row in held.T.tolist()
    ]
