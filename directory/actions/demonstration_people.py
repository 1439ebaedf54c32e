"""Who can sign in to the demonstration: one of each role, by its name and nobody's."""

from sqlmodel import Session, col, select

from directory.access import Grant
from directory.actions.accounts.roles import grant_role
from directory.models import Organisation
from directory.vocabulary import Role

DISTRICT = "E06000005"
"""Darlington, where the demonstration lies."""

WARD = "E06000005"
"""Without a table of wards, a councillor's is the district."""

GROUP = "Skerne Valley Men's Shed"

_NAMES = {
    Role.NAVIGATOR: ("navigator", "a navigator"),
    Role.GROUP_EDITOR: ("group", f"keeps the listings of {GROUP}"),
    Role.COUNCILLOR: ("councillor", "a councillor of Darlington"),
    Role.MODERATOR: ("moderator", "a moderator of Darlington"),
    Role.ADMINISTRATOR: ("administrator", "an administrator"),
}


def email_of(role: Role) -> str:
    """The address of whoever has a role in the demonstration."""
    return f"{_NAMES[role][0]}@fingerpost.example"


DEMONSTRATION_PEOPLE = tuple((email_of(role), words) for role, (_, words) in _NAMES.items())
"""Their addresses, and what they are."""


def add_people(session: Session) -> None:
    """Let each of them have their role; twice is harmless."""
    group = session.exec(select(Organisation.id).where(col(Organisation.name) == GROUP)).first()
    grants = [
        Grant(Role.NAVIGATOR),
        Grant(Role.COUNCILLOR, area=WARD),
        Grant(Role.MODERATOR, area=DISTRICT),
        Grant(Role.ADMINISTRATOR),
        *([Grant(Role.GROUP_EDITOR, group, lead=True)] if group else []),
    ]
    for grant in grants:
        grant_role(session, email=email_of(grant.role), grant=grant, by="the demonstration")
