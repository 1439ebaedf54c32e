"""Groups: who they are, who may be asked, and who keeps their entry true."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, Relationship

from directory.models.base import Row, owned_by


class Organisation(Row, table=True):
    """A group, or whatever body offers a service."""

    __tablename__ = "organisation"
    __table_args__ = (CheckConstraint("length(trim(name)) > 0", name="name"),)

    name: str = Field(max_length=255, index=True)
    description: str = ""
    url: str = Field(default="", max_length=2000)
    email: str = Field(default="", max_length=320, description="a public mailbox of the group, never a person's")
    phone: str = Field(default="", max_length=60)
    identifiers: list["OrganisationIdentifier"] = Relationship(back_populates="organisation", cascade_delete=True)
    stewards: list["Steward"] = Relationship(back_populates="organisation", cascade_delete=True)


class OrganisationIdentifier(Row, table=True):
    """A number by which others know a group; ``scheme`` is its code in the org-id.guide list (GB-CHC,
    GB-COH…).
    """

    __tablename__ = "organisation_identifier"
    __table_args__ = (
        UniqueConstraint("organisation_id", "scheme", "identifier"),
        CheckConstraint("length(identifier) > 0", name="identifier"),
    )

    organisation_id: UUID = owned_by("organisation")
    scheme: str = Field(max_length=20)
    identifier: str = Field(max_length=60, index=True)
    organisation: Organisation = Relationship(back_populates="identifiers")


class Steward(Row, table=True):
    """Who keeps a group's entry true. Private: nothing that is shown or exported reads this table."""

    __tablename__ = "steward"
    __table_args__ = (
        UniqueConstraint("organisation_id", "email"),
        CheckConstraint("email LIKE '%_@_%'", name="email"),
        CheckConstraint("email = lower(email)", name="email_lower"),
    )

    organisation_id: UUID = owned_by("organisation")
    email: str = Field(max_length=320, index=True)
    agreed_on: date | None = Field(default=None, description="when they agreed to be written to; None: not asked yet")
    lead: bool = Field(default=False, description="may invite and remove others")
    organisation: Organisation = Relationship(back_populates="stewards")
