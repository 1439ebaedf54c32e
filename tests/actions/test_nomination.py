"""A councillor tells us of a group."""

from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from directory import clock
from directory.access import Person
from directory.actions.accounts.roles import grant_role
from directory.actions.letters import Stationery
from directory.actions.nomination import Tools, nominate, record_of
from directory.factory import TEMPLATES
from directory.geography import Gazetteer, Place, PlaceKind, Point
from directory.models import ModerationEvent, Nomination, OutgoingLetter, Service
from directory.queries.nomination import NewGroup
from directory.queries.wards import Whereabouts, patches, whereabouts
from directory.signing import Signer
from directory.vocabulary import ModerationStatus, NominationStatus, TermOrigin
from search_index.thesaurus import Thesaurus
from tests.wards import COUNCILLOR, GROUP_EMAIL, QUAYSIDE, island_with_wards, make_nomination

BOWLS = NewGroup("Quayside Bowls", "1 Quay, zz11aa", "Company for widows\nand a chat", email=GROUP_EMAIL)


@pytest.fixture
def gazetteer() -> Gazetteer:
    return island_with_wards()


@pytest.fixture
def tools(gazetteer: Gazetteer, thesaurus: Thesaurus) -> Tools:
    stationery = Stationery(TEMPLATES / "email", "https://directory.example")
    return Tools(gazetteer, thesaurus, Signer("a test"), stationery)


@pytest.fixture
def councillor(session: Session) -> Person:
    account = grant_role(session, email="councillor@normal.example", grant=COUNCILLOR, by="a test")
    return Person(account.id, account.email, (COUNCILLOR,))


def told(session: Session, tools: Tools, person: Person, group: NewGroup = BOWLS) -> Nomination:
    made = nominate(session, group, where(group, tools.gazetteer), person=person, tools=tools)
    session.flush()
    return made


def where(group: NewGroup, gazetteer: Gazetteer) -> Whereabouts:
    return whereabouts(gazetteer.find(group.where), patches([QUAYSIDE], gazetteer), gazetteer)


def listing(session: Session, nomination: Nomination) -> Service:
    session.expire_all()
    service = session.get(Service, nomination.service_id)
    assert service
    return service


def letters(session: Session) -> list[OutgoingLetter]:
    return list(session.exec(select(OutgoingLetter).order_by(col(OutgoingLetter.due_at))))


def test_a_listing_waits_for_a_decision(session: Session, tools: Tools, councillor: Person) -> None:
    service = listing(session, told(session, tools, councillor))
    assert (service.name, service.organisation.name) == ("Quayside Bowls", "Quayside Bowls")
    assert service.description == "Company for widows\nand a chat"
    assert service.status is ModerationStatus.SUBMITTED
    event = session.exec(select(ModerationEvent)).one()
    assert (event.after, event.actor) == (ModerationStatus.SUBMITTED, f"councillor {councillor.id}")


def test_its_needs_are_suggested_by_the_words(session: Session, tools: Tools, councillor: Person) -> None:
    service = listing(session, told(session, tools, councillor))
    assert {link.term.code for link in service.terms} >= {"need:mind.bereaved", "need:connect.social"}
    assert {link.origin for link in service.terms} == {TermOrigin.SUGGESTED}


def test_how_the_group_is_reached_is_not_public(session: Session, tools: Tools, councillor: Person) -> None:
    service = listing(session, told(session, tools, councillor))
    [contact] = service.contacts
    assert (contact.email, contact.public) == (GROUP_EMAIL, False)
    assert (service.email, service.organisation.email) == ("", "")


@pytest.mark.parametrize(
    ("typed", "name", "address", "postcode", "district", "placed"),
    [
        ("1 Quay, zz11aa", "", "1 Quay", "ZZ1 1AA", "X06000001", True),
        ("zz1 1aa", "", "", "ZZ1 1AA", "X06000001", True),
        ("Lighthouse Cove", "Lighthouse Cove", "", "", "X06000002", True),
        ("behind the old mill", "behind the old mill", "", "", "X06000001", False),
        ("ZZ3 3ZZ", "", "", "ZZ3 3ZZ", "X06000002", False),
    ],
)
def test_it_is_where_the_councillor_said(
    session: Session,
    tools: Tools,
    councillor: Person,
    typed: str,
    name: str,
    address: str,
    postcode: str,
    district: str,
    placed: bool,
) -> None:
    service = listing(
        session, told(session, tools, councillor, NewGroup("Bowls", typed, "bowls", phone="01632 960001"))
    )
    [place] = [at.location for at in service.at_locations]
    assert (place.name, place.address, place.postcode, place.district) == (name, address, postcode, district)
    assert (place.latitude is not None) == placed


def test_a_place_that_is_nowhere_we_list_has_no_point() -> None:
    abroad = Place("Calais", PlaceKind.PLACE, Point(48.0, 1.86))
    [place] = record_of(BOWLS, abroad, ()).places
    assert (place.name, place.latitude) == ("Calais", None)


class TestTheLetters:
    def test_three_of_them_are_written_at_once_and_due_in_a_month(
        self, session: Session, tools: Tools, councillor: Person
    ) -> None:
        nomination = told(session, tools, councillor)
        assert nomination.status is NominationStatus.INVITED
        now = clock.now()
        assert [letter.due_at - now for letter in letters(session)] == [timedelta(days=days) for days in (0, 10, 30)]
        for letter in letters(session):
            assert (letter.recipient, letter.service_id, letter.secret) == (GROUP_EMAIL, nomination.service_id, True)
            assert "https://directory.example/invitation/" in letter.body
        first, second, third = (letter.body for letter in letters(session))
        assert "a councillor for Quayside told us of your group" in first
        assert "we wrote to you some days ago" in second
        assert "This is the last time" not in second
        assert "This is the last time" in third

    def test_the_ward_is_not_named_where_the_group_is_elsewhere(
        self, session: Session, tools: Tools, councillor: Person
    ) -> None:
        told(session, tools, councillor, NewGroup("Bowls", "ZZ2 1AA", "bowls", email=GROUP_EMAIL))
        assert "a councillor told us" in letters(session)[0].body

    def test_who_is_reached_by_phone_gets_none(self, session: Session, tools: Tools, councillor: Person) -> None:
        nomination = told(session, tools, councillor, NewGroup("Bowls", "ZZ1 1AA", "bowls", phone="01632 960001"))
        assert (nomination.status, letters(session)) == (NominationStatus.WAITING, [])

    def test_a_group_that_has_said_no_is_not_asked_again(
        self, session: Session, tools: Tools, councillor: Person
    ) -> None:
        make_nomination(session, status=NominationStatus.CLOSED)
        nomination = told(session, tools, councillor)
        assert (nomination.status, letters(session)) == (NominationStatus.WAITING, [])


def test_it_is_known_who_told_us_and_of_which_ward(session: Session, tools: Tools, councillor: Person) -> None:
    nomination = told(session, tools, councillor)
    assert (nomination.account_id, nomination.ward, nomination.reached_by) == (councillor.id, QUAYSIDE, GROUP_EMAIL)
    assert nomination.place == "1 Quay, zz11aa"


def test_two_groups_of_one_name_are_two(session: Session, tools: Tools, councillor: Person) -> None:
    first, second = told(session, tools, councillor), told(session, tools, councillor)
    assert first.service_id != second.service_id
