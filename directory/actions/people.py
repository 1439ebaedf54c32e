"""An administrator lets others have roles, within their own areas, and takes them away."""

import re
from uuid import UUID

from sqlmodel import Session, col, select

from directory.access import Grant, Person
from directory.actions.accounts.roles import grant_role, revoke_role
from directory.errors import InputError, InvalidTransitionError, NotAllowedError, NotFoundError
from directory.geography import Gazetteer, Place
from directory.models import Account, RoleGrant
from directory.queries.people import in_charge_of
from directory.vocabulary import Role

_CODE = re.compile(r"[A-Z][0-9]{8}")
"""The form of an ONS code of an area."""


def grant_as(session: Session, person: Person, *, email: str, role: Role, area: str, gazetteer: Gazetteer) -> Account:
    """Let somebody have a role.

    Args:
        area: an ONS code, or what people call a district; empty: everywhere, where that makes sense.

    Raises:
        InputError: the area is not known, the role needs one, or it is of a kind that is not granted here.
        NotAllowedError: it lies outside the areas of whoever grants.
    """
    if role is Role.GROUP_EDITOR:
        raise InputError("role", "Who keeps a group's listings is decided where somebody claims the group")
    code = area_code(area, gazetteer)
    around = gazetteer.areas_around(code) if code else {""}
    if not person.areas(Role.ADMINISTRATOR) & {"", *around}:
        raise NotAllowedError("You can grant roles in your own areas only")
    return grant_role(session, email=email, grant=Grant(role, area=code), by=person.acts_as(Role.ADMINISTRATOR))


def revoke_as(session: Session, person: Person, grant_id: UUID) -> Account:
    """Take a role away.

    Raises:
        NotFoundError: nobody has it, or it lies outside the areas of whoever asks.
        InvalidTransitionError: nobody would be left who can grant roles.
    """
    administrators = _administrators(session)
    chosen = select(RoleGrant).where(col(RoleGrant.id) == grant_id, col(RoleGrant.revoked_at).is_(None))
    row = session.exec(chosen.where(in_charge_of(person)).with_for_update()).first()
    if row is None:
        raise NotFoundError("Nobody has this role")
    if row.role is Role.ADMINISTRATOR and not row.area and administrators == {row.account_id}:
        raise InvalidTransitionError("This is the last administrator. Make somebody else one first")
    grant = Grant(row.role, row.organisation_id, row.area, row.lead)
    revoke_role(session, email=row.account.email, grant=grant, by=person.acts_as(Role.ADMINISTRATOR))
    session.flush()
    return row.account


def area_code(typed: str, gazetteer: Gazetteer) -> str:
    """The ONS code of an area that somebody named.

    Raises:
        InputError: we know none of that name.
    """
    typed = typed.strip()
    if not typed or _CODE.fullmatch(typed.upper()):
        return typed.upper()
    found = gazetteer.find(typed)
    if isinstance(found, Place) and found.district:
        return found.district
    raise InputError("area", "Enter the name of a district, or the code of a district or ward, like E06000005")


def _administrators(session: Session) -> set[UUID]:
    """The accounts that can grant any role, which have to be open. Nobody else takes a role away until the end of the
    transaction: the last two would take it from each other.
    """
    everywhere = (
        select(RoleGrant.account_id)
        .join(Account, col(Account.id) == col(RoleGrant.account_id))
        .where(
            col(RoleGrant.role) == Role.ADMINISTRATOR,
            col(RoleGrant.area) == "",
            col(RoleGrant.revoked_at).is_(None),
            col(Account.closed_at).is_(None),
        )
        .order_by(col(RoleGrant.id))
    )
    return set(session.exec(everywhere.with_for_update(of=RoleGrant)))
