"""The arrays of one segment: everything a query needs.

A segment of a Whoosh index never changes once it is written, but for the set of its deleted documents, so its
arrays are made once, from Whoosh's reader alone, and can be kept as files that all processes map and share.

Documents have an order of their own here: first those with exactly one place, by the cell of the map that it lies in,
so that what is near lies together; then all others. Conditions, of which only few different ones exist, are kept once,
and each document has their number.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from search_index.analysis import stem
from search_index.arrays import Lists, inverse, joined, load, save, starts_of
from search_index.documents import Condition, Room
from search_index.suggesting import NameBook

ROOMS: tuple[str, ...] = ("", *Room)
"""The codes of the column ``room``: 0 means that nothing was said."""

WORD = 64
"""Bits of a number that holds tags."""

NEVER = -1_000_000
"""The day that stands for no date in the columns of dates; it is long before every date."""

PORTION = 1_000_000
"""About so many postings are sorted at a time."""

Facts = Mapping[str, Any]
"""What is stored of a document beside its postings, in plain types; nothing at all of one that was
deleted."""


class Postings(NamedTuple):
    """The postings of one term, in the order of the documents."""

    documents: NDArray[np.int32]
    impacts: NDArray[np.float32]
    where: NDArray[np.uint8]


class Posted(NamedTuple):
    """The postings of all terms, one term after the other; within a term in the order of the documents.

    Attributes:
        terms: in the order of their bytes.
        starts: where the postings of each begin in the other arrays, and where the last one's end.
    """

    terms: list[bytes]
    starts: NDArray[np.int64]
    documents: NDArray[np.int32]
    impacts: NDArray[np.float32]
    where: NDArray[np.uint8]

    def renumbered(self, numbers: NDArray[np.int32]) -> "Posted":
        """The same where each document has another number; one of a negative number is left out.

        Terms are done in portions, so that to sort them needs little memory beside what comes of it.
        """
        parts = [self._renumbered(first, last, numbers) for first, last in self._portions()]
        lengths = np.concatenate([np.empty(0, np.int64), *(part[0] for part in parts)])
        return Posted(
            [term for term, length in zip(self.terms, lengths.tolist(), strict=True) if length],
            starts_of(lengths[lengths > 0]),
            joined((part[1] for part in parts), np.int32),
            joined((part[2] for part in parts), np.float32),
            joined((part[3] for part in parts), np.uint8),
        )

    def _portions(self) -> Iterator[tuple[int, int]]:
        """Terms, from one up to but not including another, of about so many postings together."""
        marks = np.arange(0, self.starts[-1] + PORTION, PORTION)
        bounds = np.unique(np.concatenate([[0], np.searchsorted(self.starts, marks), [len(self.terms)]]))
        return pairwise(np.clip(bounds, 0, len(self.terms)).tolist())

    def _renumbered(
        self, first: int, last: int, numbers: NDArray[np.int32]
    ) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32], NDArray[np.uint8]]:
        span = slice(int(self.starts[first]), int(self.starts[last]))
        there = numbers[self.documents[span]]
        terms = np.repeat(np.arange(last - first), np.diff(self.starts[first : last + 1]))
        kept = np.flatnonzero(there >= 0)
        order = kept[np.argsort(terms[kept] * len(numbers) + there[kept])]
        lengths = np.bincount(terms[kept], minlength=last - first)
        return lengths, there[order], self.impacts[span][order], self.where[span][order]


@dataclass(frozen=True)
class Columns:
    """The arrays of a segment of n documents, of which the first m have exactly one place.

    Attributes:
        numbers: what Whoosh calls each document. n int32.
        ids: the callers' keys. n byte strings.
        keys: what names are ordered by. n byte strings.
        ranks: the place of each document in the order of names and ids. n int32.
        names, surfaces: the names, and the words that are not their own stems with spaces between them. n
            texts.
        vocabulary: every word of ``surfaces``, once each.
        rules: the row of ``conditions`` that holds. n int32.
        room: capacity, as an index into ``ROOMS``. n int8.
        room_on, confirmed_on: days (proleptic ordinal), or ``NEVER``. n int32.
        sessions: starts in minutes since the epoch, ascending. n lists of int64.
        cells: of the first m documents the cell of the map, ascending (see ``geometry.cell_of``). m int32.
        place_starts: where the points of each begin in ``points``, and where the last one's end. n + 1 int64.
        points: places on the unit sphere. Rows of (x, y, z).
        tags: in alphabetical order.
        tagged: for each tag the documents that carry it, ascending. Lists of int32.
        marks: for each document the bits of the tags it carries (see ``bits_of``). n × w int64.
        terms: in the order of their bytes. Byte strings.
        posted: for each term the documents it stands in, ascending. Lists of int32.
        impacts, where: for each value of ``posted`` what the term tells there, and the bits of the parts it
            stands in.
        conditions: the different sets of conditions, as ``facts_of`` writes them.
        by_name, name_words, named, name_leads: the parts of a ``NameBook`` of the names.
        groups: the names of the organisations, in the order of the alphabet. Texts.
        members: for each of them its documents. Lists of int32.
        group_words, grouped, group_leads: the parts of a ``NameBook`` of these names.
    """

    numbers: NDArray[np.int32]
    ids: NDArray[np.bytes_]
    keys: NDArray[np.bytes_]
    ranks: NDArray[np.int32]
    names: Lists
    surfaces: Lists
    vocabulary: list[str]
    rules: NDArray[np.int32]
    room: NDArray[np.int8]
    room_on: NDArray[np.int32]
    confirmed_on: NDArray[np.int32]
    sessions: Lists
    cells: NDArray[np.int32]
    place_starts: NDArray[np.int64]
    points: NDArray[np.float64]
    tags: list[str]
    tagged: Lists
    marks: NDArray[np.int64]
    terms: NDArray[np.bytes_]
    posted: Lists
    impacts: NDArray[np.float32]
    where: NDArray[np.uint8]
    conditions: list[list[Any]]
    by_name: NDArray[np.int32]
    name_words: NDArray[np.bytes_]
    named: Lists
    name_leads: NDArray[np.int32]
    groups: Lists
    members: Lists
    group_words: NDArray[np.bytes_]
    grouped: Lists
    group_leads: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def rule_sets(self) -> list[tuple[Condition, ...]]:
        """The rows of ``conditions`` as what they mean."""
        return [tuple(_condition(written) for written in rule) for rule in self.conditions]

    @cached_property
    def id_of(self) -> Mapping[int, str]:
        """The id of each document."""
        return _Ids(self.ids)

    @cached_property
    def row_of_tag(self) -> Mapping[str, int]:
        """The row of each tag."""
        return {tag: row for row, tag in enumerate(self.tags)}

    def bits(self, tags: Iterable[str]) -> NDArray[np.int64]:
        """The bits of some tags, as in a row of ``marks``; for one that nothing here carries a bit that no document
        has.
        """
        unknown = len(self.tags)
        return bits_of((self.row_of_tag.get(tag, unknown) for tag in tags), unknown)

    @cached_property
    def row_of_term(self) -> Mapping[bytes, int]:
        """The row of each term: to look one up in a dictionary is quicker than to search the array."""
        return {term: row for row, term in enumerate(self.terms.tolist())}

    @cached_property
    def spelt(self) -> Mapping[str, str]:
        """Each word of the vocabulary, with its stem."""
        return {word: stem(word) for word in self.vocabulary}

    @cached_property
    def spelt_terms(self) -> Mapping[str, str]:
        """Each term as a word that is looked up by itself."""
        return {term: term for term in map(bytes.decode, self.terms.tolist())}

    @cached_property
    def row_of_number(self) -> NDArray[np.int32]:
        """The row of each of Whoosh's numbers."""
        return inverse(self.numbers)

    @cached_property
    def _by_id(self) -> NDArray[np.intp]:
        """The rows in the order of the ids; only who writes asks for it."""
        return np.argsort(self.ids)

    def rows_of(self, ids: Iterable[str]) -> NDArray[np.intp]:
        """The rows of those of some documents that are here."""
        # Of another length than the column's, every key would have all of the column made anew.
        wanted = [key for key in map(str.encode, ids) if key and len(key) <= self.ids.dtype.itemsize]
        keys = np.array(wanted, self.ids.dtype)
        if not len(keys) or not len(self):
            return np.empty(0, np.intp)
        found = np.searchsorted(self.ids, keys, sorter=self._by_id)
        rows = self._by_id[np.minimum(found, len(self) - 1)]
        there: NDArray[np.intp] = rows[self.ids[rows] == keys]
        return there

    def carrying(self, tag: str) -> NDArray[np.int32]:
        """The documents that carry a tag."""
        row = self.row_of_tag.get(tag)
        return np.empty(0, np.int32) if row is None else self.tagged[row]

    def postings(self, term: str) -> Postings:
        """The postings of a term; empty when it does not occur."""
        span = slice(*self.span(term))
        return Postings(self.posted.values[span], self.impacts[span], self.where[span])

    def name(self, row: int) -> tuple[str, str]:
        """The name and the id of a document."""
        return self.names.text(row), self.ids[row].decode()

    @cached_property
    def name_book(self) -> NameBook:
        """The names by the beginnings of their words."""
        return NameBook(self.by_name, self.name_words, self.named, self.name_leads)

    @cached_property
    def group_book(self) -> NameBook:
        """The names of the organisations by the beginnings of their words."""
        return NameBook(np.arange(len(self.groups), dtype=np.int32), self.group_words, self.grouped, self.group_leads)

    def span(self, term: str) -> tuple[int, int]:
        """Where the postings of a term begin and end."""
        row = self.row_of_term.get(term.encode())
        return (0, 0) if row is None else (int(self.posted.starts[row]), int(self.posted.starts[row + 1]))

    def save(self, folder: Path) -> None:
        """Keep the arrays as files."""
        save(folder, {column.name: getattr(self, column.name) for column in fields(self)})

    @classmethod
    def load(cls, folder: Path) -> "Columns":
        """Map the files that ``save`` wrote.

        Raises:
            OSError, ValueError, TypeError: they are not there, torn, or not all there.
        """
        return cls(**load(folder))


class _Ids(dict[int, str]):
    """The ids that were asked for, as text: the same few documents are shown again and again."""

    def __init__(self, ids: NDArray[np.bytes_]) -> None:
        self._ids = ids

    def __missing__(self, row: int) -> str:
        id_: str = self._ids[row].decode()
        self[row] = id_
        return id_


def words_of(tags: int) -> int:
    """How many numbers of 64 bits hold the bits of so many tags, and one bit more that is that of no tag."""
    return tags // WORD + 1


def bits_of(rows: Iterable[int], tags: int) -> NDArray[np.int64]:
    """The bits of some of so many tags: those of the first 64 in the first number, and so on."""
    bits = np.zeros(words_of(tags) * WORD, np.uint8)
    bits[list(rows)] = 1
    return np.packbits(bits, bitorder="little").view("<i8").astype(np.int64, copy=False)


def _condition(written: list[Any]) -> Condition:
    axis, values, ages, excluded, doubt, strict, since, until = written
    return Condition(
        axis=axis,
        values=frozenset(values),
        ages=(ages[0], ages[1]) if ages else None,
        excluded=excluded,
        doubt=frozenset(doubt),
        strict=strict,
        since=date.fromordinal(since) if since else None,
        until=date.fromordinal(until) if until else None,
    )
