"""Statements of how much room a service has. Each is dated; the newest counts, and only for a while."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field, Relationship

from directory.models.base import Row, owned_by, word
from directory.models.service import Service
from directory.vocabulary import CapacityStatus


class Capacity(Row, table=True):
    """What was said of a service's room, when and by whom."""

    __tablename__ = "capacity"
    __table_args__ = (
        CheckConstraint("places_free IS NULL OR places_free >= 0", name="places_free"),
        CheckConstraint("places_total IS NULL OR places_total >= coalesce(places_free, 0)", name="places_total"),
        CheckConstraint("wait_weeks IS NULL OR wait_weeks >= 0", name="wait_weeks"),
    )

    service_id: UUID = owned_by("service")
    status: CapacityStatus = Field(sa_type=word(CapacityStatus))
    places_free: int | None = None
    places_total: int | None = None
    wait_weeks: int | None = None
    next_intake_on: date | None = None
    note: str = Field(default="", max_length=500)
    stated_at: datetime = Field(index=True)
    stated_by: str = Field(default="", max_length=120, description="a role: the group, a moderator, a feed")
    service: Service = Relationship(back_populates="capacities")
