"""Where imported rows come from."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, Relationship

from directory import clock
from directory.models.base import Json, Row, owned_by
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
    said: dict[str, Any] | None = Field(
        default=None, sa_type=Json, description="what was read last, as a ServiceRecord in JSON; None: not kept then"
    )
    read_at: datetime = Field(default_factory=clock.now)
    gone_at: datetime | None = Field(default=None, description="since when the feed no longer has it")
    service: Service = Relationship()


class FeedOrganisation(Row, table=True):
    """An organisation of a feed and ours that was made of it."""

    __tablename__ = "feed_organisation"
    __table_args__ = (UniqueConstraint("feed_id", "foreign_id"),)

    feed_id: UUID = owned_by("feed")
    foreign_id: str = Field(max_length=255, index=True)
    organisation_id: UUID = owned_by("organisation")
    said: dict[str, Any] | None = Field(default=None, sa_type=Json, description="an OrganisationRecord; see FeedRecord")
    organisation: Organisation = Relationship()


class FeedRun(Row, table=True):
    """A feed is being taken in, or was: how far, and what came of it, so that it can go on where it was cut off."""

    __tablename__ = "feed_run"
    __table_args__ = (CheckConstraint("position >= 0", name="position"),)

    feed_id: UUID = owned_by("feed")
    digest: str = Field(max_length=64, index=True, description="of what is read; the same again goes on")
    position: int = Field(default=0, description="records that have been dealt with")
    report: dict[str, Any] = Field(default_factory=dict, sa_type=Json, description="an ImportReport so far")
    actor: str = Field(max_length=120, description="a role and an id, or the name of a feed")
    finished_at: datetime | None = Field(default=None, index=True)
