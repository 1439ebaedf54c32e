"""The part of the hits that is shown: who they are, and, once somebody asks, all that is known of each."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import repeat
from typing import TypeVar, cast, overload

import numpy as np
from numpy.typing import NDArray

from search_index.answering import Lookup
from search_index.documents import Hit, Query, Reason
from search_index.judging import FITS
from search_index.kernel.calling import straight
from search_index.kernel.shapes import Place, Told, Totals
from search_index.kernel.showing import describe
from search_index.parts import Found, Part, hits_of

Number = TypeVar("Number", int, float)

# What its ``_make`` does, without a call of Python's for each.
_hit = cast(Callable[[Iterable[object]], Hit], partial(tuple.__new__, Hit))
_describe = straight(describe)


class Page(Sequence[Hit]):
    """Hits, of which each is made when it is asked for: whoever only wants to know how many there are, or their ids,
    need not wait for their reasons.

    Args:
        totals: what was found in each of the parts.
        told: what was told of those shown, where they are all in one part.
    """

    def __init__(
        self,
        parts: Sequence[Part],
        totals: Sequence[Totals],
        lookup: Lookup,
        place: Place,
        told: Told | None = None,
    ) -> None:
        self._parts = parts
        self._totals = totals
        self._told = told
        self._lookup = lookup
        self._place = place
        # A cached property takes a lock to find out whether it is known.
        self._known: Found | None = None
        self._made: Sequence[Hit] | None = None

    @property
    def _found(self) -> Found:
        if self._known is None:
            query = self._lookup.query
            held = [found.told for found in self._totals]
            self._known = hits_of(self._parts, held, query.offset, query.offset + query.limit)
        return self._known

    @property
    def _hits(self) -> Sequence[Hit]:
        if self._made is None:
            self._made = self._of_part(self._parts[0], self._told) if self._told else self._of_all()
        return self._made

    def _of_all(self) -> Sequence[Hit]:
        parts, rows, texts = self._found
        hits: dict[int, Hit] = {}
        for part in {id(each): each for each in parts}.values():
            # Of a single part there is only one for all rows.
            there = [at for at in range(len(rows)) if parts[at if len(parts) > 1 else 0] is part]
            told = self._described(part, rows[there], texts[there])
            hits.update(zip(there, self._of_part(part, told), strict=True))
        return [hits[at] for at in range(len(rows))]

    def _described(self, part: Part, rows: NDArray[np.int32], texts: NDArray[np.float64]) -> Told:
        shelf, where = part.segment.shelf, part.segment.columns.where
        minute = minute_of(self._lookup.query)
        return _describe(shelf, part.sought, where, self._place, part.judged, rows, texts, 0, len(rows), minute)

    def _of_part(self, part: Part, told: Told) -> list[Hit]:
        """Hits of one segment out of all that was told of them."""
        shares, whole, held, placed, dated = told
        *of_score, distances = shares.tolist()
        numbers, places, sessions, fits = whole.tolist()
        known = zip(
            map(part.segment.columns.id_of.__getitem__, numbers),
            _or_none(distances, placed),
            _or_none(places, placed),
            map(FITS.__getitem__, fits),
            _or_none(sessions, dated),
            *of_score,
            self._reasons(part, held) if self._lookup.query.explain else repeat((), len(numbers)),
            strict=True,
        )
        return list(map(_hit, known))

    def _reasons(self, part: Part, held: NDArray[np.uint8]) -> Iterable[tuple[Reason, ...]]:
        """Of each hit the units of the plan that it answers, and in which parts."""
        if not held.size:
            return repeat((), len(held))
        reasons = part.segment.reasons(self._lookup.plan)
        return map(reasons.__getitem__, held.view(reasons.bits).ravel().tolist())

    def ids(self) -> list[str]:
        """The ids of the hits alone."""
        parts, rows, _ = self._found
        if len(parts) == 1:
            return list(map(parts[0].segment.columns.id_of.__getitem__, rows.tolist()))
        return [part.segment.columns.id_of[row] for part, row in zip(parts, rows.tolist(), strict=True)]

    def __iter__(self) -> Iterator[Hit]:
        return iter(self._hits)

    def __len__(self) -> int:
        return len(self._told[2] if self._told else self._found.rows)

    @overload
    def __getitem__(self, at: int) -> Hit: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Hit]: ...
    def __getitem__(self, at: int | slice) -> Hit | Sequence[Hit]:
        return self._hits[at]


def minute_of(query: Query) -> int:
    """The moment of a query as ``Ordering`` has it."""
    return int(query.now.timestamp() // 60)


def _or_none(numbers: list[Number], known: int) -> Iterable[Number | None]:
    """The numbers, of which so many are known, with None for the others. Mostly it is all or none."""
    if known == len(numbers):
        return numbers
    return [None if number < 0 else number for number in numbers] if known else repeat(None, len(numbers))
