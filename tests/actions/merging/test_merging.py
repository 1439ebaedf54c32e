"""Two listings made one."""

from collections.abc import Callable

import pytest
from sqlmodel import Session, col, select

from directory.access import Person
from directory.actions.closing import send_listing
from directory.actions.merging import BOTH_MAKE_SENSE, Choices, Take, brought, merge, not_the_same
from directory.actions.moderation import publish_service
from directory.errors import InputError, InvalidTransitionError, NotFoundError
from directory.geography import Gazetteer
from directory.models import (
    Account,
    Claim,
    IndexChange,
    Merge,
    ModerationEvent,
    NotTheSame,
    Report,
    Revision,
    RoleGrant,
    Service,
    Steward,
)
from directory.oruk.parts import PARTS, differing
from directory.queries.record import service_record
from directory.vocabulary import ClaimStatus, EventKind, ModerationStatus, ReportKind, ReportStatus, Role
from tests.actions.merging.conftest import Written, sparse
from tests.actions.merging.people import ELSEWHERE, MODERATOR


def merged(
    session: Session, gazetteer: Gazetteer, kept: Service, gone: Service, choices: Choices | None = None
) -> Merge:
    return merge(session, kept.id, gone.id, person=MODERATOR, choices=choices, gazetteer=gazetteer)


def events(session: Session, service: Service) -> list[tuple[EventKind, ModerationStatus]]:
    of_service = select(ModerationEvent).where(col(ModerationEvent.service_id) == service.id)
    found = session.exec(of_service.where(col(ModerationEvent.kind) != EventKind.STATUS)).all()
    return [(event.kind, event.after) for event in found]


def test_unless_told_otherwise_the_kept_listing_stays_as_it_is(
    session: Session, gazetteer: Gazetteer, kept: Service, gone: Service
) -> None:
    before = service_record(session, kept.id)
    merged(session, gazetteer, kept, gone)
    assert service_record(session, kept.id) == before
    assert (kept.status, gone.status) == (ModerationStatus.PUBLISHED, ModerationStatus.WITHDRAWN)
    assert events(session, kept) == [(EventKind.MERGED, ModerationStatus.PUBLISHED)]
    assert events(session, gone) == [(EventKind.MERGED, ModerationStatus.WITHDRAWN)]


def test_the_index_looks_again_at_both(session: Session, gazetteer: Gazetteer, kept: Service, gone: Service) -> None:
    for change in session.exec(select(IndexChange)):
        session.delete(change)
    merged(session, gazetteer, kept, gone, {"summary": Take.GONE})
    assert set(session.exec(select(IndexChange.service_id))) == {kept.id, gone.id}


@pytest.mark.parametrize("name", [part.name for part in PARTS])
def test_any_part_can_be_taken_from_the_other(
    session: Session, gazetteer: Gazetteer, kept: Service, gone: Service, name: str
) -> None:
    before, theirs = service_record(session, kept.id), service_record(session, gone.id)
    merged(session, gazetteer, kept, gone, {name: Take.GONE})
    now = service_record(session, kept.id)
    assert name not in differing(now, theirs)
    assert set(differing(before, now)) <= {name}
    assert service_record(session, gone.id).description == theirs.description


def test_of_lists_both_can_be_taken(session: Session, gazetteer: Gazetteer, written: Written) -> None:
    one, other = (
        written(sparse(languages=("cy", "en"))),
        written(sparse(languages=("en", "ur"), description="Kettles.")),
    )
    merged(session, gazetteer, one, other, {"languages": Take.BOTH, "description": Take.BOTH})
    now = service_record(session, one.id)
    assert now.languages == ("cy", "en", "ur")
    assert now.description == "Tea and company.\n\nKettles."


def test_of_a_group_what_only_one_says_is_taken(
    session: Session, gazetteer: Gazetteer, kept: Service, gone: Service
) -> None:
    merged(session, gazetteer, kept, gone, {"organisation": Take.BOTH})
    group = service_record(session, kept.id).organisation
    assert (group.name, group.phone, group.url) == ("Kettle Club", "01632 960009", "https://kettle.example")
    assert group.identifiers == (("GB-CHC", "9912345"), ("GB-COH", "1234"))
    assert group.stewards == ()


@pytest.mark.parametrize("name", ["rules", "name", "capacity", "colour"])
def test_both_of_some_parts_make_no_sense(
    session: Session, gazetteer: Gazetteer, kept: Service, gone: Service, name: str
) -> None:
    assert name not in BOTH_MAKE_SENSE
    with pytest.raises(InputError):
        merged(session, gazetteer, kept, gone, {name: Take.BOTH})


def test_a_proposal_loses_nothing_that_only_one_says(session: Session, kept: Service, gone: Service) -> None:
    proposed = brought(service_record(session, kept.id), service_record(session, gone.id))
    assert proposed["summary"] is Take.GONE
    assert proposed["costs"] is Take.GONE
    assert not {"name", "organisation", "description", "places"} & proposed.keys()
    assert brought(service_record(session, gone.id), service_record(session, kept.id)) == {}


def test_both_texts_are_kept(session: Session, gazetteer: Gazetteer, kept: Service, gone: Service) -> None:
    made = merged(session, gazetteer, kept, gone, {"description": Take.GONE})
    assert made.kept_record["before"]["description"] == "Tea and company."
    assert made.gone_record["before"]["name"] == "Tuesday tea table"
    assert "keeper@private.example" not in str(made.model_dump())
    revisions = session.exec(select(Revision).where(col(Revision.service_id) == kept.id)).all()
    assert sorted((each.number, each.fields) for each in revisions) == [(1, []), (2, ["description"])]


def test_what_waits_goes_over_and_what_was_decided_stays(
    session: Session, gazetteer: Gazetteer, kept: Service, gone: Service
) -> None:
    report = Report(kind=ReportKind.PROBLEM, service_id=gone.id, words="Nobody answers")
    old = Report(kind=ReportKind.PROBLEM, service_id=gone.id, words="Wrong day", status=ReportStatus.ANSWERED)
    claim = Claim(organisation_id=gone.organisation_id, service_id=gone.id, email="tea@kettle.example")
    refused = Claim(
        organisation_id=gone.organisation_id, service_id=gone.id, email="a@b.example", status=ClaimStatus.REFUSED
    )
    session.add_all([report, old, claim, refused])
    session.flush()
    merged(session, gazetteer, kept, gone)
    assert {report.service_id, claim.service_id} == {kept.id}
    assert claim.organisation_id == kept.organisation_id
    assert {old.service_id, refused.service_id} == {gone.id}


@pytest.mark.parametrize("shared", [False, True])
def test_keepers_are_shared_only_where_somebody_says_so(
    session: Session, gazetteer: Gazetteer, kept: Service, gone: Service, shared: bool
) -> None:
    account = Account(email="editor@kettle.example")
    session.add(account)
    session.flush()
    grant = RoleGrant(account_id=account.id, role=Role.GROUP_EDITOR, organisation_id=gone.organisation_id, lead=True)
    session.add(grant)
    session.flush()
    merge(session, kept.id, gone.id, person=MODERATOR, share_with_keepers=shared, gazetteer=gazetteer)
    stewards = session.exec(select(Steward.email).where(col(Steward.organisation_id) == kept.organisation_id)).all()
    leads = session.exec(select(RoleGrant.lead).where(col(RoleGrant.organisation_id) == kept.organisation_id)).all()
    assert list(stewards) == (["keeper@private.example"] if shared else [])
    assert list(leads) == ([False] if shared else [])


def test_a_published_listing_does_not_go_for_one_that_nobody_sees(
    session: Session, gazetteer: Gazetteer, written: Written, gone: Service
) -> None:
    waiting = written(sparse(), published=False)
    with pytest.raises(InvalidTransitionError, match="still writing"):
        merged(session, gazetteer, waiting, gone)
    waiting.status = ModerationStatus.SUBMITTED
    with pytest.raises(InvalidTransitionError, match="Everybody can see"):
        merged(session, gazetteer, waiting, gone)
    merged(session, gazetteer, gone, waiting)
    assert waiting.status is ModerationStatus.WITHDRAWN


def test_what_was_declined_stays_declined(session: Session, gazetteer: Gazetteer, kept: Service, gone: Service) -> None:
    gone.status = ModerationStatus.DECLINED
    merged(session, gazetteer, kept, gone)
    assert events(session, gone) == [(EventKind.MERGED, ModerationStatus.DECLINED)]


@pytest.mark.parametrize("status", [ModerationStatus.PUBLISHED, ModerationStatus.DECLINED])
@pytest.mark.parametrize("bring_back", [send_listing, publish_service])
def test_what_was_merged_does_not_come_back_beside_the_other(
    session: Session,
    gazetteer: Gazetteer,
    kept: Service,
    gone: Service,
    status: ModerationStatus,
    bring_back: Callable[..., Service],
) -> None:
    gone.status = status
    merged(session, gazetteer, kept, gone)
    with pytest.raises(InvalidTransitionError, match="part of another listing"):
        bring_back(session, gone, actor="group_editor 1")


def test_nothing_goes_round_in_a_circle(session: Session, gazetteer: Gazetteer, kept: Service, gone: Service) -> None:
    with pytest.raises(InvalidTransitionError, match="one and the same"):
        merged(session, gazetteer, kept, kept)
    merged(session, gazetteer, kept, gone)
    for one, other in ((kept, gone), (gone, kept)):
        with pytest.raises(InvalidTransitionError, match="already"):
            merged(session, gazetteer, one, other)


@pytest.mark.parametrize("person", [ELSEWHERE, Person(ELSEWHERE.id, "nobody@home.example")])
def test_only_who_decides_about_both_can_merge_them(
    session: Session, gazetteer: Gazetteer, kept: Service, gone: Service, person: Person
) -> None:
    with pytest.raises(NotFoundError):
        merge(session, kept.id, gone.id, person=person, gazetteer=gazetteer)
    with pytest.raises(NotFoundError):
        not_the_same(session, kept.id, gone.id, person=person)


def test_two_are_found_to_be_two_once(session: Session, kept: Service, gone: Service) -> None:
    noted = not_the_same(session, kept.id, gone.id, person=MODERATOR)
    assert not_the_same(session, gone.id, kept.id, person=MODERATOR) == noted
    assert session.exec(select(NotTheSame)).all() == [noted]
    assert noted.actor == f"moderator {MODERATOR.id}"
    for service in (kept, gone):
        assert events(session, service) == [(EventKind.NOT_THE_SAME, ModerationStatus.PUBLISHED)]


def test_what_was_merged_is_not_found_to_be_two(
    session: Session, gazetteer: Gazetteer, kept: Service, gone: Service
) -> None:
    merged(session, gazetteer, kept, gone)
    with pytest.raises(InvalidTransitionError, match="undo that first"):
        not_the_same(session, kept.id, gone.id, person=MODERATOR)
    with pytest.raises(InvalidTransitionError, match="one and the same"):
        not_the_same(session, kept.id, kept.id, person=MODERATOR)
