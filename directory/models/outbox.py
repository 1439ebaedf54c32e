"""What remains to be done after a commit. Rows stay until it is done, and doing it twice is harmless."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

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
    __table_args__ = (CheckConstraint("recipient LIKE '%_@_%'", name="recipient"),)

    recipient: str = Field(max_length=320)
    about: str = Field(max_length=60, description="which letter it is")
    subject: str = Field(max_length=255)
    body: str
    due_at: datetime = Field(default_factory=clock.now, index=True)
    sent_at: datetime | None = Field(default=None, index=True)
    attempts: int = 0
    trouble: str = Field(default="", max_length=500)
