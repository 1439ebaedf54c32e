"""Who is signed in, what they may do, and what they see of their own account."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from directory import clock
from directory.access import Grant, Person
from directory.models import Account, Organisation, RoleGrant, SecondStep, SignIn
from directory.queries.eligibility import Naming


def account_by_email(session: Session, email: str) -> Account | None:
    """The open account of an address; None also where it has been closed."""
    found = select(Account).where(col(Account.email) == email.strip().lower(), col(Account.closed_at).is_(None))
    return session.exec(found).first()


def signed_in(session: Session, digest: str, *, hours: int) -> Person | None:
    """Whoever holds the secret of a sign-in that has not ended and is no older than so many hours."""
    found = session.exec(
        select(SignIn, Account)
        .join(Account, col(Account.id) == col(SignIn.account_id))
        .where(
            col(SignIn.digest) == digest,
            col(SignIn.ended_at).is_(None),
            col(SignIn.created_at) > clock.now() - timedelta(hours=hours),
            col(Account.closed_at).is_(None),
        )
    ).first()
    if found is None:
        return None
    sign_in, account = found
    return Person(
        id=account.id,
        email=account.email,
        grants=grants_of(session, account.id),
        second_step=sign_in.second_step_at is not None,
    )


def grants_of(session: Session, account_id: UUID) -> tuple[Grant, ...]:
    """What an account may do, and where."""
    rows = session.exec(
        select(RoleGrant)
        .where(col(RoleGrant.account_id) == account_id, col(RoleGrant.revoked_at).is_(None))
        .order_by(col(RoleGrant.role), col(RoleGrant.area), col(RoleGrant.id))
    )
    return tuple(Grant(row.role, row.organisation_id, row.area, row.lead) for row in rows)


@dataclass(frozen=True, slots=True)
class OpenSignIn:
    """One browser in which somebody is signed in."""

    since: datetime
    seen: datetime
    here: bool


def open_sign_ins(session: Session, person: Person, digest: str, *, hours: int) -> list[OpenSignIn]:
    """Where somebody is signed in, the newest first.

    Args:
        digest: of the secret of the browser that asks.
    """
    rows = session.exec(
        select(SignIn)
        .where(
            col(SignIn.account_id) == person.id,
            col(SignIn.ended_at).is_(None),
            col(SignIn.created_at) > clock.now() - timedelta(hours=hours),
        )
        .order_by(col(SignIn.created_at).desc(), col(SignIn.id))
    )
    return [OpenSignIn(row.created_at, row.seen_at, row.digest == digest) for row in rows]


def second_step_of(session: Session, account_id: UUID) -> SecondStep | None:
    """The second step of an account, whether it has been confirmed or not."""
    return session.exec(select(SecondStep).where(col(SecondStep.account_id) == account_id)).first()


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role somebody has, with the words for where it holds."""

    grant: Grant
    where: str


def held_roles(session: Session, grants: Iterable[Grant], name_of: Naming) -> list[HeldRole]:
    """Roles with the names of their groups and areas.

    Args:
        name_of: gives the name of an area, as far as it is known.
    """
    grants = list(grants)
    groups = [grant.organisation_id for grant in grants if grant.organisation_id]
    rows = session.exec(select(Organisation.id, Organisation.name).where(col(Organisation.id).in_(groups)))
    names = dict(rows.all())
    return [HeldRole(grant, _where(grant, names, name_of)) for grant in grants]


def _where(grant: Grant, groups: dict[UUID, str], name_of: Naming) -> str:
    if grant.organisation_id:
        return groups.get(grant.organisation_id, "")
    return (name_of(grant.area) or grant.area) if grant.area else "everywhere"
