"""Writers that are killed in the middle of a change or a rebuild, while another process reads."""

import random
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGKILL

from search_index.documents import Document, Query
from search_index.thesaurus import Thesaurus
from search_index.whoosh_index import WhooshIndex
from tests.benchmarks.peers.ours import document
from tests.benchmarks.peers.port import CorpusFile
from tests.benchmarks.readers import Truth, nothing_to_make_it_from, reading, truth
from tests.benchmarks.store import CorpusFolder
from tests.benchmarks.twins import seen, twins
from tests.benchmarks.updates import queries_of

CHANGES = 5
"""So many changes come before each rebuild."""

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


def killed(folder: Path, corpus: CorpusFolder, moments: int) -> Killed:
    """Kill a writer at so many random moments; after each, see that the index holds all that was written.

    The index is opened without a source: nothing here may need to be made again.
    """
    draw, told = random.Random(SEED), Killed()
    listings = CorpusFile(corpus.listings)
    # A rebuild takes as long as it does here; moments are drawn from all that a writer does.
    round_took = _once(folder, listings)
    index = WhooshIndex(folder, Thesaurus())
    truths = [(query, truth(index, query)) for query in queries_of(corpus)]
    with reading(folder, truths, processes=1, threads=2) as report:
        for moment in range(moments):
            before = seen(WhooshIndex(folder, Thesaurus())).round
            last, doing = _kill(folder, corpus.listings, before + 1, draw.uniform(0, round_took))
            told.rebuilding += doing == "rebuild"
            told.changing += doing != "rebuild"
            told.wrong += _faults(folder, truths[moment % len(truths) :][:5], {last, last + 1})
    told.wrong += report.wrong
    return told


def write(folder: Path, listings: CorpusFile, first: int) -> None:
    """Change the twins and rebuild in turn, for ever, and say what is begun and what is done."""
    index, number = WhooshIndex(folder, Thesaurus()), first
    while True:
        _step(index, listings, number)
        number += 1


def _step(index: WhooshIndex, listings: CorpusFile, number: int) -> None:
    rebuilds = number % (CHANGES + 1) == 0
    print("rebuild" if rebuilds else "change", flush=True)  # noqa: T201 -- the killer listens
    if rebuilds:
        index.replace_all(_all(listings, number))
    else:
        index.put(twins(number))
    print(number, flush=True)  # noqa: T201 -- as above


def _all(listings: CorpusFile, number: int) -> Iterable[Document]:
    yield from twins(number)
    yield from map(document, listings.listings())


def _once(folder: Path, listings: CorpusFile) -> float:
    """How many seconds a rebuild and the changes before the next take."""
    began, index = time.monotonic(), WhooshIndex(folder, Thesaurus())
    index.replace_all(_all(listings, 0))
    for number in range(1, CHANGES + 1):
        index.put(twins(number))
    return time.monotonic() - began


def _kill(folder: Path, listings: Path, first: int, seconds: float) -> tuple[int, str]:
    """Let a writer write from a round on, and kill it so many seconds after the first; the last round that it said was
    done, and what it was doing.
    """
    command = [sys.executable, "-m", "tests.benchmarks.kills", str(folder), str(listings), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        said = [writer.stdout.readline().strip()]
        time.sleep(seconds)
        writer.send_signal(SIGKILL)
        said += writer.stdout.read().split()
    done = [int(word) for word in said if word.isdigit()]
    doing = said[-1] if not said[-1].isdigit() else "nothing"
    return max(done, default=first - 1), doing


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
    write(Path(sys.argv[1]), CorpusFile(Path(sys.argv[2])), int(sys.argv[3]))
