"""The feed over a district of made-up services."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from directory import clock
from directory.actions.exchange import import_readings
from directory.actions.taxonomy import load_taxonomy
from directory.database import Database
from directory.geography import Gazetteer
from directory.models import Service
from directory.oruk.reader import Reading
from directory.resources import SEED_DATA
from tests.checking_client import CheckingClient
from tests.conftest import NOW, borrowed
from tests.homes import copied_database
from tests.views.oruk.district import district
from tests.views.oruk.feed import Feed


@pytest.fixture
def feed(client: CheckingClient) -> Feed:
    """The feed as another system asks it."""
    return Feed(client)


@pytest.fixture(scope="session")
def _settled(empty_tables: Path, tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer) -> Iterator[Database]:
    """The district, read in once for all who ask about it: that takes longer than what most of them ask."""
    with copied_database(empty_tables, tmp_path_factory.mktemp("island") / "island.sqlite") as database:
        with pytest.MonkeyPatch.context() as patch, database.writing() as session:
            patch.setattr(clock, "_now", lambda: NOW)
            load_taxonomy(session, SEED_DATA)
            _settle(session, gazetteer)
        yield database


def _settle(session: Session, gazetteer: Gazetteer) -> None:
    readings = map(Reading, district())
    report = import_readings(session, readings, source="island", gazetteer=gazetteer, publish=True)
    assert not report.problems
    for hours, row in enumerate(session.exec(select(Service).order_by(col(Service.id)))):
        row.created_at = row.modified_at = NOW - timedelta(hours=hours, microseconds=hours * 137)


@pytest.fixture
def web_database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """An empty database, or that of the island for whoever names it. What is changed of it is given up again."""
    chosen: Database = request.getfixturevalue("_settled" if "island" in request.fixturenames else "_sqlite")
    with borrowed(chosen.engine) as database:
        yield database


@pytest.fixture
def island(web_database: Database) -> Database:
    """A district of published services, each last changed an hour before the one that comes before it."""
    return web_database
