"""Processes that write to an index. They are forked from one that has all of it loaded: to begin with nothing takes a
second each.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from search_index.documents import Document
from search_index.thesaurus import Thesaurus
from search_index.whoosh_index import WhooshIndex

_PROCESSES = get_context("forkserver")
_PROCESSES.set_forkserver_preload([__name__])


class Writer:
    """A process that writes, and the numbers that it says are done."""

    def __init__(self, process: BaseProcess, said: "Connection[None, int]") -> None:
        self._process = process
        self._said = said

    @property
    def is_writing(self) -> bool:
        """Whether it is not done."""
        return self._process.is_alive()

    def hear(self) -> int:
        """Wait for the next number."""
        return self._said.recv()

    def kill(self) -> list[int]:
        """Kill it; what it said before that was not heard yet."""
        self._process.kill()
        return list(self._rest())

    def finish(self) -> int | None:
        """Let it come to its end; how it ended."""
        self._process.join()
        return self._process.exitcode

    def _rest(self) -> Iterator[int]:
        with suppress(EOFError, OSError):
            while True:
                yield self._said.recv()


@contextmanager
def writer(folder: Path, first: int, last: int) -> Iterator[Writer]:
    """Let another process put the documents of these numbers, one after the other."""
    said, saying = _PROCESSES.Pipe(duplex=False)
    process = _PROCESSES.Process(target=_write, args=(folder, first, last, saying))
    process.start()
    # Else we would never hear that it has ended.
    saying.close()
    with said:
        yield Writer(process, said)
        process.join()


def _write(folder: Path, first: int, last: int, saying: "Connection[int, None]") -> None:
    index = WhooshIndex(folder, Thesaurus())
    for number in range(first, last):
        index.put([Document(f"{number:04}", f"lunch {number}")])
        saying.send(number)
