"""Our own engine, through its port: once doing what every engine does here, once with everything the product adds."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from math import inf
from operator import attrgetter
from pathlib import Path
from typing import Any, ClassVar

import search_index
from search_index.conditions import ANYONE
from search_index.documents import Condition, Document, Facts, Hits, Point, Query, Room, Sort
from search_index.facets import Facets
from search_index.page import Page
from search_index.port import SearchIndex
from search_index.thesaurus import Thesaurus
from search_index.whoosh_index import WhooshIndex
from tests.benchmarks.peers.port import CorpusFile, Peer, Progress
from tests.benchmarks.plain import FIRST, NEEDS, Answer, Listing, Order, PlainQuery
from tests.benchmarks.words import need_id

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
"""The moment at which listings are told and queries asked, so that nothing goes off between two runs."""

MONTHS = 12
"""The unit of ages in the index."""

NEED_TAGS = tuple(need_id(need) for need in range(NEEDS))
DAY_TAGS = tuple(f"day:{day}" for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
SORTS = {Order.BEST: Sort.BEST, Order.NEAREST: Sort.NEAREST}
GROUP = "need"

BARE: dict[str, Any] = {"any_word": True, "facets": frozenset({GROUP}), "explain": False, "widen": False}
"""Every listing that holds any of the words, nothing but the needs counted, no reasons, and no looking further."""


def document(listing: Listing) -> Document:
    """A listing as our index takes it."""
    upper = inf if listing.oldest >= 120 else (listing.oldest + 1) * MONTHS
    ages = Condition("age", ages=(listing.youngest * MONTHS, upper))
    return Document(
        id=str(listing.id),
        name=listing.name,
        description=listing.description,
        points=(Point(listing.latitude, listing.longitude),),
        tags=frozenset([NEED_TAGS[need] for need in listing.needs] + [DAY_TAGS[day] for day in listing.days]),
        conditions=(Condition(ANYONE) if ages.ages == (0, inf) else ages,),
        room=Room.OPEN if listing.has_room else Room.FULL,
        room_stated_on=NOW.date(),
        confirmed_on=NOW.date(),
    )


def our_query(query: PlainQuery, order: Order, **how: Any) -> Query:
    """A plain query as our index takes it."""
    every = [] if query.need is None else [NEED_TAGS[query.need]]
    if query.day is not None:
        every.append(DAY_TAGS[query.day])
    ages = None if query.age is None else (query.age * MONTHS, (query.age + 1) * MONTHS)
    return Query(
        now=NOW,
        text=" ".join(query.words),
        near=Point(query.latitude, query.longitude),
        radius_km=query.radius_km,
        client=Facts(ages=ages),
        every=frozenset(every),
        accepting=query.accepting,
        sort=SORTS[order],
        limit=FIRST,
        **how,
    )


def plain_answer(hits: Hits) -> Answer:
    """Our answer as every engine gives it: numbers, and nothing else of the hits."""
    ids = hits.hits.ids() if isinstance(hits.hits, Page) else [hit.id for hit in hits.hits]
    return Answer(hits.total, counted_needs(hits), tuple(map(int, ids)))


def counted_needs(hits: Hits) -> tuple[int, ...]:
    """How many hits have each of the needs; put in order only if there is no other way."""
    if isinstance(hits.facets, Facets):
        return tuple(hits.facets.of(NEED_TAGS))
    counts = {facet.value: facet.count for facet in hits.facets.get(GROUP, ())}
    return tuple(counts.get(tag, 0) for tag in NEED_TAGS)


def full_answer(hits: Hits) -> Answer:
    """Our answer with everything in it made, as a page of the product shows it: each hit, and each facet in order."""
    made, _ = [*hits.hits], dict(hits.facets.items())
    return Answer(hits.total, counted_needs(hits), tuple(map(int, map(_id_of, made))))


_id_of = attrgetter("id")


class Ours(Peer):
    """Our engine with an empty thesaurus, so that words are only words."""

    index: ClassVar[str] = "fingerpost"
    warm_rounds: ClassVar[int] = 2
    _opened: SearchIndex

    def version(self) -> str:
        # Whatever is changed in the package may change what it writes.
        files = sorted(Path(search_index.__file__).parent.rglob("*.py"))
        return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]

    def thesaurus(self) -> Thesaurus:
        return Thesaurus()

    def build(self, corpus: CorpusFile, folder: Path, progress: Progress) -> None:
        WhooshIndex(folder, self.thesaurus()).replace_all(self._documents(corpus), progress=progress)

    def open(self, folder: Path, queries: Sequence[PlainQuery]) -> None:  # noqa: ARG002
        self._opened = WhooshIndex(folder, self.thesaurus())

    def answer(self, query: PlainQuery, order: Order) -> Answer:
        return plain_answer(self._opened.search(our_query(query, order, **BARE)))

    def update(self, listing: Listing) -> None:
        self._opened.put([document(listing)])

    def close(self) -> None:
        del self._opened

    def _documents(self, corpus: CorpusFile) -> Iterator[Document]:
        return map(document, corpus.listings())


class OursInFull(Ours):
    """Our engine as the product uses it: thesaurus, verdicts, reasons, all facets, and looking further."""

    index: ClassVar[str] = "fingerpost-full"

    def version(self) -> str:
        files = sorted(_seed_data().glob("*.csv"))
        return super().version() + sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]

    def thesaurus(self) -> Thesaurus:
        return Thesaurus.load(_seed_data())

    def answer(self, query: PlainQuery, order: Order) -> Answer:
        return full_answer(self._opened.search(our_query(query, order)))


def _seed_data() -> Path:
    return Path(__file__).parents[3] / "seed_data"
