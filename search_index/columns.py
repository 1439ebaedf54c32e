"""The arrays of one segment: everything a query needs, in the order of the segment's documents.

A segment of a Whoosh index never changes once it is written, but for the set of its deleted documents, so its
arrays are made once, from Whoosh's reader alone, and can be kept as files that all processes map and share.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from search_index.arrays import Lists, joined, load, save, starts_of
from search_index.documents import SORT_KEY_BYTES, Condition, Document, Room, sort_key
from search_index.geometry import on_sphere
from search_index.schema import Posting, found_needs, surfaces
from search_index.suggesting import NameBook

ROOMS: tuple[str, ...] = ("", *Room)
"""The codes of the column ``room``: 0 means that nothing was said."""

NEVER = -1_000_000
"""The day that stands for no date in the columns of dates; it is long before every date."""

Facts = Mapping[str, Any]
"""What is stored of a document beside its postings, in plain types; nothing at all of one that was
deleted."""


class Postings(NamedTuple):
    """The postings of one term, in the order of the documents."""

    documents: NDArray[np.int32]
    impacts: NDArray[np.float32]
    where: NDArray[np.uint8]


@dataclass(frozen=True)
class Columns:
    """The arrays of a segment of n documents.

    Attributes:
        ids: the callers' keys. n byte strings.
        keys: what names are ordered by. n byte strings.
        names, surfaces: the names, and the words that are not their own stems with spaces between them. n
            texts.
        vocabulary: every word of ``surfaces``, once each.
        rules: the row of ``conditions`` that holds. n int32.
        room: capacity, as an index into ``ROOMS``. n int8.
        room_on, confirmed_on: days (proleptic ordinal), or ``NEVER``. n int32.
        sessions: starts in minutes since the epoch, ascending. n lists of int64.
        place_starts: where the points of each begin in ``points``, and where the last one's end. n + 1 int64.
        points: places on the unit sphere. Rows of (x, y, z).
        tags: in alphabetical order.
        tagged: for each tag the documents that carry it, ascending. Lists of int32.
        terms: in the order of their bytes. Byte strings.
        posted: for each term the documents it stands in, ascending. Lists of int32.
        impacts, where: for each value of ``posted`` what the term tells there, and the bits of the parts it
            stands in.
        conditions: the different sets of conditions, as ``facts_of`` writes them.
    """

    ids: NDArray[np.bytes_]
    keys: NDArray[np.bytes_]
    names: Lists
    surfaces: Lists
    vocabulary: list[str]
    rules: NDArray[np.int32]
    room: NDArray[np.int8]
    room_on: NDArray[np.int32]
    confirmed_on: NDArray[np.int32]
    sessions: Lists
    place_starts: NDArray[np.int64]
    points: NDArray[np.float64]
    tags: list[str]
    tagged: Lists
    terms: NDArray[np.bytes_]
    posted: Lists
    impacts: NDArray[np.float32]
    where: NDArray[np.uint8]
    conditions: list[list[Any]]

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def rule_sets(self) -> list[tuple[Condition, ...]]:
        """The rows of ``conditions`` as what they mean."""
        return [tuple(_condition(written) for written in rule) for rule in self.conditions]

    @cached_property
    def row_of_tag(self) -> Mapping[str, int]:
        """The row of each tag."""
        return {tag: row for row, tag in enumerate(self.tags)}

    def carrying(self, tag: str) -> NDArray[np.int32]:
        """The documents that carry a tag."""
        row = self.row_of_tag.get(tag)
        return np.empty(0, np.int32) if row is None else self.tagged[row]

    def postings(self, term: str) -> Postings:
        """The postings of a term; empty when it does not occur."""
        encoded = term.encode()
        row = int(np.searchsorted(self.terms, encoded))
        there = row < len(self.terms) and self.terms[row] == encoded
        span = slice(int(self.posted.starts[row]), int(self.posted.starts[row + 1])) if there else slice(0, 0)
        return Postings(self.posted.values[span], self.impacts[span], self.where[span])

    def name(self, row: int) -> tuple[str, str]:
        """The name and the id of a document."""
        return self.names.text(row), self.ids[row].decode()

    @cached_property
    def name_book(self) -> NameBook:
        """The names by the beginnings of their words."""
        return NameBook([self.name(row) for row in range(len(self))])

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


def facts_of(document: Document, terms: dict[str, Posting]) -> Facts:
    """What is stored of a document beside its postings."""
    return {
        "name": document.name,
        "points": [on_sphere(point) for point in document.points],
        "tags": sorted(document.tags | found_needs(terms)),
        "conditions": [_written(condition) for condition in document.conditions],
        "room": ROOMS.index(document.room or ""),
        "room_on": _ordinal(document.room_stated_on),
        "confirmed_on": _ordinal(document.confirmed_on),
        "sessions": list(document.sessions),
        "surfaces": " ".join(surfaces(document)),
    }


def build(stored: Iterable[tuple[str, Facts]], postings: Mapping[bytes, Postings]) -> Columns:
    """Make the arrays of a segment from the id and the facts of each of its documents, and its terms'
    postings.
    """
    ids, facts = zip(*stored, strict=True) if stored else ((), ())
    tags = sorted({tag for fact in facts for tag in fact.get("tags", ())})
    rules: dict[str, int] = {}
    rule_of = [rules.setdefault(json.dumps(fact.get("conditions", [])), len(rules)) for fact in facts]
    in_order = [postings[term] for term in sorted(postings)]
    points = [fact.get("points", ()) for fact in facts]
    return Columns(
        ids=np.array([id_.encode() for id_ in ids], "S"),
        keys=np.array([sort_key(fact.get("name", "")) for fact in facts], f"S{SORT_KEY_BYTES}"),
        names=Lists.of_texts(fact.get("name", "") for fact in facts),
        surfaces=Lists.of_texts(fact.get("surfaces", "") for fact in facts),
        vocabulary=sorted({word for fact in facts for word in fact.get("surfaces", "").split()}),
        rules=np.array(rule_of, np.int32),
        room=np.array([fact.get("room", 0) for fact in facts], np.int8),
        room_on=np.array([fact.get("room_on", NEVER) for fact in facts], np.int32),
        confirmed_on=np.array([fact.get("confirmed_on", NEVER) for fact in facts], np.int32),
        sessions=Lists.of((fact.get("sessions", ()) for fact in facts), np.int64),
        place_starts=starts_of(map(len, points)),
        points=np.array([point for place in points for point in place], np.float64).reshape(-1, 3),
        tags=tags,
        tagged=_tagged(tags, facts),
        terms=np.array(sorted(postings), "S"),
        posted=Lists(starts_of(len(p.documents) for p in in_order), joined((p.documents for p in in_order), np.int32)),
        impacts=joined((p.impacts for p in in_order), np.float32),
        where=joined((p.where for p in in_order), np.uint8),
        conditions=[json.loads(rule) for rule in rules],
    )


def _tagged(tags: list[str], facts: Iterable[Facts]) -> Lists:
    carrying: dict[str, list[int]] = {tag: [] for tag in tags}
    for row, fact in enumerate(facts):
        for tag in fact.get("tags", ()):
            carrying[tag].append(row)
    return Lists.of(carrying.values(), np.int32)


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else NEVER


def _written(condition: Condition) -> list[Any]:
    return [
        condition.axis,
        sorted(condition.values),
        condition.ages,
        condition.excluded,
        sorted(condition.doubt),
        condition.strict,
        condition.since and condition.since.toordinal(),
        condition.until and condition.until.toordinal(),
    ]


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
