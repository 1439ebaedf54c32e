"""Who reaches which listing, by which of their roles."""

from uuid import uuid4

import pytest
from sqlmodel import Session, col, select

from directory.access import DECIDING, Grant, Person
from directory.errors import NotAllowedError, NotFoundError
from directory.models import Account, Nomination, Service, ServiceArea
from directory.queries.reach import in_reach, service_for, service_to_decide, to_decide
from directory.vocabulary import ModerationStatus, Role
from tests.conftest import only_asking
from tests.makers import make_organisation, make_place, make_service

HERE, THERE, WARD = "X06000001", "X06000002", "X05000001"
A_DISTRICT = "E06999999"
"""It has the look of a district, and is none."""


def a_person(*grants: Grant) -> Person:
    return Person(uuid4(), "somebody@normal.example", grants)


def deciding_in(*districts: str) -> Person:
    return a_person(*(Grant(Role.MODERATOR, area=district) for district in districts))


def reaches(session: Session, person: Person, *roles: Role) -> set[str]:
    with only_asking(session):
        return set(session.exec(select(col(Service.name)).where(in_reach(person, *roles))))


@pytest.fixture
def listings(session: Session) -> dict[str, Service]:
    """One listing in each kind of place."""
    made = {name: make_service(session, name=name) for name in ("here", "there", "both", "covers", "nation", "nowhere")}
    make_place(session, made["here"])
    make_place(session, made["there"], district=THERE)
    make_place(session, made["both"])
    make_place(session, made["both"], district=THERE)
    make_place(session, made["nowhere"], district="", postcode="not known")
    for name, code in (("covers", A_DISTRICT), ("nation", "E92000001"), ("nation", "DL3")):
        session.add(ServiceArea(service_id=made[name].id, code=code))
    session.flush()
    return made


@pytest.mark.usefixtures("listings")
def test_who_decides_reaches_their_districts_and_what_lies_in_none(session: Session) -> None:
    assert reaches(session, deciding_in(HERE)) == {"here", "both", "nation", "nowhere"}
    assert reaches(session, deciding_in(THERE)) == {"there", "both", "nation", "nowhere"}
    assert reaches(session, deciding_in(A_DISTRICT)) == {"covers", "nation", "nowhere"}
    assert reaches(session, deciding_in(HERE, THERE)) == {"here", "there", "both", "nation", "nowhere"}


@pytest.mark.usefixtures("listings")
def test_an_administrator_of_everywhere_reaches_everything(session: Session) -> None:
    assert len(reaches(session, a_person(Grant(Role.ADMINISTRATOR)))) == 6


@pytest.mark.usefixtures("listings")
def test_whoever_has_no_such_role_reaches_nothing(session: Session) -> None:
    assert reaches(session, a_person()) == set()
    assert reaches(session, a_person(Grant(Role.NAVIGATOR))) == set()
    assert reaches(session, a_person(Grant(Role.COUNCILLOR, area=WARD))) == set()


def test_an_editor_reaches_the_listings_of_their_groups_whatever_their_status(session: Session) -> None:
    group = make_organisation(session)
    make_service(session, name="ours", organisation_id=group.id, status=ModerationStatus.DECLINED)
    make_service(session, name="theirs")
    assert reaches(session, a_person(Grant(Role.GROUP_EDITOR, group.id))) == {"ours"}


def test_an_editor_who_decides_elsewhere_does_not_decide_about_their_own_group(session: Session) -> None:
    ours = make_service(session, name="ours")
    make_place(session, ours)
    both = a_person(Grant(Role.GROUP_EDITOR, ours.organisation_id), Grant(Role.MODERATOR, area=THERE))
    assert service_for(session, ours.id, both) is ours
    with pytest.raises(NotFoundError):
        service_for(session, ours.id, both, *DECIDING)


@pytest.mark.parametrize("role", DECIDING)
@pytest.mark.parametrize("status", ModerationStatus)
def test_nobody_decides_about_their_own_group(session: Session, role: Role, status: ModerationStatus) -> None:
    ours, theirs = make_service(session, name="ours", status=status), make_service(session, name="theirs")
    for service in (ours, theirs):
        make_place(session, service)
    both = a_person(Grant(Role.GROUP_EDITOR, ours.organisation_id), Grant(role))
    assert set(session.exec(select(col(Service.name)).where(to_decide(both)))) == {"theirs"}
    assert service_to_decide(session, theirs.id, both) is theirs
    with pytest.raises(NotAllowedError, match="You keep the listings of this group"):
        service_to_decide(session, ours.id, both)
    assert service_to_decide(session, ours.id, a_person(Grant(Role.ADMINISTRATOR))) is ours


def test_of_what_is_out_of_reach_not_even_that_is_told(session: Session) -> None:
    ours = make_service(session)
    make_place(session, ours)
    elsewhere = a_person(Grant(Role.GROUP_EDITOR, ours.organisation_id), Grant(Role.MODERATOR, area=THERE))
    with pytest.raises(NotFoundError):
        service_to_decide(session, ours.id, elsewhere)


def test_a_councillor_reaches_what_they_told_us_of_and_what_is_of_their_ward(session: Session) -> None:
    account, other = (Account(email=f"{name}@normal.example") for name in ("one", "two"))
    session.add_all([account, other])
    session.flush()
    for name, by, ward in (
        ("mine", account, "X05000009"),
        ("of my ward", other, WARD),
        ("neither", other, "X05000009"),
    ):
        told = Nomination(account_id=by.id, name=name, place="ZZ1", purpose="Tea", reached_by="by phone", ward=ward)
        told.service_id = make_service(session, name=name).id
        session.add(told)
    covering = make_service(session, name="covers my ward")
    session.add(ServiceArea(service_id=covering.id, code=WARD))
    session.flush()
    councillor = Person(account.id, account.email, (Grant(Role.COUNCILLOR, area=WARD),))
    assert reaches(session, councillor) == {"mine", "of my ward", "covers my ward"}


def test_what_is_out_of_reach_is_said_not_to_be_there(session: Session, listings: dict[str, Service]) -> None:
    person = deciding_in(HERE)
    assert service_for(session, listings["here"].id, person) is listings["here"]
    for key in (listings["there"].id, uuid4()):
        with pytest.raises(NotFoundError, match="no such listing"):
            service_for(session, key, person)
