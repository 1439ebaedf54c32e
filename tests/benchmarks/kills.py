"""Writers that are killed in the middle of a change or a rebuild, while another process reads."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from signal import SIGKILL
from typing import NoReturn

from directory.resources import Bar
from search_index.documents import Query
from search_index.thesaurus import Thesaurus
from search_index.whoosh_index import WhooshIndex
from tests.benchmarks.peers.ours import document
from tests.benchmarks.peers.port import CorpusFile
from tests.benchmarks.readers import Truth, nothing_to_make_it_from, reading, truth
from tests.benchmarks.store import ROOT, CorpusFolder
from tests.benchmarks.twins import seen, twins
from tests.benchmarks.updates import queries_of, ready_corpus, ready_index

DEAD = "dead\n"
SEED = 40


@dataclass(slots=True)
class Killed:
    """How often a writer was killed, in what, and what was not as it should be."""

    changing: int = 0
    rebuilding: int = 0
    wrong: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """What happened, in words."""
        yield f"killed {self.changing} times in a change, {self.rebuilding} times in a rebuild"
        yield f"wrong afterwards     {len(self.wrong):8}"
        yield from self.wrong


def survived(work: Path, listings: int, moments: int, bar: Bar) -> Killed:
    """Kill writers of an index of so many listings, which is made where it is not there yet."""
    corpus = ready_corpus(work, listings, bar)
    with ready_index(corpus, bar) as folder:
        return killed(folder, corpus, moments)


def killed(folder: Path, corpus: CorpusFolder, moments: int) -> Killed:
    """Kill a writer at so many random moments; after each, see that the index holds all that was written.

    The index is opened without a source: nothing here may need to be made again.
    """
    draw, told = random.Random(SEED), Killed()
    index, listings = WhooshIndex(folder, Thesaurus()), CorpusFile(corpus.listings)
    longest = {kind: _took(index, listings, kind) for kind in ("rebuild", "change")}
    truths = [(query, truth(index, query)) for query in queries_of(corpus)]
    with reading(folder, truths, processes=1, threads=2) as report, _nursery(folder, corpus.listings) as nursery:
        for moment in range(moments):
            kind = "change" if moment % 2 else "rebuild"
            before = seen(index).round
            last = nursery.kill(kind, before + 1, draw.uniform(0, 2 * longest[kind]))
            told.rebuilding += kind == "rebuild"
            told.changing += kind == "change"
            told.wrong += _faults(folder, truths[moment % len(truths) :][:5], {last, last + 1})
    told.wrong += report.wrong
    return told


def _step(index: WhooshIndex, listings: CorpusFile, kind: str, number: int) -> None:
    """Make what is there that of a round, by changing the twins, or by writing everything anew."""
    if kind == "rebuild":
        index.replace_all(chain(twins(number), map(document, listings.listings())))
    else:
        index.put(twins(number))


def _took(index: WhooshIndex, listings: CorpusFile, kind: str) -> float:
    began = time.monotonic()
    _step(index, listings, kind, 0)
    return time.monotonic() - began


class _Nursery:
    """A process that bears writers, since to start one from nothing takes longer than all that is measured here."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdin
        assert process.stdout
        self._orders, self._said = process.stdin, process.stdout

    def kill(self, kind: str, first: int, seconds: float) -> int:
        """Let a writer write rounds, and kill it so many seconds after it began; the last round that it said was done,
        or the one before the first.
        """
        print(kind, first, file=self._orders, flush=True)
        writer = int(self._said.readline())
        time.sleep(seconds)
        os.kill(writer, SIGKILL)
        done = [int(line) for line in iter(self._said.readline, DEAD)]
        return max(done, default=first - 1)


@contextmanager
def _nursery(folder: Path, listings: Path) -> Iterator[_Nursery]:
    command = [sys.executable, "-m", "tests.benchmarks.kills", str(folder), str(listings)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        yield _Nursery(process)


def _bear(folder: Path, listings: CorpusFile) -> None:
    """What the nursery does: for each order bear a writer, and say when it has died."""
    for order in sys.stdin:
        kind, first = order.split()
        writer = os.fork()
        if not writer:
            _write(folder, listings, kind, int(first))
        os.waitpid(writer, 0)
        print(DEAD, end="", flush=True)  # noqa: T201 -- the killer listens


def _write(folder: Path, listings: CorpusFile, kind: str, first: int) -> NoReturn:
    """Write one round after the other, until killed, and say which are done."""
    print(os.getpid(), flush=True)  # noqa: T201 -- as above
    index = WhooshIndex(folder, Thesaurus(), source=nothing_to_make_it_from)
    for number in count(first):
        _step(index, listings, kind, number)
        print(number, flush=True)  # noqa: T201 -- as above
    raise AssertionError("There is always another round")


def _faults(folder: Path, truths: Iterable[tuple[Query, Truth]], rounds: set[int]) -> Iterator[str]:
    """What is wrong with an index that another process left behind; the round that was being written may be there."""
    index = WhooshIndex(folder, Thesaurus(), source=nothing_to_make_it_from)
    found = seen(index)
    if not found.together or found.round not in rounds:
        yield f"found {found.rounds} instead of one of the rounds {rounds}"
    for query, expected in truths:
        if (there := truth(index, query)) != expected:
            yield f"{query.text!r}: {there[0]} hits instead of {expected[0]}, or other needs"


if __name__ == "__main__":
    _bear(Path(sys.argv[1]), CorpusFile(Path(sys.argv[2])))
