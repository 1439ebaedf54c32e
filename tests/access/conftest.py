"""One person of each kind, signed in, and one thing of each kind for them to look for."""

from collections.abc import Callable

import pytest
from flask import Flask

from directory.database import Database
from directory.resources import Resources
from tests.access.people import browser_of
from tests.access.things import Things, make_things
from tests.checking_client import CheckingClient


@pytest.fixture
def things(web_database: Database, resources: Resources) -> Things:
    """What there is to be found."""
    with web_database.writing() as session:
        return make_things(session, resources)


@pytest.fixture
def client_of(app: Flask, things: Things) -> Callable[[str], CheckingClient]:
    """The browser of one of them."""
    return lambda who: browser_of(app, things, who)
