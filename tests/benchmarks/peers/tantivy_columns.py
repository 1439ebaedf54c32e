"""tantivy through its Python binding, in two ways of finding what is near: a range of its columns, or cells as words.

The binding knows no score of one's own, so that all matches are fetched with their columns and blended by arrays.
"""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import ClassVar

import numpy as np
import tantivy
from tantivy import FieldType, Occur
from tantivy import Query as TantivyQuery

from tests.benchmarks.peers.matches import NOTHING, Matches
from tests.benchmarks.peers.near import Bounds, bounds, cells_around, tags_asked, tags_of
from tests.benchmarks.peers.port import CorpusFile, Peer, Progress
from tests.benchmarks.plain import Answer, Listing, Order, PlainQuery

_BUILDING_BYTES = 512_000_000
_UPDATING_BYTES = 50_000_000
_OLDEST = 1_000
_BOOSTS = (("name", 2.0), ("description", 1.0))


class TantivyRange(Peer):
    """What is near by a range of latitudes and one of longitudes."""

    index: ClassVar[str] = "tantivy"

    def version(self) -> str:
        return f"1-{version('tantivy')}"

    def build(self, corpus: CorpusFile, folder: Path, progress: Progress) -> None:
        index = tantivy.Index(_schema(), path=str(folder))
        writer = index.writer(heap_size=_BUILDING_BYTES, num_threads=1)
        for listing in corpus.listings():
            writer.add_document(_document(listing))
            progress(1)
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path, queries: Sequence[PlainQuery]) -> None:  # noqa: ARG002
        self._schema = _schema()
        self._index = tantivy.Index.open(str(folder))
        self._index.reload()
        self._searcher = self._index.searcher()
        self._writer: tantivy.IndexWriter | None = None

    def answer(self, query: PlainQuery, order: Order) -> Answer:
        # It makes room for as many hits as it is allowed, so that a larger limit would cost time.
        everything = max(1, self._searcher.num_docs)
        hits = self._searcher.search(self._query(query), limit=everything, count=False).hits
        if not hits:
            return NOTHING
        addresses = [address for _, address in hits]
        column = self._searcher.fast_field_values
        return Matches(
            ids=np.array(column("id", addresses), int),
            scores=np.array([score for score, _ in hits]) if query.words else np.zeros(len(hits)),
            latitudes=np.array(column("latitude", addresses), float),
            longitudes=np.array(column("longitude", addresses), float),
            needs=np.array(column("needs", addresses), int),
        ).answer(query, order)

    def update(self, listing: Listing) -> None:
        # As a server would, it keeps its one writer.
        self._writer = self._writer or self._index.writer(heap_size=_UPDATING_BYTES, num_threads=1)
        self._writer.delete_documents_by_term("id", listing.id)
        self._writer.add_document(_document(listing))
        self._writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()

    def close(self) -> None:
        self._writer = None

    def near(self, query: PlainQuery, box: Bounds) -> list[TantivyQuery]:
        """What holds only near the place of a query."""
        del query
        return [
            self._range("latitude", FieldType.Float, box.south, box.north),
            self._range("longitude", FieldType.Float, box.west, box.east),
        ]

    def _query(self, query: PlainQuery) -> TantivyQuery:
        filters = [self.tag(tag) for tag in tags_asked(query)]
        if query.age is not None:
            filters.append(self._range("youngest", FieldType.Integer, 0, query.age))
            filters.append(self._range("oldest", FieldType.Integer, query.age, _OLDEST))
        if box := bounds(query):
            filters += self.near(query, box)
        clauses = [(Occur.Must, TantivyQuery.const_score_query(each, 0.0)) for each in filters]
        if query.words:
            clauses.insert(0, (Occur.Must, self._any_of(query.words)))
        return TantivyQuery.boolean_query(clauses) if clauses else TantivyQuery.all_query()

    def _any_of(self, words: Sequence[str]) -> TantivyQuery:
        terms = [
            (Occur.Should, TantivyQuery.boost_query(TantivyQuery.term_query(self._schema, field, word), boost))
            for word in words
            for field, boost in _BOOSTS
        ]
        return TantivyQuery.boolean_query(terms)

    def tag(self, tag: str) -> TantivyQuery:
        """What has a tag."""
        return TantivyQuery.term_query(self._schema, "tags", tag, index_option="basic")

    def _range(self, field: str, kind: FieldType, low: float, high: float) -> TantivyQuery:
        return TantivyQuery.range_query(self._schema, field, kind, lower_bound=low, upper_bound=high)


class TantivyCells(TantivyRange):
    """What is near by the cells of a map."""

    def near(self, query: PlainQuery, box: Bounds) -> list[TantivyQuery]:
        return [TantivyQuery.term_set_query(self._schema, "tags", cells_around(query, box))]


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for text in ("name", "description"):
        builder.add_text_field(text, stored=False, tokenizer_name="default")
    builder.add_text_field("tags", tokenizer_name="raw", index_option="basic")
    for number in ("id", "needs", "youngest", "oldest"):
        builder.add_integer_field(number, indexed=True, fast=True)
    for degrees in ("latitude", "longitude"):
        builder.add_float_field(degrees, indexed=True, fast=True)
    return builder.build()


def _document(listing: Listing) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("name", listing.name)
    document.add_text("description", listing.description)
    for tag in tags_of(listing):
        document.add_text("tags", tag)
    numbers = {"id": listing.id, "needs": listing.needs_mask, "youngest": listing.youngest, "oldest": listing.oldest}
    for field, number in numbers.items():
        document.add_integer(field, number)
    document.add_float("latitude", listing.latitude)
    document.add_float("longitude", listing.longitude)
    return document
