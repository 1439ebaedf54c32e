"""Taking turns to write: one process, and one thread of it, at a time."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, LOCK_UN, flock
from pathlib import Path

from search_index.port import IndexBusyError

WAIT_SECONDS = 3.0
"""How long a writer waits for another one. A few documents take a moment; whoever makes all of the index anew takes
long, and nobody who saves something in the meantime waits for that.
"""

LOOK_SECONDS = 0.01
"""How often it looks whether the other is done."""


@contextmanager
def turn(folder: Path) -> Iterator[None]:
    """Wait for one's turn to write in a folder, which is made if it is not there. The lock of one who dies is freed.

    Raises:
        IndexBusyError: somebody else is writing, and does not finish in time.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        deadline = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                flock(lock, LOCK_EX | LOCK_NB)
                break
            except BlockingIOError as busy:
                if time.monotonic() > deadline:
                    raise IndexBusyError("Another process is writing to the search index") from busy
                time.sleep(LOOK_SECONDS)
        try:
            yield
        finally:
            flock(lock, LOCK_UN)
