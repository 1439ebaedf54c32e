"""PostgreSQL with PostGIS: words in a GIN index of tsvectors, places in a GiST index, over a socket."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import psycopg
from psycopg import sql

from tests.benchmarks.peers.near import DECAY_KM, by_need
from tests.benchmarks.peers.port import CorpusFile, MissingPartError, Peer, Progress
from tests.benchmarks.peers.postgres_server import PostgresServer, find_programs
from tests.benchmarks.plain import FIRST, Answer, Listing, Order, PlainQuery

METRES = 1000

_TABLE = """
create table listing (
    id int primary key, youngest smallint, oldest smallint, has_room bool, days int[], needs int[], mask int,
    place geography(point, 4326), name text, description text, words tsvector
)
"""

_WORDS = "setweight(to_tsvector('simple', {}), 'A') || setweight(to_tsvector('simple', {}), 'D')"

_FINISH = (
    f"update listing set words = {_WORDS.format('name', 'description')}",
    "create index words_index on listing using gin (words) with (fastupdate = off)",
    "create index needs_index on listing using gin (needs gin__int_ops) with (fastupdate = off)",
    "create index place_index on listing using gist (place)",
    "cluster listing using place_index",
    "vacuum (full, analyze) listing",
    "checkpoint",
)

_RANK = "ts_rank('{{0.5, 0.5, 0.5, 1}}', words, to_tsquery('simple', %(words)s), 1)::float8"
_HERE = "st_setsrid(st_makepoint(%(longitude)s, %(latitude)s), 4326)::geography"

_ASK = """
with found as materialized (
    select id, mask, {rank} as score, st_distance(place, {here}, false) / 1000 as km from listing {where}
)
select (
    select array[array_agg(mask), array_agg(times::int)]
    from (select mask, count(*) as times from found group by mask) as masks
), (
    select array_agg(id) from (select id from found order by {key}, id limit {first}) as best
)
"""
_KEYS = {Order.NEAREST: "km", Order.BEST: f"-(1 + score) / (1 + km / {DECAY_KM})"}

_UPDATE = f"""
update listing set name = %(name)s, description = %(description)s, place = {_HERE}, needs = %(needs)s, days = %(days)s,
    mask = %(mask)s, words = {_WORDS.format("%(name)s", "%(description)s")}
where id = %(id)s
"""


class Postgres(Peer):
    """One statement a query, prepared once, planned for its own values each time."""

    index: ClassVar[str] = "postgresql"

    def version(self) -> str:
        return f"1-{find_programs().parent.name}"

    def prepare(self, folder: Path) -> None:
        with PostgresServer(folder) as server, psycopg.connect(server.address, autocommit=True) as connection:
            try:
                connection.execute("create extension if not exists postgis")
                connection.execute("create extension if not exists intarray")
            except psycopg.Error as fault:
                extension = "PostGIS or intarray"
                raise MissingPartError(
                    f"{extension} is not installed for PostgreSQL (on Debian: apt install postgresql-15-postgis-3)"
                ) from fault

    def build(self, corpus: CorpusFile, folder: Path, progress: Progress) -> None:
        with PostgresServer(folder) as server, psycopg.connect(server.address, autocommit=True) as connection:
            connection.execute("drop table if exists listing")
            connection.execute(_TABLE)
            columns = "id, youngest, oldest, has_room, days, needs, mask, place, name, description"
            with connection.cursor() as cursor, cursor.copy(f"copy listing ({columns}) from stdin") as copy:
                for listing in corpus.listings():
                    copy.write_row(_row(listing))
                    progress(1)
            for statement in _FINISH:
                connection.execute(statement)
            row = connection.execute("select pg_total_relation_size('listing')").fetchone()
            self._bytes = int(row[0]) if row else 0

    def size(self, folder: Path) -> int:  # noqa: ARG002 -- most of the folder is the server's own
        return self._bytes

    def open(self, folder: Path, queries: Sequence[PlainQuery]) -> None:  # noqa: ARG002
        self._opened = ExitStack()
        server = self._opened.enter_context(PostgresServer(folder))
        self._connection = self._opened.enter_context(
            psycopg.connect(server.address, autocommit=True, prepare_threshold=0)
        )
        self._connection.execute("set plan_cache_mode = force_custom_plan")
        self._cursor = self._opened.enter_context(self._connection.cursor(binary=True))

    def answer(self, query: PlainQuery, order: Order) -> Answer:
        conditions, values = _conditions(query)
        statement = _ASK.format(
            rank=_RANK.format() if query.words else "0.0::float8",
            here=_HERE,
            where=f"where {' and '.join(conditions)}" if conditions else "",
            key=_KEYS[order],
            first=FIRST,
        )
        row = self._cursor.execute(sql.SQL(statement), values).fetchone()
        (masks, times), best = row if row and row[1] else (((), ()), ())
        counts = by_need(np.array(masks, np.int64), np.array(times, np.int64))
        return Answer(sum(times), counts, tuple(best))

    def update(self, listing: Listing) -> None:
        values = {
            "id": listing.id,
            "name": listing.name,
            "description": listing.description,
            "latitude": listing.latitude,
            "longitude": listing.longitude,
            "needs": list(listing.needs),
            "days": list(listing.days),
            "mask": listing.needs_mask,
        }
        self._connection.execute(sql.SQL(_UPDATE), values)

    def close(self) -> None:
        self._opened.close()

    def processes(self) -> list[int]:
        """The one that serves our connection; it counts the shared memory that it has touched."""
        return [self._connection.info.backend_pid]


def _row(listing: Listing) -> tuple[Any, ...]:
    place = f"SRID=4326;POINT({listing.longitude} {listing.latitude})"
    tags = (list(listing.days), list(listing.needs), listing.needs_mask)
    ages = (listing.youngest, listing.oldest)
    return (listing.id, *ages, listing.has_room, *tags, place, listing.name, listing.description)


def _conditions(query: PlainQuery) -> tuple[list[str], dict[str, Any]]:
    values: dict[str, Any] = {"latitude": query.latitude, "longitude": query.longitude}
    conditions = []
    if query.words:
        conditions.append("words @@ to_tsquery('simple', %(words)s)")
        values["words"] = " | ".join(query.words)
    if query.need is not None:
        conditions.append("needs @> %(need)s")
        values["need"] = [query.need]
    if query.day is not None:
        conditions.append("days @> %(day)s")
        values["day"] = [query.day]
    if query.age is not None:
        conditions.append("youngest <= %(age)s and oldest >= %(age)s")
        values["age"] = query.age
    if query.accepting:
        conditions.append("has_room")
    if query.radius_km is not None:
        conditions.append(f"st_dwithin(place, {_HERE}, %(metres)s, false)")
        values["metres"] = query.radius_km * METRES
    return conditions, values
