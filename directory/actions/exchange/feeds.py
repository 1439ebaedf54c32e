"""The feeds that were ever read, by their names."""

from uuid import NAMESPACE_URL, uuid5

from sqlmodel import Session, col, select

from directory.errors import InputError
from directory.models import Feed
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
    feed.address, feed.licence = address or feed.address, licence or feed.licence
    session.add(feed)
    session.flush()
    return feed


def actor_of(feed: Feed) -> str:
    """How a feed is named in a history."""
    return f"feed {feed.name}"
