"""A segment of the index with its deletions, and what the compiled loops must know to answer from it."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import inf

import numpy as np
from numpy.typing import NDArray

from search_index.columns import ROOMS, Columns
from search_index.concepts import Unit
from search_index.documents import Facts, Query, Reason, group_of
from search_index.judging import Days, Verdicts
from search_index.kernel.shapes import LAST, Bounds, Judged, Place, Shelf, Sought
from search_index.kernel.sifting import codes_of
from search_index.kernel.weighing import ACCEPTING_ROOMS
from search_index.queries import Plan
from search_index.ranking import MUCH_TOO_FAR
from search_index.schema import parts_of

Mask = NDArray[np.bool_]

ANY_ROOM = np.ones(len(ROOMS), np.bool_)
"""For each code of ``ROOMS`` that it will do."""

KEPT = 256
"""So many clients' verdicts, filters and texts are kept by each segment: what a navigator asks next is mostly of the
same person, or the same with another filter.
"""

KEPT_CODES = 16_000_000
"""So many codes of documents are kept by each segment; each is a byte."""

_NOBODY = np.empty(0, np.uint32)
_NO_NUMBERS, _NO_WEIGHTS = np.empty(0, np.int64), np.empty(0)
_ANYTHING = Sought(
    _NO_NUMBERS, _NO_NUMBERS, _NO_WEIGHTS, _NO_NUMBERS, _NO_WEIGHTS, _NOBODY, of_text=False, of_tag=False
)
_NO_PLACE = Place(near=False, latitude=0.0, longitude=0.0, radius=inf, reach=inf)


class Reasons(dict[bytes, tuple[Reason, ...]]):
    """Why documents are hits, by the bits of the parts in which each of some units stands, without the last ones if
    there are none: most hits of a text are so for the same few reasons.
    """

    def __init__(self, units: tuple[Unit, ...]) -> None:
        self._units = units
        self.bits = np.dtype(f"S{max(1, len(units))}")

    def __missing__(self, held: bytes) -> tuple[Reason, ...]:
        told = zip(self._units, held, strict=False)
        self[held] = why = tuple(Reason(unit.kind, unit.value, parts_of(bits)) for unit, bits in told if bits)
        return why


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
    _asked: dict[object, tuple[Judged, Bounds]] = field(default_factory=dict, compare=False, init=False)
    _codes: dict[object, NDArray[np.int8]] = field(default_factory=dict, compare=False, init=False)
    _verdicts: dict[object, Verdicts] = field(default_factory=dict, compare=False)
    _bounds: dict[object, Bounds] = field(default_factory=dict, compare=False)
    _sought_tags: dict[frozenset[str], Sought] = field(default_factory=dict, compare=False)
    _sought: dict[int, tuple[Plan, Sought | None, Reasons]] = field(default_factory=dict, compare=False)

    @cached_property
    def documents(self) -> int:
        """How many documents are still there."""
        return int(self.live.sum())

    @cached_property
    def live_groups(self) -> Mask:
        """For each organisation whether any of its documents is still there."""
        starts = self.columns.members.starts
        there = np.concatenate([[0], self.live[self.columns.members.values].cumsum()])
        return np.diff(there[starts]) > 0

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
            posted=columns.posted.values.view(np.uint32),
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
            known = self._days[key] = Days.of(self.columns, *key)
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
        if not tags:
            return _ANYTHING
        known = self._sought_tags.get(tags)
        if known is None:
            if len(self._sought_tags) >= KEPT:
                self._sought_tags.clear()
            rarest = min(map(self.columns.carrying, tags), key=len)
            known = self._sought_tags[tags] = _ANYTHING._replace(carrying=rarest.view(np.uint32), of_tag=True)
        return known

    def verdicts(self, client: Facts, on: date) -> Verdicts:
        """What the conditions say of a client; kept for the next question about the same one."""
        key = (on, client.ages, frozenset(client.possible.items()))
        known = self._verdicts.get(key)
        if known is None:
            if len(self._verdicts) >= KEPT:
                self._verdicts.clear()
            known = self._verdicts[key] = Verdicts.of(self.columns, client, on)
        return known

    def asked(self, client: Facts, query: Query, *, only_in: bool) -> tuple[Judged, Bounds]:
        """What is known of its documents' conditions and room, and what a candidate must carry; kept as verdicts are.

        Args:
            client: what is known of the client, more perhaps than the query says.
            only_in: whether what is left out for some reason need not be counted.
        """
        of_day = query.now.date(), query.fresh_days, query.confirm_days
        of_client = client.ages, frozenset(client.possible.items()), query.turned_away, query.accepting, only_in
        key = of_day, of_client, frozenset(query.filters.items()), query.every, query.facets
        known = self._asked.get(key)
        if known is None:
            if len(self._asked) >= KEPT:
                self._asked.clear()
            known = self._asked[key] = self._judge(client, query, only_in=only_in), self._bounds_of(query)
        return known

    def _judge(self, client: Facts, query: Query, *, only_in: bool) -> Judged:
        verdicts, days = self.verdicts(client, query.now.date()), self.days(query)
        refusals = np.full_like(verdicts.refusals, LAST) if query.turned_away else verdicts.refusals
        # All those share the codes whom the same conditions refuse: what many share is soon in the processor's caches.
        key = query.now.date(), query.fresh_days, query.accepting, only_in, refusals.tobytes()
        codes = self._codes.get(key)
        if codes is None:
            if len(self._codes) * len(self.columns) >= KEPT_CODES:
                self._codes.clear()
            enough = ACCEPTING_ROOMS if query.accepting else ANY_ROOM
            codes = codes_of(self.live, self.columns.rules, refusals, days.rooms, enough, only_in)
            self._codes[key] = codes
        return Judged(codes, verdicts.fits, verdicts.weights, days.rooms, days.overdue)

    def _bounds_of(self, query: Query) -> Bounds:
        key = (frozenset(query.filters.items()), query.every, query.facets)
        known = self._bounds.get(key)
        if known is None:
            if len(self._bounds) >= KEPT:
                self._bounds.clear()
            known = self._bounds[key] = self._bound(query)
        return known

    def _bound(self, query: Query) -> Bounds:
        columns = self.columns
        counted = columns.bits(tag for tag in columns.tags if _is_counted(group_of(tag), query))
        of_groups = [columns.bits(tag for tag in columns.tags if group_of(tag) == group) for group in query.filters]
        empty = columns.bits(())
        return Bounds(
            wanted=columns.bits(query.every),
            any_of=np.array([empty, *map(columns.bits, query.filters.values())])[1:],
            besides=np.array([empty, *of_groups])[1:] & counted,
            counted=counted,
        )


def _is_counted(group: str, query: Query) -> bool:
    return query.facets is None or group in query.facets


def place_of(query: Query, *, only_in: bool) -> Place:
    """The client's place, for the loops."""
    if query.near is None:
        return _NO_PLACE
    latitude, longitude = query.near
    radius = inf if query.radius_km is None else float(query.radius_km)
    reach = radius if only_in else MUCH_TOO_FAR * radius
    return Place(True, float(latitude), float(longitude), radius, reach)  # noqa: FBT003 -- a tuple
