"""Who there is in the table of access: nobody, and one person for each role, of one's own place and of another."""

from flask import Flask

from directory.access import Grant
from directory.vocabulary import Role
from tests.access.things import Things
from tests.checking_client import CheckingClient
from tests.people import sign_in_as

HERE, ELSEWHERE = "X06000001", "X06000002"
WARD = "X05000001"


def grants_of(things: Things) -> dict[str, tuple[Grant, ...]]:
    """What each of them may do. Those who are "keeping" decide, and keep the listing that the addresses speak of."""
    keeps = Grant(Role.GROUP_EDITOR, things.organisation, lead=True)
    moderator, administrator = Grant(Role.MODERATOR, area=HERE), Grant(Role.ADMINISTRATOR)
    return {
        "anybody": (),
        "navigator": (Grant(Role.NAVIGATOR),),
        "councillor": (Grant(Role.COUNCILLOR, area=WARD),),
        "editor": (keeps,),
        "other-editor": (Grant(Role.GROUP_EDITOR, things.other_organisation),),
        "moderator": (moderator,),
        "other-moderator": (Grant(Role.MODERATOR, area=ELSEWHERE),),
        "administrator": (administrator,),
        "keeping-moderator": (moderator, keeps),
        "keeping-administrator": (administrator, keeps),
    }


def browser_of(app: Flask, things: Things, who: str) -> CheckingClient:
    """The browser of one of them."""
    opened, grants = app.test_client(), grants_of(things)[who]
    assert isinstance(opened, CheckingClient)
    if grants:
        sign_in_as(opened, f"{who}@normal.example", *grants)
    return opened
