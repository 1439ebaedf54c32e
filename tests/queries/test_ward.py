"""What a ward has and lacks."""

from typing import Any

import pytest
from sqlmodel import Session, col, select

from directory.geography import Gazetteer, Point
from directory.models import Service, ServiceArea, ServiceTerm, TaxonomyTerm
from directory.queries.labels import LabelBook
from directory.queries.ward import NeedHere, needs_of
from directory.queries.wards import patches
from directory.vocabulary import ModerationStatus
from tests.conftest import Statements, only_asking
from tests.makers import make_place, make_service
from tests.wards import HILL, QUAYSIDE, island_with_wards

LONELY, FALLS = "need:connect.lonely", "need:body.falls"
ON_THE_HILL: dict[str, Any] = {"postcode": "ZZ1 2AB", "at": Point(54.55, -1.55)}


@pytest.fixture
def gazetteer() -> Gazetteer:
    return island_with_wards()


def offer(session: Session, *needs: str, name: str = "Tea table", **values: Any) -> Service:
    """A service for some needs, without a place."""
    service = make_service(session, name=name, **values)
    for code in needs:
        term = session.exec(select(TaxonomyTerm).where(col(TaxonomyTerm.code) == code)).one()
        session.add(ServiceTerm(service_id=service.id, term_id=term.id))
    session.flush()
    return service


def cover(session: Session, service: Service, code: str) -> None:
    session.add(ServiceArea(service_id=service.id, code=code))
    session.flush()


def here(session: Session, gazetteer: Gazetteer, code: str = QUAYSIDE) -> dict[str, NeedHere]:
    [patch] = patches([code], gazetteer)
    with only_asking(session) as asking:
        labels = LabelBook({}).read(asking)
        return {row.code: row for row in needs_of(asking, patch, labels, gazetteer)}


def counts(row: NeedHere) -> tuple[int, int]:
    return row.inside, row.reaching


def test_what_takes_place_in_the_ward_is_counted_for_each_of_its_needs(session: Session, gazetteer: Gazetteer) -> None:
    make_place(session, offer(session, LONELY, FALLS))
    make_place(session, offer(session, LONELY), postcode="ZZ1 1AB")
    rows = here(session, gazetteer)
    assert (counts(rows[LONELY]), counts(rows[FALLS])) == ((2, 0), (1, 0))
    assert rows["need:money.food"].total == 0
    assert rows[LONELY].nearest is None


def test_the_needs_come_in_the_order_of_our_list_with_those_that_are_broader(
    session: Session, gazetteer: Gazetteer
) -> None:
    rows = list(here(session, gazetteer).values())
    assert (rows[0].label, rows[0].group) == ("Loneliness and isolation", "Connection and company")
    assert "need:connect" not in {row.code for row in rows}


def test_the_nearest_outside_is_told_where_there_is_none_inside(session: Session, gazetteer: Gazetteer) -> None:
    make_place(session, offer(session, LONELY, name="Lighthouse lunch"), postcode="ZZ2 1AA", at=Point(54.90, -1.55))
    make_place(session, offer(session, LONELY, name="Hill lunch"), **ON_THE_HILL)
    row = here(session, gazetteer)[LONELY]
    assert row.nearest
    assert (row.nearest.name, round(row.nearest.miles, 1)) == ("Hill lunch", 1.9)
    assert counts(row) == (0, 0)


@pytest.mark.parametrize(
    ("code", "reaching"), [("X06000001", 1), ("X92000001", 1), ("ZZ1", 1), ("X06000002", 0), (HILL, 0)]
)
def test_what_is_for_its_people_reaches_it_from_elsewhere(
    session: Session, gazetteer: Gazetteer, code: str, reaching: int
) -> None:
    service = offer(session, LONELY)
    make_place(session, service, **ON_THE_HILL)
    cover(session, service, code)
    assert counts(here(session, gazetteer)[LONELY]) == (0, reaching)


def test_what_has_neither_a_place_nor_an_area_reaches_everybody(session: Session, gazetteer: Gazetteer) -> None:
    offer(session, LONELY)
    assert counts(here(session, gazetteer)[LONELY]) == (0, 1)


def test_of_a_hidden_address_not_even_the_ward_is_told(session: Session, gazetteer: Gazetteer) -> None:
    make_place(session, offer(session, LONELY), address_public=False)
    row = here(session, gazetteer)[LONELY]
    assert (counts(row), row.nearest) == ((0, 1), None), "it is somewhere in ZZ1, as its page says"


def test_a_place_with_a_postcode_of_nobody_is_where_the_nearest_one_is(session: Session, gazetteer: Gazetteer) -> None:
    make_place(session, offer(session, LONELY), postcode="")
    assert counts(here(session, gazetteer)[LONELY]) == (1, 0)


def test_what_nobody_can_see_is_not_counted(session: Session, gazetteer: Gazetteer) -> None:
    make_place(session, offer(session, LONELY, status=ModerationStatus.SUBMITTED))
    assert here(session, gazetteer)[LONELY].total == 0


def test_a_district_counts_what_is_in_all_of_its_wards(session: Session, gazetteer: Gazetteer) -> None:
    make_place(session, offer(session, LONELY), **ON_THE_HILL)
    assert counts(here(session, gazetteer, "X06000001")[LONELY]) == (1, 0)


def test_of_a_ward_that_we_cannot_place_nothing_is_said(session: Session, gazetteer: Gazetteer) -> None:
    assert here(session, gazetteer, "E05999999") == {}


def test_the_number_of_selects_does_not_grow(session: Session, gazetteer: Gazetteer, statements: Statements) -> None:
    def asked() -> int:
        before = statements.selects
        here(session, gazetteer)
        return statements.selects - before

    make_place(session, offer(session, LONELY))
    first = asked()
    for _ in range(5):
        make_place(session, offer(session, LONELY, FALLS))
    assert asked() == first
