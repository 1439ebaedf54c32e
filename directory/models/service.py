"""Services: one thing that a group offers, called a listing on the pages."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, Relationship, col, select
from sqlmodel.sql.expression import SelectOfScalar

from directory import clock
from directory.models.base import Part, Row, owned_by, parts_of, word
from directory.models.organisation import Organisation
from directory.vocabulary import ModerationStatus

if TYPE_CHECKING:
    from directory.models.capacity import Capacity
    from directory.models.eligibility import EligibilityRule
    from directory.models.location import ServiceArea, ServiceAtLocation
    from directory.models.schedule import CostOption, Schedule
    from directory.models.taxonomy import ServiceTerm


class Service(Row, table=True):
    """One thing that a group offers: an activity, a helpline, a visit.

    ``status`` repeats the newest moderation event, so that selects can filter on it; only
    ``actions.moderation`` writes it. *Last confirmed* and *last changed* are two dates: saving a listing does
    not mean that somebody has checked it.
    """

    __tablename__ = "service"
    __table_args__ = (
        CheckConstraint("length(trim(name)) > 0", name="name"),
        CheckConstraint("in_person OR online OR by_phone OR home_visit OR NOT ways_stated", name="ways"),
    )

    organisation_id: UUID = owned_by("organisation")
    name: str = Field(max_length=255, index=True)
    summary: str = Field(default="", max_length=400)
    description: str = ""
    url: str = Field(default="", max_length=2000)
    email: str = Field(default="", max_length=320)
    alert: str = Field(default="", description="shown above everything else")
    joining: str = Field(default="", description="how a person comes to it, in words (HSDS application_process)")
    referral_url: str = Field(default="", max_length=2000)
    times_note: str = Field(default="", description="what the schedules do not say of the times")
    eligibility_note: str = Field(default="", description="what the rules do not say of who may come")
    status: ModerationStatus = Field(
        default=ModerationStatus.DRAFT,
        sa_type=word(ModerationStatus),
        index=True,
    )
    ways_stated: bool = Field(default=False, description="whether it has said how it reaches people")
    in_person: bool = False
    online: bool = False
    by_phone: bool = False
    home_visit: bool = False
    confirmed_on: date | None = Field(default=None, description="when its group last said that all this is right")
    details_changed_at: datetime | None = Field(default=None, description="when what it says last changed")
    modified_at: datetime = Field(
        default_factory=clock.now, index=True, description="when anything of it last changed that others are told"
    )

    organisation: Organisation = Relationship()
    at_locations: list["ServiceAtLocation"] = parts_of("service", "ServiceAtLocation")
    schedules: list["Schedule"] = parts_of("service", "Schedule")
    costs: list["CostOption"] = parts_of("service", "CostOption")
    contacts: list["Contact"] = parts_of("service", "Contact")
    areas: list["ServiceArea"] = parts_of("service", "ServiceArea")
    rules: list["EligibilityRule"] = parts_of("service", "EligibilityRule")
    languages: list["ServiceLanguage"] = parts_of("service", "ServiceLanguage")
    terms: list["ServiceTerm"] = Relationship(back_populates="service", cascade_delete=True)
    capacities: list["Capacity"] = Relationship(back_populates="service", cascade_delete=True)


class Contact(Part, table=True):
    """How a service is reached: a role, never the person who keeps the entry (see Steward).

    One that is not public is for the keepers of the directory alone: no page for others and no export shows it.
    """

    __tablename__ = "contact"

    service_id: UUID = owned_by("service")
    role: str = Field(default="", max_length=120)
    phone: str = Field(default="", max_length=60)
    email: str = Field(default="", max_length=320)
    public: bool = True
    service: Service = Relationship(back_populates="contacts")


class ServiceLanguage(Part, table=True):
    """A language spoken at a service; ``code`` is of ISO 639 (en, ur, bfi for British Sign Language)."""

    __tablename__ = "service_language"
    __table_args__ = (
        UniqueConstraint("service_id", "code"),
        CheckConstraint("length(code) > 0", name="code"),
    )

    service_id: UUID = owned_by("service")
    code: str = Field(max_length=20)
    service: Service = Relationship(back_populates="languages")


def published_services() -> SelectOfScalar[Service]:
    """The services that anybody may see."""
    return select(Service).where(col(Service.status) == ModerationStatus.PUBLISHED)
