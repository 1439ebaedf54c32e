"""Normal Island with services on it, indexed, to be searched."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session

from directory.actions.exchange import import_readings
from directory.geography import Gazetteer
from directory.oruk.reader import Reading
from directory.oruk.records import ServiceRecord
from directory.queries.indexing import documents
from directory.queries.labels import LabelBook
from directory.queries.search import Criteria, SearchPage, Surroundings, find_services
from search_index.memory import MemoryIndex
from tests.conftest import NOW, only_asking

Look = Callable[..., SearchPage]


@pytest.fixture
def surroundings(index: MemoryIndex, gazetteer: Gazetteer) -> Surroundings:
    return Surroundings(
        index=index,
        gazetteer=gazetteer,
        labels=LabelBook({"cy": "Welsh", "ur": "Urdu"}),
        radius_miles=10,
        fresh_days=28,
        confirm_days=90,
        unconfirmed_days=120,
        now=NOW,
    )


@pytest.fixture
def settle(session: Session, index: MemoryIndex, gazetteer: Gazetteer) -> Callable[..., None]:
    """Takes in records as published services, and indexes them."""

    def settle(*records: ServiceRecord) -> None:
        readings = (Reading(record) for record in records)
        import_readings(session, readings, source="Neighbour", gazetteer=gazetteer, publish=True)
        session.flush()
        index.put(documents(session, gazetteer.district_name, now=NOW))
        session.expunge_all()

    return settle


@pytest.fixture
def look(session: Session, surroundings: Surroundings) -> Look:
    """Searches, without looking further than told unless told otherwise."""

    def look(place: str = "ZZ1 1AA", words: str = "", **criteria: Any) -> SearchPage:
        asked = Criteria(place=place, words=words, **{"widen": False, **criteria})
        with only_asking(session) as reading:
            return find_services(reading, asked, surroundings)

    return look
