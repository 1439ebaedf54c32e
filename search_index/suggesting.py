"""Completing what is being typed."""

from collections.abc import Iterable

from search_index.analysis import words
from search_index.documents import Suggestion, sort_key
from search_index.thesaurus import Thesaurus


def complete(typed: str, thesaurus: Thesaurus, names: Iterable[tuple[str, str]], limit: int) -> list[Suggestion]:
    """Needs, then services, in whose label every typed word begins a word.

    Args:
        names: the name and the id of each service.
    """
    begun = words(typed[:100])
    if not begun:
        return []
    needs = [Suggestion("need", need.id, need.label) for need in thesaurus.needs.values() if _begins(begun, need.label)]
    services = [Suggestion("service", id_, name) for name, id_ in names if _begins(begun, name)]
    return [*sorted(needs, key=_order), *sorted(services, key=_order)][:limit]


def _begins(begun: list[str], label: str) -> bool:
    there = words(label)
    return all(any(word.startswith(start) for word in there) for start in begun)


def _order(suggestion: Suggestion) -> tuple[bytes, str]:
    return sort_key(suggestion.label), suggestion.id
