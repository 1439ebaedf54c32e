"""Decisions about a whole listing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from directory import clock
from directory.actions.deciding.basis import Desk, words
from directory.actions.deciding.looking import stop_looking
from directory.actions.invitation import LETTER as INVITATION
from directory.actions.letters import cancel_letters
from directory.actions.moderation import move, note_change
from directory.errors import ConflictError, InvalidTransitionError, NotFoundError
from directory.models import ModerationEvent, Service
from directory.queries.moderation import Scope, queue
from directory.vocabulary import EventKind
from directory.vocabulary import ModerationStatus as Status

_NOT_OFFERED: Final = {Status.DECLINED, Status.WITHDRAWN, Status.ARCHIVED}


def publish_listing(desk: Desk, service_id: UUID, *, seen: str) -> Service:
    """Let everybody see a listing, and tell its group.

    Raises:
        NotFoundError: there is no such listing, or it is out of their reach.
        ConflictError: something was decided or written since they looked.
        InvalidTransitionError: everybody can see it already.
    """
    return _decide(desk, service_id, seen, Status.PUBLISHED, letter="published")


def ask_for_changes(desk: Desk, service_id: UUID, *, seen: str, asked: str) -> Service:
    """Give a listing back to its group with the words of whoever decides, and how to change it.

    Raises:
        InputError: nothing is asked for.
        NotFoundError, ConflictError, InvalidTransitionError: as for `publish_listing`.
    """
    reason = words("words", asked, "Say what the group should change")
    return _decide(desk, service_id, seen, Status.CHANGES_ASKED, letter="changes_asked", reason=reason)


def decline_listing(desk: Desk, service_id: UUID, *, seen: str, reason: str) -> Service:
    """Turn a listing down and tell its group why. Its text is kept.

    Raises:
        InputError: there is no reason.
        NotFoundError, ConflictError, InvalidTransitionError: as for `publish_listing`.
    """
    reason = words("words", reason, "Say why the listing is turned down")
    return _decide(desk, service_id, seen, Status.DECLINED, letter="declined", reason=reason)


def withdraw_listing(desk: Desk, service_id: UUID, *, seen: str, reason: str) -> Service:
    """Take a listing away because what it speaks of has ended, and tell its group. It is kept, and can return.

    Raises:
        InputError: there is no reason.
        NotFoundError, ConflictError, InvalidTransitionError: as for `publish_listing`.
    """
    reason = words("words", reason, "Say why the listing is taken away")
    return _decide(desk, service_id, seen, Status.WITHDRAWN, letter="taken_away", reason=reason)


def archive_listing(desk: Desk, service_id: UUID, *, seen: str, reason: str) -> Service:
    """Take a listing away because nobody says any more whether it is right, and tell its group.

    Raises:
        InputError: there is no reason.
        NotFoundError, ConflictError, InvalidTransitionError: as for `publish_listing`.
    """
    reason = words("words", reason, "Say why the listing is taken away")
    return _decide(desk, service_id, seen, Status.ARCHIVED, letter="taken_away", reason=reason)


def return_to_queue(desk: Desk, service_id: UUID, *, seen: str, reason: str = "") -> Service:
    """Look at a listing anew: until then nobody else sees it. Its group is not told, since nothing is decided.

    Raises:
        NotFoundError, ConflictError, InvalidTransitionError: as for `publish_listing`.
    """
    return _decide(desk, service_id, seen, Status.SUBMITTED, letter="", reason=reason.strip())


def confirm_listing(desk: Desk, service_id: UUID, *, seen: str, reason: str) -> Service:
    """Note that whoever decides has asked the group, and that all the listing says is right.

    Raises:
        InputError: it is not said how that is known.
        NotFoundError, ConflictError: as for `publish_listing`.
        InvalidTransitionError: it is not published.
    """
    reason = words("words", reason, "Say how you know that it is right, such as: rang them today")
    service = desk.take(service_id, seen)
    if service.status is not Status.PUBLISHED:
        raise InvalidTransitionError(f"“{service.name}” is not published, so nobody relies on it yet")
    service.confirmed_on = clock.today()
    _note(desk, service, EventKind.CONFIRMED, reason)
    note_change(desk.session, service)
    stop_looking(desk, service.id)
    return service


@dataclass(frozen=True, slots=True)
class Together:
    """What came of publishing several listings: how many there are now, and the names of those that were left."""

    published: int
    left: tuple[str, ...]


def publish_together(desk: Desk, ticked: Iterable[tuple[UUID, str]], *, long_days: int) -> Together:
    """Publish several listings of low risk at once. One whose risk is not low now, or about which somebody else has
    decided meanwhile, is left for a look of its own.

    Args:
        ticked: the key of each, with what was seen of it.
        long_days: as for `queries.moderation.Scope`.
    """
    scope = Scope(desk.person, clock.now(), long_days)
    safe = {item.key: item for item in queue(desk.session, scope, desk.gazetteer).items if item.can_be_ticked}
    published, left = 0, list[str]()
    for service_id, seen in ticked:
        try:
            if service_id not in safe:
                raise NotFoundError("It is not among those of low risk any more")  # noqa: TRY301 -- one way to be left
            publish_listing(desk, service_id, seen=seen)
            published += 1
        except (ConflictError, NotFoundError, InvalidTransitionError):
            left.append(safe[service_id].name if service_id in safe else "A listing")
    return Together(published, tuple(left))


def _decide(desk: Desk, service_id: UUID, seen: str, after: Status, *, letter: str, reason: str = "") -> Service:
    service = desk.take(service_id, seen)
    move(desk.session, service, after, actor=desk.actor, reason=reason)
    if after in _NOT_OFFERED:
        # A group that a councillor told us of is not asked to take over what is not taken, or was taken away.
        cancel_letters(desk.session, service_id, INVITATION)
    if letter:
        desk.tell_keepers(f"listing_{letter}", service, reason=reason)
    stop_looking(desk, service.id)
    desk.session.flush()
    return service


def _note(desk: Desk, service: Service, kind: EventKind, reason: str) -> None:
    status = service.status
    desk.session.add(
        ModerationEvent(service_id=service.id, kind=kind, before=status, after=status, actor=desk.actor, reason=reason)
    )
