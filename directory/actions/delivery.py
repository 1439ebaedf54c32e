"""What remains to be done after a commit: the index looks again at what has changed.

The rows of the outbox stay until it is done. If the process dies in between, the next one does it again,
which is harmless. This is the only place where an action opens sessions of its own.
"""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlmodel import Session, col, delete, select

from directory import clock
from directory.models import IndexChange
from directory.queries.eligibility import Naming
from directory.queries.indexing import documents
from search_index.port import IndexBusyError, Progress, SearchIndex

logger = logging.getLogger(__name__)

AT_ONCE = 2_000
"""Changes that are brought into the index together."""

Opening = Callable[[], AbstractContextManager[Session]]
"""Opens a session."""


def deliver(
    reading: Opening,
    writing: Opening,
    index: SearchIndex,
    name_of: Naming,
    *,
    progress: Progress = lambda _: None,
) -> int:
    """Bring every change that is waiting into the index.

    Args:
        progress: called with how many changes were brought in since.

    Returns:
        How many changes were brought in. Those that another process is busy with wait for the next time.
    """
    delivered = 0
    while True:
        with reading() as session:
            waiting = session.exec(select(IndexChange).order_by(col(IndexChange.id)).limit(AT_ONCE)).all()
            keys = [change.id for change in waiting]
            services = {change.service_id for change in waiting}
            found = list(documents(session, name_of, now=clock.now(), among=services))
        if not keys:
            return delivered
        try:
            index.put(found)
            index.remove({str(service) for service in services} - {document.id for document in found})
        except IndexBusyError:
            logger.info("index is busy; %d changes wait", len(keys))
            return delivered
        with writing() as session:
            session.exec(delete(IndexChange).where(col(IndexChange.id).in_(keys)))
        delivered += len(keys)
        progress(len(keys))


def rebuild(reading: Opening, writing: Opening, index: SearchIndex, name_of: Naming, *, progress: Progress) -> None:
    """Make the index anew from the database; changes that were waiting are in it then."""
    with reading() as session:
        newest = session.exec(select(IndexChange.id).order_by(col(IndexChange.id).desc()).limit(1)).first()
        index.replace_all(documents(session, name_of, now=clock.now()), progress=progress)
    with writing() as session:
        session.exec(delete(IndexChange).where(col(IndexChange.id) <= (newest or 0)))
