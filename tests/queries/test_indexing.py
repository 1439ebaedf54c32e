# ruff: noqa: E501 -- a case is one line, so that a column can be read down
"""Services as documents of the search index."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import Session, col

from directory.actions.exchange import import_readings
from directory.geography import Gazetteer
from directory.models import Service, published_services
from directory.oruk.ical import Recurrence
from directory.oruk.reader import Reading
from directory.oruk.records import (
    CapacityRecord,
    ContactRecord,
    CostRecord,
    PlaceRecord,
    RuleRecord,
    ServiceRecord,
    TimeRecord,
)
from directory.queries.indexing import document_of, documents
from directory.queries.loading import AT_ONCE, WITH_PARTS
from directory.resources import Resources
from directory.vocabulary import CapacityStatus, ModerationStatus, RuleKind, Way
from search_index.documents import Condition, Document, Point, Room
from tests.conftest import NOW, Statements
from tests.makers import HARBOUR, a_full_record, a_record, make_organisation, make_service, only_service

Index = Callable[..., Document]

NAMES = {"X06000001": "Normal Harbour"}


@pytest.fixture
def index(session: Session, gazetteer: Gazetteer) -> Index:
    """The document of a record that was taken in."""

    def index(record: ServiceRecord, now: datetime = NOW) -> Document:
        import_readings(session, [Reading(record)], source="Neighbour", gazetteer=gazetteer, publish=True)
        session.flush()
        session.expunge_all()
        return next(documents(session, NAMES.get, now=now))

    return index


def tags(document: Document, group: str) -> set[str]:
    return {tag.partition(":")[2] for tag in document.tags if tag.startswith(f"{group}:")}


def test_everything_that_is_known_of_a_service_is_in_its_document(session: Session, index: Index) -> None:
    document = index(a_full_record())
    tuesdays = [int(datetime(2026, 11, day, 14, tzinfo=UTC).timestamp() // 60) for day in (24,)]
    assert document.id == str(only_service(session).id)
    assert (document.name, document.summary) == ("Tuesday tea table", "Tea for whoever comes.")
    assert document.organisation == "Harbour Kettle Club"
    assert document.description.split("\n") == [
        "One long table, because at little tables people sit alone.",
        "Just come.",
        "Aimed at: anybody",
        "Not in August.",
        "Harbour Hall 1 Quay Harbour",
    ]
    assert document.keywords == ("Tea", "example", "Tuesday", "and on May Day")
    assert document.points == (Point(HARBOUR.latitude, HARBOUR.longitude),)
    assert document.tags == {
        *("day:tue", "time:afternoon", "language:cy", "way:in_person", "way:phone", "access:step-free"),
        *("cost:paid", "need:connect.lonely"),
    }
    assert [condition.axis for condition in document.conditions] == ["age", "residence"]
    assert (document.room, document.room_stated_on) == (Room.OPEN, date(2026, 11, 20))
    assert document.confirmed_on == date(2026, 11, 1)
    assert list(document.sessions[:1]) == tuesdays
    assert len(document.sessions) == 26


def test_of_a_service_that_says_nothing_nothing_is_known(index: Index) -> None:
    document = index(a_record(description="", places=()))
    assert document == Document(
        id=document.id,
        name="Tuesday tea table",
        organisation="Harbour Kettle Club",
        description="\n\n\n",
        conditions=(Condition("unstated"),),
    )


def test_a_group_that_is_called_like_its_service_is_not_told_twice(session: Session) -> None:
    make_service(session, name="Tea table", organisation_id=make_organisation(session, name="Tea table").id)
    (document,) = documents(session, NAMES.get, now=NOW)
    assert document.organisation == ""


# Tags.

# fmt: off
COSTS: list[tuple[list[CostRecord], set[str]]] = [
    ([], set()),
    ([CostRecord(option="Free", amount=Decimal(0))], {"free"}),
    ([CostRecord(amount=Decimal(3))], {"paid"}),
    ([CostRecord(option="Charged")], {"paid"}),
    ([CostRecord(option="Members", amount=Decimal(0)), CostRecord(option="Others", amount=Decimal(3))], {"free"}),
]
TIMES: list[tuple[list[Recurrence], set[str], set[str]]] = [
    ([Recurrence("WEEKLY", byday=((0, "TU"), (0, "SU")), opens_at=time(9))], {"tue", "sun"}, {"morning"}),
    ([Recurrence("WEEKLY", byday=((0, "MO"),), opens_at=time(11, 59)), Recurrence("MONTHLY", byday=((2, "FR"),), opens_at=time(12))], {"mon", "fri"}, {"morning", "afternoon"}),
    ([Recurrence("WEEKLY", byday=((0, "MO"),), opens_at=time(16, 59))], {"mon"}, {"afternoon"}),
    ([Recurrence("WEEKLY", byday=((0, "MO"),), opens_at=time(17))], {"mon"}, {"evening"}),
    ([Recurrence("MONTHLY", bymonthday=(1,))], set(), set()),
    ([Recurrence(dtstart=date(2026, 12, 24))], {"thu"}, set()),
    ([Recurrence(dtstart=date(2026, 11, 20), opens_at=time(9))], set(), set()),
    ([Recurrence("WEEKLY", byday=((0, "MO"),), until=date(2026, 11, 20))], set(), set()),
]
# fmt: on


@pytest.mark.parametrize(("costs", "found"), COSTS)
def test_a_service_is_free_if_one_can_come_for_nothing(index: Index, costs: list[CostRecord], found: set[str]) -> None:
    assert tags(index(a_record(costs=tuple(costs))), "cost") == found


@pytest.mark.parametrize(("recurrences", "days", "times"), TIMES)
def test_days_and_times_are_those_that_are_not_over(
    index: Index, recurrences: list[Recurrence], days: set[str], times: set[str]
) -> None:
    document = index(a_record(times=tuple(TimeRecord(recurrence=each) for each in recurrences)))
    assert (tags(document, "day"), tags(document, "time")) == (days, times)


def test_what_is_said_only_of_times_that_are_over_finds_nothing(index: Index) -> None:
    over = TimeRecord(recurrence=Recurrence("WEEKLY", until=date(2026, 1, 1)), description="Quoits")
    assert "Quoits" not in repr(index(a_record(times=(over,))))


def test_who_may_refer_can_be_filtered_by(index: Index) -> None:
    rule = RuleRecord(kind=RuleKind.REFERRER, among=("self", "gp"))
    assert tags(index(a_record(rules=(rule,))), "referral") == {"self", "gp"}


@pytest.mark.parametrize("way", list(Way))
def test_every_way_has_its_tag(index: Index, way: Way) -> None:
    assert tags(index(a_record(ways=(way,))), "way") == {way.value}


# Conditions, room, sessions.


def test_a_capacity_is_of_the_newest_statement_however_old_and_the_index_lets_it_go_off(index: Index) -> None:
    old = CapacityRecord(status=CapacityStatus.FULL, stated_on=date(2020, 1, 1))
    document = index(a_record(capacity=old))
    assert (document.room, document.room_stated_on) == (Room.FULL, date(2020, 1, 1))


@pytest.mark.parametrize("status", list(CapacityStatus))
def test_every_status_is_a_room(index: Index, status: CapacityStatus) -> None:
    said = CapacityRecord(status=status, stated_on=date(2026, 11, 20))
    assert index(a_record(capacity=said)).room == status.value


def test_sessions_are_told_from_now_on(index: Index) -> None:
    tuesdays = TimeRecord(recurrence=Recurrence("WEEKLY", byday=((0, "TU"),), opens_at=time(14)))
    summer = datetime(2026, 7, 7, 13, 0, tzinfo=UTC)
    sessions = index(a_record(times=(tuesdays,)), summer).sessions
    assert sessions[0] == summer.timestamp() // 60
    assert list(sessions) == sorted(set(sessions))


# What is not said.


def test_a_hidden_address_is_in_no_document(index: Index) -> None:
    refuge = PlaceRecord(name="Lane House", address="12 Lane", city="Harbour", postcode="ZZ1 1AA", address_public=False)
    document = index(a_record(places=(refuge,)))
    assert not any(word in repr(document) for word in ("Lane", "Harbour,", "1AA"))
    assert document.points != (Point(HARBOUR.latitude, HARBOUR.longitude),)


def test_a_contact_that_is_not_public_is_in_no_document(index: Index) -> None:
    hidden = ContactRecord(role="Unlisted host", phone="01632 960099", email="host@private.example", public=False)
    document = repr(index(a_full_record(contacts=(hidden,))))
    assert not any(said in document for said in ("Unlisted host", "960099", "private.example"))


def test_who_keeps_an_entry_true_is_in_no_document(index: Index) -> None:
    assert "private.example" not in repr(index(a_full_record()))


@pytest.mark.parametrize("status", [each for each in ModerationStatus if each is not ModerationStatus.PUBLISHED])
def test_what_is_not_published_is_no_document(session: Session, status: ModerationStatus) -> None:
    service = make_service(session, status=status)
    assert list(documents(session, NAMES.get, now=NOW)) == []
    assert list(documents(session, NAMES.get, now=NOW, among=[service.id])) == []


# Many.


def make_many(session: Session, number: int) -> list[Service]:
    group = make_organisation(session).id
    return [make_service(session, organisation_id=group, name=f"Table {each}") for each in range(number)]


def test_documents_come_in_the_order_of_their_keys(session: Session) -> None:
    keys = sorted(str(service.id) for service in make_many(session, 20))
    assert [document.id for document in documents(session, NAMES.get, now=NOW)] == keys


def test_only_those_that_are_asked_for(session: Session) -> None:
    services = make_many(session, 3)
    wanted: list[Any] = [services[0].id, services[2].id, uuid4()]
    found = {document.id for document in documents(session, NAMES.get, now=NOW, among=wanted)}
    assert found == {str(services[0].id), str(services[2].id)}
    assert list(documents(session, NAMES.get, now=NOW, among=[])) == []


def test_the_number_of_selects_does_not_depend_on_the_number_of_services(
    session: Session, gazetteer: Gazetteer, statements: Statements
) -> None:
    def selects(number: int) -> int:
        readings = (Reading(a_full_record(id=f"s{each}")) for each in range(number))
        import_readings(session, readings, source="Neighbour", gazetteer=gazetteer, publish=True)
        session.flush()
        session.expunge_all()
        statements.clear()
        assert len(list(documents(session, NAMES.get, now=NOW))) == number
        return statements.selects

    assert selects(1) == selects(40)


def test_reading_documents_lets_go_of_nothing_that_somebody_else_is_changing(session: Session) -> None:
    service = make_service(session)
    list(documents(session, NAMES.get, now=NOW))
    service.name = "Changed after"
    session.flush()
    session.expire_all()
    assert service.name == "Changed after"


def test_more_than_are_read_at_once_are_read(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("directory.queries.indexing.AT_ONCE", 7)
    assert AT_ONCE > 7
    make_many(session, 20)
    assert len(list(documents(session, NAMES.get, now=NOW))) == 20


def test_read_by_columns_a_listing_is_the_document_that_its_rows_make(demonstration: Resources) -> None:
    with demonstration.database.reading() as session:
        name_of = demonstration.gazetteer.district_name
        rows = session.exec(published_services().order_by(col(Service.id)).options(*WITH_PARTS))
        by_rows = [document_of(service, name_of, now=NOW) for service in rows]
        assert list(documents(session, name_of, now=NOW)) == by_rows
