"""What is counted while pages are served, and kept now and then: no page waits for it, and none fails by it."""

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from threading import Lock, Thread

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from directory.actions.unmet import Unmet, count_unmet

logger = logging.getLogger(__name__)

KEEP_SECONDS = 60.0
"""After so long what was counted is kept."""

MOST_WAITING = 10_000
"""Different counts that wait while the database cannot be written to; beyond that new ones are given up."""


class Tally:
    """Searches that met no good answer, until they are kept.

    Args:
        writing: opens a session for writing.
    """

    def __init__(self, writing: Callable[[], AbstractContextManager[Session]]) -> None:
        self._writing = writing
        self._waiting: Counter[Unmet] = Counter()
        self._lock = Lock()
        self._kept = time.monotonic()

    def add(self, unmet: Iterable[Unmet]) -> None:
        """Count, and keep what was counted in the background when it is time."""
        with self._lock:
            self._waiting.update(each for each in unmet if each in self._waiting or len(self._waiting) < MOST_WAITING)
            due = bool(self._waiting) and time.monotonic() - self._kept > KEEP_SECONDS
            if due:
                self._kept = time.monotonic()
        if due:
            # Another process may hold the database for seconds.
            Thread(target=self.keep, daemon=True).start()

    def keep(self) -> None:
        """Keep what has been counted; if that cannot be done now, then the next time."""
        with self._lock:
            counted, self._waiting = self._waiting, Counter()
        if not counted:
            return
        try:
            with self._writing() as session:
                count_unmet(session, counted)
        except SQLAlchemyError:
            logger.warning("counts of unmet searches could not be kept; %d wait", len(counted))
            with self._lock:
                self._waiting += counted
