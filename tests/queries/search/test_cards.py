"""Hits as cards."""

from collections.abc import Callable
from datetime import date, time

import pytest
from sqlmodel import Session, select

from directory.models import FeedRecord
from directory.oruk.ical import Recurrence
from directory.oruk.records import ContactRecord, OrganisationRecord, TimeRecord
from directory.queries.describing import ContactShown
from directory.queries.search.cards import opening
from directory.vocabulary import CapacityStatus, Verdict
from tests.makers import a_full_record, a_record, make_capacity, only_service
from tests.queries.search.conftest import Look

Settle = Callable[..., None]


def test_everything_a_navigator_must_see_is_on_the_card(session: Session, look: Look, settle: Settle) -> None:
    settle(a_full_record())
    (card,) = look(words="tea, aged 84").cards
    service = only_service(session)
    assert (card.number, card.id, card.source_id) == (1, service.id, "s1")
    assert (card.name, card.organisation) == ("Tuesday tea table", "Harbour Kettle Club")
    assert card.summary == "Tea for whoever comes."
    assert card.alert == "No tea on Boxing Day."
    assert card.verdict is Verdict.YES
    assert [reason.sentence for reason in card.reasons] == [
        "Your client is 84; this group is for people aged 60 and over",
        "Your client lives in the area; this group is meant for people who live in Normal Harbour",
    ]
    assert card.distance_miles == 0
    assert (card.place, card.other_places) == ("Harbour Hall, 1 Quay, Harbour, ZZ1 1AA", 0)
    assert card.ways == ("At a place", "By phone")
    assert (card.capacity.status, card.capacity.sentence) == (CapacityStatus.OPEN, "Has room: 3 places free")
    assert card.next_session == "Tuesday 24 November at 2pm"
    assert card.next_start is not None
    assert card.next_start.isoformat() == "2026-11-24T14:00:00+00:00"
    assert card.times == ("Every Tuesday, 2pm to 4pm", "and on May Day", "Not in August.")
    assert card.cost == "Members: £1.50; Cake by arrangement"
    assert card.joining == "Just come."
    assert card.contacts == (
        ContactShown("Secretary", "01632 960002", "secretary@kettle.example"),
        ContactShown("", "", "table@kettle.example"),
    )
    assert card.referral_url == "https://kettle.example/refer"
    assert card.freshness == "Confirmed 20 days ago"
    assert card.why == ("“tea”: in its name and its kind of activity",)
    assert 0 < card.hit.score.total <= 1


def test_a_contact_that_is_not_public_is_on_no_card(look: Look, settle: Settle) -> None:
    hidden = ContactRecord(role="Unlisted host", phone="01632 960099", public=False)
    settle(a_full_record(contacts=(hidden, ContactRecord(role="Secretary", phone="01632 960002"))))
    assert [contact.role for contact in look().cards[0].contacts] == ["Secretary", ""]


def test_a_service_of_no_feed_is_known_by_its_own_key(session: Session, look: Look, settle: Settle) -> None:
    settle(a_record())
    session.delete(session.exec(select(FeedRecord)).one())
    session.flush()
    (card,) = look().cards
    assert card.source_id == str(card.id)


def test_a_group_that_is_called_like_its_service_is_not_named_twice(look: Look, settle: Settle) -> None:
    settle(a_record(organisation=OrganisationRecord(id="o1", name="Tuesday tea table")))
    assert look().cards[0].organisation == ""


def test_without_a_summary_the_first_words_of_the_description_are_shown(look: Look, settle: Settle) -> None:
    settle(a_record(description="First.\nSecond."))
    assert look().cards[0].summary == "First."


def test_a_statement_of_room_made_since_is_shown_at_once(session: Session, look: Look, settle: Settle) -> None:
    settle(a_full_record())
    make_capacity(session, only_service(session), CapacityStatus.FULL)
    assert look().cards[0].capacity.sentence == "Full"


def test_a_session_that_is_not_known_is_not_invented(look: Look, settle: Settle) -> None:
    every_other = Recurrence("WEEKLY", interval=2, byday=((0, "TU"),), opens_at=time(14))
    settle(a_record(times=(TimeRecord(recurrence=every_other),)))
    (card,) = look().cards
    assert (card.next_start, card.next_session) == (None, "")
    assert card.times == ("Every 2 weeks on Tuesday, from 2pm",)


def test_a_session_far_ahead_is_told_with_its_year(look: Look, settle: Settle) -> None:
    once = Recurrence(dtstart=date(2027, 5, 3), opens_at=time(11))
    settle(a_record(times=(TimeRecord(recurrence=once),)))
    assert look().cards[0].next_session == "Monday 3 May 2027 at 11am"


@pytest.mark.parametrize(
    ("description", "shown"),
    [
        ("", ""),
        ("Short.", "Short."),
        ("  One line.\n\nAnother.", "One line."),
        ("word " * 60, "word " * 43 + "word …"),
        ("x" * 300, "x" * 221 + " …"),
        ("a, " * 100, ("a, " * 73)[:-2] + " …"),
    ],
)
def test_a_long_opening_is_cut_at_a_word(description: str, shown: str) -> None:
    assert opening(description) == shown
    assert len(opening(description)) <= 223
