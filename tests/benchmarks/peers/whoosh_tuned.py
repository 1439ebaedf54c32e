"""Whoosh as well as it can be used from outside: matchers read directly, filters kept as sets, numbers in columns."""

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar

from whoosh import fields
from whoosh.analysis import StandardAnalyzer
from whoosh.columns import NumericColumn
from whoosh.index import create_in, open_dir
from whoosh.query import Every, Or, Term

from tests.benchmarks.peers.near import blend, bounds, cells_around, kilometres_to, tags_asked, tags_of
from tests.benchmarks.peers.port import CorpusFile, Peer, Progress
from tests.benchmarks.plain import FIRST, NEEDS, Answer, Listing, Order, PlainQuery

_COLUMNS = {"key": "I", "needs": "I", "youngest": "B", "oldest": "B", "latitude": "d", "longitude": "d"}
_BOOSTS = (("name", 2.0), ("description", 1.0))


class Snapshot:
    """A searcher and what is kept beside it until something changes."""

    def __init__(self, index: Any) -> None:
        self.searcher = index.searcher()
        self._sets: dict[str, frozenset[int]] = {}

    @cached_property
    def columns(self) -> dict[str, list[Any]]:
        """The numbers of all documents, in plain lists: reading them from Whoosh one by one is slow."""
        return {name: [value for leaf, _ in self._leaves() for value in _values(leaf, name)] for name in _COLUMNS}

    def close(self) -> None:
        """Let go of its files."""
        self.searcher.close()

    def having(self, tag: str) -> frozenset[int]:
        """The documents that have a tag; read from Whoosh once."""
        if tag not in self._sets:
            self._sets[tag] = frozenset(self.searcher.docs_for_query(Term("tags", tag)))
        return self._sets[tag]

    def scored(self, words: Sequence[str]) -> Iterator[tuple[int, float]]:
        """The documents that hold any of these words, and their scores."""
        terms = [Term(field, word, boost=boost) for word in words for field, boost in _BOOSTS]
        for leaf, offset in self.searcher.leaf_searchers():
            matcher = Or(terms).matcher(leaf, leaf.context(weighting=self.searcher.weighting))
            while matcher.is_active():
                yield matcher.id() + offset, matcher.score()
                matcher.next()

    def every(self) -> Iterable[int]:
        """All documents."""
        found: Iterable[int] = self.searcher.docs_for_query(Every())
        return found

    def _leaves(self) -> list[tuple[Any, int]]:
        reader = self.searcher.reader()
        return [(reader, 0)] if reader.is_atomic() else reader.leaf_readers()


class TunedWhoosh(Peer):
    """The same engine with everything around its matchers done by hand."""

    index: ClassVar[str] = "whoosh-tuned"
    most_rounds: ClassVar[int | None] = 3

    def version(self) -> str:
        return f"1-{version('whoosh-reloaded')}"

    def build(self, corpus: CorpusFile, folder: Path, progress: Progress) -> None:
        writer = create_in(str(folder), _schema()).writer(limitmb=512, compound=False)
        for listing in corpus.listings():
            writer.add_document(**_row(listing))
            progress(1)
        writer.commit(optimize=True)

    def open(self, folder: Path, queries: Sequence[PlainQuery]) -> None:  # noqa: ARG002
        self._index = open_dir(str(folder))
        self._snapshot = Snapshot(self._index)

    def answer(self, query: PlainQuery, order: Order) -> Answer:
        snapshot, columns = self._snapshot, self._snapshot.columns
        latitudes, longitudes, keys = columns["latitude"], columns["longitude"], columns["key"]
        masks: Counter[int] = Counter()
        hits = []
        for place, score in self._candidates(snapshot, query):
            if query.age is not None and not columns["youngest"][place] <= query.age <= columns["oldest"][place]:
                continue
            far = kilometres_to(query, latitudes[place], longitudes[place])
            if query.radius_km is not None and far > query.radius_km:
                continue
            masks[columns["needs"][place]] += 1
            hits.append((far if order is Order.NEAREST else -blend(score, far), keys[place]))
        first = heapq.nsmallest(FIRST, hits)
        return Answer(len(hits), _counts(masks), tuple(key for _, key in first))

    def update(self, listing: Listing) -> None:
        writer = self._index.writer(compound=False)
        writer.update_document(**_row(listing))
        writer.commit()
        self._snapshot.close()
        self._snapshot = Snapshot(self._index)

    def close(self) -> None:
        self._snapshot.close()
        self._index.close()

    @staticmethod
    def _candidates(snapshot: Snapshot, query: PlainQuery) -> Iterator[tuple[int, float]]:
        """What has the words and the tags, and lies in a cell that is touched."""
        sets = [snapshot.having(tag) for tag in tags_asked(query)]
        if box := bounds(query):
            sets.append(frozenset().union(*map(snapshot.having, cells_around(query, box))))
        kept = frozenset.intersection(*sorted(sets, key=len)) if sets else None
        if query.words:
            return ((place, score) for place, score in snapshot.scored(query.words) if kept is None or place in kept)
        return ((place, 0.0) for place in (snapshot.every() if kept is None else kept))


def _schema() -> Any:
    text = {name: fields.TEXT(analyzer=StandardAnalyzer(stoplist=None), phrase=False) for name, _ in _BOOSTS}
    columns = {name: fields.COLUMN(NumericColumn(kind)) for name, kind in _COLUMNS.items()}
    return fields.Schema(id=fields.ID(unique=True), tags=fields.KEYWORD(), **text, **columns)


def _row(listing: Listing) -> dict[str, Any]:
    return {
        "id": str(listing.id),
        "name": listing.name,
        "description": listing.description,
        "tags": " ".join(tags_of(listing)),
        "key": listing.id,
        "needs": listing.needs_mask,
        "youngest": listing.youngest,
        "oldest": listing.oldest,
        "latitude": listing.latitude,
        "longitude": listing.longitude,
    }


def _values(leaf: Any, name: str) -> Iterable[Any]:
    values: Iterable[Any] = leaf.column_reader(name, translate=False)
    return values


def _counts(masks: Counter[int]) -> tuple[int, ...]:
    return tuple(sum(count for mask, count in masks.items() if mask >> need & 1) for need in range(NEEDS))
