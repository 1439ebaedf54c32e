"""The history of a listing as its keepers read it: in words, with what differs marked, and nobody's address."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import Session

from directory.actions.editing import (
    Trust,
    accept_change,
    change_listing,
    newest_number,
    refuse_change,
    undo_change,
)
from directory.actions.listing import ListingWriter
from directory.actions.moderation import publish_service
from directory.actions.registration import ACTOR as REGISTERING
from directory.errors import NotFoundError
from directory.geography import Gazetteer
from directory.models import Service
from directory.oruk.ical import Recurrence
from directory.oruk.records import (
    TimeRecord,
)
from directory.queries.differences import Kind, Piece
from directory.queries.history import Entry, history, who_in_words
from directory.queries.labels import LabelBook
from directory.queries.record import service_record
from directory.vocabulary import RevisionState
from tests.conftest import Statements, only_asking
from tests.makers import a_full_record

Save = Callable[..., None]

Told = Callable[[], tuple[Entry, ...]]

EDITOR, MODERATOR = "group_editor keeper@private.example", "moderator 3"


@pytest.fixture
def service(session: Session, gazetteer: Gazetteer) -> Service:
    """A published listing of which everything is known."""
    writer = ListingWriter(session, gazetteer, said_by="feed Neighbour")
    group = writer.write_organisation(a_full_record().organisation)
    session.flush()
    made = writer.write_service(a_full_record(), group)
    publish_service(session, made, actor="a test")
    session.flush()
    return made


@pytest.fixture
def save(session: Session, gazetteer: Gazetteer, service: Service) -> Save:
    """Saves what the listing says now with some answers put in."""

    def save(actor: str = EDITOR, trust: Trust = Trust.LOW_RISK, **changes: Any) -> None:
        record, seen = service_record(session, service.id), newest_number(session, service.id)
        record = record.model_copy(update=changes)
        change_listing(session, service.id, record, actor=actor, based_on=seen, trust=trust, gazetteer=gazetteer)

    return save


@pytest.fixture
def told(session: Session, gazetteer: Gazetteer, service: Service) -> Told:
    """The history of the listing."""
    labels = LabelBook({"cy": "Welsh", "ur": "Urdu"}).read(session)
    return lambda: history(session, service.id, labels, gazetteer.district_name)


# Who, when, and what became of it.


def test_a_listing_that_nobody_has_changed_has_no_history(told: Told) -> None:
    assert told() == ()


def test_the_newest_change_comes_first_and_says_who_by_their_role(save: Save, told: Told) -> None:
    save(times_note="Also in August")
    save(MODERATOR, Trust.ALL, description="Two tables.")
    assert [(each.number, each.who, each.can_be_undone) for each in told()] == [
        (3, "Moderator", True),
        (2, "Group editor", True),
        (1, "The directory", False),
    ]
    assert told()[-1].at == datetime(2026, 10, 1, 12, tzinfo=UTC)
    assert told()[-1].changes == ()


@pytest.mark.parametrize(
    ("actor", "words"),
    [
        ("feed Neighbour", "A feed: Neighbour"),
        ("moderator 3", "Moderator"),
        ("councillor 3", "Councillor"),
        (REGISTERING, "The group, registering"),
        ("group invited", "The group, from an invitation"),
        ("group 3", "The group, from a letter"),
        ("keeper@private.example", "The directory"),
        ("directory", "The directory"),
        ("", "The directory"),
    ],
)
def test_who_somebody_is_tells_no_address(actor: str, words: str) -> None:
    assert who_in_words(actor) == words


def test_no_address_of_a_keeper_is_told(save: Save, told: Told) -> None:
    save(times_note="Also in August")
    save(trust=Trust.ALL, organisation=a_full_record().organisation.model_copy(update={"name": "Kettles"}))
    assert "private.example" not in str(told())


# What was changed.


def test_a_change_of_times_is_told_in_words_with_the_difference_marked(save: Save, told: Told) -> None:
    thursdays = Recurrence("WEEKLY", byday=((0, "TH"),), opens_at=time(14), closes_at=time(16))
    save(times=(TimeRecord(recurrence=thursdays), TimeRecord(description="and on May Day")))
    (times,) = told()[0].changes
    assert (times.name, times.label) == ("times", "Times")
    unchanged = ((Piece("and on May Day"),), (Piece("Not in August."),))
    was = (Piece("Every "), Piece("Tuesday, ", Kind.REMOVED), Piece("2pm to 4pm"))
    now = (Piece("Every "), Piece("Thursday, ", Kind.ADDED), Piece("2pm to 4pm"))
    assert (times.before, times.after) == ((was, *unchanged), (now, *unchanged))


def test_a_change_that_waits_is_compared_with_what_is_in_force_now(save: Save, told: Told) -> None:
    save(description="Two tables.")
    save(MODERATOR, Trust.ALL, description="Three tables.")
    waiting = told()[1]
    assert (waiting.state, waiting.can_be_undone) == (RevisionState.PROPOSED, False)
    assert waiting.changes[0].before == ((Piece("Three ", Kind.REMOVED), Piece("tables.")),)


def test_an_accepted_change_is_told_twice_as_proposed_and_as_in_force(
    session: Session, gazetteer: Gazetteer, service: Service, save: Save, told: Told
) -> None:
    save(description="Two tables.")
    accept_change(session, service.id, 2, actor=MODERATOR, based_on=2, gazetteer=gazetteer)
    in_force, proposal, _ = told()
    assert (proposal.state, proposal.who) == (RevisionState.ACCEPTED, "Group editor")
    assert (in_force.state, in_force.who, in_force.based_on) == (RevisionState.IN_FORCE, "Moderator", 2)
    assert proposal.changes == in_force.changes


def test_a_refused_change_says_why(session: Session, service: Service, save: Save, told: Told) -> None:
    save(description="Two tables.")
    refuse_change(session, service.id, 2, actor=MODERATOR, reason="We saw only one.")
    assert (told()[0].state, told()[0].reason) == (RevisionState.REFUSED, "We saw only one.")


def test_an_undone_change_is_told_the_other_way_round(
    session: Session, gazetteer: Gazetteer, service: Service, save: Save, told: Told
) -> None:
    save(joining="Ring first.")
    undo_change(session, service.id, 2, actor=MODERATOR, reason="A slip", gazetteer=gazetteer)
    undone, change, _ = told()
    assert (undone.based_on, undone.reason) == (2, "A slip")
    (was,), (now,) = change.changes, undone.changes
    assert [piece.text for (piece,) in was.before] == [piece.text for (piece,) in now.after] == ["Just come."]


def test_a_history_takes_as_many_selects_whatever_its_length(
    session: Session, save: Save, told: Told, statements: Statements
) -> None:
    for number in range(4):
        save(times_note=f"Note {number}")
    session.flush()
    session.expunge_all()
    statements.clear()
    with only_asking(session):
        assert len(told()) == 5
    assert statements.selects == 2


def test_what_does_not_exist_has_no_history(session: Session, told: Told, gazetteer: Gazetteer) -> None:
    with pytest.raises(NotFoundError):
        history(session, uuid4(), LabelBook({}).read(session), gazetteer.district_name)
