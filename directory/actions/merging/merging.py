"""Making two listings of one service one, and saying that two are not."""

from uuid import UUID

from sqlmodel import Session, col, select

from directory.access import DECIDING, Person
from directory.actions.editing.texts import Texts
from directory.actions.invitation import LETTER as INVITATION
from directory.actions.letters import cancel_letters
from directory.actions.merging.belongings import hand_over, share_keepers
from directory.actions.merging.choosing import Choices, Take, chosen
from directory.actions.merging.keeping import MergeKept
from directory.actions.moderation import ALLOWED_TRANSITIONS, move
from directory.errors import InvalidTransitionError
from directory.geography import Gazetteer
from directory.models import Merge, ModerationEvent, NotTheSame, Service
from directory.oruk.parts import differing
from directory.oruk.records import ServiceRecord
from directory.queries.reach import service_to_decide
from directory.queries.record import service_record
from directory.vocabulary import EventKind, ModerationStatus


def merge(
    session: Session,
    kept_id: UUID,
    gone_id: UUID,
    *,
    person: Person,
    choices: Choices | None = None,
    share_with_keepers: bool = False,
    gazetteer: Gazetteer,
) -> Merge:
    """Make two listings one. The other is withdrawn, and its address leads to the one that is kept; no text is lost. A
    group that was invited to take it over is not written to again.

    Args:
        choices: the parts that the kept listing takes from the other; none: it stays as it is.
        share_with_keepers: let those who keep the other's group keep the kept one's, too. It is not done unless
            somebody says so: else whoever enters a copy of a listing would be given the listing.

    Raises:
        NotFoundError: there is no such listing, or this person does not decide about it.
        InvalidTransitionError: it is the same listing, one of them has been merged already, is still being written, or
            it is the one that everybody sees that would go.
        InputError: a part cannot be chosen so.
    """
    kept, gone = _two(session, kept_id, gone_id, person)
    _refuse(session, kept, gone)
    actor = person.acts_as(*DECIDING)
    before, theirs = service_record(session, kept_id), service_record(session, gone_id)
    taken = {name: take for name, take in (choices or {}).items() if take is not Take.KEPT}
    after = _take(session, kept, chosen(before, theirs, taken), actor, gazetteer)
    moved = hand_over(session, kept, gone)
    if share_with_keepers:
        moved |= share_keepers(session, kept, gone, actor=actor)
    record = MergeKept(before, after, theirs, taken, moved).columns()
    made = Merge(kept_id=kept.id, gone_id=gone.id, gone_status=gone.status.value, actor=actor, **record)
    session.add(made)
    _take_away(session, gone, actor)
    cancel_letters(session, gone.id, INVITATION)
    note(session, kept, EventKind.MERGED, actor)
    session.flush()
    return made


def not_the_same(session: Session, one_id: UUID, other_id: UUID, *, person: Person) -> NotTheSame:
    """Note that two listings that look alike are two, so that nobody is asked again. To say it twice is harmless.

    Raises:
        NotFoundError: there is no such listing, or this person does not decide about it.
        InvalidTransitionError: it is the same listing, or they have been merged.
    """
    one, other = _two(session, one_id, other_id, person)
    both = [one.id, other.id]
    merged = select(Merge.id).where(col(Merge.kept_id).in_(both), col(Merge.gone_id).in_(both))
    if session.exec(merged.where(col(Merge.undone_at).is_(None))).first():
        raise InvalidTransitionError("These two have been merged; undo that first")
    first, second = sorted((one.id, other.id))
    noted = select(NotTheSame).where(col(NotTheSame.first_id) == first, col(NotTheSame.second_id) == second)
    if known := session.exec(noted).first():
        return known
    actor = person.acts_as(*DECIDING)
    made = NotTheSame(first_id=first, second_id=second, actor=actor)
    session.add(made)
    for service in (one, other):
        note(session, service, EventKind.NOT_THE_SAME, actor)
    session.flush()
    return made


def note(session: Session, service: Service, kind: EventKind, actor: str) -> None:
    """Add an event of a decision that leaves the status as it is."""
    status = service.status
    session.add(ModerationEvent(service_id=service.id, kind=kind, before=status, after=status, actor=actor))


def _two(session: Session, one_id: UUID, other_id: UUID, person: Person) -> tuple[Service, Service]:
    """Both, with which nobody else does anything until the end of the transaction: two who decide at once would make
    each part of the other. They are taken in one order, or each would wait for the other.
    """
    if one_id == other_id:
        raise InvalidTransitionError("This is one and the same listing")
    both = select(Service.id).where(col(Service.id).in_([one_id, other_id])).order_by(col(Service.id))
    session.exec(both.with_for_update()).all()
    return service_to_decide(session, one_id, person), service_to_decide(session, other_id, person)


def _refuse(session: Session, kept: Service, gone: Service) -> None:
    merged = select(Merge).where(col(Merge.undone_at).is_(None), col(Merge.gone_id).in_([kept.id, gone.id]))
    if session.exec(merged).first():
        raise InvalidTransitionError("One of these has been merged into another listing already")
    if ModerationStatus.DRAFT in {kept.status, gone.status}:
        raise InvalidTransitionError("Somebody is still writing one of these")
    if gone.status is ModerationStatus.PUBLISHED and kept.status is not ModerationStatus.PUBLISHED:
        raise InvalidTransitionError(f"Everybody can see “{gone.name}”: keep that one, or publish the other first")


def _take(session: Session, kept: Service, wanted: ServiceRecord, actor: str, gazetteer: Gazetteer) -> ServiceRecord:
    """Let the kept listing say what was chosen, with a revision that says so."""
    texts = Texts(session, kept.id)
    parts = [name for name in differing(texts.current, wanted) if texts.would_change(wanted, name)]
    if parts:
        texts.put_in_force(
            wanted, parts, actor=actor, based_on=texts.number, gazetteer=gazetteer, reason="Merged with another listing"
        )
    return texts.current


def _take_away(session: Session, gone: Service, actor: str) -> None:
    """Withdraw the listing that goes, unless nobody sees it anyway."""
    if ModerationStatus.WITHDRAWN in ALLOWED_TRANSITIONS[gone.status]:
        move(session, gone, ModerationStatus.WITHDRAWN, actor=actor, kind=EventKind.MERGED)
    else:
        note(session, gone, EventKind.MERGED, actor)
