"""Who has which role, for administrators."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, false, or_, true
from sqlmodel import Session, col, select

from directory.access import Person
from directory.models import Account, Organisation, RoleGrant, Service
from directory.queries.eligibility import Naming
from directory.queries.reach import in_reach
from directory.vocabulary import Role


@dataclass(frozen=True, slots=True)
class HeldGrant:
    """A role that somebody has.

    Attributes:
        where: the group or the area in which it holds, in words.
        own: whether it is of whoever asks.
    """

    id: UUID
    email: str
    role: Role
    where: str
    lead: bool
    since: datetime
    own: bool


def held_grants(session: Session, person: Person, name_of: Naming) -> list[HeldGrant]:
    """Every role that an administrator is in charge of, by account and role, with one select."""
    chosen = (
        select(RoleGrant, Account.email, Organisation.name)
        .join(Account, col(Account.id) == col(RoleGrant.account_id))
        .join(Organisation, col(Organisation.id) == col(RoleGrant.organisation_id), isouter=True)
        .where(col(RoleGrant.revoked_at).is_(None), col(Account.closed_at).is_(None), in_charge_of(person))
    )
    rows = session.exec(chosen.order_by(col(Account.email), col(RoleGrant.role), col(RoleGrant.id)))
    return [
        HeldGrant(
            id=grant.id,
            email=email,
            role=grant.role,
            where=group or (name_of(grant.area) or grant.area if grant.area else "everywhere"),
            lead=grant.lead,
            since=grant.created_at,
            own=grant.account_id == person.id,
        )
        for grant, email, group in rows
    ]


def in_charge_of(person: Person) -> ColumnElement[bool]:
    """The condition of a select of roles that somebody may take away: those of their areas, and of groups with a
    listing there.
    """
    areas = person.areas(Role.ADMINISTRATOR)
    if not areas:
        return false()
    if "" in areas:
        return true()
    of_groups = select(Service.organisation_id).where(in_reach(person, Role.ADMINISTRATOR))
    return or_(col(RoleGrant.area).in_(areas), col(RoleGrant.organisation_id).in_(of_groups))
