"""The texts of listings through time: what was in force, what was proposed, drafts, merges."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, Relationship

from directory.models.base import Json, Row, owned_by, word
from directory.models.service import Service
from directory.vocabulary import ClaimStatus, RevisionState


class Revision(Row, table=True):
    """What a listing said, or what somebody proposed that it should say. Numbers count up from 1 for each service.

    A listing that nobody has changed here has none: the first change keeps what was there before as number 1.
    """

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("service_id", "number"),
        CheckConstraint("number >= 1", name="number"),
    )

    service_id: UUID = owned_by("service")
    number: int
    state: RevisionState = Field(sa_type=word(RevisionState), index=True)
    record: dict[str, Any] = Field(sa_type=Json, description="the whole listing, as a ServiceRecord in JSON")
    fields: list[str] = Field(default_factory=list, sa_type=Json, description="which parts were changed")
    based_on: int | None = Field(default=None, description="the number of the revision that its author saw")
    actor: str = Field(max_length=120, description="a role and an id, or the name of a feed")
    reason: str = ""
    service: Service = Relationship()


class Draft(Row, table=True):
    """Answers of somebody who is still writing. Whoever has its link can come back to it."""

    __tablename__ = "draft"

    kind: str = Field(max_length=40, description="which form it is of")
    digest: str = Field(max_length=64, unique=True, description="of the secret in its link")
    answers: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    email: str = Field(default="", max_length=320, description="where its link was sent; private")
    account_id: UUID | None = Field(default=None, foreign_key="account.id", index=True, ondelete="CASCADE")
    service_id: UUID | None = Field(default=None, foreign_key="service.id", index=True, ondelete="CASCADE")
    sent_at: datetime | None = Field(default=None, description="when it was finished; nothing is changed after")


class Claim(Row, table=True):
    """Somebody says that they speak for a group."""

    __tablename__ = "claim"
    __table_args__ = (CheckConstraint("email LIKE '%_@_%'", name="email"),)

    organisation_id: UUID = owned_by("organisation")
    service_id: UUID | None = Field(default=None, foreign_key="service.id", index=True, ondelete="SET NULL")
    email: str = Field(max_length=320, index=True, description="of the person; private")
    evidence: str = ""
    status: ClaimStatus = Field(default=ClaimStatus.WAITING, sa_type=word(ClaimStatus), index=True)
    decided_by: str = Field(default="", max_length=120)
    decided_at: datetime | None = None


class Merge(Row, table=True):
    """Two listings of one service were made one. What both said before is kept, so that it can be undone."""

    __tablename__ = "merge"

    kept_id: UUID = owned_by("service")
    gone_id: UUID = owned_by("service")
    kept_record: dict[str, Any] = Field(sa_type=Json)
    gone_record: dict[str, Any] = Field(sa_type=Json)
    gone_status: str = Field(max_length=32, description="what it was before")
    actor: str = Field(max_length=120)
    undone_at: datetime | None = None


class NotTheSame(Row, table=True):
    """Two listings that look alike and were found to be two. ``first_id`` is the smaller key."""

    __tablename__ = "not_the_same"
    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        CheckConstraint("first_id < second_id", name="in_order"),
    )

    first_id: UUID = owned_by("service")
    second_id: UUID = owned_by("service")
    actor: str = Field(max_length=120)


class Review(Row, table=True):
    """A moderator has a listing open, and until when others are told so."""

    __tablename__ = "review"

    service_id: UUID = Field(foreign_key="service.id", unique=True, ondelete="CASCADE")
    account_id: UUID = owned_by("account")
    until: datetime
