"""What is public of the directory, read by columns: the same as what the rows say, and nothing else."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from sqlmodel import Session, col, select

from directory.actions.listing import ListingWriter
from directory.actions.moderation import publish_service
from directory.geography import Gazetteer
from directory.models import Capacity, Contact, Service, Steward
from directory.oruk.public import public
from directory.oruk.records import ServiceRecord
from directory.oruk.writer import Context
from directory.queries.exchange import Reference, count_public, public_documents, public_lines, public_records
from directory.queries.record import service_record, service_records
from directory.resources import SEED_DATA, Resources
from directory.vocabulary import CapacityStatus, ModerationStatus
from tests.conftest import NOW, Statements
from tests.depth import examples
from tests.makers import make_capacity, make_place, make_service
from tests.oruk.schemas import faults, leaves
from tests.records import RECORDS

SITE = "https://directory.example"


@pytest.fixture
def context(session: Session, gazetteer: Gazetteer) -> Context:
    reference = Reference(gazetteer, seed_data=SEED_DATA, languages={"cy": "Welsh"})
    return reference.context(session, site=SITE, today=NOW.date(), fresh_days=28)


@pytest.fixture
def write(session: Session, gazetteer: Gazetteer) -> Callable[[ServiceRecord], Service]:
    """Writes a record as a service that anybody may see."""

    def write(record: ServiceRecord) -> Service:
        writer = ListingWriter(session, gazetteer, said_by="a test")
        group = writer.write_organisation(record.organisation)
        session.flush()
        service = writer.write_service(record, group)
        session.flush()
        publish_service(session, service, actor="a test")
        session.flush()
        return service

    return write


def unkeyed(record: ServiceRecord) -> ServiceRecord:
    """A record without what only documents tell, and where it comes from, which no row of its own says."""
    places = tuple(place.model_copy(update={"id": ""}) for place in record.places)
    return record.model_copy(update={"places": places, "changed_at": None, "origin": None})


@given(record=RECORDS)
@examples(10)
def test_read_by_columns_a_service_says_what_its_rows_say(
    session: Session, context: Context, write: Callable[[ServiceRecord], Service], record: ServiceRecord
) -> None:
    service = write(record)
    session.expire_all()
    (read,) = public_records(session, context, [service.id])
    assert unkeyed(read) == public(service_record(session, service.id), context.middle_of)
    assert read.changed_at == service.modified_at.replace(microsecond=service.modified_at.microsecond // 1000 * 1000)
    assert [place.id for place in read.places] == [str(at.location_id) for at in service.at_locations]


def test_every_listing_of_the_demonstration_says_what_its_rows_say(demonstration: Resources) -> None:
    with demonstration.database.reading() as session:
        context = demonstration.reference.context(session, site=SITE, today=date(2026, 11, 22), fresh_days=28)
        ids = list(session.exec(select(Service.id).order_by(col(Service.id))))
        read = [unkeyed(record) for record in public_records(session, context)]
        assert read == [public(record, context.middle_of) for record in service_records(session, ids) if record.active]


@pytest.mark.parametrize("status", [status for status in ModerationStatus if status != "published"])
def test_what_is_not_published_is_not_told(session: Session, context: Context, status: ModerationStatus) -> None:
    service = make_service(session, status=status)
    assert list(public_records(session, context)) == []
    assert list(public_records(session, context, [service.id])) == []
    assert count_public(session) == 0


def test_what_was_withdrawn_is_told_as_such_to_whoever_asks(session: Session, context: Context) -> None:
    service = make_service(session, status=ModerationStatus.WITHDRAWN)
    (told,) = public_records(session, context, [service.id], statuses={ModerationStatus.WITHDRAWN})
    assert not told.active


def test_services_come_in_the_order_in_which_they_are_asked_for_and_unknown_ones_are_passed_over(
    session: Session, context: Context
) -> None:
    ids = [make_service(session, name=name).id for name in "abc"]
    asked = [ids[2], uuid4(), ids[0]]
    assert [UUID(record.id) for record in public_records(session, context, asked)] == [ids[2], ids[0]]
    assert [UUID(record.id) for record in public_records(session, context)] == sorted(ids)


def test_the_newest_statement_of_room_counts(session: Session, context: Context) -> None:
    service = make_service(session)
    make_capacity(session, service, CapacityStatus.OPEN, stated_at=NOW.replace(day=20))
    make_capacity(session, service, CapacityStatus.FULL, stated_at=NOW.replace(day=21))
    (told,) = public_records(session, context)
    assert told.capacity is not None
    assert told.capacity.status is CapacityStatus.FULL


def test_no_private_value_is_read_or_told(session: Session, context: Context) -> None:
    service = make_service(session)
    make_place(session, service, name="The blue house", address="1 Secret Street", address_public=False)
    session.add(Contact(service_id=service.id, role="Home", email="her@private.example", public=False))
    session.add(Steward(organisation_id=service.organisation_id, email="keeper@private.example"))
    session.add(Capacity(service_id=service.id, status=CapacityStatus.OPEN, stated_at=NOW, stated_by="Private Person"))
    session.flush()
    (line,) = public_lines(session, context)
    for secret in ("private.example", "Secret", "blue house", "1AA", "Private"):
        assert secret not in line.decode()


def test_the_number_of_selects_does_not_grow_with_that_of_services(
    session: Session, context: Context, statements: Statements
) -> None:
    def asked() -> int:
        before = statements.selects
        list(public_documents(session, context))
        return statements.selects - before

    first = make_service(session)
    make_place(session, first)
    alone = asked()
    for _ in range(5):
        make_place(session, make_service(session))
    assert asked() == alone


def test_every_document_of_the_demonstration_is_as_we_declare_it(demonstration: Resources) -> None:
    with demonstration.database.reading() as session:
        context = demonstration.reference.context(session, site=SITE, today=date(2026, 11, 22), fresh_days=28)
        told: dict[str, Any] = {document["id"]: document for document in public_documents(session, context)}
    assert len(told) > 100
    for document in told.values():
        assert faults("service", document) == []
        assert not {None, ""} & set(leaves(document))
