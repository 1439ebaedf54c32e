"""SQLite with FTS5 and an R*Tree, in two ways of using them.

``join`` is what a good developer writes: the words, or else the box, find candidates, and a covering index has the
rest. ``cells`` puts needs, days and cells of the map into a column of the full text, which then does all the filtering.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from tests.benchmarks.peers.matches import NOTHING, Matches
from tests.benchmarks.peers.near import Bounds, bounds, cells_around, tags_asked, tags_of
from tests.benchmarks.peers.port import CorpusFile, MissingPartError, Peer, Progress
from tests.benchmarks.plain import Answer, Listing, Order, PlainQuery

_FILE = "listings.sqlite"

_TABLES = """
create table listing (
    id integer primary key, latitude real, longitude real, youngest int, oldest int, room int, days int, needs int,
    name text, description text
);
create virtual table words using fts5 (name, description, tags, content='', tokenize='unicode61 remove_diacritics 0');
create virtual table places using rtree (id, south, north, west, east);
"""

_COVERING = """
create index covering on listing (id, latitude, longitude, youngest, oldest, room, days, needs)
"""

_SETTINGS = """
pragma journal_mode = wal; pragma synchronous = normal; pragma cache_size = -262144; pragma mmap_size = 1073741824;
pragma temp_store = memory;
"""

_SCORE = "-bm25(words, 2.0, 1.0, 0.0)"
_A_HAIR = 1e-4
"""An R*Tree keeps its numbers in 32 bits, so that its boxes are somewhat larger."""

Asked = tuple[str, list[str], list[Any], str]
"""From where, under which conditions, with what in their gaps, and with which score."""


class SqliteJoin(Peer):
    """Words or the box first, the rest by a join."""

    index: ClassVar[str] = "sqlite"
    _connection: sqlite3.Connection

    def version(self) -> str:
        return f"1-{sqlite3.sqlite_version}"

    def prepare(self, folder: Path) -> None:  # noqa: ARG002
        with closing(sqlite3.connect(":memory:")) as trial:
            options = {row[0] for row in trial.execute("pragma compile_options")}
        if not {"ENABLE_FTS5", "ENABLE_RTREE"} <= options:
            raise MissingPartError("SQLite was built here without FTS5 or R*Tree")

    def build(self, corpus: CorpusFile, folder: Path, progress: Progress) -> None:
        with closing(_connect(folder)) as connection:
            connection.executescript(_TABLES)
            connection.execute("begin")
            for listing in corpus.listings():
                _insert(connection, listing)
                progress(1)
            connection.execute(_COVERING)
            connection.execute("commit")
            connection.execute("insert into words (words) values ('optimize')")
            connection.executescript("analyze; pragma wal_checkpoint(truncate)")

    def open(self, folder: Path, queries: Sequence[PlainQuery]) -> None:  # noqa: ARG002
        self._connection = _connect(folder)

    def answer(self, query: PlainQuery, order: Order) -> Answer:
        box = bounds(query)
        source, conditions, values, score = self.asked(query, box)
        if query.age is not None:
            conditions.append("l.youngest <= ? and l.oldest >= ?")
            values += [query.age, query.age]
        if box:
            conditions.append("l.latitude between ? and ? and l.longitude between ? and ?")
            values += box
        where = f"where {' and '.join(conditions)}" if conditions else ""
        statement = f"select l.id, {score}, l.latitude, l.longitude, l.needs from {source} {where}"
        rows = self._connection.execute(statement, values).fetchall()
        if not rows:
            return NOTHING
        ids, scores, latitudes, longitudes, needs = np.array(rows, float).T
        return Matches(ids.astype(int), scores, latitudes, longitudes, needs.astype(int)).answer(query, order)

    def asked(self, query: PlainQuery, box: Bounds | None) -> Asked:
        """What of a query the tables are asked for first."""
        conditions = list(_by_columns(query))
        values: list[Any] = []
        if query.words:
            source, score = "words cross join listing l on l.id = words.rowid", _SCORE
            conditions.insert(0, "words match ?")
            values.append(_any_of(query.words))
        elif box:
            source, score = "places cross join listing l on l.id = places.id", "0.0"
            conditions.insert(0, "places.south >= ? and places.north <= ? and places.west >= ? and places.east <= ?")
            values += [box.south - _A_HAIR, box.north + _A_HAIR, box.west - _A_HAIR, box.east + _A_HAIR]
        else:
            source, score = "listing l indexed by covering", "0.0"
        return source, conditions, values, score

    def update(self, listing: Listing) -> None:
        old = self._connection.execute(
            "select id, name, description, needs, youngest, oldest, days, room, latitude, longitude from listing "
            "where id = ?",
            [listing.id],
        ).fetchone()
        self._connection.execute("begin immediate")
        _delete(self._connection, old)
        _insert(self._connection, listing)
        self._connection.execute("commit")

    def close(self) -> None:
        self._connection.close()


class SqliteCells(SqliteJoin):
    """The full text filters by itself, wherever there is anything for it to look up."""

    def asked(self, query: PlainQuery, box: Bounds | None) -> Asked:
        if not query.words and query.need is None:
            return super().asked(query, box)
        tags = [f"tags:{tag}" for tag in tags_asked(query)]
        if box:
            tags.append(f"tags:({' OR '.join(cells_around(query, box))})")
        text = [_any_of(query.words)] if query.words else []
        source = "words cross join listing l on l.id = words.rowid"
        return source, ["words match ?"], [" AND ".join([*text, *tags])], _SCORE if text else "0.0"


def _connect(folder: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(folder / _FILE, isolation_level=None, cached_statements=512)
    connection.executescript(_SETTINGS)
    return connection


def _any_of(words: Sequence[str]) -> str:
    return f"{{name description}}:({' OR '.join(words)})"


def _by_columns(query: PlainQuery) -> Iterator[str]:
    if query.need is not None:
        yield f"l.needs & {1 << query.need}"
    if query.day is not None:
        yield f"l.days & {1 << query.day}"
    if query.accepting:
        yield "l.room = 1"


def _insert(connection: sqlite3.Connection, listing: Listing) -> None:
    place = (listing.latitude, listing.longitude)
    numbers = (listing.youngest, listing.oldest, listing.has_room, listing.days_mask, listing.needs_mask)
    row = (listing.id, *place, *numbers, listing.name, listing.description)
    connection.execute("insert into listing values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    text = (listing.id, listing.name, listing.description, " ".join(tags_of(listing)))
    connection.execute("insert into words (rowid, name, description, tags) values (?, ?, ?, ?)", text)
    latitude, longitude = place
    box = (listing.id, latitude, latitude, longitude, longitude)
    connection.execute("insert into places values (?, ?, ?, ?, ?)", box)


def _delete(connection: sqlite3.Connection, row: Sequence[Any]) -> None:
    """Take a listing out; a full text without content must be told what it held."""
    id_, name, description, needs, youngest, oldest, days, room, latitude, longitude = row
    held = Listing(id_, name, description, _bits(needs), youngest, oldest, _bits(days), bool(room), latitude, longitude)
    text = ("delete", id_, name, description, " ".join(tags_of(held)))
    connection.execute("insert into words (words, rowid, name, description, tags) values (?, ?, ?, ?, ?)", text)
    connection.execute("delete from places where id = ?", [id_])
    connection.execute("delete from listing where id = ?", [id_])


def _bits(mask: int) -> tuple[int, ...]:
    return tuple(bit for bit in range(mask.bit_length()) if mask >> bit & 1)
