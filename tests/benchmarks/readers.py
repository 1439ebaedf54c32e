"""Processes that search an index while it is changed, and note whatever should not be."""

import threading
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from multiprocessing import get_context
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import NoReturn

from search_index.documents import Query
from search_index.thesaurus import Thesaurus
from search_index.whoosh_index import WhooshIndex
from tests.benchmarks.peers.ours import counted_needs
from tests.benchmarks.twins import seen

Truth = tuple[int, tuple[int, ...]]
"""The total of a query, and how many of the hits have each of the needs."""

WATCHES = 0.002
"""Seconds between two looks for the twins."""

THINKS = 0.005
"""Seconds between two searches of a reader."""

_PROCESSES = get_context("forkserver")
# What all of them need is loaded once, in the one from which they are forked.
_PROCESSES.set_forkserver_preload([__name__])


@dataclass(slots=True)
class Report:
    """What the readers of a process, or of several, saw.

    Attributes:
        searches: how many answers they got.
        wrong: what was wrong with some, in words; no more than a few of each kind.
        faults: how many answers were wrong or failed.
        rounds: when each round of the twins was first seen, on the clock that all processes share.
    """

    searches: int = 0
    faults: int = 0
    wrong: list[str] = field(default_factory=list)
    rounds: dict[int, float] = field(default_factory=dict)

    def fault(self, what: str) -> None:
        """Note that something should not have been."""
        self.faults += 1
        if len(self.wrong) < 10:
            self.wrong.append(what)

    def add(self, other: "Report") -> None:
        """Take in what others saw."""
        self.searches += other.searches
        self.faults += other.faults
        self.wrong += other.wrong
        for number, moment in other.rounds.items():
            self.rounds[number] = min(moment, self.rounds.get(number, moment))


def nothing_to_make_it_from() -> NoReturn:
    """The source of an index that must never be made again."""
    raise AssertionError("The index was to be made again")


def truth(index: WhooshIndex, query: Query) -> Truth:
    """What an index answers to a query, as far as it depends on nothing but what is there."""
    hits = index.search(query)
    return hits.total, counted_needs(hits)


@contextmanager
def reading(
    folder: Path, truths: Sequence[tuple[Query, Truth]], *, processes: int = 2, threads: int = 4
) -> Iterator[Report]:
    """While this lasts, others search; afterwards the report says what they saw.

    Args:
        truths: what they ask, and what must be answered all the time.
    """
    told: Queue[Report | str] = _PROCESSES.Queue()
    stop = _PROCESSES.Event()
    crew = [_PROCESSES.Process(target=_read, args=(folder, truths, threads, stop, told)) for _ in range(processes)]
    for process in crew:
        process.start()
    report = Report()
    try:
        for _ in crew:
            told.get(timeout=120)
        yield report
    finally:
        stop.set()
        for _ in crew:
            told_last = told.get(timeout=120)
            if isinstance(told_last, Report):
                report.add(told_last)
        for process in crew:
            process.join()


def _read(
    folder: Path, asked: Sequence[tuple[Query, Truth]], threads: int, stop: Event, told: "Queue[Report | str]"
) -> None:
    index = WhooshIndex(folder, Thesaurus(), source=nothing_to_make_it_from)
    reports = [Report() for _ in range(threads + 1)]
    with _noting(reports[0]):
        seen(index)
        for query, _ in asked[:20]:
            index.search(query)
    told.put("ready")
    crew = [threading.Thread(target=_watch, args=(index, stop, reports[0]))]
    for number in range(threads):
        shift = (*asked[number * 7 :], *asked[: number * 7])
        crew.append(threading.Thread(target=_ask, args=(index, shift, stop, reports[number + 1])))
    for thread in crew:
        thread.start()
    for thread in crew:
        thread.join()
    for report in reports[1:]:
        reports[0].add(report)
    told.put(reports[0])


def _watch(index: WhooshIndex, stop: Event, report: Report) -> None:
    """Look for the twins, and note when each round of theirs is there."""
    last = -1
    while not stop.is_set():
        with _noting(report):
            found = seen(index)
            report.searches += 1
            if not found.together:
                report.fault(f"half a change: {found.rounds}")
            elif found.round < last:
                report.fault(f"round {found.round} after round {last}")
            else:
                last = found.round
                report.rounds.setdefault(last, time.monotonic())
        time.sleep(WATCHES)


def _ask(index: WhooshIndex, asked: Sequence[tuple[Query, Truth]], stop: Event, report: Report) -> None:
    for number in count():
        query, expected = asked[number % len(asked)]
        with _noting(report):
            found = truth(index, query)
            report.searches += 1
            if found != expected:
                report.fault(f"{query.text!r}: {found[0]} hits instead of {expected[0]}, or other needs")
        if stop.is_set():
            return
        time.sleep(THINKS)


@contextmanager
def _noting(report: Report) -> Iterator[None]:
    """Note what is raised, whatever it is: that no reader ever sees an error is what is measured."""
    try:
        yield
    except Exception:  # noqa: BLE001 -- see above
        report.fault(traceback.format_exc(limit=-3))
