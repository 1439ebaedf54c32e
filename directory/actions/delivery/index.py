"""Bringing into the index what has changed."""

import logging
from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlmodel import Session, col, delete, func, select

from directory import clock
from directory.actions.delivery.opening import Opening
from directory.models import IndexChange, Service
from directory.queries.eligibility import Naming
from directory.queries.indexing import documents
from directory.vocabulary import ModerationStatus
from search_index.documents import Document
from search_index.port import IndexBusyError, Progress, SearchIndex

logger = logging.getLogger(__name__)

AT_ONCE = 2_000
"""Changes that are brought into the index together."""


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
            _bring_in(index, found, services)
        except IndexBusyError:
            logger.info("index is busy; %d changes wait", len(keys))
            return delivered
        strike_off(writing, keys)
        delivered += len(keys)
        progress(len(keys))


def _bring_in(index: SearchIndex, found: Sequence[Document], changed: Iterable[UUID]) -> None:
    """Put in what anybody may see of the services that changed, and take out the rest of them."""
    gone = {str(service) for service in changed} - {document.id for document in found}
    if found:
        index.put(found)
    if gone:
        index.remove(gone)


def is_any(session: Session) -> bool:
    """Whether any change waits."""
    return session.exec(select(IndexChange.id).limit(1)).first() is not None


def is_most(session: Session) -> bool:
    """Whether so much has changed that to make the index anew takes less time: a third of what may be seen."""
    waiting = session.exec(select(func.count(func.distinct(IndexChange.service_id)))).one()
    published = col(Service.status) == ModerationStatus.PUBLISHED
    shown = session.exec(select(func.count()).select_from(Service).where(published)).one()
    return waiting * 3 > shown and waiting >= AT_ONCE // 2


def strike_off(writing: Opening, keys: Sequence[int | None]) -> None:
    """Changes of these numbers are in the index now."""
    with writing() as session:
        for first in range(0, len(keys), AT_ONCE):
            some = keys[first : first + AT_ONCE]
            session.exec(delete(IndexChange).where(col(IndexChange.id).in_(some)))
