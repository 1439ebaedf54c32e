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

DEMONSTRATION_PEOPLE = (
    ("navigator@fingerpost.example", "a navigator"),
    ("group@fingerpost.example", f"keeps the listings of {GROUP}"),
    ("councillor@fingerpost.example", "a councillor of Darlington"),
    ("moderator@fingerpost.example", "a moderator of Darlington"),
    ("administrator@fingerpost.example", "an administrator"),
)


def add_people(session: Session) -> None:
    """Let each of them have their role; twice is harmless."""
    group = session.exec(select(Organisation.id).where(col(Organisation.name) == GROUP)).first()
    grants = {
        "navigator": Grant(Role.NAVIGATOR),
        "group": Grant(Role.GROUP_EDITOR, group, lead=True) if group else None,
        "councillor": Grant(Role.COUNCILLOR, area=WARD),
        "moderator": Grant(Role.MODERATOR, area=DISTRICT),
        "administrator": Grant(Role.ADMINISTRATOR),
    }
    for email, _ in DEMONSTRATION_PEOPLE:
        if grant := grants[email.partition("@")[0]]:
            grant_role(session, email=email, grant=grant, by="the demonstration")
