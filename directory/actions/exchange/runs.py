"""How far a feed was read: kept in the same transaction as what was read, so that a reading that is cut off goes on
where it was, and no two readings of a feed get into each other's way.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select, update

from directory import clock
from directory.actions.exchange.feeds import feed_named
from directory.actions.exchange.report import ImportReport
from directory.errors import ConflictError
from directory.models import FeedRun


@dataclass(frozen=True, slots=True)
class Source:
    """What is to be read.

    Attributes:
        name: of the feed; its records are known by this name and their own ids when they come again.
        digest: of what is read, and of how. What has the same is the same reading, and goes on where it was cut off.
        address: where it is from, if it is from the web.
        licence: how others may use it.
        publish: let everybody see new services at once; otherwise they wait for a moderator.
        actor: who reads it, a role and an id.
        whole: whether it is all of the feed, so that what is not in it is no longer in the feed.
    """

    name: str
    digest: str
    address: str = ""
    licence: str = ""
    publish: bool = False
    actor: str = "directory"
    whole: bool = True


def begin(session: Session, source: Source) -> FeedRun:
    """The run of a reading: a new one, or the one that was cut off. Any other run of this feed ends here, since what is
    read now is newer.

    Raises:
        InputError: the source has no name, or one that is too long.
    """
    feed = feed_named(session, source.name, address=source.address, licence=source.licence)
    unfinished = col(FeedRun.feed_id) == feed.id, col(FeedRun.finished_at).is_(None)
    cut_off = select(FeedRun).where(*unfinished, col(FeedRun.digest) == source.digest)
    run = session.exec(cut_off.order_by(col(FeedRun.created_at).desc(), col(FeedRun.id))).first()
    if run is None:
        run = FeedRun(feed_id=feed.id, digest=source.digest, actor=source.actor)
        session.add(run)
        session.flush()
    others = update(FeedRun).where(*unfinished, col(FeedRun.id) != run.id)
    session.exec(others.values(finished_at=clock.now()))
    return run


def go_on(session: Session, run_id: UUID, position: int) -> FeedRun:
    """The run, with which nobody else does anything until the end of the transaction.

    Raises:
        ConflictError: somebody else reads this feed, too, and is further, or reads a newer state of it.
    """
    run = session.exec(select(FeedRun).where(col(FeedRun.id) == run_id).with_for_update()).first()
    if run is None or run.finished_at or run.position != position:
        raise ConflictError("Somebody else is reading this feed now, so this reading ends here; nothing is lost", ())
    return run


def advance(run: FeedRun, position: int, report: ImportReport) -> None:
    """Note how far it was read, and what came of it so far."""
    run.position, run.report = position, report.as_json()


def finish(run: FeedRun, report: ImportReport) -> None:
    """Note that it was read to its end."""
    run.report, run.finished_at = report.as_json(), clock.now()
