"""What others are told of a published service, in whatever format."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlmodel import Session

from directory.geography import Gazetteer
from directory.models import CostOption, Schedule, Service, ServiceArea, Steward
from directory.queries.describing import district_of
from directory.queries.labels import LabelBook
from directory.queries.telling import Telling, told_of, told_of_all
from directory.vocabulary import CapacityStatus, ModerationStatus, RuleKind
from tests.conftest import NOW, Statements, only_asking
from tests.makers import make_capacity, make_place, make_rule, make_service
from tests.private import leaked, make_private_things, private_values


@pytest.fixture
def telling(session: Session, gazetteer: Gazetteer) -> Telling:
    labels = LabelBook({"ur": "Urdu"}).read(session)
    return Telling(labels, gazetteer, NOW, fresh_days=28, unconfirmed_days=120)


def test_what_is_private_is_not_in_it(session: Session, telling: Telling) -> None:
    service = make_private_things(session)
    with only_asking(session):
        [told] = told_of(session, telling, [service.id])
    assert leaked(repr(told), private_values(session)) == set()
    assert told.record.organisation.stewards == ()


def test_of_an_address_that_is_not_public_the_middle_of_its_district_is_told(
    session: Session, telling: Telling
) -> None:
    service = make_private_things(session)
    [place] = told_of(session, telling, [service.id])[0].places
    middle = telling.gazetteer.find("ZZ1").point  # type: ignore[union-attr]  # it is known
    assert place.words == "ZZ1 area (address given on booking)"
    assert (place.record.postcode, place.record.address_public) == ("ZZ1", False)
    assert middle
    assert (place.record.latitude, place.record.longitude) == (middle.latitude, middle.longitude)


@pytest.mark.parametrize(
    ("postcode", "district"),
    [("ZZ1 1AA", "ZZ1"), (" zz1 1aa", "ZZ1"), ("ZZ11AA", ""), ("by the sea", ""), ("9 Secret Lane", ""), ("", "")],
)
def test_what_stands_in_the_place_of_a_postcode_is_no_district(postcode: str, district: str) -> None:
    assert district_of(postcode) == district


def test_those_that_are_not_published_are_passed_over(session: Session, telling: Telling) -> None:
    shown, draft = make_service(session), make_service(session, status=ModerationStatus.DRAFT)
    assert [told.id for told in told_of(session, telling, [draft.id, shown.id])] == [shown.id]


def test_they_come_in_the_order_in_which_they_were_asked_for(session: Session, telling: Telling) -> None:
    ids = [make_service(session).id for _ in range(4)]
    assert [told.id for told in told_of(session, telling, ids[::-1])] == ids[::-1]


def test_all_of_them_come_by_name(session: Session, telling: Telling) -> None:
    for name in ("Walks", "Art", "Tea"):
        make_service(session, name=name)
    assert [told.record.name for told in told_of_all(session, telling)] == ["Art", "Tea", "Walks"]


def test_what_does_not_hold_today_is_left_out(session: Session, telling: Telling) -> None:
    service, yesterday = make_service(session), NOW.date() - timedelta(days=1)
    session.add(CostOption(service_id=service.id, option="Last year", amount=Decimal(2), valid_to=yesterday))
    session.add(Schedule(service_id=service.id, freq="WEEKLY", byday="MO", valid_to=yesterday))
    make_rule(session, service, RuleKind.AGE, minimum_age=60, valid_to=yesterday)
    session.expire_all()
    [told] = told_of(session, telling, [service.id])
    assert (told.prices, told.cost, told.when, told.times, told.who) == ((), "", (), (), ())


def test_room_goes_off(session: Session, telling: Telling) -> None:
    fresh, stale = make_service(session), make_service(session)
    make_capacity(session, fresh, CapacityStatus.FULL)
    make_capacity(session, stale, CapacityStatus.FULL, stated_at=NOW - timedelta(days=29))
    assert [each.room for each in told_of(session, telling, [fresh.id, stale.id])] == [CapacityStatus.FULL, None]


def test_the_number_of_selects_does_not_depend_on_that_of_services(
    session: Session, telling: Telling, statements: Statements
) -> None:
    def make(count: int) -> list[Service]:
        made = [make_service(session, summary="Tea") for _ in range(count)]
        for each in made:
            make_place(session, each)
            session.add(Steward(organisation_id=each.organisation_id, email="keeper@private.example"))
        return made

    def selects(services: list[Service]) -> int:
        ids = [each.id for each in services]
        session.flush()
        session.expunge_all()
        before = statements.selects
        assert len(told_of(session, telling, ids)) == len(ids)
        return statements.selects - before

    assert selects(make(2)) == selects(make(9))


def test_an_area_is_called_by_its_name(session: Session, telling: Telling) -> None:
    service = make_service(session)
    session.add(ServiceArea(service_id=service.id, code="X06000001"))
    session.expire_all()
    assert told_of(session, telling, [service.id])[0].areas == (("X06000001", "Normal Harbour"),)
