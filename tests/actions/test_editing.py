"""A listing that is changed: what is in force at once, what waits, and that nobody's words are lost."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from sqlmodel import Session, col, delete, select

from directory.actions.editing import (
    Changed,
    Trust,
    accept_change,
    change_listing,
    keep_text,
    newest_number,
    refuse_change,
    undo_change,
    withdraw_change,
)
from directory.actions.listing import ListingWriter
from directory.actions.moderation import publish_service
from directory.errors import ConflictError, InputError, InvalidTransitionError, NotAllowedError, NotFoundError
from directory.geography import Gazetteer
from directory.models import IndexChange, ModerationEvent, Revision
from directory.oruk.parts import PART, PARTS, differing
from directory.oruk.records import CapacityRecord, CostRecord, PlaceRecord, ServiceRecord
from directory.queries.record import service_record
from directory.vocabulary import CapacityStatus, EventKind, ModerationStatus, RevisionState
from tests.conftest import Statements
from tests.depth import examples
from tests.makers import HARBOUR, a_full_record, make_service
from tests.records import RECORDS

EDITOR, OTHER, MODERATOR = "group_editor 1", "group_editor 2", "moderator 3"

FULL = CapacityRecord(status=CapacityStatus.FULL, stated_on=date(2026, 11, 21))

COSTS = (CostRecord(amount=Decimal(3)),)


class Listing:
    """A listing of which everything is known, and short ways to change it."""

    def __init__(self, session: Session, gazetteer: Gazetteer, record: ServiceRecord) -> None:
        self.session, self.gazetteer = session, gazetteer
        writer = ListingWriter(session, gazetteer, said_by="feed Neighbour")
        group = writer.write_organisation(record.organisation)
        session.flush()
        self.service = writer.write_service(record, group)
        publish_service(session, self.service, actor="a test")
        session.flush()
        self.id = self.service.id

    @property
    def says(self) -> ServiceRecord:
        return service_record(self.session, self.id)

    def save(
        self, actor: str = EDITOR, *, based_on: int | None = None, trust: Trust = Trust.LOW_RISK, **changes: Any
    ) -> Changed:
        """Save what it says now with some answers put in."""
        seen = newest_number(self.session, self.id) if based_on is None else based_on
        record = self.says.model_copy(update=changes)
        return change_listing(
            self.session, self.id, record, actor=actor, based_on=seen, trust=trust, gazetteer=self.gazetteer
        )

    def accept(self, number: int, *, based_on: int | None = None) -> Revision:
        seen = newest_number(self.session, self.id) if based_on is None else based_on
        return accept_change(self.session, self.id, number, actor=MODERATOR, based_on=seen, gazetteer=self.gazetteer)

    def refuse(self, number: int, reason: str = "Not so") -> Revision:
        return refuse_change(self.session, self.id, number, actor=MODERATOR, reason=reason)

    def undo(self, number: int) -> Revision:
        return undo_change(self.session, self.id, number, actor=MODERATOR, gazetteer=self.gazetteer)

    @property
    def revisions(self) -> list[tuple[int, RevisionState, list[str], str]]:
        """Every revision: its number, what became of it, its parts and who wrote it."""
        found = self.session.exec(select(Revision).order_by(col(Revision.number)))
        return [(row.number, row.state, row.fields, row.actor) for row in found]

    @property
    def states(self) -> list[RevisionState]:
        return [state for _, state, _, _ in self.revisions]

    @property
    def events(self) -> list[tuple[EventKind, str, str]]:
        """What was decided, after it was published."""
        found = self.session.exec(select(ModerationEvent).order_by(col(ModerationEvent.happened_at)))
        return [(row.kind, row.actor, row.reason) for row in found if row.kind is not EventKind.STATUS]

    def changes_for_the_index(self) -> int:
        """How many changes the index was told of since it was asked last."""
        number = len(self.session.exec(select(IndexChange)).all())
        self.session.exec(delete(IndexChange))
        return number


@pytest.fixture
def listing(session: Session, gazetteer: Gazetteer) -> Listing:
    """A published listing."""
    return Listing(session, gazetteer, a_full_record())


IN_FORCE, PROPOSED = RevisionState.IN_FORCE, RevisionState.PROPOSED

# What is no change.


@pytest.mark.parametrize(
    "changes",
    [
        {"description": "One long table, because at little tables people sit alone.  \r\n"},
        {"ways": a_full_record().ways[::-1]},
        {"terms": a_full_record().terms[::-1]},
        {"languages": ("cy", "cy")},
        {"places": (PlaceRecord(**{**a_full_record().places[0].model_dump(), "postcode": "zz11aa"}),)},
        {"confirmed_on": date(2026, 11, 21), "changed_on": None},
    ],
)
def test_the_same_said_in_another_way_is_no_change(listing: Listing, changes: dict[str, Any]) -> None:
    assert listing.save(**changes) == Changed((), (), (), 0)
    assert listing.revisions == []


# What is in force at once.


def test_a_part_of_low_risk_is_in_force_at_once(listing: Listing) -> None:
    listing.changes_for_the_index()
    changed = listing.save(times_note="Also in August", costs=COSTS)
    assert changed == Changed(("times", "costs"), (), (), 2)
    assert (listing.says.times_note, listing.says.costs) == ("Also in August", COSTS)
    assert listing.changes_for_the_index() == 1


def test_before_the_first_change_the_old_text_is_kept(listing: Listing) -> None:
    before = listing.says
    listing.save(times_note="Also in August")
    assert listing.revisions == [(1, IN_FORCE, [], "directory"), (2, IN_FORCE, ["times"], EDITOR)]
    first, second = listing.session.exec(select(Revision).order_by(col(Revision.number)))
    assert differing(ServiceRecord.model_validate(first.record), before) == ()
    assert first.created_at == datetime(2026, 10, 1, 12, tzinfo=UTC)
    assert differing(ServiceRecord.model_validate(second.record), listing.says) == ()
    assert (first.based_on, second.based_on) == (None, 0)


def test_who_keeps_a_listing_is_not_kept_with_its_text(listing: Listing) -> None:
    listing.save(organisation=listing.says.organisation.model_copy(update={"name": "Kettles", "stewards": ()}))
    for revision in listing.session.exec(select(Revision)):
        assert "private.example" not in str(revision.record)
    listing.accept(2)
    assert listing.says.organisation.name == "Kettles"
    assert listing.says.organisation.stewards == ("keeper@private.example",)


def test_to_save_is_not_to_confirm(listing: Listing) -> None:
    listing.save(times_note="Also in August")
    assert (listing.says.confirmed_on, listing.says.changed_on) == (date(2026, 11, 1), date(2026, 11, 21))


def test_a_part_of_high_risk_waits_while_the_old_text_is_shown(listing: Listing) -> None:
    before = listing.says
    listing.changes_for_the_index()
    changed = listing.save(description="Two tables.", times_note="Also in August")
    assert changed == Changed(("times",), ("description",), (), 3)
    assert listing.says.description == before.description
    assert listing.revisions[1:] == [(2, IN_FORCE, ["times"], EDITOR), (3, PROPOSED, ["description"], EDITOR)]
    assert listing.changes_for_the_index() == 1


def test_of_somebody_who_is_not_trusted_everything_waits(listing: Listing) -> None:
    before = listing.says
    changed = listing.save(trust=Trust.NONE, description="Two tables.", times_note="Also in August")
    assert changed == Changed((), ("description", "times"), (), 2)
    assert listing.says == before


def test_of_somebody_who_may_decide_nothing_waits(listing: Listing) -> None:
    changed = listing.save(MODERATOR, trust=Trust.ALL, description="Two tables.", times_note="Also in August")
    assert changed == Changed(("description", "times"), (), (), 2)


NOT_YET = [
    ModerationStatus.DRAFT,
    ModerationStatus.SUBMITTED,
    ModerationStatus.CHANGES_ASKED,
    ModerationStatus.DECLINED,
]


@pytest.mark.parametrize("status", list(ModerationStatus))
def test_a_listing_that_was_never_shown_takes_everything_at_once(listing: Listing, status: ModerationStatus) -> None:
    listing.service.status = status
    changed = listing.save(trust=Trust.NONE, description="Two tables.")
    was_shown = {ModerationStatus.PUBLISHED, ModerationStatus.WITHDRAWN, ModerationStatus.ARCHIVED}
    assert changed.applied == (() if status in was_shown else ("description",))


def test_saving_twice_does_nothing_twice(listing: Listing) -> None:
    first = listing.save(description="Two tables.", times_note="Also in August")
    again = listing.save(based_on=0, description="Two tables.", times_note="Also in August")
    assert again == Changed((), first.proposed, (), first.number)
    assert len(listing.revisions) == 3


def test_the_other_listings_of_a_group_are_looked_at_again_when_it_changes(listing: Listing) -> None:
    make_service(listing.session, organisation_id=listing.service.organisation_id)
    listing.changes_for_the_index()
    group = listing.says.organisation.model_copy(update={"name": "Kettles"})
    listing.save(trust=Trust.ALL, organisation=group)
    assert listing.changes_for_the_index() == 2


def test_there_is_nothing_to_change_where_there_is_no_listing(session: Session) -> None:
    with pytest.raises(NotFoundError):
        keep_text(session, uuid4(), actor=EDITOR)


@examples(3)
@given(wanted=RECORDS)
def test_a_listing_says_what_was_saved_and_after_undoing_what_it_said(
    session: Session, gazetteer: Gazetteer, wanted: ServiceRecord
) -> None:
    with session.begin_nested() as given_up:
        listing = Listing(session, gazetteer, a_full_record())
        before = listing.says
        changed = listing.save(
            MODERATOR, trust=Trust.ALL, **{field: getattr(wanted, field) for part in PARTS for field in part.fields}
        )
        said = {name for name in differing(listing.says, wanted) if name != "capacity"}
        assert said == set(), "older statements of room do not count; all else is said"
        assert listing.states == [IN_FORCE, IN_FORCE]
        listing.undo(changed.number)
        assert differing(listing.says, before) == ()
        assert listing.says.terms == before.terms
        given_up.rollback()


# Places.


def test_a_place_that_moves_gets_the_point_of_its_new_postcode(listing: Listing) -> None:
    (hall,) = listing.says.places
    listing.save(trust=Trust.ALL, places=(hall.model_copy(update={"postcode": "ZZ1 1AB"}),))
    (moved,) = listing.says.places
    assert (moved.latitude, moved.longitude) == (54.53, -1.55)


def test_a_place_that_stays_keeps_its_point_without_anybody_saying_it(listing: Listing) -> None:
    (hall,) = listing.says.places
    without = {"latitude": None, "longitude": None}
    listing.save(trust=Trust.ALL, places=(hall.model_copy(update={"name": "Old Hall", **without}),))
    assert listing.says.places[0].latitude == HARBOUR.latitude


def test_an_address_that_may_be_shown_now_is_shown_where_it_is(listing: Listing) -> None:
    (hall,) = listing.says.places
    listing.save(trust=Trust.ALL, places=(hall.model_copy(update={"address_public": False}),))
    (hidden,) = listing.says.places
    assert hidden.latitude != HARBOUR.latitude
    listing.save(trust=Trust.ALL, places=(hidden.model_copy(update={"address_public": True}),))
    assert listing.says.places == (hall,)


# Two people at once.


def test_what_two_people_change_in_different_parts_goes_through(listing: Listing) -> None:
    listing.save(EDITOR, based_on=0, times_note="Also in August")
    changed = listing.save(OTHER, based_on=0, joining="Ring first.")
    assert changed == Changed(("joining",), (), (), 3)
    assert (listing.says.times_note, listing.says.joining) == ("Also in August", "Ring first.")


def test_of_what_two_people_change_in_one_part_the_second_sees_both_texts(listing: Listing) -> None:
    listing.save(EDITOR, based_on=0, times_note="Also in August")
    changed = listing.save(OTHER, based_on=0, times_note="Never in August", joining="Ring first.")
    assert changed.applied == ("joining",)
    (conflict,) = changed.conflicts
    assert conflict.part is PART["times"]
    assert (conflict.theirs.times_note, conflict.yours.times_note) == ("Also in August", "Never in August")
    assert listing.says.times_note == "Also in August"
    again = listing.save(OTHER, based_on=changed.number, times_note="Never in August")
    assert (again.applied, again.conflicts) == (("times",), ())


def test_two_people_who_say_the_same_do_not_contradict_each_other(listing: Listing) -> None:
    listing.save(EDITOR, based_on=0, times_note="Also in August")
    assert listing.save(OTHER, based_on=0, times_note="Also in August").conflicts == ()


def test_a_newer_statement_of_room_never_contradicts_an_older_one(listing: Listing) -> None:
    listing.save(EDITOR, based_on=0, capacity=FULL)
    few = FULL.model_copy(update={"status": CapacityStatus.FEW})
    assert listing.save(OTHER, based_on=0, capacity=few).applied == ("capacity",)
    assert listing.says.capacity == few


def test_a_form_that_hands_on_an_old_statement_of_room_takes_no_newer_one_back(listing: Listing) -> None:
    old = listing.says.capacity
    listing.save(EDITOR, capacity=FULL)
    assert listing.save(OTHER, capacity=old) == Changed((), (), (), 2)
    assert listing.says.capacity == FULL


def test_what_a_feed_changed_in_between_is_not_told_as_the_next_editors(
    listing: Listing, session: Session, gazetteer: Gazetteer
) -> None:
    listing.save(times_note="Also in August")
    writer = ListingWriter(session, gazetteer, said_by="feed Neighbour")
    record = listing.says.model_copy(update={"joining": "Ring first."})
    writer.write_service(record, listing.service.organisation, listing.service)
    listing.save(times_note="Never in August")
    assert listing.revisions[2:] == [(3, IN_FORCE, ["joining"], "directory"), (4, IN_FORCE, ["times"], EDITOR)]


def test_other_deeds_keep_the_text_they_leave_behind(listing: Listing, session: Session) -> None:
    assert keep_text(session, listing.id, actor="feed Neighbour") == 1
    listing.service.alert = "Moved"
    assert keep_text(session, listing.id, actor="feed Neighbour", reason="Read again") == 2
    assert keep_text(session, listing.id, actor="feed Neighbour") == 2
    assert listing.revisions[-1] == (2, IN_FORCE, ["alert"], "feed Neighbour")


# Proposals.


def test_a_later_proposal_replaces_the_earlier_one_and_keeps_what_it_asked_for(listing: Listing) -> None:
    listing.save(description="Two tables.", name="Tea tables")
    changed = listing.save(summary="Tea.", name="Tea for all")
    assert changed.proposed == ("name", "summary", "description")
    assert listing.states == [IN_FORCE, RevisionState.REPLACED, PROPOSED]
    listing.accept(3)
    says = listing.says
    assert (says.name, says.summary, says.description) == ("Tea for all", "Tea.", "Two tables.")


def test_the_proposals_of_two_people_both_wait(listing: Listing) -> None:
    listing.save(EDITOR, description="Two tables.")
    listing.save(OTHER, description="Three tables.")
    assert listing.states == [IN_FORCE, PROPOSED, PROPOSED]


def test_an_accepted_change_is_in_force_and_everybody_can_see_why(listing: Listing) -> None:
    listing.save(description="Two tables.", name="Tea tables")
    listing.save(times_note="Also in August")
    listing.changes_for_the_index()
    assert listing.accept(2).state is RevisionState.ACCEPTED
    says = listing.says
    assert (says.description, says.name, says.times_note) == ("Two tables.", "Tea tables", "Also in August")
    assert listing.revisions[-1] == (4, IN_FORCE, ["name", "description"], MODERATOR)
    assert listing.events == [(EventKind.CHANGE_ACCEPTED, MODERATOR, "")]
    assert listing.changes_for_the_index() == 1


def test_nobody_accepts_a_change_over_words_they_have_not_seen(listing: Listing) -> None:
    listing.save(EDITOR, description="Two tables.")
    listing.save(MODERATOR, trust=Trust.ALL, description="Three tables.")
    with pytest.raises(ConflictError, match="Description") as refused:
        listing.accept(2, based_on=2)
    assert refused.value.parts == ("description",)
    listing.accept(2, based_on=3)
    assert listing.says.description == "Two tables."


def test_a_proposal_that_says_an_older_state_of_room_does_not_bring_it_back(listing: Listing) -> None:
    older = FULL.model_copy(update={"stated_on": date(2026, 11, 20)})
    listing.save(EDITOR, trust=Trust.NONE, capacity=older)
    listing.save(OTHER, capacity=FULL)
    listing.accept(2)
    assert listing.says.capacity == FULL


def test_a_refused_change_leaves_the_listing_and_keeps_its_words(listing: Listing) -> None:
    before = listing.says
    listing.save(description="Two tables.")
    refused = listing.refuse(2, " We saw only one. ")
    assert (refused.state, refused.reason) == (RevisionState.REFUSED, "We saw only one.")
    assert refused.record["description"] == "Two tables."
    assert listing.says == before
    assert listing.events == [(EventKind.CHANGE_REFUSED, MODERATOR, "We saw only one.")]


def test_whoever_refuses_says_why(listing: Listing) -> None:
    listing.save(description="Two tables.")
    with pytest.raises(InputError):
        listing.refuse(2, "  ")


@pytest.mark.parametrize("decide", [Listing.accept, Listing.refuse])
def test_a_change_is_decided_upon_once(listing: Listing, decide: Callable[[Listing, int], Revision]) -> None:
    listing.save(description="Two tables.")
    listing.accept(2)
    for number in (1, 2, 3):
        with pytest.raises(InvalidTransitionError):
            decide(listing, number)
    with pytest.raises(NotFoundError):
        decide(listing, 9)


def test_only_its_author_takes_a_proposal_back(listing: Listing) -> None:
    listing.save(EDITOR, description="Two tables.")
    with pytest.raises(NotAllowedError):
        withdraw_change(listing.session, listing.id, 2, actor=OTHER)
    withdraw_change(listing.session, listing.id, 2, actor=EDITOR)
    assert listing.states == [IN_FORCE, RevisionState.REPLACED]
    assert listing.save(EDITOR, summary="Tea.").proposed == ("summary",)


# Undoing.


def test_a_change_is_undone_and_that_too(listing: Listing) -> None:
    before = listing.says
    listing.save(times_note="Also in August", costs=COSTS)
    listing.save(joining="Ring first.")
    undone = listing.undo(2)
    assert (undone.number, undone.based_on, undone.fields) == (4, 2, ["times", "costs"])
    assert (listing.says.times_note, listing.says.costs) == (before.times_note, before.costs)
    assert listing.says.joining == "Ring first."
    listing.undo(4)
    assert (listing.says.times_note, listing.says.costs) == ("Also in August", COSTS)
    assert listing.events == [(EventKind.CHANGE_UNDONE, MODERATOR, "")] * 2


def test_an_undone_statement_of_room_leaves_the_one_before_with_its_age(listing: Listing) -> None:
    before = listing.says.capacity
    listing.save(capacity=FULL)
    listing.undo(2)
    assert listing.says.capacity == before
    listing.undo(3)
    assert listing.says.capacity == FULL


def test_a_change_that_somebody_built_upon_is_not_undone_under_their_words(listing: Listing) -> None:
    listing.save(times_note="Also in August")
    listing.save(OTHER, times_note="Also in August, but not on the 31st")
    with pytest.raises(ConflictError, match="Times"):
        listing.undo(2)
    listing.undo(3)
    listing.undo(2)
    assert listing.says.times_note == "Not in August."


def test_what_was_never_in_force_cannot_be_undone(listing: Listing) -> None:
    listing.save(description="Two tables.", times_note="Also in August")
    for number in (1, 3):
        with pytest.raises(InvalidTransitionError):
            listing.undo(number)
    listing.undo(2)
    with pytest.raises(InvalidTransitionError, match="already"):
        listing.undo(2)


# Writers at the same time.


def test_the_listing_is_locked_so_that_no_number_is_given_twice(listing: Listing, statements: Statements) -> None:
    """On SQLite whoever writes has locked everything."""
    listing.save(times_note="Also in August")
    locks = any("FROM service" in statement and "FOR UPDATE" in statement for statement in statements)
    assert locks is (listing.session.connection().dialect.name == "postgresql")
