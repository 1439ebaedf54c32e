"""What belongs to what: deleted with it, and in the order in which it was said."""

from typing import Any

import pytest
from sqlmodel import Session, SQLModel, col, delete, func, select

from directory.actions.exchange import import_readings
from directory.geography import Gazetteer
from directory.models import (
    Account,
    Claim,
    Contact,
    Feed,
    IndexChange,
    Nomination,
    Organisation,
    OutgoingLetter,
    Report,
    Revision,
    RoleGrant,
    Service,
    ServiceTerm,
    TaxonomyTerm,
)
from directory.oruk.reader import Reading
from directory.oruk.records import ContactRecord, OrganisationRecord
from directory.vocabulary import ReportKind, RevisionState, Role
from tests.makers import a_full_record, only_service

STAY = {"index_change", "taxonomy_term", "feed", "account", "nomination", "report", "outgoing_letter"}
"""The tables of which no row is a part of an organisation."""

ELSEWHERE = {
    "unmet_search", "mail_trouble", "sign_in_link", "sign_in", "second_step", "recovery_code", "trial", "used_link",
    "draft", "merge", "not_the_same", "review", "feed_run", "link_check",
}  # fmt: skip
"""The tables that know of no organisation, or only of what somebody is doing at the moment."""


def rows_by_table(session: Session) -> dict[str, int]:
    """How many rows each table has."""
    tables = SQLModel.metadata.sorted_tables
    return {table.name: session.exec(select(func.count()).select_from(table)).one() for table in tables}


@pytest.fixture
def full(session: Session, gazetteer: Gazetteer) -> Service:
    """A service with a part of every kind, that came with a feed."""
    readings = [Reading(a_full_record())]
    import_readings(session, readings, source="Neighbour", gazetteer=gazetteer, publish=True)
    service = only_service(session)
    account = Account(email="councillor@normal.example")
    editor = RoleGrant(role=Role.GROUP_EDITOR, organisation_id=service.organisation_id)
    account.grants = [editor, RoleGrant(role=Role.COUNCILLOR, area="X05000001")]
    session.add(account)
    session.flush()
    session.add(
        Nomination(
            account_id=account.id,
            service_id=service.id,
            name="Shed",
            place="Harbour",
            purpose="Tools",
            reached_by="the lane",
        )
    )
    of_service: dict[str, Any] = {"service_id": service.id}
    session.add_all(
        [
            Report(kind=ReportKind.NEW_GROUP, words="It has moved.", **of_service),
            OutgoingLetter(recipient="tea@kettle.example", about="asked", subject="?", body="?", **of_service),
            Revision(number=1, state=RevisionState.IN_FORCE, record={}, actor="a test", **of_service),
            Claim(organisation_id=service.organisation_id, email="keeper@kettle.example", **of_service),
        ]
    )
    session.flush()
    return service


def test_with_an_organisation_goes_all_that_is_a_part_of_it(session: Session, full: Service) -> None:
    assert all(rows_by_table(session)[table] for table in rows_by_table(session) if table not in ELSEWHERE)
    session.expunge_all()
    session.exec(delete(Organisation))
    left = {table: number for table, number in rows_by_table(session).items() if number}
    assert set(left) <= STAY | {"role_grant"}
    assert left["role_grant"] == 1


def test_with_a_service_goes_all_that_is_a_part_of_it_and_not_its_group(session: Session, full: Service) -> None:
    session.delete(full)
    session.flush()
    left = {table for table, number in rows_by_table(session).items() if number}
    kept = {"organisation", "organisation_identifier", "steward", "location", "location_term", "feed_organisation"}
    assert left == STAY | {"role_grant", "claim"} | kept
    assert session.exec(select(Nomination)).one().service_id is None


def test_with_an_account_go_its_grants(session: Session, full: Service) -> None:
    session.exec(delete(Nomination))
    session.delete(session.exec(select(Account)).one())
    session.flush()
    assert session.exec(select(RoleGrant)).all() == []


def test_with_a_feed_goes_what_it_knew_and_not_what_came_of_it(session: Session, full: Service) -> None:
    session.exec(delete(Feed))
    left = rows_by_table(session)
    assert (left["feed_record"], left["feed_organisation"], left["service"]) == (0, 0, 1)


def test_a_term_that_is_in_use_cannot_be_deleted(session: Session, full: Service) -> None:
    used = select(ServiceTerm.term_id)
    with pytest.raises(Exception, match=r"(?i)foreign key"), session.begin_nested():
        session.exec(delete(TaxonomyTerm).where(col(TaxonomyTerm.id).in_(used)))


def test_the_parts_of_a_listing_keep_the_order_in_which_they_were_said(session: Session, gazetteer: Gazetteer) -> None:
    roles = [f"Role {number}" for number in (3, 1, 4, 1.5, 9, 2, 6)]

    def take(roles: list[str]) -> None:
        contacts = tuple(ContactRecord(role=role, phone="01632 960001") for role in roles)
        readings = [Reading(a_full_record(contacts=contacts))]
        import_readings(session, readings, source="Neighbour", gazetteer=gazetteer, publish=True)
        session.flush()
        session.expunge_all()

    take(roles)
    keys = {contact.role: contact.id for contact in only_service(session).contacts}
    assert [contact.role for contact in only_service(session).contacts] == roles
    take(roles[::-1])
    assert [contact.role for contact in only_service(session).contacts] == roles[::-1]
    assert {contact.role: contact.id for contact in only_service(session).contacts} == keys
    assert len(session.exec(select(Contact)).all()) == len(roles)


def test_the_number_of_a_change_is_never_given_twice(session: Session, full: Service) -> None:
    # Whoever has brought it into the index strikes it off by its number, which may be after the next has come.
    last = max(session.exec(select(IndexChange.id)).all(), key=lambda number: number or 0)
    session.exec(delete(IndexChange))
    session.add(IndexChange(service_id=full.id))
    session.flush()
    assert (session.exec(select(IndexChange.id)).one() or 0) > (last or 0)


def test_an_organisation_may_have_the_same_name_as_another(session: Session) -> None:
    record = OrganisationRecord(id="o1", name="Kettle Club")
    session.add_all([Organisation(name=record.name), Organisation(name=record.name)])
    session.flush()
    assert len(session.exec(select(Organisation)).all()) == 2
