"""The tags that the documents of a generation carry, and what was counted of them as facets."""

from collections.abc import Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from search_index.arrays import starts_of
from search_index.documents import Facet, group_of
from search_index.facets import Groups
from search_index.kernel.calling import straight
from search_index.kernel.tabling import most_frequent

Numbers = NDArray[np.int64]

KEPT_FACETS = 20_000
"""So many facets are kept: it is the same tags that are counted again and again, and most of them a few times."""

KEPT_ROWS = 100
"""The rows of so many choices of tags are."""

_most_frequent = straight(most_frequent)


class TagBook:
    """Tags in the order of the alphabet, so that those of a group stand together.

    Args:
        of_segments: the tags of each segment, each in that order.
    """

    def __init__(self, of_segments: Sequence[Sequence[str]]) -> None:
        self.tags = sorted(set().union(*of_segments))
        self.row_of_tag = {tag: row for row, tag in enumerate(self.tags)}
        self._rows = [np.array([self.row_of_tag[tag] for tag in tags], np.intp) for tags in of_segments]
        groups = [(group, len(list(tags))) for group, tags in groupby(self.tags, group_of)]
        self._groups = [group for group, _ in groups]
        self.starts = starts_of(length for _, length in groups)
        self._facets = _Facets(self.tags)
        self._rows_of: dict[tuple[str, ...], NDArray[np.intp]] = {}

    def rows_of(self, tags: tuple[str, ...]) -> NDArray[np.intp]:
        """The rows of some tags; for one that nothing here carries the row after the last."""
        known = self._rows_of.get(tags)
        if known is None:
            if len(self._rows_of) >= KEPT_ROWS:
                self._rows_of.clear()
            found = [self.row_of_tag.get(tag, len(self.tags)) for tag in tags]
            known = self._rows_of[tags] = np.array(found, np.intp)
        return known

    def added_up(self, counted: Sequence[tuple[int, Numbers]]) -> Numbers:
        """For each tag its count, and at least one zero, out of the counts of some segments; each with the number of
        the segment, and room for at least one tag more than it has.
        """
        if len(self._rows) == len(counted) == 1:
            return counted[0][1]
        total = np.zeros(len(self.tags) + 1, np.int64)
        for number, counts in counted:
            rows = self._rows[number]
            total[rows] += counts[: len(rows)]
        return total

    def in_order(self, counts: Numbers) -> Numbers:
        """The tags that were counted, as ``most_frequent`` tells them."""
        return _most_frequent(counts, self.starts)

    def groups(self, counts: Numbers, ordered: Numbers, chosen: frozenset[str], selected: frozenset[str]) -> Groups:
        """The facets of each group, as in ``Counted``."""
        told = ordered.tolist()
        ends, keys = told[: len(self._groups)], told[len(self._groups) :]
        missing = []
        for tag in selected:
            row = self.row_of_tag.get(tag)
            if row is not None and (count := int(counts[row])):
                keys[keys.index(2 * (count * len(self.tags) + row))] += 1
            elif tag in chosen:
                missing.append(Facet(tag, 0, selected=True))
        facets = tuple(map(self._facets.__getitem__, keys))
        spans = zip(self._groups, [0, *ends], ends, strict=False)
        groups = {group: facets[first:end] for group, first, end in spans if first < end}
        return _with(missing, groups) if missing else groups


class TagCounts:
    """What was counted for the tags of a book in some of its segments. It is added up when somebody asks.

    Args:
        counted: as ``TagBook.added_up`` takes it.
        ordered: as ``TagBook.in_order`` gives it, if that is known.
    """

    def __init__(self, book: TagBook, counted: Sequence[tuple[int, Numbers]], ordered: Numbers | None = None) -> None:
        self._book = book
        self._counted = counted
        self._ordered = ordered

    def of(self, tags: tuple[str, ...]) -> list[int]:
        numbers: list[int] = self._book.added_up(self._counted)[self._book.rows_of(tags)].tolist()
        return numbers

    def groups(self, chosen: frozenset[str], selected: frozenset[str]) -> Groups:
        counts = self._book.added_up(self._counted)
        ordered = self._book.in_order(counts) if self._ordered is None else self._ordered
        return self._book.groups(counts, ordered, chosen, selected)


class _Facets(dict[int, Facet]):
    """Facets by a number that tells them: what ``most_frequent`` gives, and one more for one that is selected."""

    def __init__(self, tags: Sequence[str]) -> None:
        self._tags = tags

    def __missing__(self, key: int) -> Facet:
        if len(self) >= KEPT_FACETS:
            self.clear()
        count, row = divmod(key >> 1, len(self._tags))
        self[key] = facet = Facet(self._tags[row], count, bool(key & 1))
        return facet


def _with(missing: Sequence[Facet], groups: Groups) -> Groups:
    """The groups with tags that no document has: each comes last in its own, in the order of the alphabet."""
    added = {group: tuple(facets) for group, facets in groupby(sorted(missing), lambda facet: group_of(facet.value))}
    return {group: groups.get(group, ()) + added.get(group, ()) for group in sorted({*groups, *added})}
