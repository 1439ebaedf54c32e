"""Services on Normal Island, as a feed would bring them, in the index of the application."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlmodel import col, select

from directory.actions.exchange import import_readings
from directory.database import Database
from directory.models import FeedRecord
from directory.oruk.reader import Reading
from directory.oruk.records import ServiceRecord
from directory.resources import Resources

Publish = Callable[..., list[UUID]]
"""Lists services for everybody to see, and gives the keys they got."""


@pytest.fixture
def listed(web_database: Database, resources: Resources) -> Publish:
    """Publish records and bring them into the index."""

    def publish(*records: ServiceRecord) -> list[UUID]:
        with web_database.writing() as session:
            readings = [Reading(record) for record in records]
            report = import_readings(session, readings, source="island", gazetteer=resources.gazetteer, publish=True)
            assert not report.problems
            known = select(FeedRecord.foreign_id, FeedRecord.service_id).where(
                col(FeedRecord.foreign_id).in_([record.id for record in records])
            )
            keys = dict(session.exec(known).all())
        resources.deliver()
        return [keys[record.id] for record in records]

    return publish
