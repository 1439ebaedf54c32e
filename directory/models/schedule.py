"""When a service takes place and what it costs."""

from datetime import date, time
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field, Relationship

from directory.models.base import Part, one_of, owned_by
from directory.models.service import Service
from directory.oruk.records import LONGEST_INTERVAL


class Schedule(Part, table=True):
    """A recurrence in the terms of iCalendar (RFC 5545), its times those of a clock on a wall in
    Europe/London.

    Without ``freq`` it takes place once, on ``dtstart``; without that either, only ``description`` says when.
    """

    __tablename__ = "schedule"
    __table_args__ = (
        CheckConstraint(one_of("freq", ("", "WEEKLY", "MONTHLY")), name="freq"),
        CheckConstraint(f"interval BETWEEN 1 AND {LONGEST_INTERVAL}", name="interval"),
        CheckConstraint("valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to", name="valid"),
    )

    service_id: UUID = owned_by("service")
    service_at_location_id: UUID | None = owned_by("service_at_location", default=None)
    freq: str = Field(default="", max_length=8)
    interval: int = 1
    byday: str = Field(default="", max_length=400, description='"MO,TH"; with MONTHLY "2TH,4TH" or "-1FR"')
    bymonthday: str = Field(default="", max_length=255, description='"1,15"; "-1" is the last day')
    bymonth: str = Field(default="", max_length=40, description='"4,5,6,7,8,9": only in these months')
    dtstart: date | None = Field(default=None, description="the first day; intervals are counted from it")
    valid_from: date | None = None
    valid_to: date | None = None
    opens_at: time | None = None
    closes_at: time | None = None
    description: str = Field(default="", description="the times in the group's own words")
    service: Service = Relationship(back_populates="schedules")


class CostOption(Part, table=True):
    """What a service costs. An amount of nought is free; None is not known."""

    __tablename__ = "cost_option"
    __table_args__ = (
        CheckConstraint("amount IS NULL OR amount >= 0", name="amount"),
        CheckConstraint("valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to", name="valid"),
    )

    service_id: UUID = owned_by("service")
    option: str = Field(default="", max_length=255, description="what it is that costs this")
    amount: Decimal | None = Field(default=None, max_digits=9, decimal_places=2, description="pounds")
    amount_description: str = Field(default="", max_length=500)
    valid_from: date | None = None
    valid_to: date | None = None
    service: Service = Relationship(back_populates="costs")
