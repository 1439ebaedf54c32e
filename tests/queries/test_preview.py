"""A listing that is not kept yet, as the card that navigators will see."""

from typing import Any

from hypothesis import given
from sqlmodel import Session

from directory.actions.listing import ListingWriter
from directory.actions.moderation import publish_service
from directory.oruk.records import ServiceRecord
from directory.queries.preview import preview, row_of
from directory.queries.rows import published_rows
from directory.queries.search import Surroundings
from directory.resources import Resources
from tests.conftest import NOW, only_asking
from tests.depth import examples
from tests.makers import a_full_record, normal_island
from tests.records import RECORDS


def surroundings(resources: Resources) -> Surroundings:
    return Surroundings(
        index=resources.index,
        gazetteer=resources.gazetteer,
        labels=resources.labels,
        radius_miles=10,
        fresh_days=28,
        confirm_days=90,
        unconfirmed_days=120,
        now=NOW,
    )


def once(rows: list[Any]) -> list[Any]:
    """What is said twice is kept once."""
    return [row for place, row in enumerate(rows) if row not in rows[:place]]


def test_it_is_the_card_of_what_is_said(session: Session, resources: Resources) -> None:
    with only_asking(session):
        card = preview(session, a_full_record(), surroundings(resources))
    assert (card.name, card.organisation, card.joining) == ("Tuesday tea table", "Harbour Kettle Club", "Just come.")
    assert card.place == "Harbour Hall, 1 Quay, Harbour, ZZ1 1AA"
    assert card.times[0] == "Every Tuesday, 2pm to 4pm"
    assert card.next_session == "Tuesday 24 November at 2pm"
    assert card.cost == "Members: £1.50; Cake by arrangement"
    assert [reason.sentence for reason in card.reasons]
    assert "keeper@private.example" not in repr(card)


@examples(6)
@given(record=RECORDS)
def test_it_says_what_the_listing_will_say_once_it_is_kept(session: Session, record: ServiceRecord) -> None:
    writer = ListingWriter(session, normal_island(), said_by="a test")
    service = writer.write_service(record, writer.write_organisation(record.organisation))
    session.flush()
    publish_service(session, service, actor="a test")
    session.flush()
    kept, told = published_rows(session, [service.id])[service.id], row_of(record)
    for name in ("name", "summary", "description", "joining", "times_note", "in_person", "online", "home_visit"):
        assert getattr(told, name) == getattr(kept, name), name
    for name in ("costs", "schedules", "contacts", "rules", "areas"):
        assert once(getattr(told, name)) == getattr(kept, name), name
