"""What the loops found for a lookup. Whatever of it nobody asks for is not made."""

from collections.abc import Mapping, Sequence

from search_index.answering import Lookup
from search_index.facets import Facets
from search_index.kernel.shapes import REASONS, Place, Told, Totals
from search_index.page import Page
from search_index.parts import Part
from search_index.tagbook import Numbers, TagBook, TagCounts


class Selected:
    """A ``Selection`` out of some segments, with what was found in each.

    Args:
        told, ordered: what was told of the hits that are shown, and the tags in order, if that is known.
    """

    def __init__(
        self,
        parts: Sequence[Part],
        totals: Sequence[Totals],
        lookup: Lookup,
        place: Place,
        book: TagBook,
        told: Told | None = None,
        ordered: Numbers | None = None,
    ) -> None:
        self._parts = parts
        self._totals = totals
        self._lookup = lookup
        self._place = place
        self._book = book
        self._told = told
        self._ordered = ordered
        self.total = sum([found.hits for found in totals])

    @property
    def too_weak(self) -> int:
        return sum([found.too_weak for found in self._totals])

    @property
    def hits(self) -> Page:
        return Page(self._parts, self._totals, self._lookup, self._place, self._told)

    @property
    def facets(self) -> Facets:
        counted = TagCounts(self._book, [(part.number, part.tallies.tags) for part in self._parts], self._ordered)
        return Facets(counted, sum([found.accepting for found in self._totals]), self._lookup.query)

    @property
    def left_out(self) -> Mapping[str, int]:
        if not (self._parts and self._lookup.query.explain):
            return {}
        counted = [part.tallies.reasons.tolist() for part in self._parts]
        totals = counted[0] if len(counted) == 1 else map(sum, zip(*counted, strict=True))
        return {reason: number for reason, number in zip(REASONS, totals, strict=True) if number}
