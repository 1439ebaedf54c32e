"""Counting tags: for each of the filters, how many hits there would be with it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache, partial
from itertools import compress, groupby
from typing import cast

from search_index.documents import Facet, Query, group_of

ROOM = "room:accepting"
"""The tag, in its own group, of what can take people now; it is not one of a document but depends on the
day."""


_facet = cast(Callable[[Iterable[object]], Facet], partial(tuple.__new__, Facet))
"""What ``Facet._make`` does, without a call of Python's for each."""

_group_of = lru_cache(maxsize=2_000)(group_of)


class Facets(Mapping[str, tuple[Facet, ...]]):
    """For each group of tags its options, the most frequent first; a tag that is filtered by is there even if none has
    it. They are put in order when somebody asks for them.

    Args:
        count: gives for each tag how many documents carry it, of those that pass the filters of all *other* groups.
        accepting: how many of the hits can take people now.
    """

    def __init__(self, count: Callable[[], Mapping[str, int]], accepting: int, query: Query) -> None:
        self._count = count
        self._accepting = accepting
        self._query = query
        self._counted: Mapping[str, int] | None = None

    @property
    def counts(self) -> Mapping[str, int]:
        """For each tag that any document carries its count; those of other groups than were asked for are missing or
        zero.
        """
        if self._counted is None:
            self._counted = self._count()
        return self._counted

    @cached_property
    def _groups(self) -> dict[str, tuple[Facet, ...]]:
        query, counts = self._query, self.counts
        chosen = frozenset().union(*query.filters.values())
        if chosen:
            counts = {**dict.fromkeys(chosen, 0), **counts}
        # The tags of a group stand together in the order of the alphabet.
        tags = sorted(chosen.union(compress(counts.keys(), counts.values())))
        selected = chosen | query.every
        groups = {group: _ordered(of_group, counts, selected) for group, of_group in groupby(tags, _group_of)}
        wanted_groups = {group: facets for group, facets in groups.items() if _is_wanted(group, query)}
        return {**wanted_groups, group_of(ROOM): (Facet(ROOM, self._accepting, query.accepting),)}

    def __getitem__(self, group: str) -> tuple[Facet, ...]:
        return self._groups[group]

    def __iter__(self) -> Iterator[str]:
        return iter(self._groups)

    def __len__(self) -> int:
        return len(self._groups)


def _is_wanted(group: str, query: Query) -> bool:
    return query.facets is None or group in query.facets


def _ordered(tags: Iterable[str], counts: Mapping[str, int], selected: frozenset[str]) -> tuple[Facet, ...]:
    """The facets of tags in the order of the alphabet, the most frequent first."""
    ordered = sorted(tags, key=counts.__getitem__, reverse=True)
    facets = zip(ordered, map(counts.__getitem__, ordered), map(selected.__contains__, ordered), strict=True)
    return tuple(map(_facet, facets))
