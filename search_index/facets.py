"""Counting tags: for each of the filters, how many hits there would be with it."""

from collections.abc import ItemsView, Iterable, Iterator, Mapping, ValuesView
from dataclasses import dataclass
from itertools import compress, groupby
from typing import Protocol

from search_index.documents import Facet, Query, group_of

ROOM = "room:accepting"
"""The tag, in its own group, of what can take people now; it is not one of a document but depends on the
day."""

_NONE = frozenset[str]()
_ROOM_GROUP = group_of(ROOM)

Groups = dict[str, tuple[Facet, ...]]
"""For each group of tags its options, the most frequent first."""


class Counted(Protocol):
    """What was counted for each tag: how many documents carry it, of those that pass the filters of all *other*
    groups.
    """

    def of(self, tags: tuple[str, ...], /) -> list[int]:
        """The counts of some tags; none of those of other groups than were asked for."""

    def groups(self, chosen: frozenset[str], selected: frozenset[str]) -> Groups:
        """The groups in the order of the alphabet, without what was never counted.

        Args:
            chosen: tags that are there even if no document has them.
            selected: tags that are to be marked.
        """


class Facets(Mapping[str, tuple[Facet, ...]]):
    """For each group of tags its options, the most frequent first; a tag that is filtered by is there even if none has
    it. They are put in order when somebody asks for them.

    Args:
        accepting: how many of the hits can take people now.
    """

    def __init__(self, counted: Counted, accepting: int, query: Query) -> None:
        self._counted = counted
        self._accepting = accepting
        self._query = query
        # A cached property takes a lock to find out whether it is known.
        self._known: Groups | None = None

    def of(self, tags: tuple[str, ...]) -> list[int]:
        """The counts alone of some tags, without putting any in order."""
        return self._counted.of(tags)

    @property
    def _groups(self) -> Groups:
        if self._known is None:
            self._known = self._in_order()
        return self._known

    def _in_order(self) -> Groups:
        query = self._query
        chosen = frozenset().union(*query.filters.values()) if query.filters else _NONE
        groups = self._counted.groups(chosen, chosen | query.every)
        if query.facets is not None:
            groups = {group: facets for group, facets in groups.items() if group in query.facets}
        groups[_ROOM_GROUP] = (Facet(ROOM, self._accepting, query.accepting),)
        return groups

    def __getitem__(self, group: str) -> tuple[Facet, ...]:
        return self._groups[group]

    def __iter__(self) -> Iterator[str]:
        return iter(self._groups)

    def __len__(self) -> int:
        return len(self._groups)

    # Inherited, these two would look up each group anew.

    def items(self) -> ItemsView[str, tuple[Facet, ...]]:
        return self._groups.items()

    def values(self) -> ValuesView[tuple[Facet, ...]]:
        return self._groups.values()


@dataclass(frozen=True, slots=True)
class PlainCounts:
    """What was counted, as it is."""

    counts: Mapping[str, int]

    def of(self, tags: tuple[str, ...], /) -> list[int]:
        return [self.counts.get(tag, 0) for tag in tags]

    def groups(self, chosen: frozenset[str], selected: frozenset[str]) -> Groups:
        # The tags of a group stand together in the order of the alphabet.
        tags = sorted(chosen.union(compress(self.counts.keys(), self.counts.values())))
        return {group: self._ordered(of_group, selected) for group, of_group in groupby(tags, group_of)}

    def _ordered(self, tags: Iterable[str], selected: frozenset[str]) -> tuple[Facet, ...]:
        facets = (Facet(tag, self.counts.get(tag, 0), tag in selected) for tag in tags)
        return tuple(sorted(facets, key=lambda facet: -facet.count))
