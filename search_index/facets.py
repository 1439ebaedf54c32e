"""Counting tags: for each of the filters, how many hits there would be with it."""

from collections import Counter
from collections.abc import Mapping

from search_index.documents import Facet, Query, group_of

ROOM = "room:accepting"
"""The tag, in its own group, of what can take people now; it is not one of a document but depends on the
day."""


def facets(counts: Mapping[str, int], accepting: int, query: Query) -> dict[str, tuple[Facet, ...]]:
    """Order counted tags into groups, the most frequent first; a tag that is filtered by is there even if
    none has it.

    Args:
        counts: for each tag how many documents carry it, of those that pass the filters of all *other*
            groups.
        accepting: how many of the hits can take people now.
    """
    groups: dict[str, Counter[str]] = {}
    for wanted in query.filters.values():
        for tag in wanted:
            groups.setdefault(group_of(tag), Counter())[tag] = 0
    for tag, count in counts.items():
        groups.setdefault(group_of(tag), Counter())[tag] += count
    ordered = {group: _ordered(counter, query) for group, counter in groups.items()}
    return {**ordered, group_of(ROOM): (Facet(ROOM, accepting, query.accepting),)}


def _ordered(counter: Counter[str], query: Query) -> tuple[Facet, ...]:
    selected = frozenset().union(*query.filters.values(), query.every)
    return tuple(
        Facet(tag, count, tag in selected)
        for tag, count in sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    )
