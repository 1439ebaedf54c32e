"""Reading a feed from its beginning to its end, a transaction for each batch."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from typing import TypeVar
from uuid import UUID

from sqlmodel import Session, col, select

from directory.actions.exchange.feeds import feed_named
from directory.actions.exchange.leaving import mark_gone
from directory.actions.exchange.report import ImportReport
from directory.actions.exchange.runs import Source, advance, begin, finish, go_on
from directory.actions.exchange.taking import Taker
from directory.geography import Gazetteer
from directory.models import FeedRecord
from directory.oruk.documents import RawRecord
from directory.oruk.reader import Reading, read_service
from directory.oruk.taking import Problem
from directory.queries.duplicates import known_blocks

BATCH = 1_000
"""Records of one transaction: so many are read again at most after a reading was cut off, and for so long nobody else
can write into SQLite.
"""

Opening = Callable[[], AbstractContextManager[Session]]
"""Opens a session for one batch."""

Progress = Callable[[int], None]
"""Is told how many records were read since."""

Each = TypeVar("Each")


def read_feed(
    opening: Opening,
    readings: Iterable[Reading],
    *,
    source: Source,
    gazetteer: Gazetteer,
    progress: Progress = lambda _: None,
) -> ImportReport:
    """Take in a feed, so that every record is dealt with once, however often the process is killed in between.

    Args:
        opening: opens a session whose changes are kept.

    Raises:
        InputError: the source has no name, or one that is too long.
        ConflictError: somebody else reads this feed now.
        UnreadableError: the feed breaks off. What came before is taken in, and nothing is taken for gone.
    """
    with opening() as session:
        run = begin(session, source)
        run_id, feed_id, position, began = run.id, run.feed_id, run.position, run.created_at
        taker = _taker(feed_id, source, gazetteer, ImportReport.of(run.report))
    rest = iter(readings)
    if position:
        _pass_over(opening, taker, feed_id, began, list(islice(rest, position)))
        progress(position)
    for batch in _batches(rest):
        with opening() as session:
            run = go_on(session, run_id, position)
            taker.take(session, batch)
            position += len(batch)
            advance(run, position, taker.report)
        progress(len(batch))
    _note_duplicates(opening, taker)
    with opening() as session:
        run = go_on(session, run_id, position)
        _end(session, taker, feed_id, source)
        finish(run, taker.report)
    return taker.report


def try_feed(
    opening: Opening,
    readings: Iterable[Reading],
    *,
    source: Source,
    gazetteer: Gazetteer,
    progress: Progress = lambda _: None,
) -> ImportReport:
    """What `read_feed` would report from the beginning, where nothing is kept.

    Args:
        opening: opens a session whose changes are given up. Each batch is, so that nobody waits to write for long.
    """
    with _given_up(opening) as session:
        feed_id = feed_named(session, source.name).id
    taker = _taker(feed_id, source, gazetteer, ImportReport())
    for batch in _batches(iter(readings)):
        with _given_up(opening) as session:
            feed_named(session, source.name)
            taker.take(session, batch)
        progress(len(batch))
    _note_duplicates(opening, taker)
    with _given_up(opening) as session:
        _end(session, taker, feed_id, source)
    return taker.report


def import_feed(
    session: Session,
    documents: Iterable[RawRecord],
    *,
    source: str,
    gazetteer: Gazetteer,
    publish: bool,
    progress: Progress = lambda _: None,
) -> ImportReport:
    """Take in the records of a feed, in one transaction of the caller's; see `import_readings`."""
    readings = map(read_document, documents)
    return import_readings(session, readings, source=source, gazetteer=gazetteer, publish=publish, progress=progress)


def import_readings(
    session: Session,
    readings: Iterable[Reading],
    *,
    source: str,
    gazetteer: Gazetteer,
    publish: bool,
    progress: Progress = lambda _: None,
) -> ImportReport:
    """Take in records that have been read already, in one transaction of the caller's.

    Args:
        source: the name of the feed.
        publish: let everybody see new services at once; otherwise they wait for a moderator.

    Raises:
        InputError: the source has no name, or one that is too long.
    """
    chosen = Source(source, digest="", publish=publish)
    feed = feed_named(session, source)
    taker = _taker(feed.id, chosen, gazetteer, ImportReport())
    for batch in _batches(iter(readings)):
        taker.take(session, batch)
        session.expire_all()
        progress(len(batch))
    taker.note_duplicates(known_blocks(session, taker.created))
    _end(session, taker, feed.id, chosen)
    return taker.report


def read_document(document: RawRecord) -> Reading:
    """What comes of a document as it stands in a feed; one that is none says why."""
    if document.fault:
        return Reading(None, (Problem(document.where, "", f"This {document.fault}"),), is_cut=document.is_cut)
    return read_service(document.value, document.where)


def _taker(feed_id: UUID, source: Source, gazetteer: Gazetteer, report: ImportReport) -> Taker:
    return Taker(feed_id, source.name.strip(), gazetteer, publish=source.publish, report=report)


def _end(session: Session, taker: Taker, feed_id: UUID, source: Source) -> None:
    """What can be said when all was read: what is gone, unless some of it is on other pages."""
    if source.whole and not taker.is_cut:
        mark_gone(session, feed_id, taker.seen, taker.report)
    taker.report.whole = True
    session.flush()


def _note_duplicates(opening: Opening, taker: Taker) -> None:
    """Compare what is new with what is there: while nobody waits for the database."""
    with _given_up(opening) as session:
        there = known_blocks(session, taker.created)
    taker.note_duplicates(there)


def _pass_over(opening: Opening, taker: Taker, feed_id: UUID, began: object, readings: list[Reading]) -> None:
    taker.pass_over(readings)
    records = {reading.record.id: reading.record for reading in readings if reading.record}
    made = select(FeedRecord.foreign_id, FeedRecord.service_id).where(
        col(FeedRecord.feed_id) == feed_id, col(FeedRecord.created_at) >= began
    )
    with opening() as session:
        taker.created.update({key: records[id_] for id_, key in session.exec(made) if id_ in records})


def _batches(rest: Iterator[Each]) -> Iterator[list[Each]]:
    while batch := list(islice(rest, BATCH)):
        yield batch


@contextmanager
def _given_up(opening: Opening) -> Iterator[Session]:
    with opening() as session:
        yield session
        session.rollback()
