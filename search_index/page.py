"""The part of the hits that is shown: who they are, and, once somebody asks, all that is known of each."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import repeat
from typing import cast, overload

import numpy as np
from numpy.typing import NDArray

from search_index.answering import Lookup
from search_index.documents import Hit, Reason, Score
from search_index.judging import FITS
from search_index.kernel.calling import straight
from search_index.kernel.shapes import Place
from search_index.kernel.showing import NO_NUMBER, describe
from search_index.parts import Found, Part, found

# What their ``_make`` does, without a call of Python's for each.
_hit = cast(Callable[[Iterable[object]], Hit], partial(tuple.__new__, Hit))
_score = cast(Callable[[Iterable[object]], Score], partial(tuple.__new__, Score))
_describe = straight(describe)


class Page(Sequence[Hit]):
    """Hits, of which each is made when it is asked for: whoever only wants to know how many there are, or their ids,
    need not wait for their reasons.

    Args:
        told: how many first hits each of the parts has told.
    """

    def __init__(self, parts: Sequence[Part], told: Sequence[int], lookup: Lookup, place: Place) -> None:
        self._parts = parts
        self._told = told
        self._lookup = lookup
        self._place = place
        # Of all that is in an answer only this is always wanted; a cached property takes a lock to find out.
        self._known: Found | None = None

    @property
    def _found(self) -> Found:
        if self._known is None:
            query = self._lookup.query
            self._known = found(self._parts, self._told, query.offset, query.offset + query.limit)
        return self._known

    @cached_property
    def _hits(self) -> Sequence[Hit]:
        query, parts = self._lookup.query, self._parts
        if len(parts) == 1:
            last = min(query.offset + query.limit, self._told[0])
            return self._described(parts[0], parts[0].tallies.rows, parts[0].tallies.texts, query.offset, last)
        parts, rows, texts = self._found
        hits: dict[int, Hit] = {}
        for part in {id(each): each for each in parts}.values():
            there = [at for at, each in enumerate(parts) if each is part]
            told = self._described(part, rows[there], texts[there], 0, len(there))
            hits.update(zip(there, told, strict=True))
        return [hits[at] for at in range(len(rows))]

    def _described(
        self, part: Part, rows: NDArray[np.int32], texts: NDArray[np.float64], first: int, last: int
    ) -> list[Hit]:
        """All that is known of some hits of one segment; what can be found out for all of them at once is."""
        query, columns = self._lookup.query, part.segment.columns
        minute = int(query.now.timestamp() // 60)
        asked, hits = (part.sought, columns.where, self._place, part.judged), (rows, texts, first, last)
        shares, whole, parts = _describe(part.segment.shelf, *asked, *hits, minute)
        *of_score, distances = shares.tolist()
        numbers, places, sessions, fits = whole.tolist()
        known = zip(
            map(columns.id_of.__getitem__, numbers),
            [None if distance < 0 else distance for distance in distances],
            [None if place < 0 else place for place in places],
            map(FITS.__getitem__, fits),
            [None if session == NO_NUMBER else session for session in sessions],
            map(_score, zip(*of_score, strict=True)),
            self._reasons(part, parts) if query.explain else repeat((), len(numbers)),
            strict=True,
        )
        return list(map(_hit, known))

    def _reasons(self, part: Part, parts: NDArray[np.uint8]) -> Iterable[tuple[Reason, ...]]:
        """Of each hit the units of the plan that it answers, and in which parts."""
        if not parts.size:
            return repeat((), len(parts))
        reasons = part.segment.reasons(self._lookup.plan)
        return map(reasons.__getitem__, parts.view(reasons.bits).ravel().tolist())

    def ids(self) -> list[str]:
        """The ids of the hits alone."""
        parts, rows, _ = self._found
        if len(parts) == 1:
            return list(map(parts[0].segment.columns.id_of.__getitem__, rows.tolist()))
        return [part.segment.columns.id_of[row] for part, row in zip(parts, rows.tolist(), strict=True)]

    def __iter__(self) -> Iterator[Hit]:
        return iter(self._hits)

    def __len__(self) -> int:
        return len(self._found.rows)

    @overload
    def __getitem__(self, at: int) -> Hit: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Hit]: ...
    def __getitem__(self, at: int | slice) -> Hit | Sequence[Hit]:
        return self._hits[at]
