"""A process in which one engine works, so that its memory and its caches are its own.

It is told what to do by lines of JSON and answers each with one: ``{"done": …}``, or ``{"missing": why}`` when the
engine cannot run here. While it builds, lines of ``{"step": n}`` come before.
"""

import gc
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from tests.benchmarks.peers import make_peer
from tests.benchmarks.peers.port import CorpusFile, MissingPartError, Timed
from tests.benchmarks.plain import Order, PlainQuery
from tests.benchmarks.words import unheard_words

MB = 1_000_000
STEP = 1_000
WARM_UPDATES = 3

Reply = Callable[[dict[str, Any]], None]


class Workshop:
    """One engine, its corpus and its index.

    Args:
        corpus: the listings.
        queries: the file of queries, one a line.
        folder: where its index is, or is to be.
    """

    def __init__(self, name: str, *, corpus: Path, queries: Path, folder: Path, reply: Reply) -> None:
        self._peer = make_peer(name)
        self._corpus = CorpusFile(corpus)
        lines = queries.read_text(encoding="utf-8").splitlines()
        self._queries = [PlainQuery.of_line(line) for line in lines][: self._peer.most_queries]
        self._folder = folder
        self._reply = reply
        self._steps = 0
        self._is_open = False

    def build(self) -> dict[str, float]:
        """Make the index: seconds, its size, and the most memory that was needed."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._peer.prepare(self._folder)
        started = time.perf_counter()
        self._peer.build(self._corpus, self._folder, self._step)
        seconds = time.perf_counter() - started
        # Kilobytes, and of the largest child, where there is one.
        peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return {"build_s": seconds, "index_mb": self._peer.size(self._folder) / MB, "peak_mb": max(peaks) * 1024 / MB}

    def open(self) -> dict[str, Any]:
        """Open the index and answer one query; then ask everything until it is as quick as it gets."""
        started = time.perf_counter()
        self._peer.open(self._folder, self._queries)
        self._is_open = True
        self._peer.timed(self._queries[0], Order.BEST)
        first = time.perf_counter() - started
        for _ in range(self._peer.warm_rounds):
            for order in Order:
                self._peer.round(self._queries, order)
        return {"open_s": first, "processes": self._peer.processes()}

    def answers(self, order: str, only: int | None = None) -> list[dict[str, Any]]:
        """Ask every query once, one after the other; or only one."""
        if only is not None:
            return [_plain(self._peer.timed(self._queries[only], Order(order)))]
        gc.collect()
        return [_plain(timed) for timed in self._peer.round(self._queries, Order(order))]

    def updates(self, count: int) -> list[float]:
        """Milliseconds until a changed listing is found, for each of so many, spread over the corpus."""
        total = sum(1 for _ in self._corpus.listings())
        wanted = islice(self._corpus.listings(), 0, None, max(1, total // (count + WARM_UPDATES)))
        taken = []
        for word, listing in zip(unheard_words()[: count + WARM_UPDATES], wanted, strict=False):
            changed = replace(listing, name=f"{listing.name} {word}")
            query = PlainQuery(0, listing.latitude, listing.longitude, words=(word,))
            timed = self._peer.timed_update(changed, query)
            if listing.id not in timed.answer.ids:
                raise AssertionError(f"listing {listing.id} was changed, and the change is not found")
            taken.append(timed.ms)
        return taken[WARM_UPDATES:]

    def close(self) -> None:
        """Let go of the index."""
        if self._is_open:
            self._peer.close()

    def _step(self, done: int) -> None:
        self._steps += done
        if self._steps >= STEP:
            self._reply({"step": self._steps})
            self._steps = 0


def _plain(timed: Timed) -> dict[str, Any]:
    answer = timed.answer
    return {"ms": timed.ms, "total": answer.total, "needs": answer.needs, "ids": answer.ids}


def main() -> None:
    """Do what is asked, line by line, until there is nothing more."""
    # Nothing that a library prints may come between our own lines.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    def reply(document: dict[str, Any]) -> None:
        answers.write(json.dumps(document) + "\n")
        answers.flush()

    name, corpus, queries, folder = sys.argv[1:]
    paths = {"corpus": Path(corpus), "queries": Path(queries), "folder": Path(folder)}
    workshop: Workshop | None = None
    try:
        for line in sys.stdin:
            request = json.loads(line)
            try:
                workshop = workshop or Workshop(name, **paths, reply=reply)
                reply({"done": getattr(workshop, request.pop("do"))(**request)})
            except MissingPartError as missing:
                reply({"missing": str(missing)})
    finally:
        if workshop:
            workshop.close()


if __name__ == "__main__":
    main()
