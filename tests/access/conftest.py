"""One person of each kind, signed in, and one thing of each kind for them to look for."""

from collections.abc import Callable

import pytest
from flask import Flask

from directory.access import Grant
from directory.database import Database
from directory.resources import Resources
from directory.vocabulary import Role
from tests.access.things import Things, make_things
from tests.checking_client import CheckingClient
from tests.people import sign_in_as

OWN, ELSEWHERE = "X06000001", "X06000002"
WARD = "X05000001"


@pytest.fixture
def things(web_database: Database, resources: Resources) -> Things:
    """What there is to be found."""
    with web_database.writing() as session:
        return make_things(session, resources)


@pytest.fixture
def grants(things: Things) -> dict[str, Grant | None]:
    """Who there is: nobody, and one person for each role, of one's own place and of another."""
    return {
        "anybody": None,
        "navigator": Grant(Role.NAVIGATOR),
        "councillor": Grant(Role.COUNCILLOR, area=WARD),
        "editor": Grant(Role.GROUP_EDITOR, things.organisation, lead=True),
        "other-editor": Grant(Role.GROUP_EDITOR, things.other_organisation),
        "moderator": Grant(Role.MODERATOR, area=OWN),
        "other-moderator": Grant(Role.MODERATOR, area=ELSEWHERE),
        "administrator": Grant(Role.ADMINISTRATOR),
    }


@pytest.fixture
def client_of(app: Flask, grants: dict[str, Grant | None]) -> Callable[[str], CheckingClient]:
    """The browser of one of them."""

    def client(who: str) -> CheckingClient:
        grant = grants[who]
        opened = app.test_client()
        assert isinstance(opened, CheckingClient)
        if grant:
            sign_in_as(opened, f"{who}@normal.example", grant)
        return opened

    return client
