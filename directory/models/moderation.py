"""What was decided about listings: the history that the column ``service.status`` repeats the end of."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, Relationship

from directory import clock
from directory.models.base import Row, owned_by, word
from directory.models.service import Service
from directory.vocabulary import ModerationStatus


class ModerationEvent(Row, table=True):
    """A service went from one status to another. Events are only ever added."""

    __tablename__ = "moderation_event"

    service_id: UUID = owned_by("service")
    before: ModerationStatus = Field(sa_type=word(ModerationStatus))
    after: ModerationStatus = Field(sa_type=word(ModerationStatus))
    actor: str = Field(max_length=120, description="a role and an id, or the name of a feed")
    reason: str = ""
    happened_at: datetime = Field(default_factory=clock.now, index=True)
    service: Service = Relationship()
