"""Accounts, what they may do and where, and the groups that councillors know of."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field, Relationship

from directory.models.base import Row, owned_by, word
from directory.vocabulary import NominationStatus, Role


class Account(Row, table=True):
    """Somebody who can sign in, known by an e-mail address in lower case. There are no passwords."""

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint("email LIKE '%_@_%'", name="email"),
        CheckConstraint("email = lower(email)", name="email_lower"),
    )

    email: str = Field(max_length=320, unique=True)
    closed_at: datetime | None = None
    grants: list["RoleGrant"] = Relationship(back_populates="account", cascade_delete=True)


class RoleGrant(Row, table=True):
    """A role and where it holds: for an organisation, or for an area (a ward or a district) by its ONS
    code.
    """

    __tablename__ = "role_grant"
    __table_args__ = (
        CheckConstraint("(organisation_id IS NOT NULL) = (role = 'group_editor')", name="organisation"),
        CheckConstraint("role NOT IN ('councillor', 'moderator') OR length(area) > 0", name="area"),
    )

    account_id: UUID = owned_by("account")
    role: Role = Field(sa_type=word(Role))
    organisation_id: UUID | None = owned_by("organisation", default=None)
    area: str = Field(default="", max_length=9)
    revoked_at: datetime | None = None
    account: Account = Relationship(back_populates="grants")


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
