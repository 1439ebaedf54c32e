"""What remains to be done after a commit. Rows stay until it is done, and doing it twice is harmless."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, UniqueConstraint
from sqlmodel import Field, SQLModel, and_, col

from directory import clock
from directory.models.base import Row


class IndexChange(SQLModel, table=True):
    """The index must look again at a service: it was changed, published, or taken away."""

    __tablename__ = "index_change"
    # A number is never given twice: whoever has brought a change in deletes it by its number, perhaps late.
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    service_id: UUID = Field(index=True)
    noted_at: datetime = Field(default_factory=clock.now)


class OutgoingLetter(Row, table=True):
    """A letter to be sent, written in the transaction that it tells of."""

    __tablename__ = "outgoing_letter"
    __table_args__ = (
        CheckConstraint("recipient LIKE '%_@_%'", name="recipient"),
        UniqueConstraint("key"),
    )

    recipient: str = Field(max_length=320)
    about: str = Field(max_length=60, description="which letter it is")
    subject: str = Field(max_length=255)
    body: str = Field(description="emptied once it is sent, where it holds a secret")
    secret: bool = Field(default=False, description="whether whoever reads it could act as its recipient")
    key: str | None = Field(default=None, max_length=200, description="two letters with one key are the same letter")
    service_id: UUID | None = Field(default=None, foreign_key="service.id", index=True, ondelete="SET NULL")
    due_at: datetime = Field(default_factory=clock.now, index=True)
    sent_at: datetime | None = Field(default=None, index=True)
    taken_until: datetime | None = Field(
        default=None, description="until when nobody may take it: a process has it, or it rests after an attempt"
    )
    cancelled_at: datetime | None = None
    attempts: int = 0
    trouble: str = Field(default="", max_length=500, description="why it will never leave; empty: it may yet")


def waits() -> ColumnElement[bool]:
    """Whether a letter is still to leave, now or when it is due."""
    ended = (OutgoingLetter.sent_at, OutgoingLetter.cancelled_at)
    return and_(*(col(moment).is_(None) for moment in ended), col(OutgoingLetter.trouble) == "")


class MailTrouble(Row, table=True):
    """An address that letters do not reach."""

    __tablename__ = "mail_trouble"

    email: str = Field(max_length=320, unique=True)
    said: str = Field(default="", max_length=500, description="what the mail server said")
