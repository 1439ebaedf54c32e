"""How soon a change can be found, while others search: in the process that made it, and in the others."""

import time
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import numpy as np

from directory.resources import Bar
from search_index.documents import Document, Query
from search_index.thesaurus import Thesaurus
from search_index.whoosh_index import WhooshIndex
from tests.benchmarks.peers.ours import BARE, Ours, document, our_query
from tests.benchmarks.peers.port import CorpusFile
from tests.benchmarks.plain import Order, PlainQuery
from tests.benchmarks.readers import Report, reading, truth
from tests.benchmarks.store import Built, CorpusFolder, make_corpus, open_gazetteer
from tests.benchmarks.twins import seen, twins

CHANGED = 20_000
"""So many of the listings are written anew in turn, as they are: that changes files, but no answer."""

ASKED = 60
"""So many of the queries are asked by the readers."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured.

    Attributes:
        here_ms, elsewhere_ms: p50, p95 and the longest time from the beginning of a change until a search finds it,
            in the process that made it and in another one.
        updates_per_s, searches_per_s: how many there were, all readers together.
        faults, wrong: how many answers failed or were wrong, and what was wrong with the first ones.
    """

    listings: int
    updates: int
    updates_per_s: float
    searches_per_s: float
    here_ms: tuple[float, float, float]
    elsewhere_ms: tuple[float, float, float]
    faults: int
    wrong: list[str]

    def lines(self) -> Iterator[str]:
        """The figures in words."""
        yield f"{self.listings:,} listings, {self.updates:,} updates, {self.updates_per_s:.1f} a second"
        yield f"searches a second    {self.searches_per_s:8.0f}"
        for where, times in (("in this process", self.here_ms), ("in others", self.elsewhere_ms)):
            p50, p95, longest = times
            yield f"visible {where:<16} {p50:6.1f} ms p50 {p95:8.1f} ms p95 {longest:8.1f} ms at most"
        yield f"wrong or failed      {self.faults:8}"
        yield from self.wrong


@dataclass(frozen=True, slots=True)
class Pace:
    """For how long to go on, and how many updates to make a second."""

    seconds: float
    rate: float


def measured(work: Path, listings: int, pace: Pace, bar: Bar) -> Figures:
    """Measure with a corpus of so many listings, whose index is made where it is not there yet."""
    corpus = ready_corpus(work, listings, bar)
    with ready_index(corpus, bar) as folder:
        return sustained(folder, corpus, pace)


def sustained(folder: Path, corpus: CorpusFolder, pace: Pace, *, processes: int = 2) -> Figures:
    """Change an index again and again while processes of four readers each search it."""
    index = WhooshIndex(folder, Thesaurus())
    index.put(twins(0))
    truths = [(query, truth(index, query)) for query in queries_of(corpus)]
    unchanged = changes_of(corpus)
    with reading(folder, truths, processes=processes) as report:
        began = time.monotonic()
        started, here = _change(index, unchanged, pace, report)
        took = time.monotonic() - began
        # The others may not have come to see the last of it.
        time.sleep(0.5)
    for query, expected in truths:
        if truth(index, query) != expected:
            report.fault(f"at the end, {query.text!r} has not {expected[0]} hits")
    return Figures(
        listings=corpus.count,
        updates=len(started),
        updates_per_s=len(started) / took,
        searches_per_s=report.searches / (took + 0.5),
        here_ms=_told(here),
        elsewhere_ms=_told(list(_delays(started, report.rounds))),
        faults=report.faults,
        wrong=report.wrong,
    )


def ready_corpus(work: Path, listings: int, bar: Bar) -> CorpusFolder:
    """A corpus of so many listings, which is written where it is not there yet."""
    work.mkdir(parents=True, exist_ok=True)
    with bar("Writing listings", listings) as step:
        return make_corpus(work, open_gazetteer(work), "uk", listings, step)


@contextmanager
def ready_index(corpus: CorpusFolder, bar: Bar) -> Iterator[Path]:
    """A copy of the index of a corpus, which is made if it is not there or other code made it."""
    ours = Ours()
    if not corpus.built(ours.index, ours.version()):
        folder, began = corpus.index(ours.index), time.monotonic()
        with corpus.building(ours.index) as keep, bar("Making the index", corpus.count) as step:
            ours.build(CorpusFile(corpus.listings), folder, step)
            keep(Built(ours.version(), time.monotonic() - began, _mb(folder), peak_mb=0.0))
    with corpus.copy(ours.index) as copied:
        yield copied


def queries_of(corpus: CorpusFolder) -> list[Query]:
    """What the readers ask."""
    lines = corpus.queries.read_text(encoding="utf-8").splitlines()[:ASKED]
    return [our_query(PlainQuery.of_line(line), Order.BEST, **BARE) for line in lines]


def changes_of(corpus: CorpusFolder) -> list[Document]:
    """What is written anew, spread over the corpus as it lies on the disk."""
    return list(map(document, islice(CorpusFile(corpus.listings).listings(), CHANGED)))


def _change(
    index: WhooshIndex, unchanged: Sequence[Document], pace: Pace, report: Report
) -> tuple[list[float], list[float]]:
    """Change the index at a pace; when each round began, and how many seconds later it was found here."""
    started: list[float] = []
    here: list[float] = []
    began = time.monotonic()
    for number, same in enumerate(cycle(unchanged), start=1):
        due = began + number / pace.rate
        if due > began + pace.seconds:
            break
        time.sleep(max(0.0, due - time.monotonic()))
        started.append(time.monotonic())
        index.put([*twins(number), same])
        found = seen(index)
        here.append(time.monotonic() - started[-1])
        if found.rounds != {number: 2}:
            report.fault(f"found here after round {number} was written: {found.rounds}")
    return started, here


def _delays(started: Sequence[float], seen_at: dict[int, float]) -> Iterator[float]:
    """For each round how long it took until it, or a later one, was seen."""
    numbers = sorted(seen_at)
    for number, moment in enumerate(started, start=1):
        at = bisect_left(numbers, number)
        if at < len(numbers):
            yield seen_at[numbers[at]] - moment


def _told(seconds: Sequence[float]) -> tuple[float, float, float]:
    if not seconds:
        return (0.0, 0.0, 0.0)
    p50, p95, longest = (float(1000 * each) for each in np.percentile(seconds, [50, 95, 100]))
    return p50, p95, longest


def _mb(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
