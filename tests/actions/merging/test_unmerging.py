"""Two listings made two again."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from directory.actions.editing import Trust, change_listing, newest_number
from directory.actions.merging import BOTH_MAKE_SENSE, Take, Unmerged, merge, unmerge
from directory.actions.moderation import move
from directory.errors import InvalidTransitionError, NotFoundError
from directory.geography import Gazetteer
from directory.models import Account, Merge, ModerationEvent, Report, RoleGrant, Service, Steward
from directory.oruk.parts import PARTS, differing
from directory.queries.record import service_record
from directory.vocabulary import EventKind, ModerationStatus, ReportKind, Role
from tests.actions.merging.conftest import Written, sparse
from tests.actions.merging.people import ELSEWHERE, MODERATOR
from tests.depth import examples
from tests.makers import a_full_record


def made(session: Session, gazetteer: Gazetteer, kept: Service, gone: Service, **choices: Take) -> Merge:
    return merge(session, kept.id, gone.id, person=MODERATOR, choices=choices, gazetteer=gazetteer)


def undone(session: Session, gazetteer: Gazetteer, merge: Merge) -> Unmerged:
    return unmerge(session, merge.id, person=MODERATOR, gazetteer=gazetteer)


def edit(session: Session, gazetteer: Gazetteer, service_id: UUID, **values: object) -> None:
    record = service_record(session, service_id).model_copy(update=values)
    seen = newest_number(session, service_id)
    change_listing(
        session, service_id, record, actor="group_editor 1", based_on=seen, trust=Trust.ALL, gazetteer=gazetteer
    )


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@given(choices=st.dictionaries(st.sampled_from([part.name for part in PARTS]), st.sampled_from(list(Take))))
@examples(6)
def test_both_are_as_they_were(
    session: Session, gazetteer: Gazetteer, written: Written, choices: dict[str, Take]
) -> None:
    # Each pair is given up again: with all the earlier ones in the session every further one would take longer.
    with session.begin_nested() as pair:
        assert_undone(session, gazetteer, written(sparse()), written(a_full_record()), choices)
        pair.rollback()


@pytest.mark.parametrize("take", list(Take))
def test_both_are_as_they_were_whatever_was_taken(
    session: Session, gazetteer: Gazetteer, kept: Service, gone: Service, take: Take
) -> None:
    assert_undone(session, gazetteer, kept, gone, {part.name: take for part in PARTS})


def assert_undone(
    session: Session, gazetteer: Gazetteer, kept: Service, gone: Service, choices: dict[str, Take]
) -> None:
    choices = {name: take for name, take in choices.items() if take is not Take.BOTH or name in BOTH_MAKE_SENSE}
    before = service_record(session, kept.id), service_record(session, gone.id)
    result = undone(session, gazetteer, made(session, gazetteer, kept, gone, **choices))
    assert result.left == ()
    assert differing(service_record(session, kept.id), before[0]) == ()
    assert differing(service_record(session, gone.id), before[1]) == ()
    assert (kept.status, gone.status) == (ModerationStatus.PUBLISHED, ModerationStatus.PUBLISHED)


def test_what_was_written_since_stays(session: Session, gazetteer: Gazetteer, kept: Service, gone: Service) -> None:
    merge = made(session, gazetteer, kept, gone, summary=Take.GONE, description=Take.BOTH, name=Take.GONE)
    edit(session, gazetteer, kept.id, summary="Tea, and now coffee.", joining="Ring the bell.")
    result = undone(session, gazetteer, merge)
    now = service_record(session, kept.id)
    assert result.left == ("summary",)
    assert (now.summary, now.joining) == ("Tea, and now coffee.", "Ring the bell.")
    assert (now.name, now.description) == ("Tea on Tuesday", "Tea and company.")


def test_from_a_list_only_what_came_is_taken(session: Session, gazetteer: Gazetteer, written: Written) -> None:
    one, other = written(sparse(languages=("cy", "en"))), written(sparse(languages=("en", "ur")))
    merge = made(session, gazetteer, one, other, languages=Take.BOTH)
    edit(session, gazetteer, one.id, languages=("cy", "en", "ur", "pl"))
    assert undone(session, gazetteer, merge).left == ()
    assert service_record(session, one.id).languages == ("cy", "en", "pl")


def test_what_went_over_comes_back(
    session: Session, gazetteer: Gazetteer, written: Written, kept: Service, gone: Service
) -> None:
    reports = [Report(kind=ReportKind.PROBLEM, service_id=gone.id, words="Nobody answers") for _ in range(2)]
    own = Report(kind=ReportKind.PROBLEM, service_id=kept.id, words="Somebody answers")
    session.add_all([*reports, own])
    session.flush()
    merge = made(session, gazetteer, kept, gone)
    third = written(sparse()).id
    reports[1].service_id = third
    undone(session, gazetteer, merge)
    assert [each.service_id for each in (*reports, own)] == [gone.id, third, kept.id]


def test_keepers_are_parted(session: Session, gazetteer: Gazetteer, kept: Service, gone: Service) -> None:
    account = Account(email="editor@kettle.example")
    session.add(account)
    session.flush()
    session.add(RoleGrant(account_id=account.id, role=Role.GROUP_EDITOR, organisation_id=gone.organisation_id))
    session.flush()
    shared = merge(session, kept.id, gone.id, person=MODERATOR, share_with_keepers=True, gazetteer=gazetteer)
    undone(session, gazetteer, shared)
    for table in (Steward, RoleGrant):
        assert list(session.exec(select(table.organisation_id))) == [gone.organisation_id]


@pytest.mark.parametrize("status", list(ModerationStatus))
def test_the_other_gets_its_status_back(
    session: Session, gazetteer: Gazetteer, kept: Service, gone: Service, status: ModerationStatus
) -> None:
    if status is ModerationStatus.DRAFT:
        return
    gone.status = status
    undone(session, gazetteer, made(session, gazetteer, kept, gone))
    assert gone.status is status


def test_a_status_that_somebody_gave_it_since_stays(
    session: Session, gazetteer: Gazetteer, kept: Service, gone: Service
) -> None:
    gone.status = ModerationStatus.SUBMITTED
    merge = made(session, gazetteer, kept, gone)
    move(session, gone, ModerationStatus.ARCHIVED, actor="moderator 2")
    undone(session, gazetteer, merge)
    assert gone.status is ModerationStatus.ARCHIVED


def test_both_listings_tell_of_it(session: Session, gazetteer: Gazetteer, kept: Service, gone: Service) -> None:
    undone(session, gazetteer, made(session, gazetteer, kept, gone))
    for service in (kept, gone):
        of_service = select(ModerationEvent.kind).where(col(ModerationEvent.service_id) == service.id)
        assert EventKind.UNMERGED in session.exec(of_service).all()


def test_the_last_merge_is_undone_first(
    session: Session, gazetteer: Gazetteer, written: Written, kept: Service, gone: Service
) -> None:
    first = made(session, gazetteer, kept, gone)
    second = made(session, gazetteer, written(sparse()), kept)
    with pytest.raises(InvalidTransitionError, match="undo that first"):
        undone(session, gazetteer, first)
    undone(session, gazetteer, second)
    undone(session, gazetteer, first)
    with pytest.raises(InvalidTransitionError, match="undone already"):
        undone(session, gazetteer, first)


def test_what_was_undone_can_be_merged_again(
    session: Session, gazetteer: Gazetteer, kept: Service, gone: Service
) -> None:
    undone(session, gazetteer, made(session, gazetteer, kept, gone))
    made(session, gazetteer, gone, kept)
    assert (kept.status, gone.status) == (ModerationStatus.WITHDRAWN, ModerationStatus.PUBLISHED)


def test_only_who_decides_about_both_can_undo_it(
    session: Session, gazetteer: Gazetteer, kept: Service, gone: Service
) -> None:
    merge = made(session, gazetteer, kept, gone)
    with pytest.raises(NotFoundError):
        unmerge(session, merge.id, person=ELSEWHERE, gazetteer=gazetteer)
    with pytest.raises(NotFoundError):
        unmerge(session, kept.id, person=MODERATOR, gazetteer=gazetteer)
