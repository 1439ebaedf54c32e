"""Whether a web address answered, when it was asked last."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class LinkCheck(SQLModel, table=True):
    """What came of asking a web address. It belongs to the address, whichever listings have it."""

    __tablename__ = "link_check"

    digest: str = Field(max_length=64, primary_key=True, description="SHA-256 of the address, which may be too long")
    checked_at: datetime
    alive: bool
    said: str = Field(default="", max_length=500, description="why it did not answer")
