"""Whether a listing is here already."""

from typing import Any

from sqlmodel import Session

from directory.geography import Gazetteer
from directory.models import Contact, Merge, NotTheSame, OrganisationIdentifier, Service, Steward
from directory.queries.duplicates import Described, Spot, described_listing, likely_duplicates
from directory.vocabulary import ModerationStatus
from tests.conftest import Statements, only_asking
from tests.makers import make_organisation, make_place, make_service


def kettle(session: Session, **values: Any) -> Service:
    group = make_organisation(
        session,
        name="Harbour Kettle & Cup Club",
        phone="01632 960001",
        email="tea@kettle.example",
        url="https://www.kettle.example/about",
    )
    session.add(OrganisationIdentifier(organisation_id=group.id, scheme="GB-CHC", identifier="9912345"))
    service = make_service(session, name="Tuesday tea table", organisation_id=group.id, **values)
    make_place(session, service)
    return service


def found(session: Session, described: Described, *, public_only: bool = True) -> list[str]:
    with only_asking(session) as asking:
        told = likely_duplicates(asking, described, public_only=public_only)
    return [each.name for each in told]


def test_the_first_field_of_a_form_is_enough(session: Session) -> None:
    kettle(session)
    make_service(session, name="Chair yoga", organisation_id=make_organisation(session, name="Bendy Folk").id)
    for described in (
        Described.said(name="The Harbor Kettle and Cup club ltd"),
        Described.said(name="Tuesday Tea Tabel"),
        Described.said(phones=["+44 (0)1632 960-001"]),
        Described.said(urls=["http://kettle.example"]),
        Described.said(emails=["Tea@Kettle.example"]),
        Described.said(numbers=[("GB-CHC", "No. 9912345")]),
        Described.said(spots=[Spot.at("zz11aa")]),
    ):
        assert found(session, described) == ["Tuesday tea table"], described


def test_reasons_are_told_without_what_they_are_about(session: Session, gazetteer: Gazetteer) -> None:
    kettle(session)
    described = Described.said(name="Tuesday tea table", phones=["01632 960001"], spots=[Spot.at("ZZ1 1AB")])
    (told,) = likely_duplicates(session, described, gazetteer=gazetteer)
    assert (told.organisation, told.place) == ("Harbour Kettle & Cup Club", "Harbour Hall, ZZ1 1AA")
    assert told.is_likely
    assert set(told.reasons) == {"The same telephone number", "The same name"}


def test_nobody_else_learns_whose_a_private_address_is(session: Session) -> None:
    service = kettle(session)
    session.add(Contact(service_id=service.id, phone="01632 960777", email="secret@post.example", public=False))
    session.add(Steward(organisation_id=service.organisation_id, email="keeper@private.example"))
    hidden = make_service(session, name="Safe house", organisation_id=make_organisation(session, name="Haven").id)
    make_place(session, hidden, postcode="ZZ1 2AA", address_public=False)
    session.flush()
    for described, name in (
        (Described.said(phones=["01632 960777"]), "Tuesday tea table"),
        (Described.said(emails=["secret@post.example"]), "Tuesday tea table"),
        (Described.said(emails=["keeper@private.example"]), "Tuesday tea table"),
        (Described.said(spots=[Spot.at("ZZ1 2AA")]), "Safe house"),
    ):
        assert found(session, described) == []
        assert found(session, described, public_only=False) == [name]


def test_nobody_else_learns_what_is_not_published(session: Session) -> None:
    kettle(session, status=ModerationStatus.SUBMITTED)
    described = Described.said(name="Tuesday tea table", phones=["01632 960001"])
    assert found(session, described) == []
    assert found(session, described, public_only=False) == ["Tuesday tea table"]


def test_what_somebody_is_still_writing_is_nobodys_duplicate(session: Session) -> None:
    kettle(session, status=ModerationStatus.DRAFT)
    assert found(session, Described.said(name="Tuesday tea table"), public_only=False) == []


def test_a_listing_is_not_its_own_duplicate(session: Session) -> None:
    service = kettle(session)
    assert found(session, described_listing(session, service.id)) == []
    assert likely_duplicates(session, Described.said(name="Tuesday tea table"), excluding=[service.id]) == []


def test_what_was_found_to_be_two_is_not_proposed_again(session: Session) -> None:
    one, other = kettle(session), kettle(session)
    described = described_listing(session, one.id)
    assert found(session, described) == ["Tuesday tea table"]
    first, second = sorted((one.id, other.id))
    session.add(NotTheSame(first_id=first, second_id=second, actor="moderator 1"))
    session.flush()
    assert found(session, described) == []
    assert found(session, described_listing(session, other.id)) == []


def test_what_was_merged_is_not_proposed_again(session: Session) -> None:
    one, other = kettle(session), kettle(session)
    merge = Merge(kept_id=one.id, gone_id=other.id, kept_record={}, gone_record={}, gone_status="published", actor="a")
    session.add(merge)
    session.flush()
    assert found(session, described_listing(session, one.id), public_only=False) == []


def test_the_number_of_selects_does_not_grow(session: Session, statements: Statements) -> None:
    described = described_listing(session, kettle(session).id)
    kettle(session)
    statements.clear()
    likely_duplicates(session, described)
    before = statements.selects
    for _ in range(5):
        kettle(session)
    statements.clear()
    assert len(likely_duplicates(session, described, limit=9)) == 6
    assert statements.selects == before
