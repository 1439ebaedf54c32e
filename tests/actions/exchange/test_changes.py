"""Three texts of a listing: what its feed said, what it says now, and what somebody here has made of it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from directory.access import Grant
from directory.actions.accounts.roles import grant_role
from directory.actions.editing import Trust, change_listing, newest_number
from directory.actions.exchange import ImportReport, Kept, import_readings
from directory.actions.exchange.feeds import feed_named
from directory.geography import Gazetteer
from directory.models import Capacity, FeedRecord, Organisation, Report, Revision, Service
from directory.oruk.records import ServiceRecord
from directory.queries.record import service_record
from directory.vocabulary import CapacityStatus, ModerationStatus, ReportStatus, RevisionState, Role
from tests.actions.exchange.feeds import readings, said
from tests.conftest import NOW
from tests.makers import only_service

Take = Callable[..., ImportReport]
FEED = "feed Neighbour"


@pytest.fixture
def take(session: Session, gazetteer: Gazetteer) -> Take:
    """Takes in the documents of the feed "Neighbour"."""

    def take(*documents: Any) -> ImportReport:
        made = import_readings(session, readings(documents), source="Neighbour", gazetteer=gazetteer, publish=True)
        session.flush()
        session.expire_all()
        return made

    return take


@pytest.fixture
def edit(session: Session, gazetteer: Gazetteer) -> Callable[..., None]:
    """Lets the group change the only listing."""

    def edit(**values: Any) -> None:
        service = only_service(session)
        change_listing(
            session,
            service.id,
            service_record(session, service.id).model_copy(update=values),
            actor="group_editor 7",
            based_on=newest_number(session, service.id),
            trust=Trust.ALL,
            gazetteer=gazetteer,
        )
        session.flush()
        session.expire_all()

    return edit


def record(session: Session) -> ServiceRecord:
    return service_record(session, only_service(session).id)


def revisions(session: Session) -> list[tuple[str, str, list[str]]]:
    found = session.exec(select(Revision).order_by(col(Revision.number)))
    return [(each.state.value, each.actor, each.fields) for each in found]


def proposed(session: Session) -> list[list[str]]:
    return [fields for state, _, fields in revisions(session) if state == RevisionState.PROPOSED]


LINK = {"link_type": "audience", "taxonomy_term": {"id": "9", "name": "Tea", "taxonomy": "Theirs"}}
ISLAND = {"name": "Island feed", "id": "tea-9", "licence": "OGL"}


@pytest.mark.parametrize(
    "changed",
    [
        {"assured_date": "2026-11-01"},
        {"fingerpost_source": ISLAND | {"licence": "CC BY 4.0"}},
        {"last_modified": "2026-10-01"},
        {"attributes": [{**LINK, "link_type": "activity"}]},
    ],
)
def test_whatever_others_are_told_of_it_changes_they_hear_that_it_has(
    session: Session, take: Take, set_clock: Callable[..., None], changed: dict[str, Any]
) -> None:
    take(said(fingerpost_source=ISLAND, attributes=[LINK]))
    before = only_service(session).modified_at
    set_clock(NOW + timedelta(days=1))
    take(said(fingerpost_source=ISLAND, attributes=[LINK]))
    assert only_service(session).modified_at == before
    take(said(**{"fingerpost_source": ISLAND, "attributes": [LINK], **changed}))
    assert only_service(session).modified_at == NOW + timedelta(days=1)


def test_another_licence_of_a_feed_is_news_of_all_that_came_with_it(
    session: Session, take: Take, set_clock: Callable[..., None]
) -> None:
    take(said())
    for days, licence in ((1, "OGL"), (2, "OGL"), (3, "")):
        set_clock(NOW + timedelta(days=days))
        feed_named(session, "Neighbour", licence=licence)
    session.expire_all()
    assert only_service(session).modified_at == NOW + timedelta(days=1)


class TestFollowing:
    def test_what_nobody_has_changed_follows_the_feed_and_keeps_its_history(self, session: Session, take: Take) -> None:
        take(said(description="Tea"))
        assert revisions(session) == []
        take(said(description="Tea and cake", url="https://kettle.example"))
        assert (record(session).description, record(session).url) == ("Tea and cake", "https://kettle.example")
        assert revisions(session) == [
            ("in_force", "directory", []),
            ("in_force", FEED, ["description", "url"]),
        ]

    def test_a_part_that_the_feed_leaves_as_it_was_stays_as_the_group_has_it(
        self, session: Session, take: Take, edit: Any
    ) -> None:
        take(said(description="Tea"))
        edit(description="Tea, from two until four")
        report = take(said(description="Tea", url="https://kettle.example"))
        assert record(session).description == "Tea, from two until four"
        assert record(session).url == "https://kettle.example"
        assert (report.updated, report.kept, proposed(session)) == (1, [], [])

    def test_the_feed_s_postcode_as_we_write_it_is_no_change_of_ours(self, session: Session, take: Take) -> None:
        at = {"location": {"location_type": "physical", "addresses": [{"postal_code": "zz11aa"}]}}
        take(said(service_at_locations=[at]))
        at["location"]["addresses"] = [{"postal_code": "ZZ1 1AB"}]
        assert take(said(service_at_locations=[at])).kept == []
        assert [place.postcode for place in record(session).places] == ["ZZ1 1AB"]


class TestChangedHere:
    def test_what_the_group_changed_is_not_overwritten_and_the_difference_waits(
        self, session: Session, take: Take, edit: Any
    ) -> None:
        take(said(description="Tea", url="https://old.example"))
        edit(description="Tea, from two until four")
        report = take(said(description="Tea with biscuits", url="https://new.example"))
        assert record(session).description == "Tea, from two until four"
        assert record(session).url == "https://new.example"
        assert report.kept == [Kept("s1", "description")]
        (followed,) = report.followed
        assert "description" not in followed.parts
        assert followed.after["url"] == "https://new.example"
        assert followed.before["url"] != followed.after["url"]
        assert proposed(session) == [["description"]]

    def test_the_same_feed_again_asks_nobody_again(self, session: Session, take: Take, edit: Any) -> None:
        take(said(description="Tea"))
        edit(description="Tea, from two until four")
        changed = said(description="Tea with biscuits")
        take(changed)
        assert take(changed).unchanged == 1
        assert proposed(session) == [["description"]]

    def test_what_the_feed_says_next_takes_the_place_of_what_it_proposed(
        self, session: Session, take: Take, edit: Any
    ) -> None:
        take(said(description="Tea"))
        edit(description="Tea, from two until four")
        take(said(description="Tea with biscuits"))
        take(said(description="Tea with cake"))
        assert len(proposed(session)) == 1
        take(said(description="Tea, from two until four"))
        assert proposed(session) == [], "both say the same now"

    def test_what_the_group_took_back_follows_the_feed_again(self, session: Session, take: Take, edit: Any) -> None:
        take(said(description="Tea"))
        edit(description="Tea, from two until four")
        edit(description="Tea")
        assert take(said(description="Tea with cake")).kept == []
        assert record(session).description == "Tea with cake"

    def test_a_listing_that_waits_for_a_moderator_is_not_overwritten_either(
        self, session: Session, take: Take, edit: Any
    ) -> None:
        take(said(description="Tea"))
        edit(description="Tea, from two until four")
        only_service(session).status = ModerationStatus.SUBMITTED
        take(said(description="Tea with biscuits"))
        assert record(session).description == "Tea, from two until four"

    def test_a_change_after_the_feed_s_own_is_held_as_well(self, session: Session, take: Take, edit: Any) -> None:
        take(said(alert="Closed today"))
        take(said(alert="Closed tomorrow"))
        edit(alert="Open as ever")
        assert take(said(alert="Closed on Friday")).kept == [Kept("s1", "alert")]
        assert record(session).alert == "Open as ever"

    def test_a_group_s_own_text_stays_in_all_its_listings(self, session: Session, take: Take) -> None:
        group = {"id": "o1", "name": "Harbour Kettle Club", "description": "Since 1990"}
        take(said("s1", organization=group), said("s2", organization=group))
        row = session.exec(select(Organisation)).one()
        row.description = "Since 1987"
        session.flush()
        group = {**group, "description": "Since 1991"}
        report = take(said("s1", organization=group), said("s2", organization=group))
        assert session.exec(select(Organisation.description)).one() == "Since 1987"
        assert {each.part for each in report.kept} == {"organisation"}

    def test_a_group_that_nobody_here_has_changed_follows_the_feed(self, session: Session, take: Take) -> None:
        take(said("s1"), said("s2"))
        group = {"id": "o1", "name": "Harbour Kettle and Cake Club"}
        assert take(said("s1", organization=group), said("s2", organization=group)).kept == []
        assert session.exec(select(Organisation.name)).one() == "Harbour Kettle and Cake Club"

    def test_a_new_record_brings_its_group_s_new_name(self, session: Session, take: Take) -> None:
        take(said("s1"))
        take(said("s2", organization={"id": "o1", "name": "Harbour Kettle and Cake Club"}))
        assert session.exec(select(Organisation.name)).one() == "Harbour Kettle and Cake Club"


class TestDatesAndRoom:
    def test_a_later_confirmation_of_the_group_s_outlives_an_older_one_of_the_feed_s(
        self, session: Session, take: Take
    ) -> None:
        take(said(assured_date="2026-01-01"))
        only_service(session).confirmed_on = date(2026, 10, 1)
        session.flush()
        take(said(assured_date="2026-03-01"))
        assert only_service(session).confirmed_on == date(2026, 10, 1)
        take(said(assured_date="2026-11-01"))
        assert only_service(session).confirmed_on == date(2026, 11, 1)

    def test_a_feed_that_says_nothing_of_room_takes_no_statement_away(self, session: Session, take: Take) -> None:
        take(said())
        service = only_service(session)
        session.add(Capacity(service_id=service.id, status=CapacityStatus.FULL, stated_at=NOW - timedelta(days=1)))
        session.flush()
        take(said(description="New"))
        assert session.exec(select(Capacity.status)).one() is CapacityStatus.FULL


class TestStatus:
    def test_what_a_group_keeps_itself_is_not_withdrawn_by_a_feed_but_a_moderator_is_told(
        self, session: Session, take: Take
    ) -> None:
        take(said())
        group = only_service(session).organisation_id
        grant_role(session, email="keeper@normal.example", grant=Grant(Role.GROUP_EDITOR, group), by="a test")
        take(said(status="inactive"))
        assert only_service(session).status is ModerationStatus.PUBLISHED
        assert "no longer offered" in session.exec(select(Report.words)).one()
        take(said(status="inactive", description="Changed, and still not offered"))
        assert len(session.exec(select(Report)).all()) == 1, "while it waits"
        session.exec(select(Report)).one().status = ReportStatus.CLOSED
        session.flush()
        take(said(status="inactive", description="Changed once more"))
        assert len(session.exec(select(Report)).all()) == 2

    def test_what_is_no_longer_in_the_feed_is_marked_and_stays(self, session: Session, take: Take) -> None:
        take(said("s1"), said("s2"))
        report = take(said("s2"))
        assert (report.gone, report.gone_count) == (["s1"], 1)
        gone = dict(session.exec(select(FeedRecord.foreign_id, FeedRecord.gone_at)).all())
        assert gone == {"s1": NOW, "s2": None}
        assert set(session.exec(select(Service.status))) == {ModerationStatus.PUBLISHED}

    @pytest.mark.parametrize("again", [said("s1"), said("s1", description="Back again")])
    def test_what_comes_back_is_no_longer_gone(self, session: Session, take: Take, again: Any) -> None:
        take(said("s1"), said("s2"))
        take(said("s2"))
        assert take(again, said("s2")).came_back == 1
        assert set(session.exec(select(FeedRecord.gone_at))) == {None}

    def test_what_is_there_and_cannot_be_read_is_not_gone(self, take: Take) -> None:
        take(said("s1"), said("s2"))
        assert take(said("s1", name=None), said("s2")).gone == []


GONE = {"id": "s1", "name": "Tea table s1", "status": "inactive", "organization_id": "o1"}


class TestTombstones:
    """What says only that it is gone, as this directory tells of it: its text stays, whatever becomes of it."""

    def test_it_is_withdrawn_and_nothing_that_it_said_is_lost(self, session: Session, take: Take) -> None:
        take(said(description="Two sugars.", email="tea@kettle.example"))
        before = record(session)
        made = take(GONE)
        assert (made.updated, made.problems) == (1, [])
        assert only_service(session).status is ModerationStatus.WITHDRAWN
        assert record(session).model_copy(update={"active": True}) == before
        assert session.exec(select(Organisation.name)).all() == ["Harbour Kettle Club"]
        assert proposed(session) == []

    def test_the_same_again_is_no_change_and_what_comes_back_is_as_it_was(self, session: Session, take: Take) -> None:
        take(said(description="Two sugars."))
        take(GONE)
        assert take(GONE).unchanged == 1
        made = take(said(description="Two sugars."))
        assert (made.updated, made.followed, made.kept) == (1, [], [])
        assert only_service(session).status is ModerationStatus.PUBLISHED
        assert record(session).description == "Two sugars."

    def test_what_its_group_changed_here_stays_as_well(self, session: Session, take: Take, edit: Any) -> None:
        take(said(description="Two sugars."))
        edit(description="Three sugars.")
        take(GONE)
        assert record(session).description == "Three sugars."
        assert proposed(session) == []

    def test_of_what_never_came_here_nothing_is_made(self, session: Session, take: Take) -> None:
        made = take(GONE, said("s2"))
        assert (made.read, made.created, made.unchanged, made.kept_out) == (2, 1, 1, 0)
        assert only_service(session).name == "Tea table s2"

    def test_what_is_gone_and_still_says_something_is_followed(self, session: Session, take: Take) -> None:
        take(said(description="Two sugars."))
        take(said(status="inactive", description="It has closed."))
        assert record(session).description == "It has closed."
