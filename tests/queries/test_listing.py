"""Everything that is known of one service, for its page, and nothing that nobody should know."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import Session, select

from directory.actions.exchange import import_readings
from directory.actions.listing import ListingWriter
from directory.errors import NotFoundError
from directory.geography import Gazetteer
from directory.models import Feed, OrganisationIdentifier, Service
from directory.oruk.reader import Reading
from directory.oruk.records import (
    AreaRecord,
    CapacityRecord,
    CostRecord,
    OrganisationRecord,
    PlaceRecord,
    RuleRecord,
    ServiceRecord,
    TermRecord,
)
from directory.queries.describing import ContactShown
from directory.queries.labels import LabelBook
from directory.queries.listing import SESSIONS_SHOWN, ListingPage, Source, listing
from directory.vocabulary import CapacityStatus, ModerationStatus, RuleKind, TermKind
from tests.conftest import NOW, Statements, only_asking
from tests.makers import HARBOUR, a_full_record, a_record, make_organisation, make_service, only_service

Show = Callable[..., ListingPage]


@pytest.fixture
def show(session: Session, gazetteer: Gazetteer) -> Show:
    """The page of a record that was taken in."""

    def show(record: ServiceRecord) -> ListingPage:
        import_readings(session, [Reading(record)], source="Neighbour", gazetteer=gazetteer, publish=True)
        session.flush()
        session.expunge_all()
        return page_of(session, gazetteer, only_service(session))

    return show


def page_of(session: Session, gazetteer: Gazetteer, service: Service) -> ListingPage:
    name_of = gazetteer.district_name
    with only_asking(session) as asked:
        shown = LabelBook({"cy": "Welsh"}).read(asked)
        return listing(asked, service.id, shown, name_of, now=NOW, fresh_days=28, unconfirmed_days=120)


def test_everything_that_is_known_is_on_the_page(show: Show) -> None:
    page = show(a_full_record())
    assert (page.name, page.organisation) == ("Tuesday tea table", "Harbour Kettle Club")
    assert page.about_organisation == "Kettles since 1987."
    assert page.summary == "Tea for whoever comes."
    assert page.paragraphs == ("One long table, because at little tables people sit alone.",)
    assert page.alert == "No tea on Boxing Day."
    assert (page.url, page.email) == ("https://kettle.example/tea", "table@kettle.example")
    assert page.organisation_url == "https://kettle.example"
    assert page.organisation_contact == ContactShown("", "01632 960001", "tea@kettle.example")
    assert page.charity_numbers == ("Charity number 9912345",)
    assert page.ways == ("At a place", "By phone")
    assert page.times == ("Every Tuesday, 2pm to 4pm", "and on May Day", "Not in August.")
    assert page.sessions[0] == "Tuesday 24 November at 2pm"
    assert len(page.sessions) == SESSIONS_SHOWN
    assert page.cost == "Members: £1.50; Cake by arrangement"
    assert page.who == ("For people aged 60 and over",)
    assert page.aimed_at == "Aimed at: anybody"
    assert page.covers == "Normal Harbour"
    assert (page.joining, page.referral_url) == ("Just come.", "https://kettle.example/refer")
    assert page.contacts == (
        ContactShown("Secretary", "01632 960002", "secretary@kettle.example"),
        ContactShown("", "", "table@kettle.example"),
    )
    assert page.languages == ("Welsh",)
    assert page.needs == (("need:connect.lonely", "Loneliness and isolation"),)
    assert page.categories == ("Tea",)
    assert (page.capacity.sentence, page.capacity.age) == ("Has room: 3 places free", "told yesterday")
    assert (page.freshness, page.confirmed_on) == ("Confirmed 20 days ago", date(2026, 11, 1))
    assert page.changed_on == date(2026, 10, 1)
    assert page.source == Source("Neighbour", "", NOW.date(), record=page.source.record if page.source else "")
    assert page.minimum_price == 1.5


def test_the_place_is_shown_with_what_it_offers(show: Show) -> None:
    (place,) = show(a_full_record()).places
    assert place.words == "Harbour Hall, 1 Quay, Harbour, ZZ1 1AA"
    assert place.features == ("Step-free entrance",)
    assert place.point is not None
    assert (place.point.latitude, place.point.longitude) == (HARBOUR.latitude, HARBOUR.longitude)
    assert place.postcode == "ZZ1 1AA"


def test_what_is_not_known_is_empty(show: Show) -> None:
    page = show(a_record(description="", places=()))
    empty = (page.summary, page.alert, page.url, page.email, page.cost, page.covers, page.joining, page.aimed_at)
    assert set(empty) == {""}
    none = (page.paragraphs, page.places, page.times, page.sessions, page.who, page.contacts, page.needs, page.ways)
    assert set(none) == {()}
    assert (page.confirmed_on, page.minimum_price) == (None, None)
    assert (page.freshness, page.capacity.sentence) == ("Not yet confirmed by the group", "Room not known – ask")


def test_a_hidden_address_is_nowhere_on_the_page(show: Show) -> None:
    refuge = PlaceRecord(
        name="Lane House",
        address="12 Lane",
        city="Harbourtown",
        postcode="ZZ1 1AA",
        directions="Past the mill",
        address_public=False,
    )
    page = show(a_record(places=(refuge,)))
    assert page.places[0].words == "ZZ1 area (address given on booking)"
    assert page.places[0].point is None
    assert not any(word in repr(page) for word in ("Lane", "Harbourtown", "1AA", "mill", "54.5"))


def test_a_place_on_the_meridian_is_a_place(show: Show) -> None:
    (place,) = show(a_record(places=(PlaceRecord(name="Observatory", latitude=51.5, longitude=0.0),))).places
    assert place.point is not None


def test_who_keeps_the_entry_true_is_not_told(show: Show) -> None:
    assert "private.example" not in repr(show(a_full_record()))


def test_only_rules_and_prices_of_today_are_told(session: Session, gazetteer: Gazetteer, show: Show) -> None:
    show(a_full_record())
    service = only_service(session)
    service.rules[0].valid_to = service.costs[0].valid_to = NOW.date() - timedelta(days=1)
    session.flush()
    page = page_of(session, gazetteer, service)
    assert (page.who, page.cost, page.minimum_price) == ((), "Cake by arrangement", None)


# fmt: off
AREAS: list[tuple[list[AreaRecord], str]] = [
    ([AreaRecord(code="X06000001")], "Normal Harbour"),
    ([AreaRecord(code="X06000001", name="The Harbour")], "The Harbour"),
    ([AreaRecord(code="E05999999"), AreaRecord(code="DL3"), AreaRecord(name="Moor")], "DL3 and Moor"),
    ([AreaRecord(code="E05999999")], ""),
    ([AreaRecord(code="X06000001"), AreaRecord(name="Normal Harbour")], "Normal Harbour"),
]
# fmt: on


@pytest.mark.parametrize(("areas", "words"), AREAS)
def test_areas_are_called_by_their_names_and_never_by_their_codes(
    show: Show, areas: list[AreaRecord], words: str
) -> None:
    assert show(a_record(areas=tuple(areas))).covers == words


def test_needs_come_in_the_order_of_the_list(show: Show) -> None:
    codes = ["need:connect.social", "need:mind.lowmood", "need:connect.lonely"]
    page = show(a_record(terms=tuple(TermRecord(kind=TermKind.NEED, code=code) for code in codes)))
    assert [code for code, _ in page.needs] == ["need:connect.lonely", "need:connect.social", "need:mind.lowmood"]


def test_rules_and_costs_come_in_the_order_in_which_they_were_stated(show: Show) -> None:
    rules = [RuleRecord(kind=RuleKind.AGE, minimum_age=age) for age in (60, 18, 50)]
    costs = [CostRecord(option=option, amount=Decimal(1)) for option in ("Zebra", "Ant", "Moth")]
    page = show(a_record(rules=tuple(rules), costs=tuple(costs)))
    assert page.who == tuple(f"For people aged {age} and over" for age in (60, 18, 50))
    assert page.cost == "Zebra: £1; Ant: £1; Moth: £1"


def test_a_free_service_has_a_price_of_nothing(show: Show) -> None:
    assert show(a_record(costs=(CostRecord(option="Free", amount=Decimal(0)),))).minimum_price == 0


def test_old_words_about_room_are_not_told_as_if_they_were_true(show: Show) -> None:
    page = show(a_record(capacity=CapacityRecord(status=CapacityStatus.OPEN, stated_on=date(2026, 9, 1))))
    assert (page.capacity.sentence, page.capacity.age) == ("Room not known – ask", "last told 11 weeks ago")


def test_what_a_group_says_of_itself_is_not_its_name_again(show: Show) -> None:
    group = OrganisationRecord(id="o1", name="Kettle", description="Kettle")
    assert show(a_record(organisation=group)).about_organisation == ""


def test_numbers_of_registers_are_called_by_their_register(session: Session, gazetteer: Gazetteer, show: Show) -> None:
    show(a_full_record())
    service = only_service(session)
    for scheme in ("GB-SC", "GB-COH", "XX-XYZ"):
        number = OrganisationIdentifier(scheme=scheme, identifier="1")
        service.organisation.identifiers.append(number)
    session.flush()
    assert page_of(session, gazetteer, service).charity_numbers == (
        "Charity number 9912345",
        "Company number 1",
        "Scottish charity number 1",
        "XX-XYZ number 1",
    )


def test_the_source_is_told_with_its_licence(session: Session, gazetteer: Gazetteer, show: Show) -> None:
    show(a_full_record())
    session.exec(select(Feed)).one().licence = "OGL-UK-3.0"
    session.flush()
    assert page_of(session, gazetteer, only_service(session)).source == Source(
        "Neighbour", "OGL-UK-3.0", NOW.date(), record=a_full_record().id
    )


def test_what_was_written_here_has_no_source(session: Session, gazetteer: Gazetteer) -> None:
    writer = ListingWriter(session, gazetteer, said_by="a group")
    service = writer.write_service(a_record(), make_organisation(session))
    service.status = ModerationStatus.PUBLISHED
    session.flush()
    assert page_of(session, gazetteer, service).source is None


@pytest.mark.parametrize("status", [each for each in ModerationStatus if each is not ModerationStatus.PUBLISHED])
def test_what_is_not_published_is_not_found(session: Session, gazetteer: Gazetteer, status: ModerationStatus) -> None:
    with pytest.raises(NotFoundError, match="no listing at this address"):
        page_of(session, gazetteer, make_service(session, status=status))


def test_what_never_was_is_not_found(session: Session, gazetteer: Gazetteer) -> None:
    with pytest.raises(NotFoundError):
        page_of(session, gazetteer, Service(id=uuid4(), name="Never", organisation_id=uuid4()))


def test_the_number_of_selects_does_not_depend_on_how_much_there_is(
    session: Session, gazetteer: Gazetteer, statements: Statements
) -> None:
    def selects(times: int) -> int:
        many: dict[str, Any] = {
            "places": tuple(
                PlaceRecord(name=f"Hall {number}", features=("access:lift", "access:step-free"))
                for number in range(times)
            ),
            "rules": tuple(RuleRecord(kind=RuleKind.AGE, minimum_age=number) for number in range(times)),
            "costs": tuple(CostRecord(option=f"Cost {number}") for number in range(times)),
        }
        readings = [Reading(a_full_record(**many))]
        import_readings(session, readings, source="Neighbour", gazetteer=gazetteer, publish=True)
        session.flush()
        session.expunge_all()
        service = only_service(session)
        session.expunge_all()
        statements.clear()
        page_of(session, gazetteer, service)
        return statements.selects

    assert selects(1) == selects(20)
