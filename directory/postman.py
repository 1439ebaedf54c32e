"""What a server does while nobody waits: letters leave, and once a day groups are asked about their listings.

No page waits for a mail server: it wakes the postman and is done.
"""

import logging
from collections.abc import Callable, Sequence
from threading import Event, Thread
from typing import Final

logger = logging.getLogger(__name__)

ROUND_SECONDS: Final = 60.0
"""After so long it goes round even if nobody wakes it: a letter may be due, or rest after an attempt."""

STOP_SECONDS: Final = 10.0
"""How long whoever stops it waits for a letter that is in its hands."""


class Postman:
    """Does its chores whenever it is woken, and now and then. One for each process of a server.

    Args:
        chores: done in turn, on each round. One that gives True has more to do, and is done again at once.
    """

    def __init__(self, *chores: Callable[[], bool], every: float = ROUND_SECONDS) -> None:
        self._chores: Sequence[Callable[[], bool]] = chores
        self._every = every
        self._woken, self._stopped = Event(), Event()
        self._thread = Thread(target=self._go_round, name="postman", daemon=True)

    def start(self) -> None:
        """Begin, with a round at once: letters may have been waiting since the last server."""
        self._woken.set()
        self._thread.start()

    def wake(self) -> None:
        """Say that there is something to do."""
        self._woken.set()

    def stop(self) -> None:
        """Let it finish what it has in its hands, and begin nothing more."""
        self._stopped.set()
        self._woken.set()
        self._thread.join(STOP_SECONDS)

    def _go_round(self) -> None:
        while not self._stopped.is_set():
            self._woken.wait(self._every)
            self._woken.clear()
            for chore in self._chores:
                self._do(chore)

    def _do(self, chore: Callable[[], bool]) -> None:
        try:
            while not self._stopped.is_set() and chore():
                pass
        except Exception as fault:  # noqa: BLE001 -- the outermost edge: the next round may do what this one could not
            # Its message may hold what was in a letter.
            logger.error("the postman could not finish a round: %s", type(fault).__name__)  # noqa: TRY400 -- likewise
