"""Two text engines as they come: Whoosh and SQLite's FTS5, any word of the query, stemmed, BM25."""

import sqlite3
from collections.abc import Iterator

from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import MultifieldParser, OrGroup
from whoosh.scoring import BM25F

from tests.benchmarks.relevance.judged import Judged, Listing
from tests.benchmarks.relevance.rules import FIELDS, plain_words, texts

Ranking = Iterator[tuple[str, list[Listing]]]
"""For each query, by its id, the listings that answer it, the best first."""


def whoosh_or(judged: Judged) -> Ranking:
    """Whoosh: words in four fields, any of them, stemmed, BM25F."""
    index = RamStorage().create_index(
        Schema(row=ID(stored=True), **{field: TEXT(analyzer=StemmingAnalyzer()) for field in FIELDS})
    )
    writer = index.writer()
    for row, listing in enumerate(judged.listings):
        writer.add_document(row=str(row), **texts(listing))
    writer.commit()
    parser = MultifieldParser(FIELDS, index.schema, group=OrGroup)
    with index.searcher(weighting=BM25F()) as searcher:
        for question in judged.questions:
            hits = searcher.search(parser.parse(question.text), limit=None)
            yield question.id, [judged.listings[int(hit["row"])] for hit in hits]


def fts5_or(judged: Judged) -> Ranking:
    """SQLite's FTS5: any word, stemmed, bm25."""
    database = sqlite3.connect(":memory:")
    columns = ", ".join(FIELDS)
    database.execute(f"CREATE VIRTUAL TABLE listing USING fts5({columns}, tokenize='porter unicode61')")
    rows = [tuple(texts(listing).values()) for listing in judged.listings]
    database.executemany("INSERT INTO listing VALUES (?, ?, ?, ?)", rows)
    for question in judged.questions:
        words = " OR ".join(f'"{word}"' for word in plain_words(question.text)) or '""'
        found = database.execute("SELECT rowid FROM listing WHERE listing MATCH ? ORDER BY bm25(listing)", (words,))
        yield question.id, [judged.listings[row - 1] for (row,) in found]
    database.close()
