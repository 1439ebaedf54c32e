"""Where a listing is now that was merged into another."""

from uuid import uuid4

from sqlmodel import Session

from directory import clock
from directory.models import Merge, Service
from directory.queries.merges import merged_into, merges_of
from tests.makers import make_service


def note(session: Session, gone: Service, kept: Service, *, undone: bool = False) -> Merge:
    made = Merge(
        kept_id=kept.id,
        gone_id=gone.id,
        kept_record={},
        gone_record={},
        gone_status="published",
        actor="moderator 7",
        undone_at=clock.now() if undone else None,
    )
    session.add(made)
    session.flush()
    return made


def test_chains_are_followed_to_their_end(session: Session) -> None:
    one, two, three = (make_service(session) for _ in range(3))
    note(session, one, two)
    note(session, two, three)
    assert [merged_into(session, service.id) for service in (one, two, three)] == [three.id, three.id, None]


def test_what_is_undone_leads_nowhere(session: Session) -> None:
    one, two = make_service(session), make_service(session)
    note(session, one, two, undone=True)
    assert merged_into(session, one.id) is None
    assert merges_of(session, one.id) == []


def test_a_circle_leads_nowhere(session: Session) -> None:
    one, two = make_service(session), make_service(session)
    note(session, one, two)
    note(session, two, one)
    assert merged_into(session, one.id) is None
    assert merged_into(session, uuid4()) is None


def test_both_listings_tell_of_their_merge(session: Session) -> None:
    one, two = make_service(session, name="Tea"), make_service(session, name="Kettles")
    merge = note(session, one, two)
    (of_gone,), (of_kept,) = merges_of(session, one.id), merges_of(session, two.id)
    assert (of_gone.other, of_gone.other_id, of_gone.is_kept) == ("Kettles", two.id, False)
    assert (of_kept.other, of_kept.other_id, of_kept.is_kept) == ("Tea", one.id, True)
    assert (of_kept.id, of_kept.who) == (merge.id, "Moderator")
