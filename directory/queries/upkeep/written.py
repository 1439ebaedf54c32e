"""The letters that were written about listings, as their keys tell: about which, since when, and which of them."""

from collections import defaultdict
from datetime import UTC, date, datetime, time
from typing import Final, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from directory.clock import LONDON
from directory.models import OutgoingLetter, Service

REMIND: Final = "remind"
"""The letter that asks whether listings are still right."""


class Written(NamedTuple):
    """A letter that was written about a listing, as its key tells."""

    to: str
    since: date
    number: int
    on: date


def letter_key(service_id: UUID, since: date, number: int, to: str) -> str:
    """What a letter about a listing to one mailbox is known by, so that it is written once.

    Args:
        since: the day from which the listing counts.
        number: which letter about it this is.
        to: a digest of the address.
    """
    return f"{REMIND}:{service_id}:{since}:{number}:{to[:16]}"


def letters_written(session: Session, chosen: ColumnElement[bool]) -> dict[UUID, list[Written]]:
    """The letters that were written about some listings."""
    rows = select(OutgoingLetter.service_id, OutgoingLetter.recipient, OutgoingLetter.key, OutgoingLetter.created_at)
    about = (col(OutgoingLetter.about) == REMIND, col(OutgoingLetter.key).is_not(None))
    found: dict[UUID, list[Written]] = defaultdict(list)
    for service, to, key, at in session.exec(
        rows.where(*about, col(OutgoingLetter.service_id).in_(select(Service.id).where(chosen)))
    ):
        _, _, since, number, _ = str(key).split(":")
        if service:
            found[service].append(Written(to, date.fromisoformat(since), int(number), day_of(at)))
    return found


def mailboxes_of(session: Session, today: date) -> set[str]:
    """The mailboxes that have had their letter of today."""
    begin = datetime.combine(today, time(), LONDON).astimezone(UTC)
    of_today = (col(OutgoingLetter.about) == REMIND, col(OutgoingLetter.created_at) >= begin)
    return set(session.exec(select(OutgoingLetter.recipient).where(*of_today)))


def day_of(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()
