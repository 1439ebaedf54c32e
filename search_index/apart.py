"""Reading documents in other processes, for a rebuild that would keep one busy for minutes.

Such a process is sent the thesaurus and then documents, many at a time, and answers with what it read of them. It ends
when nothing more can come: when its sender has, in whatever way.
"""

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterable, Sequence
from contextlib import ExitStack
from itertools import cycle
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import BinaryIO, Self, cast

from search_index.documents import Document
from search_index.gathering import Batch, gather
from search_index.thesaurus import Thesaurus

AHEAD = 2
"""So many batches are with each process: one that it reads, and the next."""


def command() -> list[str]:
    """What starts such a process. It finds modules where this one does, however that was told."""
    return [sys.executable, "-c", f"import sys; sys.path[:] = {sys.path}; from {__name__} import main; main()"]


class Reader:
    """A process that reads documents."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        self._process = subprocess.Popen(  # noqa: S603 -- ourselves
            command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # Who interrupts us at the keyboard is not to be told so by each of them.
            start_new_session=True,
        )
        self._to, self._from = cast(BinaryIO, self._process.stdin), cast(BinaryIO, self._process.stdout)
        self.send(thesaurus)

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def send(self, what: Thesaurus | Sequence[Document]) -> None:
        """Give it the thesaurus, or documents to read."""
        try:
            pickle.dump(what, self._to, pickle.HIGHEST_PROTOCOL)
            self._to.flush()
        except BrokenPipeError as ended:
            raise _died() from ended

    def receive(self) -> Batch:
        """Wait for what it has read of the documents that were sent first.

        Raises:
            ChildProcessError: it has died.
            Exception: whatever hindered it.
        """
        try:
            read: Batch | Exception = pickle.load(self._from)  # noqa: S301 -- a process of our own
        except (EOFError, pickle.UnpicklingError) as ended:
            raise _died() from ended
        if isinstance(read, Exception):
            raise read
        return read

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _fault: BaseException | None, _trace: TracebackType | None
    ) -> None:
        # Also where it has more to read: nobody waits for that any more.
        self._process.kill()
        self._process.communicate()


def read_apart(
    parts: Iterable[Sequence[Document]], thesaurus: Thesaurus, processes: int
) -> Generator[Batch, None, None]:
    """Read parts of the documents in so many processes at once; what is read comes in the order of the parts."""
    with ExitStack() as crew:
        readers = cycle([crew.enter_context(Reader(thesaurus)) for _ in range(processes)])
        waiting: deque[Reader] = deque()
        for part, reader in zip(parts, readers, strict=False):
            if len(waiting) == AHEAD * processes:
                yield waiting.popleft().receive()
            reader.send(part)
            waiting.append(reader)
        while waiting:
            yield waiting.popleft().receive()


def _died() -> ChildProcessError:
    return ChildProcessError("A process that read documents for the search index has died")


def _answer(sent: BinaryIO, answers: BinaryIO) -> None:
    """Read what is sent, and answer, until nothing more comes."""
    thesaurus = pickle.load(sent)  # noqa: S301 -- from the process that started this one
    parts: SimpleQueue[Sequence[Document] | None] = SimpleQueue()
    Thread(target=_take, args=(sent, parts), daemon=True).start()
    while (part := parts.get()) is not None:
        pickle.dump(_read(part, thesaurus), answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()


def _take(sent: BinaryIO, parts: "SimpleQueue[Sequence[Document] | None]") -> None:
    """Take in whatever is sent at once: else we and the sender might each wait for the other to listen."""
    try:
        while True:
            parts.put(pickle.load(sent))  # noqa: S301 -- as above
    except (EOFError, pickle.UnpicklingError):
        parts.put(None)


def _read(part: Sequence[Document], thesaurus: Thesaurus) -> Batch | Exception:
    try:
        return gather(part, thesaurus)
    except Exception as fault:  # noqa: BLE001 -- whoever sent the documents is to hear of it
        return fault


def main() -> None:
    """Answer on what is the standard output now; whatever a library prints goes elsewhere."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        _answer(sys.stdin.buffer, answers)
    except (BrokenPipeError, EOFError, pickle.UnpicklingError):
        # Whoever asked was killed. There is nobody left to tell, and nothing to tidy up.
        os._exit(0)
