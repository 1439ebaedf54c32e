"""Accounts, what they may do and where, and how they sign in."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field, Relationship

from directory.models.base import Row, owned_by, word
from directory.vocabulary import Role


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
    area: str = Field(default="", max_length=9, description="empty, for an administrator or a navigator: everywhere")
    lead: bool = Field(default=False, description="of a group's editors, one who may invite and remove others")
    granted_by: str = Field(default="", max_length=120, description="a role and an id, or the command line")
    revoked_by: str = Field(default="", max_length=120)
    revoked_at: datetime | None = None
    account: Account = Relationship(back_populates="grants")


class SignInLink(Row, table=True):
    """A link that was sent to an address. Only the digest of its secret is kept; it is used once."""

    __tablename__ = "sign_in_link"

    email: str = Field(max_length=320, index=True)
    digest: str = Field(max_length=64, unique=True)
    next_address: str = Field(default="", max_length=2000, description="where to go on, a path of this site")
    expires_at: datetime
    used_at: datetime | None = None


class SignIn(Row, table=True):
    """Somebody being signed in, in one browser, which holds the secret whose digest is kept here."""

    __tablename__ = "sign_in"

    account_id: UUID = owned_by("account")
    digest: str = Field(max_length=64, unique=True)
    seen_at: datetime
    second_step_at: datetime | None = Field(default=None, description="when the second step was passed")
    ended_at: datetime | None = None


class SecondStep(Row, table=True):
    """The secret that an account shares with an app for one-time codes (RFC 6238)."""

    __tablename__ = "second_step"

    account_id: UUID = Field(foreign_key="account.id", unique=True, ondelete="CASCADE")
    secret: str = Field(max_length=64)
    confirmed_at: datetime | None = None
    last_counter: int = Field(default=0, description="of the last code that was taken, so that none is taken twice")


class RecoveryCode(Row, table=True):
    """A code for the day when the app is lost; each is used once."""

    __tablename__ = "recovery_code"

    account_id: UUID = owned_by("account")
    digest: str = Field(max_length=64)
    used_at: datetime | None = None


class Trial(Row, table=True):
    """Somebody did what may be done only so often. Who is a digest, which tells nothing to whoever lacks the key."""

    __tablename__ = "trial"

    what: str = Field(max_length=40)
    who: str = Field(max_length=64, index=True)


class UsedLink(Row, table=True):
    """The digest of a signed link that works once, and was used."""

    __tablename__ = "used_link"

    digest: str = Field(max_length=64, unique=True)
