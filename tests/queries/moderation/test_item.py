"""All that one has to see to decide about a listing."""

from uuid import UUID

import pytest
from sqlmodel import Session

from directory.access import Grant, Person
from directory.actions.merging import merge
from directory.errors import NotFoundError
from directory.geography import Gazetteer
from directory.models import Contact, Steward
from directory.queries.labels import Labels
from directory.queries.moderation import ItemPage, Scope, item_page
from directory.vocabulary import ModerationStatus, QueueKind, Role
from tests.conftest import NOW, Statements, only_asking
from tests.makers import make_place, make_service
from tests.waiting import (
    THERE,
    make_claim,
    make_moderator,
    make_proposal,
    make_report,
    make_submitted,
)

NAMES = Labels({}, {})


def shown(session: Session, gazetteer: Gazetteer, service_id: UUID, person: Person) -> ItemPage:
    with only_asking(session):
        return item_page(session, service_id, Scope(person, NOW, 240), NAMES, gazetteer)


def test_a_new_listing_is_told_whole_with_what_is_not_shown(session: Session, gazetteer: Gazetteer) -> None:
    service = make_submitted(
        session, description="One long table", place={"address_public": False, "address": "1 Quay"}
    )
    session.add(Contact(service_id=service.id, role="Secretary", phone="01632 960002", public=False))
    session.add(Steward(organisation_id=service.organisation_id, email="keeper@private.example"))
    page = shown(session, gazetteer, service.id, make_moderator(session))
    said = dict(page.parts)
    assert said["Description"] == ("One long table",)
    assert said["Contacts"] == ("Secretary: 01632 960002 (not shown)",)
    assert said["Places"] == ("Harbour Hall, 1 Quay, ZZ1 1AA (address not shown)",)
    assert page.waits_for(QueueKind.NEW)
    assert page.seen == "submitted:0"
    assert page.told == 1
    assert "keeper@private.example" not in repr(page), "who keeps it is not for those who decide to read"


def test_a_change_is_told_beside_what_is_shown(session: Session, gazetteer: Gazetteer) -> None:
    service = make_service(session, name="Tea table")
    make_place(session, service)
    number = make_proposal(session, service, gazetteer, name="Coffee table")
    page = shown(session, gazetteer, service.id, make_moderator(session))
    [change] = page.changes
    assert change.entry.number == change.item.number == number == page.number
    [part] = change.entry.changes
    assert part.label == "Name"
    assert [piece.text for piece in part.before[0]] == ["Tea ", "table"]
    assert [piece.text for piece in part.after[0]] == ["Coffee ", "table"]


@pytest.mark.parametrize(
    ("email", "known"),
    [
        ("Tea@kettle.example", "We know the group by this address"),
        ("chair@kettle.example", "It is of the same host as the group's web page"),
        ("somebody@elsewhere.example", ""),
    ],
)
def test_a_claim_is_told_with_its_evidence(session: Session, gazetteer: Gazetteer, email: str, known: str) -> None:
    service = make_service(session, email="tea@kettle.example", url="https://www.kettle.example/tea")
    make_place(session, service)
    make_claim(session, service, email=email)
    [claim] = shown(session, gazetteer, service.id, make_moderator(session)).claims
    assert (claim.email, claim.evidence, claim.known) == (email, "I keep the kettle.", known)


def test_a_report_is_told_without_who_made_it(session: Session, gazetteer: Gazetteer) -> None:
    service = make_service(session)
    make_place(session, service)
    make_report(session, service)
    page = shown(session, gazetteer, service.id, make_moderator(session))
    [report] = page.reports
    assert (report.words, report.can_be_answered, report.waits) == ("The number is wrong.", True, True)
    assert "teller@private.example" not in repr(page)


class TestLikelyDuplicates:
    def test_they_are_told_side_by_side(self, session: Session, gazetteer: Gazetteer) -> None:
        known = make_service(session, name="Tuesday tea table")
        make_place(session, known)
        twin = make_submitted(session, name="The Tuesday Tea Table", description="Tea")
        page = shown(session, gazetteer, twin.id, make_moderator(session))
        [duplicate] = page.duplicates
        assert duplicate.likely.service_id == known.id
        assert duplicate.can_be_merged
        assert {change.label for change in duplicate.changes} == {"Name", "Description"}

    def test_what_is_part_of_another_is_not_compared_with_it(self, session: Session, gazetteer: Gazetteer) -> None:
        known, moderator = make_service(session, name="Tuesday tea table"), make_moderator(session)
        make_place(session, known)
        twin = make_submitted(session, name="The Tuesday Tea Table", description="Tea")
        merge(session, known.id, twin.id, person=moderator, gazetteer=gazetteer)
        assert shown(session, gazetteer, twin.id, moderator).duplicates == ()
        assert shown(session, gazetteer, known.id, moderator).duplicates == ()

    def test_one_out_of_reach_is_told_only_as_far_as_anybody_sees_it(
        self, session: Session, gazetteer: Gazetteer
    ) -> None:
        twin = make_submitted(session, name="Tuesday tea table")
        elsewhere = make_service(session, name="Tuesday tea table")
        make_place(session, elsewhere, district=THERE)
        moderator = make_moderator(session)
        [duplicate] = shown(session, gazetteer, twin.id, moderator).duplicates
        assert (duplicate.can_be_merged, duplicate.changes) == (False, ())
        elsewhere.status = ModerationStatus.DECLINED
        assert shown(session, gazetteer, twin.id, moderator).duplicates == ()


def test_the_picture_shows_where_it_says_that_it_is(session: Session, gazetteer: Gazetteer) -> None:
    service = make_submitted(session)
    page = shown(session, gazetteer, service.id, make_moderator(session))
    assert page.picture
    assert page.picture.label == "Harbour Hall"
    assert [mark.name for mark in page.picture.marks] == ["Harbour Hall"]
    assert [ring.label for ring in page.picture.rings][-1] == "2 miles"
    nowhere = make_submitted(session, place={"latitude": None, "longitude": None})
    assert shown(session, gazetteer, nowhere.id, make_moderator(session)).picture is None


def test_what_was_decided_is_told_by_roles(session: Session, gazetteer: Gazetteer) -> None:
    service = make_submitted(session)
    [event] = shown(session, gazetteer, service.id, make_moderator(session)).events
    assert (event.words, event.who, event.reason) == ("Waiting for a decision", "Group editor", "")


def test_what_is_out_of_reach_is_not_there(session: Session, gazetteer: Gazetteer) -> None:
    service = make_submitted(session)
    elsewhere = make_moderator(session, Grant(Role.MODERATOR, area=THERE))
    with pytest.raises(NotFoundError):
        shown(session, gazetteer, service.id, elsewhere)


def test_the_number_of_selects_does_not_depend_on_what_waits(
    session: Session, gazetteer: Gazetteer, statements: Statements
) -> None:
    service = make_service(session)
    make_place(session, service)
    moderator = make_moderator(session)
    counts: list[int] = []
    for _ in range(2):
        for word in ("Better", "Nicer"):
            make_proposal(session, service, gazetteer, name=f"{word} tea {len(counts)}")
            make_claim(session, service)
            make_report(session, service)
        session.flush()
        session.expire_all()
        before = statements.selects
        shown(session, gazetteer, service.id, moderator)
        counts.append(statements.selects - before)
    assert counts[0] == counts[1]
