"""Indexing in a process beside the one that takes in a feed: one writes while the other reads what was written."""

import logging
import signal
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection

from directory.resources import Resources

logger = logging.getLogger(__name__)


class Indexer:
    """Such a process. It ends by itself when all that it was told of is in the index, also if whoever tells it dies."""

    def __init__(self, opened: Resources) -> None:
        # Two processes must not talk over one connection.
        opened.database.engine.dispose()
        context = get_context("fork")
        hears, self._tells = context.Pipe(duplex=False)
        self._heard, answers = context.Pipe(duplex=False)

        def work() -> None:
            # While it holds the other ends itself, it would wait for its own word.
            self._tells.close()
            self._heard.close()
            _index(opened, _words(hears), answers)

        self._process = context.Process(target=work, daemon=True)
        self._process.start()
        hears.close()
        answers.close()

    def tell(self) -> None:
        """More has been written."""
        with suppress(BrokenPipeError):
            self._tells.send(1)

    def finish(self, progress: Callable[[int], None] = lambda _: None) -> bool:
        """Let it bring in what is left, and wait for it; whether it could.

        Args:
            progress: called with how many services are in the index since.
        """
        self._tells.close()
        for done in _words(self._heard):
            progress(done)
        self._process.join()
        return self._process.exitcode == 0

    def close(self) -> None:
        """Let it end, whatever it is at: what is not in the index waits, and half of an index is none."""
        self._process.kill()
        self._process.join()


@contextmanager
def indexing_beside(opened: Resources) -> Iterator[Indexer]:
    """A process that indexes until the end of the block."""
    with closing(Indexer(opened)) as indexer:
        yield indexer


def _words(heard: Connection) -> Iterator[int]:
    """What the other one says, until it says no more."""
    with suppress(EOFError):
        while True:
            yield heard.recv()


def _index(opened: Resources, told: Iterator[int], answers: Connection) -> None:
    # Who is interrupted at the keyboard is the other one, and it ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def progress(done: int) -> None:
        # Nobody may be listening any more; what has been written is brought in all the same.
        with suppress(BrokenPipeError):
            answers.send(done)

    try:
        opened.bring_in_many(progress, more=told)
    except Exception as fault:
        # The other one does it again, and says what hinders it.
        logger.info("indexing beside an import: %s", fault)
        raise SystemExit(1) from fault
