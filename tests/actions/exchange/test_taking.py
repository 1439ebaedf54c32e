"""Taking in feeds: what comes of every record, again and again, and that the counts add up."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel, col, delete, func, select

from directory.actions.exchange import ImportReport, import_feed, reading
from directory.actions.moderation import publish_service, withdraw_service
from directory.errors import InputError, UnreadableError
from directory.geography import Gazetteer
from directory.models import (
    Feed,
    FeedRecord,
    IndexChange,
    ModerationEvent,
    Organisation,
    Service,
)
from directory.oruk.documents import RawRecord, read_documents
from directory.oruk.taking import Problem
from directory.vocabulary import ModerationStatus
from tests.conftest import NOW, Statements
from tests.depth import examples
from tests.makers import normal_island, only_service

Take = Callable[..., ImportReport]


@pytest.fixture
def take(session: Session, gazetteer: Gazetteer) -> Take:
    """Takes in documents, as published services of the feed "Neighbour" unless told otherwise."""
    return lambda documents, **how: taken(session, documents, gazetteer, **how)


@pytest.fixture
def by_tens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are written out after ten records, so that a test need not have hundreds."""
    monkeypatch.setattr(reading, "BATCH", 10)


def taken(session: Session, documents: Iterable[Any], gazetteer: Gazetteer, **how: Any) -> ImportReport:
    raw = (
        document if isinstance(document, RawRecord) else RawRecord(f"record {number}", document)
        for number, document in enumerate(documents, 1)
    )
    options = {"source": "Neighbour", "publish": True, **how}
    report = import_feed(session, raw, gazetteer=gazetteer, **options)
    session.flush()
    return report


def said(id_: str = "s1", **values: Any) -> dict[str, Any]:
    """A service as a feed says it."""
    group = {"id": "o1", "name": "Harbour Kettle Club"}
    return {"id": id_, "name": f"Tea table {id_}", "organization": group, "status": "active", **values}


def counts(report: ImportReport) -> tuple[int, int, int, int, int]:
    return report.read, report.created, report.updated, report.unchanged, report.kept_out


def changes(session: Session) -> int:
    return session.exec(select(func.count()).select_from(IndexChange)).one()


def statuses(session: Session) -> list[str]:
    return [service.status.value for service in session.exec(select(Service).order_by(col(Service.name)))]


# What comes of a record.


def test_a_new_record_becomes_a_service_that_anybody_may_see(session: Session, take: Take) -> None:
    assert counts(take([said("s1"), said("s2")])) == (2, 2, 0, 0, 0)
    assert statuses(session) == ["published", "published"]
    assert session.exec(select(Organisation.name)).all() == ["Harbour Kettle Club"]
    assert session.exec(select(ModerationEvent.actor).distinct()).all() == ["feed Neighbour"]


def test_without_leave_to_publish_it_waits_for_a_moderator(session: Session, take: Take) -> None:
    take([said()], publish=False)
    assert statuses(session) == ["submitted"]


def test_the_same_file_again_changes_nothing(session: Session, take: Take, set_clock: Callable[..., None]) -> None:
    take([said("s1"), said("s2")])
    session.exec(delete(IndexChange))
    before = only_read(session)
    set_clock(NOW + timedelta(days=1))
    assert counts(take([said("s1"), said("s2")])) == (2, 0, 0, 2, 0)
    assert changes(session) == 0
    assert only_read(session) == before
    assert set(session.exec(select(FeedRecord.read_at))) == {NOW + timedelta(days=1)}


def only_read(session: Session) -> dict[str, list[Any]]:
    """Every row of every table but those that say when a feed was read."""
    session.expire_all()
    return {
        table.name: sorted(session.connection().execute(table.select()).all(), key=repr)
        for table in SQLModel.metadata.sorted_tables
        if table.name != "feed_record"
    }


def test_a_record_that_says_something_else_is_updated(session: Session, take: Take) -> None:
    take([said()])
    key = only_service(session).id
    session.exec(delete(IndexChange))
    assert counts(take([said(description="Now with cake")])) == (1, 0, 1, 0, 0)
    service = only_service(session)
    assert (service.id, service.description) == (key, "Now with cake")
    assert changes(session) == 1
    assert statuses(session) == ["published"]


def test_a_record_that_cannot_be_kept_says_why_and_keeps_no_other_out(session: Session, take: Take) -> None:
    report = take([said("s1"), {"id": "s2"}, "nonsense", RawRecord("line 4", fault="is not JSON"), said("s5")])
    assert counts(report) == (5, 2, 0, 0, 3)
    assert report.problems == [
        Problem("s2", "name", "The service has no name"),
        Problem("record 3", "", "This is not a service but some other value"),
        Problem("line 4", "", "This is not JSON"),
    ]


def test_the_problems_of_what_is_kept_are_told_too(take: Take) -> None:
    report = take([said(minimum_age="twelve", url="javascript:alert(1)")])
    assert counts(report) == (1, 1, 0, 0, 0)
    assert [(problem.record, problem.field) for problem in report.problems] == [("s1", "url"), ("s1", "minimum_age")]


def test_of_two_records_with_one_id_the_first_is_kept(session: Session, take: Take) -> None:
    report = take([said("s1", name="First"), said("s1", name="Second")])
    assert counts(report) == (2, 1, 0, 0, 1)
    assert report.problems == [Problem("s1", "id", "The feed has another service with this id")]
    assert only_service(session).name == "First"


def test_one_bad_record_among_many_is_one_bad_record(by_tens: None, session: Session, take: Take) -> None:
    records: list[Any] = [said(f"s{number}") for number in range(55)]
    records[39] = {"id": "nameless"}
    assert counts(take(records)) == (55, 54, 0, 0, 1)
    assert session.exec(select(func.count()).select_from(Service)).one() == 54


def test_an_id_belongs_to_its_feed(session: Session, take: Take) -> None:
    take([said("s1")], source="Neighbour")
    assert counts(take([said("s1")], source="Another")) == (1, 1, 0, 0, 0)
    assert session.exec(select(func.count()).select_from(Service)).one() == 2


@pytest.mark.parametrize("name", ["", "   ", "x" * 101])
def test_a_feed_has_a_name(session: Session, take: Take, name: str) -> None:
    with pytest.raises(InputError) as refusal:
        take([said()], source=name)
    assert (refusal.value.field, str(refusal.value)) == ("source", "Give the feed a name of 1 to 100 characters")


def test_the_longest_name_of_a_feed_is_no_trouble(session: Session, take: Take) -> None:
    name = "Ŵ" * 100
    assert counts(take([said(cost_options=[{"option": "Free"}])], source=name)) == (1, 1, 0, 0, 0)
    assert session.exec(select(Feed.name)).one() == name


def test_a_broken_file_breaks_off_the_whole_of_it(session: Session, take: Take) -> None:
    content = json.dumps([said(f"s{number}") for number in range(30)])[:-30]
    with pytest.raises(UnreadableError, match="after 29 whole records"):
        take(read_documents(BytesIO(content.encode())))


# What is no longer offered.


def test_what_is_not_active_is_not_shown(session: Session, take: Take) -> None:
    assert counts(take([said(status="inactive", description="It has closed.")])) == (1, 1, 0, 0, 0)
    assert statuses(session) == ["withdrawn"]


def test_what_stops_is_withdrawn_and_what_starts_again_comes_back(session: Session, take: Take) -> None:
    for status, after in [("active", "published"), ("defunct", "withdrawn"), ("active", "published")]:
        take([said(status=status)])
        assert statuses(session) == [after]
    assert session.exec(select(func.count()).select_from(ModerationEvent)).one() == 3


def test_what_is_withdrawn_twice_is_withdrawn_once(session: Session, take: Take) -> None:
    take([said(status="inactive", description="Closed")])
    take([said(status="inactive", description="Still closed")])
    assert session.exec(select(func.count()).select_from(ModerationEvent)).one() == 1


def test_what_comes_back_without_leave_to_publish_waits_for_a_moderator(session: Session, take: Take) -> None:
    take([said(status="inactive")], publish=False)
    take([said(status="active")], publish=False)
    assert statuses(session) == ["submitted"]


def test_what_a_moderator_took_away_the_feed_does_not_bring_back(
    session: Session, take: Take, set_clock: Callable[[datetime], None]
) -> None:
    take([said()])
    set_clock(NOW + timedelta(hours=1))
    withdraw_service(session, only_service(session), actor="moderator 7")
    session.flush()
    take([said(description="Open as ever")])
    assert statuses(session) == ["withdrawn"]
    set_clock(NOW + timedelta(hours=2))
    publish_service(session, only_service(session), actor="moderator 7")
    session.flush()
    assert counts(take([said(description="Open as ever")])) == (1, 0, 0, 1, 0)
    assert statuses(session) == ["published"]


@pytest.mark.parametrize("status", [ModerationStatus.DECLINED, ModerationStatus.ARCHIVED])
def test_what_was_decided_otherwise_stays_decided(session: Session, take: Take, status: ModerationStatus) -> None:
    take([said()])
    only_service(session).status = status
    for active in ("active", "inactive"):
        take([said(status=active, description=active)])
        assert statuses(session) == [status.value]


def test_a_moved_service_is_of_its_new_group(session: Session, take: Take) -> None:
    take([said()])
    take([said(organization={"id": "o2", "name": "Harbour Shed"})])
    assert only_service(session).organisation.name == "Harbour Shed"


# Sums.

kinds = st.sampled_from(["new", "same", "changed", "twice", "no name", "no id", "no record", "closed", "odd"])


def documents_of(kinds: list[str]) -> list[Any]:
    """A document of each kind, where "same" and "changed" and "twice" are of the first three services."""
    made: dict[str, Callable[[int], Any]] = {
        "new": lambda number: said(f"n{number}"),
        "same": lambda number: said(f"s{number % 3}"),
        "changed": lambda number: said(f"s{number % 3}", description=str(number)),
        "twice": lambda number: said("s0", description=str(number)),
        "no name": lambda number: said(f"x{number}", name=None),
        "no id": lambda number: said("", description=str(number)),
        "no record": lambda number: number,
        "closed": lambda number: said(f"s{number % 3}", status="defunct"),
        "odd": lambda number: said(
            f"o{number}", minimum_age=-7, schedules=3, latitude="x", cost_options=[{"amount": []}]
        ),
    }
    return [made[kind](number) for number, kind in enumerate(kinds)]


@examples(6)
@given(st.lists(st.lists(kinds, max_size=8), min_size=1, max_size=3))
def test_what_was_read_is_the_sum_of_what_came_of_it(session: Session, imports: list[list[str]]) -> None:
    gazetteer = normal_island()
    with session.begin_nested() as alone:
        before = 0
        for mixture in imports:
            documents = documents_of(mixture)
            report = taken(session, documents, gazetteer)
            assert report.read == len(documents)
            assert report.read == report.created + report.updated + report.unchanged + report.kept_out
            after = session.exec(select(func.count()).select_from(FeedRecord)).one()
            assert report.created == after - before
            assert len({problem.record for problem in report.problems}) >= (report.kept_out > 0)
            again = taken(session, documents, gazetteer)
            assert (again.created, again.kept_out) == (0, report.kept_out)
            before = after
        alone.rollback()


hostile = st.dictionaries(
    st.sampled_from(
        "summary description url email alert status fees minimum_age maximum_age assured_date last_modified "
        "organization service_at_locations schedules cost_options contacts phones service_areas attributes "
        "languages eligibility_description".split()
    ),
    st.one_of(
        st.none(),
        st.text(max_size=5),
        st.floats(),
        st.integers(),
        st.just("x" * 30_000),
        st.lists(
            st.dictionaries(
                st.sampled_from(
                    "id name title code location addresses latitude longitude freq byday bymonthday interval dtstart "
                    "valid_from valid_to opens_at closes_at option amount amount_description taxonomy_term number "
                    "extent uri service_area description phones email".split()
                ),
                st.one_of(
                    st.none(),
                    st.integers(-3, 70),
                    st.floats(),
                    st.text(max_size=4),
                    st.sampled_from(["MONTHLY", "WEEKLY", "1MO,2MO,3MO,-1SU", "5SU", "2026-01-01", "2025-01-01"]),
                    st.sampled_from(["E06000005", "24:00", "x" * 400, "\u0000", "\ud800", "ZZ1 1AA", "need:moon"]),
                    st.just({"name": "x" * 400, "latitude": 0, "longitude": 0, "addresses": [{"city": "y" * 400}]}),
                ),
                max_size=5,
            ),
            max_size=2,
        ),
    ),
    max_size=6,
)


@examples(10)
@given(hostile)
def test_whatever_can_be_read_can_be_kept(session: Session, hostile: dict[str, Any]) -> None:
    """A record that the database refuses would take all others of its feed with it."""
    with session.begin_nested() as alone:
        document = {"id": "s1", "name": "Tea"} | hostile
        assert counts(taken(session, [document], normal_island()))[:2] == (1, 1)
        assert counts(taken(session, [document | {"summary": "Other"}], normal_island()))[4] == 0
        alone.rollback()


# Size.


def test_a_record_costs_the_same_whatever_the_number(
    by_tens: None, session: Session, take: Take, statements: Statements
) -> None:
    def cost(first: int, number: int) -> float:
        statements.clear()
        take([said(f"s{each}", organization={"id": f"o{each}", "name": "K"}) for each in range(first, first + number)])
        return len(statements) / number

    take([said("warm")])
    few, many = cost(0, 10), cost(1000, 60)
    assert many <= few * 1.1
    session.expunge_all()
    assert cost(1000, 60) <= 4


def test_progress_adds_up_to_what_was_read(by_tens: None, take: Take) -> None:
    told: list[int] = []
    take((said(f"s{number}") for number in range(27)), progress=told.append)
    assert told == [10, 10, 7]
