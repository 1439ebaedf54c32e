"""The feed over a district of made-up services."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import select

from directory.database import Database
from directory.models import Service
from tests.checking_client import CheckingClient
from tests.conftest import NOW
from tests.views.conftest import Publish
from tests.views.oruk.district import district
from tests.views.oruk.feed import Feed


@pytest.fixture
def feed(client: CheckingClient) -> Feed:
    """The feed as another system asks it."""
    return Feed(client)


@pytest.fixture
def island(listed: Publish, web_database: Database) -> list[UUID]:
    """A district of services, each last changed an hour before the one that comes before it; their keys."""
    keys = listed(*district())
    with web_database.writing() as session:
        for hours, row in enumerate(session.exec(select(Service).order_by(Service.id))):  # type: ignore[arg-type]  # a column
            row.modified_at = NOW - timedelta(hours=hours, microseconds=hours * 137)
    return keys
