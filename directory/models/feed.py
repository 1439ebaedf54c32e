"""Where imported rows come from."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, Relationship

from directory import clock
from directory.models.base import Row, owned_by
from directory.models.organisation import Organisation
from directory.models.service import Service

NAME_LENGTH = 100
"""The longest name of a feed: where the feed is an actor, there is room for its name and what it is."""


class Feed(Row, table=True):
    """A source of imported services."""

    __tablename__ = "feed"
    __table_args__ = (CheckConstraint("length(trim(name)) > 0", name="name"),)

    name: str = Field(max_length=NAME_LENGTH, unique=True)
    address: str = Field(default="", max_length=2000)
    licence: str = Field(default="", max_length=255)


class FeedRecord(Row, table=True):
    """A record of a feed and the service that was made of it."""

    __tablename__ = "feed_record"
    __table_args__ = (UniqueConstraint("feed_id", "foreign_id"),)

    feed_id: UUID = owned_by("feed")
    foreign_id: str = Field(max_length=255, index=True)
    service_id: UUID = owned_by("service")
    fingerprint: str = Field(max_length=64, description="of what was read; the same again is no change")
    read_at: datetime = Field(default_factory=clock.now)
    service: Service = Relationship()


class FeedOrganisation(Row, table=True):
    """An organisation of a feed and ours that was made of it."""

    __tablename__ = "feed_organisation"
    __table_args__ = (UniqueConstraint("feed_id", "foreign_id"),)

    feed_id: UUID = owned_by("feed")
    foreign_id: str = Field(max_length=255, index=True)
    organisation_id: UUID = owned_by("organisation")
    organisation: Organisation = Relationship()
