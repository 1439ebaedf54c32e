"""Whoosh as its manual shows it: stored fields, numeric ranges, a parser, and a look at every result."""

from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar

from whoosh import fields
from whoosh.analysis import StandardAnalyzer
from whoosh.index import create_in, open_dir
from whoosh.qparser import MultifieldParser, OrGroup
from whoosh.query import And, Every, NumericRange, Term
from whoosh.sorting import FieldFacet

from tests.benchmarks.peers.near import blend, bounds, kilometres_to, tags_asked, tags_of
from tests.benchmarks.peers.port import CorpusFile, Peer, Progress
from tests.benchmarks.plain import FIRST, NEEDS, Answer, Listing, Order, PlainQuery

TEXTS = ("name", "description")


class NaiveWhoosh(Peer):
    """Right, and slow: it is asked fewer times, of few listings. Needs are counted by Whoosh's own facets, but where
    there is a radius: its groups know of boxes alone, and so whoever wants them right counts while looking at the hits.
    """

    index: ClassVar[str] = "whoosh-naive"
    most_rounds: ClassVar[int | None] = 2
    most_listings: ClassVar[int | None] = 10_000

    def version(self) -> str:
        return f"2-{version('whoosh-reloaded')}"

    def build(self, corpus: CorpusFile, folder: Path, progress: Progress) -> None:
        writer = create_in(str(folder), _schema()).writer(limitmb=256)
        for listing in corpus.listings():
            writer.add_document(**_row(listing))
            progress(1)
        writer.commit(optimize=True)

    def open(self, folder: Path, queries: Sequence[PlainQuery]) -> None:  # noqa: ARG002
        self._index = open_dir(str(folder))
        self._searcher = self._index.searcher()
        boosts = {"name": 2.0}
        self._parser = MultifieldParser(list(TEXTS), self._index.schema, fieldboosts=boosts, group=OrGroup)

    def answer(self, query: PlainQuery, order: Order) -> Answer:
        filters = _filters(query)
        if query.words:
            wanted, kept = self._parser.parse(" ".join(query.words)), And(filters) if filters else None
        else:
            wanted, kept = And(filters) if filters else Every(), None
        facet = FieldFacet("needs", allow_overlap=True) if query.radius_km is None else None
        found = self._searcher.search(wanted, filter=kept, limit=None, groupedby=facet)
        needs: Counter[int] = Counter()
        if facet:
            needs.update({int(need[1:]): len(held) for need, held in found.groups().items() if need})
        keyed = []
        for hit in found:
            far = kilometres_to(query, hit["latitude"], hit["longitude"])
            if query.radius_km is not None and far > query.radius_km:
                continue
            if not facet:
                needs.update(int(need[1:]) for need in hit["needs"].split())
            score = hit.score if query.words else 0.0
            keyed.append((far if order is Order.NEAREST else -blend(score, far), int(hit["id"])))
        keyed.sort()
        return Answer(len(keyed), tuple(needs[need] for need in range(NEEDS)), tuple(id_ for _, id_ in keyed[:FIRST]))

    def update(self, listing: Listing) -> None:
        writer = self._index.writer()
        writer.update_document(**_row(listing))
        writer.commit()
        # Not refresh(), which goes on showing what was replaced.
        self._searcher.close()
        self._searcher = self._index.searcher()

    def close(self) -> None:
        self._searcher.close()
        self._index.close()


def _schema() -> Any:
    text = {name: fields.TEXT(stored=True, analyzer=StandardAnalyzer(stoplist=None)) for name in TEXTS}
    degrees = {name: fields.NUMERIC(float, stored=True) for name in ("latitude", "longitude")}
    years = {name: fields.NUMERIC(stored=True) for name in ("youngest", "oldest")}
    lists = {name: fields.KEYWORD(stored=True) for name in ("tags", "needs")}
    keys = {"id": fields.ID(unique=True, stored=True), **lists}
    return fields.Schema(**keys, **text, **degrees, **years)


def _row(listing: Listing) -> dict[str, Any]:
    return {
        "id": str(listing.id),
        "name": listing.name,
        "description": listing.description,
        "tags": " ".join(tags_of(listing)),
        "needs": " ".join(tag for tag in tags_of(listing) if tag[0] == "n"),
        "youngest": listing.youngest,
        "oldest": listing.oldest,
        "latitude": listing.latitude,
        "longitude": listing.longitude,
    }


def _filters(query: PlainQuery) -> list[Any]:
    filters: list[Any] = [Term("tags", tag) for tag in tags_asked(query)]
    if query.age is not None:
        filters.append(NumericRange("youngest", None, query.age))
        filters.append(NumericRange("oldest", query.age, None))
    if box := bounds(query):
        filters.append(NumericRange("latitude", box.south, box.north))
        filters.append(NumericRange("longitude", box.west, box.east))
    return filters
