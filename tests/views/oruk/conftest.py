"""The feed over a district of made-up services."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from directory.actions.exchange import import_readings
from directory.database import Database
from directory.geography import Gazetteer
from directory.models import Service
from directory.oruk.reader import Reading
from tests.checking_client import CheckingClient
from tests.conftest import NOW
from tests.views.oruk.district import district
from tests.views.oruk.feed import Feed


@pytest.fixture
def feed(client: CheckingClient) -> Feed:
    """The feed as another system asks it."""
    return Feed(client)


@pytest.fixture
def island(web_database: Database, gazetteer: Gazetteer) -> None:
    """A district of published services, each last changed an hour before the one that comes before it."""
    with web_database.writing() as session:
        readings = map(Reading, district())
        report = import_readings(session, readings, source="island", gazetteer=gazetteer, publish=True)
        assert not report.problems
        for hours, row in enumerate(session.exec(select(Service).order_by(col(Service.id)))):
            row.created_at = row.modified_at = NOW - timedelta(hours=hours, microseconds=hours * 137)
