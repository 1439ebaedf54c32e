"""What every engine that is measured has to do, and how the time of it is taken."""

import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter_ns
from typing import ClassVar

from tests.benchmarks.plain import Answer, Listing, Order, PlainQuery

Progress = Callable[[int], None]


class MissingPartError(Exception):
    """An engine cannot run on this machine; the text says for want of what."""


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """The listings as a file, one a line."""

    path: Path

    def listings(self) -> Iterator[Listing]:
        """Every listing in turn, without holding them all."""
        with self.path.open(encoding="utf-8") as lines:
            for line in lines:
                yield Listing.of_line(line)


@dataclass(frozen=True, slots=True)
class Timed:
    """An answer and the milliseconds that it took, from the plain query to the ids and counts in hand."""

    ms: float
    answer: Answer


class Peer(ABC):
    """An engine. Its index lies in a folder and nowhere else, so that a copy of the folder is a copy of the index.

    Attributes:
        index: the name of its index, which the variants of an engine share.
        most_queries, most_rounds, most_listings: so many at most, for what takes too long otherwise; None: all.
        warm_rounds: how often everything is asked before anything is measured.
    """

    index: ClassVar[str]
    most_queries: ClassVar[int | None] = None
    most_rounds: ClassVar[int | None] = None
    most_listings: ClassVar[int | None] = None
    warm_rounds: ClassVar[int] = 1

    @abstractmethod
    def version(self) -> str:
        """Changes whenever an index that was built before must be built again."""

    def prepare(self, folder: Path) -> None:  # noqa: B027 -- most need nothing
        """Do what is done once on a machine, whatever the listings: it is not part of the time of building.

        Raises:
            MissingPartError: something is missing on this machine.
        """

    @abstractmethod
    def build(self, corpus: CorpusFile, folder: Path, progress: Progress) -> None:
        """Make the index, durably, as good for searching as it can be made."""

    @abstractmethod
    def open(self, folder: Path, queries: Sequence[PlainQuery]) -> None:
        """Open the index. The queries are those that will be asked; whatever is made of each is made when it is."""

    @abstractmethod
    def answer(self, query: PlainQuery, order: Order) -> Answer:
        """Answer a query: all that is done here is timed."""

    @abstractmethod
    def update(self, listing: Listing) -> None:
        """Replace a listing, so that the next answer knows it. It need not be on the disk unless the engine puts it
        there before it is visible.
        """

    @abstractmethod
    def close(self) -> None:
        """Let go of everything."""

    def size(self, folder: Path) -> int:
        """Bytes on the disk, once it has been built."""
        return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())

    def processes(self) -> list[int]:
        """The processes whose memory is the engine's."""
        return [os.getpid()]

    def timed(self, query: PlainQuery, order: Order) -> Timed:
        """Answer one query and take the time."""
        start = perf_counter_ns()
        answer = self.answer(query, order)
        return Timed((perf_counter_ns() - start) / 1e6, answer)

    def round(self, queries: Sequence[PlainQuery], order: Order) -> list[Timed]:
        """Answer all queries one after the other."""
        return [self.timed(query, order) for query in queries]

    def timed_update(self, listing: Listing, query: PlainQuery) -> Timed:
        """Replace a listing and ask for it; the time runs until the answer is in hand."""
        start = perf_counter_ns()
        self.update(listing)
        answer = self.answer(query, Order.NEAREST)
        return Timed((perf_counter_ns() - start) / 1e6, answer)
