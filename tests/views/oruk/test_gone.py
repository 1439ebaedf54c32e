"""What is no longer offered: others hear of it for a while, and of nothing that it said."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlmodel import Session

from directory.access import Grant
from directory.actions.merging import merge
from directory.actions.moderation import ALLOWED_TRANSITIONS, move, publish_service, withdraw_service
from directory.database import Database
from directory.geography import Gazetteer
from directory.models import Service
from directory.oruk.parts import is_tombstone
from directory.oruk.reader import read_service
from directory.vocabulary import ModerationStatus, Role
from tests.conftest import NOW
from tests.makers import make_place, make_service
from tests.views.oruk.feed import Feed
from tests.waiting import make_moderator

SetClock = Callable[[datetime], None]
YESTERDAY = (NOW - timedelta(days=1)).isoformat()


def make_offered(session: Session) -> Service:
    service = make_service(session, name="Tea table", description="Two sugars.", email="tea@kettle.example")
    make_place(session, service, name="Back room", address="1 Quay")
    return service


@pytest.fixture
def gone(web_database: Database) -> UUID:
    """A service that its group no longer offers."""
    with web_database.writing() as session:
        return withdraw_service(session, make_offered(session), actor="a test").id


def test_it_is_told_as_inactive_and_nothing_else_of_it(feed: Feed, gone: UUID) -> None:
    told = feed.document(f"/services/{gone}")
    assert set(told) == {"id", "name", "status", "last_modified", "organization_id"}
    assert told["status"] == "inactive"
    record = read_service(told, "record 1").record
    assert record, "whoever reads it knows it for what it is"
    assert is_tombstone(record)
    assert feed.get(f"/organizations/{told['organization_id']}").status_code == 404
    assert feed.every("/service_at_locations") == []


def test_lists_tell_of_it_where_all_changes_are_asked_for(feed: Feed, gone: UUID) -> None:
    for form in ({}, {"full": "true"}, {"minimal": "true"}):
        assert feed.ids("/services", **form) == set()
        assert [told["status"] for told in feed.every("/services", modified_after=YESTERDAY, **form)] == ["inactive"]
    assert feed.ids("/services", modified_after=(NOW + timedelta(hours=1)).isoformat()) == set()


@pytest.mark.parametrize("further", [{"search": "sugars"}, {"postcode": "ZZ1 1AA", "proximity": 5}, {"day": "MO"}])
def test_nobody_learns_by_asking_what_it_said(feed: Feed, gone: UUID, further: dict[str, str]) -> None:
    assert feed.ids("/services", modified_after=YESTERDAY, **further) == set()


def test_after_half_a_year_it_is_forgotten(feed: Feed, gone: UUID, set_clock: SetClock) -> None:
    set_clock(NOW + timedelta(days=180))
    assert feed.get(f"/services/{gone}").status_code == 200
    set_clock(NOW + timedelta(days=181))
    assert feed.get(f"/services/{gone}").status_code == 404
    assert feed.ids("/services", modified_after=YESTERDAY) == set()


@pytest.mark.parametrize("status", [each for each in ModerationStatus if each is not ModerationStatus.PUBLISHED])
def test_what_nobody_ever_saw_is_not_told_of(feed: Feed, web_database: Database, status: ModerationStatus) -> None:
    with web_database.writing() as session:
        key = make_service(session, status=status).id
    assert feed.get(f"/services/{key}").status_code == 404
    assert feed.ids("/services", modified_after=YESTERDAY) == set()


@pytest.mark.parametrize("after", sorted(ALLOWED_TRANSITIONS[ModerationStatus.PUBLISHED]))
def test_what_is_decided_anew_is_not_told_of_and_what_is_put_away_is(
    feed: Feed, web_database: Database, after: ModerationStatus
) -> None:
    with web_database.writing() as session:
        key = move(session, make_offered(session), after, actor="a test").id
    is_told = after in {ModerationStatus.WITHDRAWN, ModerationStatus.ARCHIVED}
    assert feed.get(f"/services/{key}").status_code == (200 if is_told else 404)
    assert feed.ids("/services", modified_after=YESTERDAY) == ({str(key)} if is_told else set())


def test_what_is_offered_again_is_told_whole(feed: Feed, web_database: Database, gone: UUID) -> None:
    with web_database.writing() as session:
        publish_service(session, session.get_one(Service, gone), actor="a test")
    assert feed.document(f"/services/{gone}")["description"] == "Two sugars."
    assert feed.ids("/services") == {str(gone)}


class TestMerged:
    @pytest.fixture
    def kept_and_merged(self, web_database: Database, gazetteer: Gazetteer) -> tuple[UUID, UUID]:
        with web_database.writing() as session:
            kept, other = make_offered(session), make_offered(session)
            administrator = make_moderator(session, Grant(Role.ADMINISTRATOR), email="first@normal.example")
            merge(session, kept.id, other.id, person=administrator, gazetteer=gazetteer)
            return kept.id, other.id

    def test_it_leads_to_the_one_that_was_kept(self, feed: Feed, kept_and_merged: tuple[UUID, UUID]) -> None:
        kept, other = kept_and_merged
        answer = feed.get(f"/services/{other}")
        assert (answer.status_code, answer.mimetype) == (301, "application/json")
        assert answer.location == f"/oruk/v3/services/{kept}"
        assert feed.client.get(answer.location).get_json()["status"] == "active"

    def test_lists_of_changes_tell_that_it_is_gone(self, feed: Feed, kept_and_merged: tuple[UUID, UUID]) -> None:
        kept, other = kept_and_merged
        told = {each["id"]: each["status"] for each in feed.every("/services", modified_after=YESTERDAY)}
        assert told == {str(kept): "active", str(other): "inactive"}

    def test_without_the_kept_one_it_is_gone_itself(
        self, feed: Feed, web_database: Database, kept_and_merged: tuple[UUID, UUID]
    ) -> None:
        kept, other = kept_and_merged
        with web_database.writing() as session:
            session.get_one(Service, kept).status = ModerationStatus.SUBMITTED
        assert feed.document(f"/services/{other}")["status"] == "inactive"
