"""Who there is in the table of access: nobody, and one person for each role, of one's own place and of another."""

from flask import Flask

from directory.access import Grant
from directory.vocabulary import Role
from tests.access.things import Things
from tests.checking_client import CheckingClient
from tests.people import sign_in_as

HERE, ELSEWHERE = "X06000001", "X06000002"
WARD = "X05000001"


def grants_of(things: Things) -> dict[str, Grant | None]:
    """What each of them may do."""
    return {
        "anybody": None,
        "navigator": Grant(Role.NAVIGATOR),
        "councillor": Grant(Role.COUNCILLOR, area=WARD),
        "editor": Grant(Role.GROUP_EDITOR, things.organisation, lead=True),
        "other-editor": Grant(Role.GROUP_EDITOR, things.other_organisation),
        "moderator": Grant(Role.MODERATOR, area=HERE),
        "other-moderator": Grant(Role.MODERATOR, area=ELSEWHERE),
        "administrator": Grant(Role.ADMINISTRATOR),
    }


def browser_of(app: Flask, things: Things, who: str) -> CheckingClient:
    """The browser of one of them."""
    opened, grant = app.test_client(), grants_of(things)[who]
    assert isinstance(opened, CheckingClient)
    if grant:
        sign_in_as(opened, f"{who}@normal.example", grant)
    return opened
