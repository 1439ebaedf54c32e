"""Every engine that is here gives the right answers; nothing is timed.

Other engines are no part of the program: whoever changes it need not install a hundred megabytes to run its tests, so
that those that are not here are left out. ``bench search`` says which.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.benchmarks.oracle import Oracle
from tests.benchmarks.peers import IN_FULL, NAMES, OURS, family, make_peer
from tests.benchmarks.peers.port import CorpusFile, MissingPartError, Peer, Timed
from tests.benchmarks.plain import Listing, Order, PlainQuery
from tests.benchmarks.store import CorpusFolder
from tests.benchmarks.words import unheard_words
from tests.homes import made_once
from tests.kept import KEPT

SOME = 4
"""Of every so many queries other engines answer one: they are here to be compared with, and some are slow."""

INDEXES = ("fingerpost", "fingerpost-full", "lucene", "postgresql", "sqlite", "tantivy", "whoosh-naive", "whoosh-tuned")


@pytest.fixture(scope="module", params=INDEXES)
def built(request: pytest.FixtureRequest, small: CorpusFolder) -> Iterator[Path]:
    """Each index in turn, made once for all variants of its engine."""
    # Not below pytest's own folder, which is closed to whoever PostgreSQL runs as.
    with TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        _build(request.param, small, folder)
        yield folder


def _build(index: str, small: CorpusFolder, folder: Path) -> None:
    name = next(name for name in NAMES if index in {name, family(name)})
    try:
        peer = make_peer(name)
        _prepare(peer, folder)
    except MissingPartError as missing:
        pytest.skip(str(missing))
    peer.build(CorpusFile(small.listings), folder, lambda _: None)


def _prepare(peer: Peer, folder: Path) -> None:
    """What is done once on a machine is done so here, too, where it takes long: Java takes two seconds to compile."""
    if peer.index == "lucene":
        KEPT.mkdir(exist_ok=True)
        made = made_once(KEPT / peer.version().replace(".", "-"), peer.prepare)
        shutil.copytree(made, folder, dirs_exist_ok=True)
    else:
        peer.prepare(folder)


@pytest.fixture
def variants(request: pytest.FixtureRequest) -> list[str]:
    """The engines that use it."""
    return [name for name in NAMES if _index_of(name) == request.node.callspec.params["built"]]


def _index_of(name: str) -> str:
    """The index that an engine uses; none where the engine is not installed."""
    try:
        return make_peer(name).index
    except MissingPartError:
        return ""


@contextmanager
def opened(name: str, folder: Path, asked: list[PlainQuery]) -> Iterator[Peer]:
    """An engine, opened; two variants at once could not both write."""
    peer = make_peer(name)
    peer.open(folder, asked)
    try:
        yield peer
    finally:
        peer.close()


def test_its_answers_are_right(variants: list[str], built: Path, asked: list[PlainQuery], oracle: Oracle) -> None:
    for name in variants:
        queries = asked if name in {OURS, IN_FULL} else asked[::SOME]
        # Opened once for all orders: for some that is to start a process.
        with opened(name, built, queries) as peer:
            for order, query, timed in answers(peer, queries):
                truth = oracle.truth(query)
                assert timed.ms > 0
                if name != IN_FULL:  # it understands more than the words
                    assert truth.is_counted_in(timed.answer), (name, order, query)
                    assert oracle.has_right_hits(timed.answer, query, truth, order), (name, order, query)


def answers(peer: Peer, queries: list[PlainQuery]) -> Iterator[tuple[Order, PlainQuery, Timed]]:
    """What an engine says to every query, in every order."""
    for order in Order:
        yield from ((order, query, timed) for query, timed in zip(queries, peer.round(queries, order), strict=True))


def test_a_changed_listing_is_found_at_once(
    variants: list[str], built: Path, few: list[Listing], asked: list[PlainQuery]
) -> None:
    for number, name in enumerate(variants):
        listing, word = few[number * 7], unheard_words()[number]
        changed = replace(listing, name=f"{listing.name} {word}")
        query = PlainQuery(0, listing.latitude, listing.longitude, words=(word,))
        with opened(name, built, asked) as peer:
            for _ in range(2):
                answer = peer.timed_update(changed, query).answer
                assert (answer.total, answer.ids) == (1, (listing.id,))
            assert peer.processes()


def test_an_engine_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.benchmarks.peers._PLACES", {"other": "other:Other"})
    with pytest.raises(MissingPartError, match="other is not installed"):
        make_peer("other")
