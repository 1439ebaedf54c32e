"""The part of the hits that is shown: scored, ordered, and each with its reasons."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_index import ranking
from search_index.answering import Lookup
from search_index.columns import ROOMS, Columns
from search_index.documents import Hit, Query, Reason, Score, Sort
from search_index.geometry import on_sphere
from search_index.schema import parts_of
from search_index.segments import FAR, FITS, Candidates, Mask

OVER = np.iinfo(np.int64).max
"""The next session of a document that has none."""

_CAPACITY = np.array([ranking.CAPACITY[room] for room in ROOMS])


@dataclass(frozen=True)
class _Shown:
    """The candidates of a segment that are hits, with the parts of their scores; one value each in every
    array.
    """

    found: Candidates
    places: NDArray[np.int64]
    near: NDArray[np.float64]
    fresh: NDArray[np.float64]
    capacity: NDArray[np.float64]
    verdict: NDArray[np.float64]
    total: NDArray[np.float64]
    session: NDArray[np.int64]

    @property
    def rows(self) -> NDArray[np.int64]:
        return self.found.rows[self.places]


def page(found: list[Candidates], shown: list[Mask], lookup: Lookup) -> tuple[Hit, ...]:
    """The hits from the query's offset on, as many as its limit."""
    query = lookup.query
    end = query.offset + query.limit
    scored = [_score(candidates, np.flatnonzero(mask), query) for candidates, mask in zip(found, shown, strict=True)]
    contenders: list[tuple[Any, bytes, bytes, int, int]] = []
    for number, hits in enumerate(scored):
        order, columns = _order(hits, query.sort), hits.found.segment.columns
        for at in _first(order, columns, hits.rows, end):
            row = hits.rows[at]
            contenders.append((order[at], columns.keys[row], columns.ids[row], number, int(at)))
    chosen = sorted(contenders)[query.offset : end]
    return tuple(_hit(scored[number], at, lookup) for *_, number, at in chosen)


def _score(found: Candidates, places: NDArray[np.int64], query: Query) -> _Shown:
    columns, rows, distance = found.segment.columns, found.rows[places], found.distance[places]
    near = np.ones(len(rows))
    if query.near is not None:
        near = np.where(distance < FAR, ranking.nearness(np.minimum(distance, 1e9)), ranking.REACHES_YOU)
    overdue = query.now.date().toordinal() - columns.confirmed_on[rows].astype(np.int64) - query.confirm_days
    fresh = ranking.freshness(np.clip(overdue, 0, ranking.FRESHNESS_LOST_DAYS))
    capacity, verdict = _CAPACITY[found.room[places]], found.verdict[places]
    total = np.round(found.text[places] * near * fresh * capacity * verdict, 9)
    return _Shown(found, places, near, fresh, capacity, verdict, total, _next_sessions(columns, rows, query))


def _next_sessions(columns: Columns, rows: NDArray[np.int64], query: Query) -> NDArray[np.int64]:
    """The first start from now on of each document, or ``OVER``."""
    minute = int(query.now.timestamp() // 60)
    values, starts = columns.sessions.values, columns.sessions.starts
    if not len(values):
        return np.full(len(rows), OVER)
    # The starts of a document ascend, so that its next one is as many places on as it has starts in the past.
    past = np.concatenate([[0], np.cumsum(values < minute)])
    at = starts[rows] + past[starts[rows + 1]] - past[starts[rows]]
    return np.where(at < starts[rows + 1], values[np.minimum(at, len(values) - 1)], OVER)


def _order(hits: _Shown, sort: Sort) -> NDArray[Any]:
    match sort:
        case Sort.NEAREST:
            return np.round(hits.found.distance[hits.places], 6)
        case Sort.SOONEST:
            return hits.session
        case Sort.NAME:
            return np.zeros(len(hits.places))
        case Sort.BEST:
            return -hits.total


def _first(order: NDArray[Any], columns: Columns, rows: NDArray[np.int64], wanted: int) -> NDArray[np.int64]:
    """The first so many of some documents, ties broken by name and id."""
    kept = np.arange(len(order))
    if wanted < len(order):
        kept = np.flatnonzero(order <= np.partition(order, wanted - 1)[wanted - 1]) if wanted else kept[:0]
    ties = np.lexsort((columns.ids[rows[kept]], columns.keys[rows[kept]], order[kept]))
    return kept[ties][:wanted]


def _hit(hits: _Shown, at: int, lookup: Lookup) -> Hit:
    columns, place, near = hits.found.segment.columns, hits.places[at], lookup.query.near
    row, distance, session = (
        int(hits.found.rows[place]),
        float(hits.found.distance[place]),
        int(hits.session[at]),
    )
    located = near is not None and distance < FAR
    return Hit(
        id=columns.ids[row].decode(),
        distance_km=distance if located else None,
        place=_nearest(columns, row, on_sphere(near)) if near is not None and located else None,
        fit=FITS[hits.found.fit[place]],
        session=None if session == OVER else session,
        score=Score(
            text=float(hits.found.text[place]),
            nearness=float(hits.near[at]),
            freshness=float(hits.fresh[at]),
            capacity=float(hits.capacity[at]),
            verdict=float(hits.verdict[at]),
            total=float(hits.total[at]),
        ),
        why=_why(columns, row, lookup),
    )


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
