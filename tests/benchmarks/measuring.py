"""Takes the figures of one corpus: builds what is missing, asks every engine everything in turn, checks the answers."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import psutil

from tests.benchmarks.crew import Worker
from tests.benchmarks.figures import Figures
from tests.benchmarks.oracle import Oracle, Truth
from tests.benchmarks.peers import IN_FULL, make_peer
from tests.benchmarks.peers.port import CorpusFile, MissingPartError
from tests.benchmarks.plain import Answer, Order, PlainQuery
from tests.benchmarks.store import Built, CorpusFolder

UPDATES = 20
MB = 1_000_000

Bar = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]


@dataclass(frozen=True, slots=True)
class Course:
    """How it is measured.

    Attributes:
        cold: the engines take turns query by query, so that none finds its memory in the caches; otherwise
            each asks everything before the next one does.
        reuse: take indexes as they are, also when other code made them.
    """

    rounds: int
    cold: bool = False
    reuse: bool = False


class Measuring:
    """The engines on one corpus."""

    def __init__(self, corpus: CorpusFolder, names: Sequence[str], course: Course, bar: Bar) -> None:
        self._corpus = corpus
        self._course = course
        self._bar = bar
        lines = corpus.queries.read_text(encoding="utf-8").splitlines()
        self._queries = [PlainQuery.of_line(line) for line in lines]
        self._figures = {name: Figures(name, corpus.count) for name in names}

    def figures(self) -> list[Figures]:
        """Measure everything; the engines in the order in which they were named."""
        for name in self._figures:
            with self._noted(name):
                self._build(name)
        with ExitStack() as opened:
            workers = list(self._opened(opened))
            self._check_and_time(workers)
        for worker in workers:
            if not self._figures[worker.name].why:
                self._update(worker.name)
        return list(self._figures.values())

    @contextmanager
    def _noted(self, name: str) -> Iterator[None]:
        """An engine that cannot go on says why, and the others do."""
        try:
            yield
        except MissingPartError as missing:
            self._figures[name].why = str(missing)

    def _build(self, name: str) -> None:
        peer = make_peer(name)
        if peer.most_listings is not None and self._corpus.count > peer.most_listings:
            raise MissingPartError(f"too slow for more than {peer.most_listings:,} listings")
        figures, version = self._figures[name], peer.version()
        figures.built = self._corpus.built(peer.index, None if self._course.reuse else version)
        if figures.built:
            return
        folder = self._corpus.index(peer.index)
        with self._corpus.building(peer.index) as keep, Worker(name, self._corpus, folder) as worker:
            with self._bar(f"{name}: making the index", self._corpus.count) as step:
                figures.built = Built(version, **worker.call("build", step))
            keep(figures.built)

    def _opened(self, stack: ExitStack) -> Iterator[Worker]:
        ready = [name for name, figures in self._figures.items() if not figures.why]
        with self._bar("Opening and warming", len(ready)) as step:
            for name in ready:
                with self._noted(name):
                    folder = self._corpus.index(make_peer(name).index)
                    worker = stack.enter_context(Worker(name, self._corpus, folder))
                    self._note_opened(self._figures[name], **worker.call("open"))
                    yield worker
                step(1)

    def _note_opened(self, figures: Figures, *, open_s: float, processes: list[int]) -> None:
        held = [psutil.Process(process).memory_info() for process in processes]
        figures.open_s = open_s
        figures.rss_mb = sum(each.rss for each in held) / MB
        # Not every system tells which part of it is files and memory that others share.
        figures.own_mb = sum(each.rss - getattr(each, "shared", 0) for each in held) / MB

    def _check_and_time(self, workers: Sequence[Worker]) -> None:
        asked = {word for query in self._queries for word in query.words}
        oracle = Oracle(CorpusFile(self._corpus.listings).listings(), asked)
        truths = [oracle.truth(query) for query in self._queries]
        first: dict[tuple[str, Order], list[Answer]] = {}
        with self._bar("Measuring", self._course.rounds * len(Order)) as step:
            for number in range(self._course.rounds):
                for order in Order:
                    # Each begins a round in turn, so that none always comes after the same other one.
                    turn = deque(workers)
                    turn.rotate(-number)
                    for name, answers in self._round(turn, number, order).items():
                        before = first.setdefault((name, order), answers)
                        self._figures[name].unsteady += sum(a != b for a, b in zip(answers, before, strict=True))
                    step(1)
        for (name, order), answers in first.items():
            self._check(self._figures[name], oracle, truths, answers, order)

    def _round(self, workers: Iterable[Worker], number: int, order: Order) -> dict[str, list[Answer]]:
        told: dict[str, list[dict[str, Any]]] = {}
        for worker, how in self._turns([worker for worker in workers if number < self._rounds(worker.name)]):
            if not self._figures[worker.name].why:
                with self._noted(worker.name):
                    told.setdefault(worker.name, []).extend(worker.call("answers", order=order, **how))
        whole = {name: rows for name, rows in told.items() if not self._figures[name].why}
        return {name: self._note(name, order, rows) for name, rows in whole.items()}

    def _turns(self, workers: list[Worker]) -> Iterator[tuple[Worker, dict[str, Any]]]:
        """Who is asked, one after the other, and what: one query, or else all of them."""
        if not self._course.cold:
            yield from ((worker, {}) for worker in workers)
            return
        for query in self._queries:
            yield from (
                (worker, {"only": query.number}) for worker in workers if query.number < self._asked(worker.name)
            )

    def _note(self, name: str, order: Order, rows: list[dict[str, Any]]) -> list[Answer]:
        taken = np.array([row["ms"] for row in rows])
        best = self._figures[name].best_ms
        best[order] = np.minimum(best[order], taken) if order in best else taken
        return [Answer(row["total"], tuple(row["needs"]), tuple(row["ids"])) for row in rows]

    def _rounds(self, name: str) -> int:
        most = make_peer(name).most_rounds
        return self._course.rounds if most is None else min(most, self._course.rounds)

    def _asked(self, name: str) -> int:
        most = make_peer(name).most_queries
        return len(self._queries) if most is None else most

    def _check(
        self, figures: Figures, oracle: Oracle, truths: list[Truth], answers: list[Answer], order: Order
    ) -> None:
        if figures.engine == IN_FULL:  # it understands more than the words
            figures.wrong[order] = None
            return
        asked = list(zip(answers, self._queries, truths, strict=False))  # a slow engine is asked fewer
        figures.wrong[order] = sum(not truth.is_counted_in(answer) for answer, _, truth in asked)
        figures.misplaced += sum(
            not oracle.has_right_hits(answer, query, truth, order) for answer, query, truth in asked
        )

    def _update(self, name: str) -> None:
        index = make_peer(name).index
        bar = self._bar(f"{name}: changing listings", 1)
        with bar as step, self._corpus.copy(index) as folder, Worker(name, self._corpus, folder) as worker:
            try:
                worker.call("open")
                self._figures[name].updates_ms = worker.call("updates", count=UPDATES)
            except MissingPartError as missing:
                self._figures[name].why_no_updates = str(missing)
            step(1)
