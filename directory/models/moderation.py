"""What was decided about listings: the history that the column ``service.status`` repeats the end of."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, Relationship

from directory import clock
from directory.models.base import Row, owned_by, word
from directory.models.service import Service
from directory.vocabulary import EventKind, ModerationStatus


class ModerationEvent(Row, table=True):
    """Something was decided about a service. Events are only ever added.

    Of decisions that leave the status as it is, ``before`` and ``after`` are the same.
    """

    __tablename__ = "moderation_event"

    service_id: UUID = owned_by("service")
    kind: EventKind = Field(default=EventKind.STATUS, sa_type=word(EventKind))
    before: ModerationStatus = Field(sa_type=word(ModerationStatus))
    after: ModerationStatus = Field(sa_type=word(ModerationStatus))
    actor: str = Field(max_length=120, description="a role and an id, or the name of a feed")
    reason: str = ""
    happened_at: datetime = Field(default_factory=clock.now, index=True)
    service: Service = Relationship()
