"""A segment of the index with its deletions, and which of its documents answer a lookup."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search_index import ranking
from search_index.answering import Lookup
from search_index.columns import ROOMS, Columns
from search_index.conditions import AXES, judge
from search_index.documents import Facts, Fit, Query, Room
from search_index.geometry import EARTH_KM, on_sphere

Mask = NDArray[np.bool_]

FITS = tuple(Fit)
"""The codes of a verdict."""

FAR = np.inf
"""The distance of a document without a place."""

REASONS = (*AXES, "other", "distance", "room", "elsewhere", "")
"""The codes of what leaves a candidate out; the last means nothing does, the last but one is not counted."""

ELSEWHERE = REASONS.index("elsewhere")
"""The code of a candidate that is much too far away."""

IN = REASONS.index("")
"""The code of a candidate that nothing leaves out."""

FULL = REASONS.index("room")
"""The code of a candidate that is left out for want of room alone."""

ACCEPTING = np.array([room in (Room.OPEN, Room.FEW) for room in ROOMS])
"""For each code of ``ROOMS`` whether it means that people are taken now."""


@dataclass(frozen=True)
class Segment:
    """The arrays of the segment of that name, and which of its documents are still there."""

    name: str
    columns: Columns
    live: Mask

    @cached_property
    def documents(self) -> int:
        """How many documents are still there."""
        return int(self.live.sum())

    def frequency(self, term: str) -> int:
        """In how many of them a term stands."""
        there = self.columns.postings(term).documents
        return len(there) if self.documents == len(self.columns) else int(self.live[there].sum())


@dataclass(frozen=True)
class Candidates:
    """The documents of a segment that answer the text of a lookup; one value each in every array.

    Attributes:
        rows: which documents of the segment they are.
        text: how well they answer, up to 1.
        distance: km to the nearest place, or ``FAR``.
        fit: codes in ``FITS``.
        verdict: what that weighs in the score.
        room: codes in ``ROOMS`` of the capacity as of now.
        refused: codes in ``REASONS``.
        has_every: whether they carry all the tags that a hit must have.
        passed: for each group of filters whether they pass it.
    """

    segment: Segment
    rows: NDArray[np.int64]
    text: NDArray[np.float64]
    distance: NDArray[np.float64]
    fit: NDArray[np.int8]
    verdict: NDArray[np.float64]
    room: NDArray[np.int8]
    refused: NDArray[np.int8]
    has_every: Mask
    passed: Mapping[str, Mask]

    def passing(self, *, but: str = "") -> Mask:
        """Which pass all filters, those of one group apart."""
        masks = [mask for group, mask in self.passed.items() if group != but]
        return np.logical_and.reduce(masks) if masks else np.ones(len(self.rows), bool)


def candidates(segment: Segment, lookup: Lookup) -> Candidates:
    """The documents of a segment that answer the text, and what may yet leave them out."""
    query, columns = lookup.query, segment.columns
    text = _text(columns, lookup)
    there = (text > 0) & segment.live
    rows = np.flatnonzero(there)
    fits, axes, verdicts = _verdicts(columns, query.client, query.now.date())
    rules = columns.rules[rows]
    fit = fits[rules]
    distance = _distances(columns, query)[rows]
    room = _room_now(columns, rows, query)
    return Candidates(
        segment=segment,
        rows=rows,
        text=text[rows],
        distance=distance,
        fit=fit,
        verdict=verdicts[rules],
        room=room,
        refused=_refusals(query, fit, axes[rules], distance, room),
        has_every=np.logical_and.reduce([there, *(_carrying(columns, (tag,)) for tag in query.every)])[rows],
        passed={group: _carrying(columns, wanted)[rows] for group, wanted in query.filters.items()},
    )


def _text(columns: Columns, lookup: Lookup) -> NDArray[np.float64]:
    if not lookup.plan.units:
        return np.ones(len(columns))
    total = np.zeros(len(columns))
    for unit in lookup.plan.units:
        best = np.zeros(len(columns))
        for term, weight in unit.terms:
            documents, impacts, _ = columns.postings(term)
            best[documents] = np.maximum(best[documents], weight * impacts.astype(np.float64))
        total += unit.weight * best
    return total / lookup.plan.weight


def _carrying(columns: Columns, tags: Iterable[str]) -> Mask:
    mask = np.zeros(len(columns), bool)
    for tag in tags:
        mask[columns.carrying(tag)] = True
    return mask


def _verdicts(
    columns: Columns, client: Facts, on: date
) -> tuple[NDArray[np.int8], NDArray[np.int8], NDArray[np.float64]]:
    """For each set of conditions the code of the verdict, that of its axis in ``REASONS``, and what it weighs."""
    judged = [judge(conditions, client, on) for conditions in columns.rule_sets]
    fits = [FITS.index(judgement.fit) for judgement in judged]
    axes = [REASONS.index(judgement.axis if judgement.axis in AXES else "other") for judgement in judged]
    weights = [ranking.verdict(judgement.fit, judgement.axis) for judgement in judged]
    return np.array(fits, np.int8), np.array(axes, np.int8), np.array(weights)


def _distances(columns: Columns, query: Query) -> NDArray[np.float64]:
    distances = np.full(len(columns), FAR)
    located = np.flatnonzero(np.diff(columns.place_starts))
    if query.near is not None and len(located):
        chords = ((columns.points - on_sphere(query.near)) ** 2).sum(axis=1)
        angles = 2 * np.arcsin(np.minimum(1.0, np.sqrt(chords) / 2))
        distances[located] = EARTH_KM * np.minimum.reduceat(angles, columns.place_starts[located])
    return distances


def _room_now(columns: Columns, rows: NDArray[np.int64], query: Query) -> NDArray[np.int8]:
    fresh = query.now.date().toordinal() - columns.room_on[rows] <= query.fresh_days
    return np.where(fresh, columns.room[rows], 0).astype(np.int8)


def _refusals(
    query: Query,
    fit: NDArray[np.int8],
    axis: NDArray[np.int8],
    distance: NDArray[np.float64],
    room: NDArray[np.int8],
) -> NDArray[np.int8]:
    """Why each candidate is left out; with more than one reason it is nowhere near."""
    refused = np.full(len(fit), IN, np.int8)
    far = np.zeros(len(fit), bool) if query.radius_km is None else (distance > query.radius_km) & (distance < FAR)
    full = ~ACCEPTING[room] & query.accepting
    no = (fit == FITS.index(Fit.NO)) & (not query.turned_away)
    refused[full] = FULL
    refused[far] = REASONS.index("distance")
    refused[no] = axis[no]
    if query.radius_km is not None:
        refused[far & (distance > ranking.MUCH_TOO_FAR * query.radius_km)] = ELSEWHERE
    refused[far.astype(np.int8) + full + no > 1] = ELSEWHERE
    return refused
