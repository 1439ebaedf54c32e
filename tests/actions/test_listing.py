"""Records written into the tables: what is kept, what is filled in, and what keeps its key."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, col, func, select

from directory.actions.listing import ListingWriter
from directory.actions.listing.places import MOVED_KM
from directory.geography import Gazetteer, Point
from directory.models import (
    Capacity,
    IndexChange,
    Location,
    Organisation,
    Service,
    ServiceAtLocation,
    Steward,
    TaxonomyTerm,
)
from directory.oruk.ical import Recurrence
from directory.oruk.records import (
    AreaRecord,
    CapacityRecord,
    ContactRecord,
    CostRecord,
    OrganisationRecord,
    PlaceRecord,
    RuleRecord,
    ServiceRecord,
    TermRecord,
    TimeRecord,
)
from directory.vocabulary import CapacityStatus, Circumstance, RuleKind, TermKind, TermOrigin, Way
from tests.conftest import NOW
from tests.makers import HARBOUR, a_full_record, a_record

SetClock = Callable[[datetime], None]
Write = Callable[[ServiceRecord], Service]

HALL = PlaceRecord(name="Harbour Hall", address="1 Quay", postcode="ZZ1 1AA")


@pytest.fixture
def write(session: Session, gazetteer: Gazetteer) -> Write:
    """Writes a record, over what was written before."""
    written: dict[str, Service] = {}
    groups: dict[str, Organisation] = {}

    def write(record: ServiceRecord) -> Service:
        writer = ListingWriter(session, gazetteer, said_by="feed Neighbour")
        group = writer.write_organisation(record.organisation, groups.get(record.organisation.id))
        session.flush()
        service = writer.write_service(record, group, written.get(record.id))
        session.flush()
        session.expire_all()
        written[record.id], groups[record.organisation.id] = service, group
        return service

    return write


def location(service: Service) -> Location:
    """The one place of a service."""
    (at,) = service.at_locations
    return at.location


def point(place: Location) -> tuple[float | None, float | None]:
    return place.latitude, place.longitude


def keys(service: Service) -> dict[str, list[UUID]]:
    """The keys of all parts of a service."""
    return {
        "places": [at.location_id for at in service.at_locations],
        "at": [row.id for row in service.at_locations],
        "schedules": [row.id for row in service.schedules],
        "costs": [row.id for row in service.costs],
        "contacts": [row.id for row in service.contacts],
        "areas": [row.id for row in service.areas],
        "rules": [row.id for row in service.rules],
        "languages": [row.id for row in service.languages],
        "terms": sorted(row.id for row in service.terms),
        "capacities": sorted(row.id for row in service.capacities),
        "identifiers": [row.id for row in service.organisation.identifiers],
        "stewards": [row.id for row in service.organisation.stewards],
    }


# What is kept.


def test_all_that_a_record_says_is_kept(write: Write) -> None:
    service = write(a_full_record())
    assert (service.name, service.organisation.name) == ("Tuesday tea table", "Harbour Kettle Club")
    assert (service.ways_stated, service.in_person, service.by_phone, service.online) == (True, True, True, False)
    assert [row.description for row in service.schedules] == ["", "and on May Day"]
    assert [(row.option, row.amount) for row in service.costs] == [("Members", Decimal("1.50")), ("", None)]
    assert [row.role for row in service.contacts] == ["Secretary"]
    assert [(row.kind, row.minimum_age) for row in service.rules] == [(RuleKind.AGE, 60)]
    assert [(row.code, row.name) for row in service.areas] == [("X06000001", "Normal Harbour")]
    assert {row.term.label for row in service.terms} == {"Loneliness and isolation", "Tea"}
    assert {row.origin for row in service.terms} == {TermOrigin.IMPORTED}
    assert [row.email for row in service.organisation.stewards] == ["keeper@private.example"]
    assert service.confirmed_on == date(2026, 11, 1)
    assert service.details_changed_at == datetime(2026, 10, 1, 12, tzinfo=UTC)


def test_a_service_that_says_nothing_of_how_has_not_said_it(write: Write) -> None:
    assert write(a_record(ways=())).ways_stated is False


def test_a_date_in_the_future_confirms_nothing(write: Write) -> None:
    service = write(a_record(confirmed_on=date(2031, 1, 1), changed_on=date(2031, 1, 1)))
    assert service.confirmed_on is None
    assert service.details_changed_at == NOW


def test_what_changed_today_did_not_change_later_than_now(write: Write, set_clock: SetClock) -> None:
    set_clock(morning := NOW.replace(hour=9))
    assert write(a_record(changed_on=NOW.date())).details_changed_at == morning


def test_the_index_looks_again_at_what_is_written(session: Session, write: Write) -> None:
    service = write(a_record())
    assert session.exec(select(IndexChange.service_id)).all() == [service.id]


# What keeps its key.


def test_rows_that_say_the_same_keep_their_keys(session: Session, write: Write) -> None:
    before = keys(write(a_full_record()))
    assert all(before.values())
    assert keys(write(a_full_record(name="Another name"))) == before
    assert session.exec(select(func.count()).select_from(Location)).one() == 1


CHANGES: list[tuple[str, dict[str, Any]]] = [
    ("schedules", {"times": (TimeRecord(recurrence=Recurrence("WEEKLY", byday=((0, "WE"),))),)}),
    ("costs", {"costs": (CostRecord(option="Everybody", amount=Decimal("1.50")),)}),
    ("contacts", {"contacts": (ContactRecord(role="Secretary", phone="01632 960009"),)}),
    ("areas", {"areas": (AreaRecord(code="X06000002"),)}),
    ("rules", {"rules": (RuleRecord(kind=RuleKind.AGE, minimum_age=65),)}),
    ("languages", {"languages": ("ur",)}),
    ("terms", {"terms": (TermRecord(kind=TermKind.NEED, code="need:connect.social"),)}),
]


@pytest.mark.parametrize(("part", "change"), CHANGES)
def test_a_change_of_one_part_changes_the_keys_of_no_other(write: Write, part: str, change: dict[str, Any]) -> None:
    before = keys(write(a_full_record()))
    after = keys(write(a_full_record(**change)))
    assert {name for name in before if before[name] != after[name]} == {part}
    assert after[part]


@pytest.mark.parametrize("part", ["times", "costs", "contacts", "areas", "rules", "languages", "terms", "places"])
def test_what_is_no_longer_said_is_gone(session: Session, write: Write, part: str) -> None:
    before = keys(write(a_full_record()))
    name = "schedules" if part == "times" else part
    assert before[name]
    assert keys(write(a_full_record(**{part: ()})))[name] == []


def test_the_same_said_twice_is_kept_once(write: Write) -> None:
    contact = ContactRecord(role="Secretary", phone="01632 960001")
    service = write(a_record(contacts=(contact, contact), languages=("cy", "cy"), places=(HALL, HALL)))
    assert (len(service.contacts), len(service.languages), len(service.at_locations)) == (1, 1, 1)


def test_a_place_where_nothing_takes_place_any_more_is_forgotten(session: Session, write: Write) -> None:
    elsewhere = PlaceRecord(name="Library", postcode="ZZ1 1AB", features=("access:lift",))
    write(a_full_record(places=(HALL, elsewhere)))
    service = write(a_full_record(places=(HALL,)))
    assert session.exec(select(Location.name)).all() == ["Harbour Hall"]
    session.add(ServiceAtLocation(service_id=write(a_record(id="s2")).id, location_id=location(service).id))
    session.flush()
    write(a_full_record(places=(elsewhere,)))
    assert "Harbour Hall" in session.exec(select(Location.name).where(col(Location.address) == "1 Quay")).all()


# Groups.


def test_a_steward_is_kept_in_lower_case_and_once(session: Session, write: Write) -> None:
    group = OrganisationRecord(id="o1", name="Kettle", stewards=("Keeper@Private.example", "keeper@private.example"))
    write(a_record(organisation=group))
    assert session.exec(select(Steward.email)).all() == ["keeper@private.example"]


def test_two_services_of_one_group_are_of_one_group(session: Session, write: Write) -> None:
    write(a_record())
    write(a_record(id="s2", name="Walk"))
    assert session.exec(select(func.count()).select_from(Organisation)).one() == 1


# Places.


def test_a_point_and_a_district_are_filled_in_from_the_postcode(write: Write) -> None:
    place = location(write(a_record(places=(PlaceRecord(name="Hall", postcode=" zz11aa "),))))
    assert (place.postcode, place.district) == ("ZZ1 1AA", "X06000001")
    assert point(place) == (HARBOUR.latitude, HARBOUR.longitude)


@pytest.mark.parametrize("typed", ["ZZ8 8ZZ", "ZZ1 9ZZ", "not known", "", "ZZ1"])
def test_a_postcode_that_is_not_known_is_kept_as_it_was_typed_without_a_point(write: Write, typed: str) -> None:
    place = location(write(a_record(places=(PlaceRecord(name="Hall", postcode=typed),))))
    assert (place.postcode, place.district) == (typed, "")
    assert point(place) == (None, None)


def test_a_postcode_that_is_known_without_a_point_has_a_district(write: Write) -> None:
    place = location(write(a_record(places=(PlaceRecord(name="Hall", postcode="ZZ3 3ZZ"),))))
    assert (place.district, point(place)) == ("X06000002", (None, None))


def test_a_point_that_is_said_is_believed_if_it_can_be_in_its_postcode(write: Write) -> None:
    near = HALL.model_copy(update={"latitude": 54.53, "longitude": -1.56})
    assert point(location(write(a_record(places=(near,))))) == (54.53, -1.56)
    without_postcode = PlaceRecord(name="Moor", latitude=55.0, longitude=-2.0)
    assert point(location(write(a_record(places=(without_postcode,))))) == (55.0, -2.0)


def test_a_point_far_from_its_postcode_gives_way_to_it(write: Write) -> None:
    assert MOVED_KM == 10
    far = HALL.model_copy(update={"latitude": 54.62, "longitude": -1.55})
    assert point(location(write(a_record(places=(far,))))) == (HARBOUR.latitude, HARBOUR.longitude)


@pytest.mark.parametrize("said", [{}, {"latitude": 54.52, "longitude": -1.55}])
def test_of_a_hidden_address_only_the_middle_of_its_district_is_kept_as_a_point(
    write: Write, gazetteer: Gazetteer, said: dict[str, float]
) -> None:
    """Whoever asked for what is near from several sides would else learn where a refuge is."""
    refuge = PlaceRecord(name="Refuge", address="12 Lane", postcode="ZZ1 1AA", address_public=False, **said)
    place = location(write(a_record(places=(refuge,))))
    middle = gazetteer.find("ZZ1")
    assert Point(*point(place)) == middle.point  # type: ignore[arg-type, union-attr]  # it is a place with a point
    assert point(place) != (HARBOUR.latitude, HARBOUR.longitude)
    assert (place.address, place.postcode) == ("12 Lane", "ZZ1 1AA")


def test_a_hidden_address_without_a_postcode_has_no_point_at_all(write: Write) -> None:
    refuge = PlaceRecord(name="Refuge", latitude=54.52, longitude=-1.55, address_public=False)
    assert point(location(write(a_record(places=(refuge,))))) == (None, None)


def test_access_features_are_those_of_our_list(write: Write) -> None:
    place = HALL.model_copy(update={"features": ("access:lift", "access:lift", "access:trampoline")})
    assert [row.term.code for row in location(write(a_record(places=(place,)))).features] == ["access:lift"]


# Terms.


def test_terms_of_ours_are_found_and_those_of_others_made_once(session: Session, write: Write) -> None:
    before = session.exec(select(func.count()).select_from(TaxonomyTerm)).one()
    terms = (
        TermRecord(kind=TermKind.NEED, code="need:connect.lonely", label="Whatever they call it"),
        TermRecord(kind=TermKind.FOREIGN, code="9", label="Tea", taxonomy="Theirs"),
        TermRecord(kind=TermKind.FOREIGN, code="9", label="Sport", taxonomy="Another"),
        TermRecord(kind=TermKind.FOREIGN, code="9", label="Music"),
    )
    service = write(a_record(terms=terms))
    write(a_record(id="s2", terms=terms))
    found = {(row.term.taxonomy, row.term.label) for row in service.terms}
    assert found == {
        ("Fingerpost", "Loneliness and isolation"),
        ("Theirs", "Tea"),
        ("Another", "Sport"),
        ("Other", "Music"),
    }
    assert session.exec(select(func.count()).select_from(TaxonomyTerm)).one() == before + 3


def test_a_term_that_calls_itself_one_of_ours_and_is_not_is_kept_by_its_label(write: Write) -> None:
    terms = (
        TermRecord(kind=TermKind.NEED, code="need:moon", label="Going to the moon"),
        TermRecord(kind=TermKind.NEED, code="need:sun"),
    )
    service = write(a_record(terms=terms))
    assert [(row.term.kind, row.term.label) for row in service.terms] == [(TermKind.FOREIGN, "Going to the moon")]


# Capacity.


def said(day: int, status: CapacityStatus = CapacityStatus.OPEN, **values: Any) -> CapacityRecord:
    return CapacityRecord(status=status, stated_on=date(2026, 11, day), **values)


def statements_of(service: Service) -> list[tuple[int, str]]:
    return sorted((row.stated_at.day, row.status.value) for row in service.capacities)


def test_statements_of_capacity_add_up_and_none_is_added_twice(session: Session, write: Write) -> None:
    write(a_record(capacity=said(1)))
    write(a_record(capacity=said(1)))
    write(a_record(capacity=said(10, CapacityStatus.FULL)))
    service = write(a_record(capacity=said(1)))
    assert statements_of(service) == [(1, "open"), (10, "full")]
    assert session.exec(select(Capacity.stated_by).distinct()).all() == ["feed Neighbour"]


def test_the_same_said_again_later_is_another_statement(write: Write) -> None:
    write(a_record(capacity=said(1)))
    assert statements_of(write(a_record(capacity=said(15)))) == [(1, "open"), (15, "open")]


def test_silence_about_capacity_takes_nothing_back(write: Write) -> None:
    write(a_record(capacity=said(1)))
    assert statements_of(write(a_record())) == [(1, "open")]


def test_a_statement_of_tomorrow_is_one_of_today(write: Write) -> None:
    assert statements_of(write(a_record(capacity=said(29)))) == [(21, "open")]


def test_rules_of_every_kind_are_kept(write: Write) -> None:
    rules = (
        RuleRecord(kind=RuleKind.ANYONE),
        RuleRecord(kind=RuleKind.AGE, minimum_age=0.5, maximum_age=0, strict=False),
        RuleRecord(kind=RuleKind.CIRCUMSTANCE, excluded=True, among=(Circumstance.CARER, Circumstance.PARENT)),
        RuleRecord(kind=RuleKind.RESIDENCE, among=("X06000001", "ZZ1")),
    )
    service = write(a_record(rules=rules, ways=(Way.HOME_VISIT,)))
    kept = [(row.kind, row.strict, row.excluded, tuple(row.among)) for row in service.rules]
    assert kept == [(rule.kind, rule.strict, rule.excluded, rule.among) for rule in rules]
