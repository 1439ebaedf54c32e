"""The feeds that were ever read, by their names."""

from uuid import NAMESPACE_URL, uuid5

from sqlmodel import Session, col, select, update

from directory import clock
from directory.errors import InputError
from directory.models import Feed, FeedRecord, Service
from directory.models.feed import NAME_LENGTH


def feed_named(session: Session, name: str, *, address: str = "", licence: str = "") -> Feed:
    """The feed of a name, which is made when it is read for the first time.

    Args:
        address: where it is read from; what was known stays where nothing is said.
        licence: how others may use what it says; likewise.

    Raises:
        InputError: it has no name, or one that is too long.
    """
    name = name.strip()
    if not 0 < len(name) <= NAME_LENGTH:
        raise InputError("source", f"Give the feed a name of 1 to {NAME_LENGTH} characters")
    feed = session.exec(select(Feed).where(col(Feed.name) == name)).first()
    if feed is None:
        # Keys are made of its key, so that it is the same wherever it has this name.
        feed = Feed(id=uuid5(NAMESPACE_URL, f"feed:{name}"), name=name)
    terms = feed.address, feed.licence
    feed.address, feed.licence = address or feed.address, licence or feed.licence
    session.add(feed)
    session.flush()
    if terms != (feed.address, feed.licence):
        _note_changes(session, feed)
    return feed


def _note_changes(session: Session, feed: Feed) -> None:
    """Let others know that what came with a feed has changed: they are told where it is from, and on which terms."""
    came = select(FeedRecord.service_id).where(col(FeedRecord.feed_id) == feed.id)
    session.exec(update(Service).where(col(Service.id).in_(came)).values(modified_at=clock.now()))


def actor_of(feed: Feed) -> str:
    """How a feed is named in a history."""
    return f"feed {feed.name}"
