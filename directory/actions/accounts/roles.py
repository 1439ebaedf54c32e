"""What accounts may do, and where."""

from uuid import UUID

from sqlmodel import Session, col, select

from directory import clock
from directory.access import Grant
from directory.errors import InputError, NotFoundError
from directory.models import Account, RoleGrant
from directory.queries.accounts import account_by_email
from directory.vocabulary import Role


def grant_role(session: Session, *, email: str, grant: Grant, by: str) -> Account:
    """Let somebody have a role; who has no account gets one. To grant it twice is harmless.

    Args:
        by: who grants it, for the history.

    Raises:
        InputError: a role that holds in an area needs one, and a group's editor needs a group.
    """
    _check_place(grant)
    account = account_by_email(session, email) or _reopened(session, email)
    held = [row for row in account.grants if row.revoked_at is None and _of(row) == (grant.role, *_place(grant))]
    if held:
        held[0].lead = held[0].lead or grant.lead
        return account
    row = RoleGrant(role=grant.role, organisation_id=grant.organisation_id, area=grant.area, lead=grant.lead)
    row.granted_by = by
    account.grants.append(row)
    session.add(account)
    session.flush()
    return account


def revoke_role(session: Session, *, email: str, grant: Grant, by: str) -> None:
    """Take a role away from somebody, who is signed out of nothing else.

    Raises:
        NotFoundError: they do not have it.
    """
    account = _account(session, email)
    held = [row for row in account.grants if row.revoked_at is None and _of(row) == (grant.role, *_place(grant))]
    if not held:
        raise NotFoundError(f"{account.email} does not have this role there")
    for row in held:
        row.revoked_at, row.revoked_by = clock.now(), by
        session.add(row)


def _place(grant: Grant) -> tuple[UUID | None, str]:
    return grant.organisation_id, grant.area


def _of(row: RoleGrant) -> tuple[object, UUID | None, str]:
    return row.role, row.organisation_id, row.area


def _check_place(grant: Grant) -> None:
    """As the tables have it, said in words."""
    if (grant.role is Role.GROUP_EDITOR) != (grant.organisation_id is not None):
        raise InputError("organisation", "A group editor is one of a group, and nobody else is")
    if grant.role in (Role.COUNCILLOR, Role.MODERATOR) and not grant.area:
        raise InputError("area", f"A {grant.role.label.lower()} needs an area, by its ONS code")


def _account(session: Session, email: str) -> Account:
    account = account_by_email(session, email)
    if account is None:
        raise NotFoundError("Nobody with this address has an account")
    return account


def _reopened(session: Session, email: str) -> Account:
    """The account of an address, made if there was none."""
    known = session.exec(select(Account).where(col(Account.email) == email.strip().lower())).first()
    account = known or Account(email=email.strip().lower())
    account.closed_at = None
    session.add(account)
    session.flush()
    return account
