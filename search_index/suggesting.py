"""Completing what is being typed: needs, and the names of services and groups."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from search_index.analysis import words
from search_index.arrays import Lists
from search_index.documents import Suggestion, sort_key
from search_index.phrases import Text
from search_index.thesaurus import Thesaurus

READ_AT_MOST = 100
"""Letters of what is being typed that are read; no name is completed from more."""

_LAST = b"\xff"
"""Sorts after every letter that a word can go on with."""

Rows = NDArray[np.int32]


def begun_words(typed: str) -> list[str]:
    """The words of a text that is still being typed; any of them may go on."""
    return words(typed[:READ_AT_MOST])


def complete(
    typed: str, thesaurus: Thesaurus, names: Iterable[tuple[str, str]], groups: Iterable[str], limit: int
) -> list[Suggestion]:
    """Needs, then services and groups, in whose label every typed word begins a word; after such needs those that the
    words mean.

    Labels that begin with the first typed word come before those that hold it further on. Where there are many of both,
    needs get half of the list, and services and groups the other. A group that is called like a service is not told
    beside it: what is searched for is the same.

    Args:
        names: the name and the id of each service, at least of all that should be among the suggestions.
        groups: the names of the organisations, likewise.
    """
    begun = begun_words(typed)
    if not begun:
        return []
    needs = [Suggestion("need", need.id, need.label) for need in thesaurus.needs.values() if _begins(begun, need.label)]
    named = [Suggestion("service", id_, name) for name, id_ in names if _begins(begun, name)]
    known = {service.label for service in named}
    named += [Suggestion("group", name, name) for name in {*groups} - known if _begins(begun, name)]
    for found in (needs, named):
        found.sort(key=lambda suggestion: (not _leads(begun[0], suggestion.label), *_order(suggestion)))
    needs += [need for need in _meant(typed, thesaurus) if need not in needs]
    room = limit - min(len(named), limit // 2)
    return [*needs[:room], *named][:limit]


def _meant(typed: str, thesaurus: Thesaurus) -> list[Suggestion]:
    """The needs that the words mean so far, in their order: "pip form" is there long before "Benefits" is typed."""
    asked = thesaurus.needs_asked(Text.of(typed[:READ_AT_MOST]))
    meant = dict.fromkeys(need for found in asked for need, _ in found.concepts if need in thesaurus.needs)
    return [Suggestion("need", need, thesaurus.label(need)) for need in meant]


@dataclass(frozen=True, slots=True)
class NameBook:
    """Names by the beginnings of their words. It is made once for names that do not change, and then asked often.

    Every word of the names stands in a sorted list, with the names that hold it as numbers in alphabetical order: what
    begins alike lies side by side, and the first names are those with the smallest numbers.

    Attributes:
        rows: for each number the place of the name in the sequence that the book was made of.
        words: all words, in the order of their bytes. Byte strings.
        holding: for each word the numbers of the names that hold it, ascending. Lists of int32.
        leading: for each number which word leads the name; -1: none does.
    """

    rows: Rows
    words: NDArray[np.bytes_]
    holding: Lists
    leading: Rows

    @classmethod
    def of(cls, names: Sequence[str], rows: Rows) -> "NameBook":
        """Make the book of some names, given their places in alphabetical order."""
        holding: dict[str, list[int]] = {}
        leading = []
        for number, row in enumerate(rows.tolist()):
            folded = words(names[row])
            leading.append(_leading(folded))
            for word in dict.fromkeys(folded):
                holding.setdefault(word, []).append(number)
        ordered = sorted(holding)
        place = {word: at for at, word in enumerate(ordered)}
        return cls(
            rows=rows,
            words=np.array([word.encode() for word in ordered], "S"),
            holding=Lists.of((holding[word] for word in ordered), np.int32),
            leading=np.array([place.get(word, -1) for word in leading], np.int32),
        )

    def beginning(self, begun: Sequence[str], limit: int, live: NDArray[np.bool_]) -> list[int]:
        """The first so many names in which each of these words begins one: those that begin with the first of them,
        then the others.

        Args:
            live: for each name whether it still counts.
        """
        found = self._holding(begun[0])
        for word in begun[1:]:
            found = np.intersect1d(found, self._holding(word))
        found = np.unique(found[live[self.rows[found]]])
        first, last = self._span(begun[0])
        leads = (self.leading[found] >= first) & (self.leading[found] < last)
        return [int(self.rows[number]) for number in (*found[leads][:limit], *found[~leads][:limit])][:limit]

    def _holding(self, begun: str) -> Rows:
        """The numbers of the names that hold a word with this beginning, some of them more than once."""
        first, last = self._span(begun)
        return self.holding.values[self.holding.starts[first] : self.holding.starts[last]]

    def _span(self, begun: str) -> tuple[int, int]:
        # Numpy would first make all words as long as this one.
        wanted = begun.encode()
        return bisect_left(self.words, wanted), bisect_left(self.words, wanted + _LAST)


@lru_cache(maxsize=1_000)
def _words(label: str) -> tuple[str, ...]:
    return tuple(words(label))


def _begins(begun: Sequence[str], label: str) -> bool:
    return all(any(word.startswith(start) for word in _words(label)) for start in begun)


def _leading(folded: Iterable[str]) -> str:
    """The first word of a label, but for "the"."""
    return next((word for word in folded if word != "the"), "")


def _leads(begun: str, label: str) -> bool:
    return _leading(_words(label)).startswith(begun)


def _order(suggestion: Suggestion) -> tuple[bytes, str]:
    return sort_key(suggestion.label), suggestion.id
