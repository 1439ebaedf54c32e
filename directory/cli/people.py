"""``fingerpost people``: who may do what."""

import re
from uuid import UUID

import click
from flask.cli import with_appcontext
from sqlmodel import col, select

from directory.access import Grant
from directory.actions.accounts.roles import grant_role, revoke_role
from directory.actions.accounts.second_step import forget_second_step
from directory.cli.context import resources
from directory.cli.output import as_json, print_json
from directory.errors import InputError, NotFoundError
from directory.forms.accounts import email_address
from directory.models import Account, Organisation, RoleGrant
from directory.vocabulary import Role

BY = "command line"

_CODE = re.compile(r"[A-Z][0-9]{8}")
"""The form of an ONS code of an area."""


@click.group()
def people() -> None:
    """Say who may do what."""


def _grant(role: str, area: str, group: str, *, lead: bool) -> Grant:
    if area and not _CODE.fullmatch(area):
        raise InputError("area", f"{area} is no ONS code of an area; they look like E06000005")
    return Grant(Role(role), _group(group) if group else None, area, lead)


def _group(named: str) -> UUID:
    """The organisation with this key or name."""
    with resources().database.reading() as session:
        rows = session.exec(select(Organisation.id, Organisation.name)).all()
    found = [key for key, name in rows if named in {str(key), name}]
    if len(found) != 1:
        raise NotFoundError(f"{len(found) or 'No'} groups are called {named}; name one by its key")
    return found[0]


_role = click.argument("role", metavar="ROLE", type=click.Choice([role.value for role in Role]))
_area = click.option("--area", default="", help="ONS code of a ward or district.")
_of_group = click.option("--group", default="", help="Name or key of a group.")


@people.command()
@click.argument("email")
@_role
@_area
@_of_group
@click.option("--lead", is_flag=True, help="A group's editor who may invite others.")
@with_appcontext
def grant(email: str, role: str, area: str, group: str, lead: bool) -> None:  # noqa: FBT001 -- click hands it over
    """Let somebody have a role.

    ROLE is group_editor (of a --group), navigator, councillor (of a ward, its code in --area), moderator (of a
    district, its code in --area) or administrator. An administrator or navigator without --area is one everywhere.
    """
    granted = _grant(role, area, group, lead=lead)
    with resources().database.writing() as session:
        account = grant_role(session, email=email_address(email), grant=granted, by=BY)
        click.echo(f"{account.email} is now {granted.role.label.lower()} {_where(area, group)}.")


@people.command()
@click.argument("email")
@_role
@_area
@_of_group
@with_appcontext
def revoke(email: str, role: str, area: str, group: str) -> None:
    """Take a role away from somebody."""
    with resources().database.writing() as session:
        taken = _grant(role, area, group, lead=False)
        revoke_role(session, email=email, grant=taken, by=BY)
        click.echo(f"{email} is no longer {taken.role.label.lower()} {_where(area, group)}.")


@people.command("list")
@as_json
@with_appcontext
def list_(as_json: bool) -> None:  # noqa: FBT001 -- click hands it over
    """Show everybody who has a role."""
    with resources().database.reading() as session:
        rows = session.exec(
            select(Account.email, RoleGrant, Organisation.name)
            .join(RoleGrant, col(RoleGrant.account_id) == col(Account.id))
            .outerjoin(Organisation, col(Organisation.id) == col(RoleGrant.organisation_id))
            .where(col(Account.closed_at).is_(None), col(RoleGrant.revoked_at).is_(None))
            .order_by(col(Account.email), col(RoleGrant.role), col(RoleGrant.area), col(RoleGrant.id))
        ).all()
        held = [
            {"email": email, "role": row.role.value, "area": row.area, "group": group or "", "lead": row.lead}
            for email, row, group in rows
        ]
    if as_json:
        print_json(held)
        return
    for each in held:
        click.echo(f"{each['email']}: {each['role']} {_where(str(each['area']), str(each['group']))}")
    if not held:
        click.echo("Nobody yet. Begin with: fingerpost people grant you@example.org administrator")


@people.command("forget-second-step")
@click.argument("email")
@with_appcontext
def forget_second_step_(email: str) -> None:
    """Let somebody who lost their app and their codes set up another."""
    with resources().database.writing() as session:
        forget_second_step(session, email)
    click.echo(f"{email} is signed out everywhere, and sets up an app at the next sign-in.")


def _where(area: str, group: str) -> str:
    return f"of {group}" if group else f"in {area}" if area else "everywhere"
