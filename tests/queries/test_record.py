"""A listing read back is the record it was written from, and written again it changes nothing."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from sqlmodel import Session, SQLModel, select

from directory.actions.listing import ListingWriter
from directory.errors import NotFoundError
from directory.geography import Gazetteer
from directory.models import Capacity, Service, ServiceTerm
from directory.oruk.records import CapacityRecord, ServiceRecord
from directory.queries.record import service_record, service_records
from directory.vocabulary import CapacityStatus, ModerationStatus, TermOrigin
from tests.conftest import NOW, Statements, only_asking
from tests.depth import examples
from tests.makers import a_full_record, a_record, make_capacity
from tests.records import RECORDS

Write = Callable[..., Service]

CHANGES = {"changed_at", "details_changed_at"}
"""The columns that tell when something was written."""


@pytest.fixture
def write(session: Session, gazetteer: Gazetteer) -> Write:
    """Writes a record, as a new service or over what one said before."""

    def write(
        record: ServiceRecord, service: Service | None = None, *, said_by: str = "a test", **given: Any
    ) -> Service:
        writer = ListingWriter(session, gazetteer, said_by=said_by, **given)
        group = writer.write_organisation(record.organisation, service.organisation if service else None)
        session.flush()
        made = writer.write_service(record, group, service)
        session.flush()
        session.expire_all()
        return made

    return write


def said(record: ServiceRecord) -> tuple[ServiceRecord, frozenset[object]]:
    """What a record says but for its keys, the order of its terms, and when it was changed."""
    group = record.organisation.model_copy(update={"id": ""})
    without = {"id": "", "organisation": group, "terms": (), "changed_on": None}
    return record.model_copy(update=without), frozenset(record.terms)


def all_rows(session: Session) -> dict[str, set[tuple[Any, ...]]]:
    """Every row of every table, but for when it was written."""
    rows = {}
    for table in SQLModel.metadata.sorted_tables:
        columns = [column for column in table.columns if column.name not in CHANGES]
        rows[table.name] = {tuple(map(str, row)) for row in session.connection().execute(select(*columns))}
    del rows["index_change"]
    return rows


# There and back.


@examples(6)
@given(record=RECORDS)
def test_what_was_written_is_read_back(session: Session, write: Write, record: ServiceRecord) -> None:
    with session.begin_nested() as given_up:
        service = write(record)
        assert said(service_record(session, service.id)) == said(record)
        given_up.rollback()


@examples(6)
@given(record=RECORDS)
def test_written_again_by_somebody_else_nothing_changes(session: Session, write: Write, record: ServiceRecord) -> None:
    with session.begin_nested() as given_up:
        service = write(record)
        before = all_rows(session)
        write(service_record(session, service.id), service, said_by="somebody else", origin=TermOrigin.STATED)
        assert all_rows(session) == before
        given_up.rollback()


@given(record=RECORDS)
def test_a_record_survives_being_kept_as_json(record: ServiceRecord) -> None:
    assert ServiceRecord.model_validate(record.model_dump(mode="json")) == record
    assert ServiceRecord.model_validate_json(record.model_dump_json()) == record


def test_a_full_record_is_read_back(session: Session, write: Write) -> None:
    service = write(a_full_record())
    found = service_record(session, service.id)
    assert (found.id, found.organisation.id) == (str(service.id), str(service.organisation_id))
    assert found.changed_on == date(2026, 10, 1)
    assert found.organisation.stewards == ("keeper@private.example",)
    assert {term.code for term in found.terms} == {"need:connect.lonely", "9"}
    assert found.capacity == CapacityRecord(status=CapacityStatus.OPEN, stated_on=date(2026, 11, 20), places_free=3)


# Terms.


def test_a_term_that_a_group_stated_stays_stated_when_somebody_rewrites_the_listing(
    session: Session, write: Write
) -> None:
    service = write(a_full_record(), origin=TermOrigin.STATED)
    write(service_record(session, service.id).model_copy(update={"times_note": "Also in August"}), service)
    assert set(session.exec(select(ServiceTerm.origin))) == {TermOrigin.STATED}


# Room.


def test_the_newest_statement_of_room_is_read(session: Session, write: Write) -> None:
    service = write(a_full_record())
    make_capacity(session, service, CapacityStatus.FULL, stated_by="group_editor 1")
    found = service_record(session, service.id).capacity
    assert found == CapacityRecord(status=CapacityStatus.FULL, stated_on=date(2026, 11, 21))
    write(service_record(session, service.id), service, said_by="moderator 2")
    assert len(session.exec(select(Capacity)).all()) == 2


def test_a_statement_of_today_comes_after_those_of_this_morning(session: Session, write: Write) -> None:
    service = write(a_record())
    make_capacity(session, service, CapacityStatus.OPEN, stated_at=NOW.replace(hour=9))
    full = CapacityRecord(status=CapacityStatus.FULL, stated_on=NOW.date())
    write(service_record(session, service.id).model_copy(update={"capacity": full}), service)
    assert service_record(session, service.id).capacity == full


# Which are read.


@pytest.mark.parametrize("status", [ModerationStatus.WITHDRAWN, ModerationStatus.ARCHIVED])
def test_a_listing_that_was_taken_away_is_not_active(session: Session, write: Write, status: ModerationStatus) -> None:
    service = write(a_record())
    assert service_record(session, service.id).active
    service.status = status
    session.flush()
    assert not service_record(session, service.id).active


def test_a_service_that_does_not_exist_is_not_found(session: Session) -> None:
    with pytest.raises(NotFoundError):
        service_record(session, uuid4())
    assert list(service_records(session, [uuid4()])) == []


def test_many_are_read_with_as_many_selects_as_one(session: Session, write: Write, statements: Statements) -> None:
    ids = [write(a_full_record(name=f"Table {number}")).id for number in range(4)]
    session.expunge_all()
    statements.clear()
    service_record(session, ids[0])
    one = statements.selects
    session.expunge_all()
    statements.clear()
    with only_asking(session) as asking:
        names = {record.name for record in service_records(asking, ids)}
    assert names == {f"Table {number}" for number in range(4)}
    assert statements.selects == one < 20
