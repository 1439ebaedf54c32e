"""Decisions about a proposed change, told to whoever proposed it."""

from uuid import UUID

from sqlmodel import Session

from directory.actions.deciding.basis import Desk
from directory.actions.deciding.looking import stop_looking
from directory.actions.editing import accept_change, refuse_change
from directory.models import Revision, Service
from directory.oruk.parts import PART
from directory.queries.keepers import author_of, keepers_of


def accept_proposal(desk: Desk, service_id: UUID, number: int, *, based_on: int) -> Revision:
    """Put a proposed change in force.

    Args:
        based_on: the number of the newest revision that whoever decides saw.

    Raises:
        NotFoundError: there is no such change, or it is out of their reach.
        InvalidTransitionError: it does not wait for a decision any more.
        ConflictError: one of its parts was changed since they looked.
    """
    service = desk.reach(service_id)
    taken = accept_change(
        desk.session, service_id, number, actor=desk.actor, based_on=based_on, gazetteer=desk.gazetteer
    )
    _tell(desk, "change_accepted", service, taken)
    return taken


def refuse_proposal(desk: Desk, service_id: UUID, number: int, *, reason: str) -> Revision:
    """Turn a proposed change down and say why. Its words are kept.

    Raises:
        InputError: there is no reason.
        NotFoundError, InvalidTransitionError: as for `accept_proposal`.
    """
    service = desk.reach(service_id)
    refused = refuse_change(desk.session, service_id, number, actor=desk.actor, reason=reason)
    _tell(desk, "change_refused", service, refused, reason=refused.reason)
    return refused


def _tell(desk: Desk, about: str, service: Service, proposal: Revision, reason: str = "") -> None:
    labels = [PART[name].label for name in proposal.fields if name in PART]
    for address in _authors(desk.session, service, proposal):
        desk.tell(about, address, service, parts=labels, reason=reason)
    stop_looking(desk, service.id)
    desk.session.flush()


def _authors(session: Session, service: Service, proposal: Revision) -> tuple[str, ...]:
    """Whoever proposed it; where that is nobody we can write to, those who keep the listing."""
    author = author_of(session, proposal.actor)
    return (author,) if author else keepers_of(session, service)
