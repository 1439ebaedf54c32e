"""Groups that councillors, or anybody, tell us of."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, SQLColumnExpression, exists
from sqlmodel import Field, col

from directory.models.base import Row, word
from directory.vocabulary import NominationStatus, ReportKind, ReportStatus


class Nomination(Row, table=True):
    """A group that a councillor knows of and the directory lacks."""

    __tablename__ = "nomination"
    __table_args__ = (CheckConstraint("length(trim(name)) > 0", name="name"),)

    account_id: UUID = Field(foreign_key="account.id", index=True)
    name: str = Field(max_length=255)
    place: str = Field(max_length=255)
    purpose: str
    reached_by: str = Field(max_length=320, description="how the group can be reached; not shown")
    ward: str = Field(default="", max_length=9)
    status: NominationStatus = Field(
        default=NominationStatus.WAITING,
        sa_type=word(NominationStatus),
    )
    service_id: UUID | None = Field(default=None, foreign_key="service.id", index=True, ondelete="SET NULL")


def told_by_councillor(service_id: SQLColumnExpression[UUID]) -> ColumnElement[bool]:
    """The condition that a service is a group that a councillor told us of, and that its group has not taken over."""
    still_open = col(Nomination.status).in_([NominationStatus.WAITING, NominationStatus.INVITED])
    return exists().where(col(Nomination.service_id) == service_id, still_open)


class Report(Row, table=True):
    """What somebody without an account tells us: of a group, or of something wrong with a listing."""

    __tablename__ = "report"
    __table_args__ = (
        CheckConstraint("length(trim(words)) > 0", name="words"),
        CheckConstraint("kind <> 'problem' OR service_id IS NOT NULL", name="service"),
    )

    kind: ReportKind = Field(sa_type=word(ReportKind))
    service_id: UUID | None = Field(default=None, foreign_key="service.id", index=True, ondelete="SET NULL")
    name: str = Field(default="", max_length=255, description="of the group that is not listed")
    place: str = Field(default="", max_length=255, description="where it is, as it was typed")
    district: str = Field(default="", max_length=9, index=True, description="ONS code; empty: not known")
    words: str
    answer_to: str = Field(default="", max_length=320, description="where an answer goes; private")
    status: ReportStatus = Field(default=ReportStatus.WAITING, sa_type=word(ReportStatus), index=True)
    answer: str = ""
    decided_by: str = Field(default="", max_length=120)
    decided_at: datetime | None = None
