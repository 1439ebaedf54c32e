"""A segment of the index with its deletions, and what the compiled loops must know to answer from it."""

import threading
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search_index import ranking
from search_index.columns import ROOMS, Columns
from search_index.concepts import Unit
from search_index.conditions import AXES, judge
from search_index.documents import Facts, Fit, Query, Reason, Room, Sort, group_of
from search_index.geometry import CELLS_EAST, cells_around, on_sphere, squared_chord
from search_index.kernel.shapes import (
    ANYWHERE,
    BY_DISTANCE,
    BY_NAME,
    BY_SCORE,
    BY_SESSION,
    LAST,
    ROW_PADDING,
    Bounds,
    Judged,
    Scratch,
    Shelf,
    Sought,
    Where,
)
from search_index.kernel.sifting import codes_of
from search_index.queries import Plan
from search_index.schema import parts_of

Mask = NDArray[np.bool_]

REASONS = (*AXES, "other", "distance", "room")
"""The codes of what leaves a candidate out."""

FAR = REASONS.index("distance")
FULL = REASONS.index("room")

SORTS = {Sort.BEST: BY_SCORE, Sort.NEAREST: BY_DISTANCE, Sort.SOONEST: BY_SESSION, Sort.NAME: BY_NAME}
"""How the loops call the ways to order."""

ACCEPTING = np.array([room in (Room.OPEN, Room.FEW) for room in ROOMS])
"""For each code of ``ROOMS`` whether it means that people are taken now."""

ANY_ROOM = np.ones(len(ROOMS), np.bool_)
"""For each code of ``ROOMS`` that it will do."""

FITS = tuple(Fit)
"""The codes of a verdict."""

KEPT = 256
"""So many clients' verdicts, filters and texts are kept by each segment: what a navigator asks next is mostly of the
same person, or the same with another filter.
"""

KEPT_CODES = 8_000_000
"""So many codes of documents are kept for clients by each segment; each is two bytes."""

_CAPACITIES = np.array([ranking.CAPACITY[room] for room in ROOMS])
_FRESHNESS = np.array([ranking.freshness(days) for days in range(ranking.FRESHNESS_LOST_DAYS + 1)])
_EVERYWHERE = (1, 0, 0, 0)
_NOBODY = np.empty(0, np.int32)
_NO_NUMBERS, _NO_WEIGHTS = np.empty(0, np.int64), np.empty(0)
_ANYTHING = Sought(
    _NO_NUMBERS, _NO_NUMBERS, _NO_WEIGHTS, _NO_NUMBERS, _NO_WEIGHTS, _NOBODY, of_text=False, of_tag=False
)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What each set of conditions of a segment says of one client: codes of ``FITS`` and of ``REASONS`` (or
    ``LAST``), and what the verdict weighs.
    """

    fits: NDArray[np.int8]
    refusals: NDArray[np.int8]
    weights: NDArray[np.float64]


class Reasons(dict[bytes, tuple[Reason, ...]]):
    """Why documents are hits, by the bits of the parts in which each of some units stands: most hits of a text are so
    for the same few reasons.
    """

    def __init__(self, units: tuple[Unit, ...]) -> None:
        self._units = units

    def __missing__(self, held: bytes) -> tuple[Reason, ...]:
        told = zip(self._units, held, strict=True)
        self[held] = why = tuple(Reason(unit.kind, unit.value, parts_of(bits)) for unit, bits in told if bits)
        return why


@dataclass(frozen=True, slots=True)
class Days:
    """What the dates of a segment's documents come to on one day: codes of ``ROOMS``, and days overdue."""

    rooms: NDArray[np.int8]
    overdue: NDArray[np.uint8]


@dataclass(frozen=True)
class Segment:
    """The arrays of the segment of that name, and which of its documents are still there (by the rows of the
    arrays).
    """

    name: str
    columns: Columns
    live: Mask
    _days: dict[tuple[date, int, int], Days] = field(default_factory=dict, compare=False)
    # Not handed on to what replaces this segment, since it depends on which documents are still there.
    _judged: dict[object, Judged] = field(default_factory=dict, compare=False, init=False)
    _verdicts: dict[object, Verdicts] = field(default_factory=dict, compare=False)
    _bounds: dict[object, Bounds] = field(default_factory=dict, compare=False)
    _sought: dict[int, tuple[Plan, Sought | None, Reasons]] = field(default_factory=dict, compare=False)

    @cached_property
    def documents(self) -> int:
        """How many documents are still there."""
        return int(self.live.sum())

    def frequency(self, term: str) -> int:
        """In how many of them a term stands."""
        start, end = self.columns.span(term)
        if self.documents == len(self.columns):
            return end - start
        return int(self.live[self.columns.posted.values[start:end]].sum())

    @cached_property
    def shelf(self) -> Shelf:
        """The arrays that the loops read."""
        columns = self.columns
        return Shelf(
            documents=len(columns),
            located=len(columns.cells),
            cells=columns.cells,
            place_starts=columns.place_starts,
            points=columns.points,
            rules=columns.rules,
            ranks=columns.ranks,
            marks=columns.marks,
            posted=columns.posted.values,
            impacts=columns.impacts,
            session_starts=columns.sessions.starts,
            sessions=columns.sessions.values,
        )

    def days(self, query: Query) -> Days:
        """What the dates come to on the day of a query."""
        today = query.now.date()
        key = (today, query.fresh_days, query.confirm_days)
        known = self._days.get(key)
        if known is None:
            # Only ever a day's: yesterday's is not asked for again.
            self._days.clear()
            known = self._days[key] = _days(self.columns, *key)
        return known

    def sought(self, plan: Plan, query: Query) -> Sought | None:
        """What a plan asks for here; None where nothing can answer it."""
        return self._known(plan)[1] if plan.units else self._sought_by_tag(query.every)

    def reasons(self, plan: Plan) -> "Reasons":
        """What a plan says of its hits."""
        return self._known(plan)[2]

    def _known(self, plan: Plan) -> "tuple[Plan, Sought | None, Reasons]":
        # A plan is kept by its generation, and so told by who it is; to compare what it says would take longer.
        known = self._sought.get(id(plan))
        if known is None or known[0] is not plan:
            if len(self._sought) >= KEPT:
                self._sought.clear()
            known = self._sought[id(plan)] = plan, self._sought_by_text(plan), Reasons(plan.units)
        return known

    def _sought_by_text(self, plan: Plan) -> Sought | None:
        terms = [(*self.columns.span(term), weight) for unit in plan.units for term, weight in unit.terms]
        starts, ends, weights = zip(*terms, strict=True)
        if starts == ends:
            return None
        return Sought(
            starts=np.array(starts, np.int64),
            ends=np.array(ends, np.int64),
            weights=np.array(weights, np.float64),
            unit_starts=np.array([0, *(len(unit.terms) for unit in plan.units)], np.int64).cumsum(),
            unit_weights=np.array([*(unit.weight for unit in plan.units), plan.weight]),
            carrying=_NOBODY,
            of_text=True,
            of_tag=False,
        )

    def _sought_by_tag(self, tags: frozenset[str]) -> Sought:
        """Where a text asks for nothing: the documents of the tag that the fewest carry; without tags all."""
        rarest = min((self.columns.carrying(tag) for tag in tags), key=len, default=None)
        return _ANYTHING._replace(carrying=_NOBODY if rarest is None else rarest, of_tag=rarest is not None)

    def verdicts(self, client: Facts, on: date) -> Verdicts:
        """What the conditions say of a client; kept for the next question about the same one."""
        key = (on, client.ages, frozenset(client.possible.items()))
        known = self._verdicts.get(key)
        if known is None:
            if len(self._verdicts) >= KEPT:
                self._verdicts.clear()
            known = self._verdicts[key] = _verdicts(self.columns, client, on)
        return known

    def judged(self, client: Facts, query: Query, *, only_in: bool) -> Judged:
        """What is known of its documents' conditions and room; kept as verdicts are.

        Args:
            client: what is known of the client, more perhaps than the query says.
            only_in: whether what is left out for some reason need not be counted.
        """
        today = query.now.date()
        of_client = client.ages, frozenset(client.possible.items()), query.turned_away
        key = (today, query.fresh_days, query.confirm_days, query.accepting, only_in, of_client)
        known = self._judged.get(key)
        if known is None:
            if len(self._judged) * len(self.columns) >= KEPT_CODES:
                self._judged.clear()
            known = self._judged[key] = self._judge(client, query, only_in=only_in)
        return known

    def _judge(self, client: Facts, query: Query, *, only_in: bool) -> Judged:
        verdicts, days = self.verdicts(client, query.now.date()), self.days(query)
        refusals = np.full_like(verdicts.refusals, LAST) if query.turned_away else verdicts.refusals
        enough = ACCEPTING if query.accepting else ANY_ROOM
        codes = codes_of(self.live, self.columns.rules, refusals, days.rooms, enough, FULL)
        eights = _eights(len(codes))
        admitted = eights.view(np.uint8)
        admitted[: len(codes)] = codes >= (LAST if only_in else 0)
        return Judged(
            codes=codes,
            admitted=admitted,
            admitted_eights=eights,
            verdicts=verdicts.weights,
            rooms=days.rooms,
            overdue=days.overdue,
            accepted=ACCEPTING,
            capacities=_CAPACITIES,
            freshness=_FRESHNESS,
        )

    def bounds(self, query: Query, *, only_in: bool) -> Bounds:
        """What a candidate must be and carry."""
        key = (frozenset(query.filters.items()), query.every, query.facets, only_in)
        known = self._bounds.get(key)
        if known is None:
            if len(self._bounds) >= KEPT:
                self._bounds.clear()
            known = self._bounds[key] = self._bound(query, only_in=only_in)
        return known

    def _bound(self, query: Query, *, only_in: bool) -> Bounds:
        columns = self.columns
        counted = columns.bits(tag for tag in columns.tags if _is_counted(group_of(tag), query))
        of_groups = [columns.bits(tag for tag in columns.tags if group_of(tag) == group) for group in query.filters]
        empty = columns.bits(())
        return Bounds(
            wanted=columns.bits(query.every),
            any_of=np.array([empty, *map(columns.bits, query.filters.values())])[1:],
            besides=np.array([empty, *of_groups])[1:] & counted,
            counted=counted,
            only_in=only_in,
            far=FAR,
            full=FULL,
            reasons=len(REASONS),
        )


def _is_counted(group: str, query: Query) -> bool:
    return query.facets is None or group in query.facets


def _verdicts(columns: Columns, client: Facts, on: date) -> Verdicts:
    judged = [judge(conditions, client, on) for conditions in columns.rule_sets]
    axes = [REASONS.index(each.axis if each.axis in AXES else "other") for each in judged]
    refusals = [axis if each.fit is Fit.NO else LAST for each, axis in zip(judged, axes, strict=True)]
    return Verdicts(
        fits=np.array([FITS.index(each.fit) for each in judged], np.int8),
        refusals=np.array(refusals, np.int8),
        weights=np.array([ranking.verdict(each.fit, each.axis) for each in judged], np.float64),
    )


def _days(columns: Columns, today: date, fresh_days: int, confirm_days: int) -> Days:
    day = today.toordinal()
    overdue = day - columns.confirmed_on.astype(np.int64) - confirm_days
    return Days(
        rooms=np.where(day - columns.room_on <= fresh_days, columns.room, 0).astype(np.int8),
        overdue=np.clip(overdue, 0, ranking.FRESHNESS_LOST_DAYS).astype(np.uint8),
    )


def where_to_look(query: Query, *, only_in: bool) -> Where:
    """Where a query looks, for the loops."""
    near, radius = query.near, query.radius_km
    if near is None or radius is None:
        x, y, z = on_sphere(near) if near else (0.0, 0.0, 0.0)
        return Where(x, y, z, near is not None, ANYWHERE, ANYWHERE, *_EVERYWHERE, CELLS_EAST)
    within = squared_chord(radius)
    reach = radius if only_in else ranking.MUCH_TOO_FAR * radius
    far = within if only_in else squared_chord(reach)
    cells = cells_around(near, reach) or _EVERYWHERE
    return Where(*on_sphere(near), True, within, far, *cells, CELLS_EAST)  # noqa: FBT003 -- a tuple


_of_thread = threading.local()


def scratch(number: int, columns: Columns) -> Scratch:
    """Room for this thread to work in, for a segment with these columns; one for each number."""
    held: dict[int, Scratch] = _of_thread.__dict__.setdefault("scratches", {})
    there = held.get(number)
    rows = len(columns) + ROW_PADDING
    if there is None or len(there.sums) < rows:
        there = held[number] = _scratch(rows)
    return there


def _scratch(rows: int) -> Scratch:
    eights = _eights(rows)
    return Scratch(
        sums=np.zeros(rows),
        best=np.zeros(rows),
        touched=eights.view(np.uint8),
        touched_eights=eights,
        rows=np.empty(rows, np.int32),
        other=np.empty(rows, np.int32),
        texts=np.empty(rows),
        codes=np.empty(rows, np.int8),
    )


def _eights(rows: int) -> NDArray[np.int64]:
    """A byte for each row, eight to a number."""
    return np.zeros(-(-rows // 8), np.int64)
