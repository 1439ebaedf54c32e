"""Records that a feed no longer has: they are marked, and nothing else happens to them."""

from collections.abc import Collection
from itertools import islice
from uuid import UUID

from sqlmodel import Session, col, select, update

from directory import clock
from directory.actions.exchange.report import MOST_TOLD, ImportReport
from directory.models import FeedRecord

_AT_ONCE = 500


def mark_gone(session: Session, feed_id: UUID, seen: Collection[str], report: ImportReport) -> None:
    """Mark what was in the feed before and is not among what was seen in all of it now. Whoever decides there is told
    by its page; its group may go on all the same, and only its publisher have stopped.
    """
    there = select(FeedRecord.id, FeedRecord.foreign_id).where(
        col(FeedRecord.feed_id) == feed_id, col(FeedRecord.gone_at).is_(None)
    )
    gone = {key: id_ for key, id_ in session.exec(there.order_by(col(FeedRecord.foreign_id))) if id_ not in seen}
    keys = iter(gone)
    while some := list(islice(keys, _AT_ONCE)):
        session.exec(update(FeedRecord).where(col(FeedRecord.id).in_(some)).values(gone_at=clock.now()))
    report.gone_count = len(gone)
    report.gone = list(gone.values())[:MOST_TOLD]
