"""What waits, in whose queue, in which order, and at what price."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from directory.access import Grant, Person
from directory.geography import Gazetteer
from directory.models import Contact, Feed, FeedRecord, Review, Steward
from directory.queries.moderation import Queue, QueueItem, Scope, queue
from directory.vocabulary import ModerationStatus, QueueKind, Role
from tests.conftest import NOW, Statements, only_asking
from tests.makers import make_organisation, make_place, make_service
from tests.waiting import (
    HERE,
    THERE,
    make_claim,
    make_moderator,
    make_proposal,
    make_report,
    make_submitted,
    make_trouble,
)

LONG_AGO = (NOW - timedelta(days=400)).date()

Asking = Callable[..., Queue]


@pytest.fixture
def moderator(session: Session) -> Person:
    return make_moderator(session)


@pytest.fixture
def asked(session: Session, gazetteer: Gazetteer, moderator: Person) -> Asking:
    """The queue of the moderator, or of somebody else."""

    def ask(person: Person = moderator, **scope: Any) -> Queue:
        with only_asking(session):
            return queue(session, Scope(person, NOW, 240, **scope), gazetteer)

    return ask


def found(answer: Queue) -> list[tuple[QueueKind, str]]:
    return [(item.kind, item.name) for item in answer.items]


def test_what_is_about_ones_own_group_is_in_others_queues(
    session: Session, gazetteer: Gazetteer, asked: Asking
) -> None:
    listing = make_service(session, name="Choir", confirmed_on=LONG_AGO, email="choir@kettle.example")
    make_place(session, listing)
    make_submitted(session, name="New choir", organisation_id=listing.organisation_id)
    make_proposal(session, listing, gazetteer, name="Better choir")
    make_claim(session, listing)
    make_claim(session, listing, service_id=None)
    make_report(session, listing)
    make_trouble(session, "choir@kettle.example")
    keeping = Grant(Role.GROUP_EDITOR, listing.organisation_id), Grant(Role.MODERATOR, area=HERE)
    assert len(asked().items) == 7
    assert found(asked(make_moderator(session, *keeping, email="both@normal.example"))) == []


def one_of_each(session: Session, gazetteer: Gazetteer) -> None:
    listing = make_service(session, name="Choir", confirmed_on=NOW.date(), email="choir@kettle.example")
    make_place(session, listing)
    make_submitted(session, name="New tea")
    make_proposal(session, listing, gazetteer, name="Better choir")
    make_claim(session, listing)
    make_report(session, listing)
    make_report(session, name="Whittlers")
    make_trouble(session, "choir@kettle.example")
    stale = make_service(session, name="Old walk", confirmed_on=LONG_AGO)
    make_place(session, stale)


def test_there_is_one_of_each_kind(session: Session, gazetteer: Gazetteer, asked: Asking) -> None:
    one_of_each(session, gazetteer)
    answer = asked()
    assert sorted(found(answer)) == sorted(
        [
            (QueueKind.NEW, "New tea"),
            (QueueKind.CHANGE, "Choir"),
            (QueueKind.CLAIM, "Choir"),
            (QueueKind.REPORT, "Choir"),
            (QueueKind.REPORT, "Whittlers"),
            (QueueKind.MAIL, "Choir"),
            (QueueKind.STALE, "Old walk"),
        ]
    )
    assert list(answer.counts.items()) == [
        (QueueKind.NEW, 1),
        (QueueKind.CHANGE, 1),
        (QueueKind.CLAIM, 1),
        (QueueKind.REPORT, 2),
        (QueueKind.MAIL, 1),
        (QueueKind.STALE, 1),
    ]
    assert not answer.full
    assert [item.name for item in answer.of_kind(QueueKind.NEW)] == ["New tea"]
    assert len(answer.of_kind(None)) == 7


def test_only_what_is_in_reach_waits(session: Session, gazetteer: Gazetteer, asked: Asking) -> None:
    one_of_each(session, gazetteer)
    elsewhere = make_moderator(session, Grant(Role.MODERATOR, area=THERE), email="other@normal.example")
    assert found(asked(elsewhere)) == []
    make_report(session, name="Of no known place", district="")
    assert found(asked(elsewhere)) == [(QueueKind.REPORT, "Of no known place")]
    everywhere = make_moderator(session, Grant(Role.ADMINISTRATOR), email="administrator@normal.example")
    assert len(asked(everywhere).items) == 8


def test_an_editor_finds_nothing_of_their_own_group(session: Session, asked: Asking) -> None:
    service = make_submitted(session)
    editor = make_moderator(session, Grant(Role.GROUP_EDITOR, service.organisation_id), email="editor@normal.example")
    assert found(asked(editor)) == []


def test_one_listing_can_be_asked_about(session: Session, gazetteer: Gazetteer, asked: Asking) -> None:
    one_of_each(session, gazetteer)
    only = make_submitted(session, name="Another")
    assert found(asked(only=only.id)) == [(QueueKind.NEW, "Another")]


def test_the_number_of_selects_does_not_depend_on_the_number_of_things(
    session: Session, gazetteer: Gazetteer, asked: Asking, statements: Statements
) -> None:
    counts: list[int] = []
    one_of_each(session, gazetteer)
    for _ in range(3):
        for _ in counts:
            make_claim(session, make_submitted(session))
        session.flush()
        session.expire_all()
        before = statements.selects
        asked()
        counts.append(statements.selects - before)
    assert counts[0] == counts[1] == counts[2] <= 16


class TestTheOrder:
    def test_the_riskiest_comes_first_and_says_why(self, session: Session, asked: Asking) -> None:
        make_submitted(session, name="Plain")
        make_submitted(session, name="Risky", description="A guaranteed return on a small investment")
        first, second = asked().items
        assert (first.name, second.name) == ("Risky", "Plain")
        assert first.risk.level == "High"
        assert first.risk.reasons == (
            "It speaks of money to be gained or paid",
            "Nobody of this group is known to us yet",
        )

    def test_whatever_waits_long_enough_comes_first(self, session: Session, asked: Asking) -> None:
        make_submitted(session, name="Risky", description="A guaranteed return on a small investment")
        make_submitted(session, name="Plain", days_ago=26)
        assert [item.name for item in asked().items] == ["Plain", "Risky"]
        assert asked().items[0].since == NOW - timedelta(days=26)

    def test_a_group_that_is_known_is_no_stranger(self, session: Session, asked: Asking) -> None:
        group = make_organisation(session)
        make_submitted(session, organisation_id=group.id)
        assert asked().items[0].risk.score > 0
        session.add(Steward(organisation_id=group.id, email="keeper@private.example", agreed_on=NOW.date()))
        assert asked().items[0].risk.score == 0
        assert asked().items[0].can_be_ticked

    def test_what_a_feed_brings_is_of_no_stranger(self, session: Session, asked: Asking) -> None:
        make_submitted(session, by="feed Neighbour")
        assert asked().items[0].risk.score == 0

    def test_signs_of_a_new_listing(self, session: Session, asked: Asking) -> None:
        make_service(session, name="TEA TABLE")
        make_submitted(session, name="Tea table", home_visit=True, place={"postcode": "ZZ8 8ZZ"})
        assert set(asked().of_kind(QueueKind.NEW)[0].risk.reasons) == {
            "Nobody of this group is known to us yet",
            "A published listing has the same name",
            "It comes to people's homes",
            "A postcode that it gives is not known",
        }

    def test_signs_of_a_change(self, session: Session, gazetteer: Gazetteer, asked: Asking) -> None:
        listing = make_service(session, confirmed_on=NOW.date())
        make_place(session, listing)
        make_proposal(session, listing, gazetteer, name="Coins", description="Earn money at www.coins.example")
        [item] = asked().items
        assert item.what == "Group editor would change: Name, Description"
        assert item.risk.reasons == (
            "It speaks of money to be gained or paid",
            "The name would change",
            "There is a link in the text",
        )

    def test_a_claim_of_a_group_that_has_keepers_is_high(self, session: Session, asked: Asking) -> None:
        listing = make_service(session, confirmed_on=NOW.date())
        make_place(session, listing)
        make_claim(session, listing)
        assert asked().items[0].risk.level == "Medium"
        make_moderator(session, Grant(Role.GROUP_EDITOR, listing.organisation_id), email="editor@normal.example")
        assert asked().items[0].risk.level == "High"


class TestWhatNeedsAnEye:
    @pytest.mark.parametrize("where", ["service", "organisation", "contact", "steward"])
    def test_mail_that_does_not_arrive_at_any_address(self, session: Session, asked: Asking, where: str) -> None:
        listing = make_service(session, confirmed_on=NOW.date())
        make_place(session, listing)
        match where:
            case "service":
                listing.email = "Lost@kettle.example"
            case "organisation":
                listing.organisation.email = "lost@kettle.example"
            case "contact":
                session.add(Contact(service_id=listing.id, email="lost@kettle.example", public=False))
            case _:
                session.add(Steward(organisation_id=listing.organisation_id, email="lost@kettle.example"))
        assert found(asked()) == []
        make_trouble(session, "lost@kettle.example")
        assert found(asked()) == [(QueueKind.MAIL, listing.name)]
        assert "lost" not in repr(asked().items), "addresses are private"

    def test_what_was_never_confirmed_counts_from_when_it_came(self, session: Session, asked: Asking) -> None:
        listing = make_service(session)
        make_place(session, listing)
        assert found(asked()) == []
        listing.created_at = NOW - timedelta(days=241)
        assert found(asked()) == [(QueueKind.STALE, listing.name)]

    def test_what_is_of_a_feed_is_for_its_publisher_to_confirm(self, session: Session, asked: Asking) -> None:
        listing = make_service(session, confirmed_on=LONG_AGO)
        make_place(session, listing)
        feed = Feed(name="Neighbour")
        session.add(feed)
        session.flush()
        session.add(FeedRecord(feed_id=feed.id, foreign_id="1", service_id=listing.id, fingerprint="1"))
        assert found(asked()) == []

    def test_what_is_not_shown_needs_none(self, session: Session, asked: Asking) -> None:
        listing = make_service(session, confirmed_on=LONG_AGO, email="lost@kettle.example")
        make_place(session, listing)
        make_trouble(session, "lost@kettle.example")
        listing.status = ModerationStatus.WITHDRAWN
        assert found(asked()) == []


class TestWhoIsLooking:
    def looks(self, session: Session, item: QueueItem, person: Person, minutes: float = 15) -> None:
        assert item.service_id
        row = Review(service_id=item.service_id, account_id=person.id, until=NOW + timedelta(minutes=minutes))
        row.created_at = NOW - timedelta(minutes=2)
        session.add(row)
        session.flush()

    def test_it_is_told_and_passed_over(self, session: Session, asked: Asking) -> None:
        make_submitted(session, name="First", description="A loan")
        make_submitted(session, name="Second")
        other = make_moderator(session, email="other@normal.example")
        self.looks(session, asked().items[0], other)
        answer = asked()
        assert answer.items[0].looking
        assert answer.items[0].looking.sentence == "Another moderator has had this open for 2 minutes"
        following = answer.next_for()
        assert following
        assert following.name == "Second"
        mine = asked(other).items[0].looking
        assert mine
        assert mine.sentence == "You have had this open for 2 minutes"

    def test_after_a_while_nobody_is(self, session: Session, asked: Asking, moderator: Person) -> None:
        make_submitted(session)
        self.looks(session, asked().items[0], moderator, minutes=-1)
        assert asked().items[0].looking is None

    def test_what_else_waits_of_the_same_listing_is_next(
        self, session: Session, gazetteer: Gazetteer, asked: Asking
    ) -> None:
        one_of_each(session, gazetteer)
        choir = next(item for item in asked().items if item.name == "Choir")
        following = asked().next_for(besides=choir.service_id)
        assert following
        assert following.name == "Choir"

    def test_nothing_is_next_where_nothing_waits(self, asked: Asking) -> None:
        assert asked().next_for() is None


def test_of_very_many_the_oldest_are_looked_at(session: Session, asked: Asking) -> None:
    for number in range(3):
        make_submitted(session, name=f"{number}").created_at = NOW - timedelta(days=number)
    answer = asked(most=2)
    assert {item.name for item in answer.items} == {"1", "2"}
    assert answer.full == {QueueKind.NEW}
