"""Whatever a document shows moves its date when it changes, so that whoever asks for changes hears of it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, col, select

from directory.actions.editing import Trust, change_listing, newest_number
from directory.actions.taxonomy import load_taxonomy
from directory.actions.upkeep.answering import confirm_listing
from directory.database import Database
from directory.geography import Gazetteer
from directory.models import Service, TaxonomyTerm
from directory.oruk.parts import PARTS
from directory.oruk.records import CapacityRecord, CostRecord, PlaceRecord, ServiceRecord, TermRecord
from directory.queries.record import service_record
from directory.resources import SEED_DATA
from directory.vocabulary import CapacityStatus, TermKind, Way
from tests.conftest import NOW
from tests.makers import a_full_record
from tests.views.conftest import Publish
from tests.views.oruk.feed import Document, Feed

LATER = NOW + timedelta(hours=3)
"""When something is changed."""

SetClock = Callable[[datetime], None]

CHANGED: dict[str, Any] = {
    "places": (PlaceRecord(name="Other hall", postcode="ZZ1 2AA"),),
    "areas": (),
    "times": (),
    "times_note": "Only in August.",
    "costs": (CostRecord(option="All", amount=2),),
    "capacity": CapacityRecord(status=CapacityStatus.FULL, stated_on=NOW.date()),
    "contacts": (),
    "terms": (TermRecord(kind=TermKind.NEED, code="need:connect"),),
    "rules": (),
    "languages": ("ur",),
    "ways": (Way.ONLINE,),
}
"""What each field may say instead; what is a text says something else."""


@pytest.fixture
def two(listed: Publish, set_clock: SetClock) -> list[UUID]:
    """Two services of one group, of which everything is known; it is later now."""
    keys = listed(a_full_record(), a_full_record(id="s2", name="Wednesday tea table"))
    set_clock(LATER)
    return keys


def moves(feed: Feed, keys: list[UUID], deed: Callable[[], None]) -> list[bool]:
    """For each service whether its date is another after a deed; fails if not, and its document says something else."""
    before = [feed.document(f"/services/{key}") for key in keys]
    deed()
    after = [feed.document(f"/services/{key}") for key in keys]
    for one, other in zip(before, after, strict=True):
        assert one == other or other["last_modified"] == "2026-11-21T15:00:00.000Z", _different(one, other)
    return [one["last_modified"] != other["last_modified"] for one, other in zip(before, after, strict=True)]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_every_part_of_a_listing(
    feed: Feed, web_database: Database, gazetteer: Gazetteer, two: list[UUID], part: Any
) -> None:
    def change() -> None:
        with web_database.writing() as session:
            said = service_record(session, two[0])
            wanted = said.model_copy(update={field: _otherwise(said, field) for field in part.fields})
            _change(session, two[0], wanted, gazetteer)

    # All that a group offers shows the group.
    assert moves(feed, two, change) == [True, part.name == "organisation"]


def test_that_it_was_confirmed(feed: Feed, web_database: Database, two: list[UUID]) -> None:
    def confirm() -> None:
        with web_database.writing() as session:
            confirm_listing(session, session.get_one(Service, two[0]), actor="a test")

    assert moves(feed, two, confirm) == [True, False]


@pytest.mark.parametrize("code", ["need:connect.lonely", "access:step-free"])
def test_what_a_term_is_called(feed: Feed, web_database: Database, two: list[UUID], code: str) -> None:
    with web_database.writing() as session:
        session.exec(select(TaxonomyTerm).where(col(TaxonomyTerm.code) == code)).one().label = "Called otherwise once"

    def load() -> None:
        with web_database.writing() as session:
            load_taxonomy(session, SEED_DATA)

    assert moves(feed, two, load) == [True, True]
    assert moves(feed, two, load) == [False, False]


def test_what_came_from_elsewhere_is_new_here_whatever_its_date(
    feed: Feed, web_database: Database, two: list[UUID]
) -> None:
    with web_database.writing() as session:
        session.get_one(Service, two[0]).modified_at = datetime(2020, 5, 1, tzinfo=UTC)
    assert feed.ids("/services", modified_after=NOW.isoformat()) == {str(key) for key in two}
    assert feed.ids("/services", modified_after=(NOW + timedelta(seconds=1)).isoformat()) == set()


def _change(session: Session, key: UUID, wanted: ServiceRecord, gazetteer: Gazetteer) -> None:
    number = newest_number(session, key)
    changed = change_listing(
        session, key, wanted, actor="a test", based_on=number, trust=Trust.ALL, gazetteer=gazetteer
    )
    assert changed.applied


def _otherwise(said: ServiceRecord, field: str) -> Any:
    if field == "organisation":
        return said.organisation.model_copy(update={"name": "Another name"})
    if field in {"url", "referral_url"}:
        return "https://other.example"
    return CHANGED.get(field, f"other.{field}@kettle.example" if field == "email" else f"Another {field}")


def _different(one: Document, other: Document) -> set[str]:
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}
