"""The feeds that were read: what each brought, and what has gone from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, select

from directory.errors import NotFoundError
from directory.models import Feed, FeedRecord, Organisation, Service
from directory.oruk.parts import PART
from directory.oruk.records import ServiceRecord
from directory.queries.history import PartChange, compared
from directory.queries.wording import Wording
from directory.vocabulary import ModerationStatus

MOST_GONE = 200
"""Listings that are no longer in their feed on one page."""


@dataclass(frozen=True, slots=True)
class FeedShown:
    """A feed.

    Attributes:
        listings: how many of its records are listings here.
        gone: how many of them it no longer has.
        read_at: when it was read last; None: no record of it was taken in.
    """

    id: UUID
    name: str
    address: str
    licence: str
    listings: int
    gone: int
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class GoneListing:
    """A listing that its feed no longer has, and since when."""

    service_id: UUID
    name: str
    organisation: str
    status: ModerationStatus
    gone_at: datetime


def feeds(session: Session) -> list[FeedShown]:
    """Every feed, by name."""
    counted = (
        select(Feed, func.count(col(FeedRecord.id)), func.count(col(FeedRecord.gone_at)), func.max(FeedRecord.read_at))
        .join(FeedRecord, col(FeedRecord.feed_id) == col(Feed.id), isouter=True)
        .group_by(col(Feed.id))
        .order_by(func.lower(Feed.name), col(Feed.id))
    )
    return [_shown(*row) for row in session.exec(counted)]


def one_feed(session: Session, feed_id: UUID) -> FeedShown:
    """A feed.

    Raises:
        NotFoundError: there is no such feed.
    """
    for feed in feeds(session):
        if feed.id == feed_id:
            return feed
    raise NotFoundError("There is no such feed")


def gone_listings(session: Session, feed_id: UUID) -> list[GoneListing]:
    """The listings that a feed no longer has, those that have been gone longest first."""
    gone = (
        select_columns(
            col(Service.id), col(Service.name), col(Organisation.name), col(Service.status), col(FeedRecord.gone_at)
        )
        .join(FeedRecord, col(FeedRecord.service_id) == col(Service.id))
        .join(Organisation, col(Organisation.id) == col(Service.organisation_id))
        .where(col(FeedRecord.feed_id) == feed_id, col(FeedRecord.gone_at).is_not(None))
        .order_by(col(FeedRecord.gone_at), col(Service.name), col(Service.id))
    )
    return [GoneListing(*row) for row in session.execute(gone.limit(MOST_GONE))]


def compared_parts(
    before: Mapping[str, Any], after: Mapping[str, Any], parts: Iterable[str], wording: Wording
) -> tuple[PartChange, ...]:
    """Some parts of two texts that were kept as JSON, side by side; none where they were not, or are of a program that
    knew other fields.
    """
    try:
        was, became = map(ServiceRecord.model_validate, (before, after))
    except ValueError:
        return ()
    return tuple(compared(wording, name, was, became) for name in parts if name in PART)


def _shown(feed: Feed, listings: int, gone: int, read_at: datetime | None) -> FeedShown:
    return FeedShown(feed.id, feed.name, feed.address, feed.licence, listings, gone, read_at)
