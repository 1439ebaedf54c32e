"""Saying that one looks at a listing, so that nobody else decides about it unawares. Nobody is kept out by it: whoever
decides second is told that somebody was quicker.
"""

from datetime import timedelta
from uuid import UUID

from sqlmodel import col, delete, select

from directory import clock
from directory.actions.deciding.basis import Desk
from directory.models import Review

LOOKING_MINUTES = 15
"""After so long without a sign, somebody is taken to have gone away."""


def start_looking(desk: Desk, service_id: UUID) -> None:
    """Let others see that one has a listing open. Whoever had it open before has it no more.

    Raises:
        NotFoundError: there is no such listing, or it is out of their reach.
    """
    service, now = desk.reach(service_id), clock.now()
    row = desk.session.exec(select(Review).where(col(Review.service_id) == service.id)).first()
    if row is None:
        row = Review(service_id=service.id, account_id=desk.person.id, until=now)
    elif row.account_id != desk.person.id or row.until <= now:
        row.account_id, row.created_at = desk.person.id, now
    row.until = now + timedelta(minutes=LOOKING_MINUTES)
    desk.session.add(row)
    desk.session.flush()


def stop_looking(desk: Desk, service_id: UUID) -> None:
    """Let others see that nobody has it open."""
    desk.session.exec(delete(Review).where(col(Review.service_id) == service_id))
