"""What somebody sees who follows a link in a letter: what the listing says to navigators, and what can be answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlmodel import Session, col, select

from directory.models import Service
from directory.queries.eligibility import Naming
from directory.queries.labels import Labels
from directory.queries.listing import ListingPage, listing
from directory.vocabulary import Answer
from directory.vocabulary import ModerationStatus as Status

ASKED_ABOUT: Final = (Status.PUBLISHED, Status.ARCHIVED)
"""A group answers for a listing that everybody sees, and brings back one that was put away for want of an answer."""

SAID: Final = {
    Answer.RIGHT: "You have said that everything here is still right.",
    Answer.OPEN: "You have said that there is room.",
    Answer.FEW: "You have said that there are a few places left.",
    Answer.WAITING_LIST: "You have said that there is a waiting list.",
    Answer.FULL: "You have said that it is full.",
    Answer.CLOSED: "You have said that it has closed. Nobody finds it any more.",
}
"""What was done, as the page says it."""


@dataclass(frozen=True, slots=True)
class AskedPage:
    """A listing as its group is asked about it.

    Attributes:
        listing: what everybody sees of it; None where there is nothing to answer.
        archived: whether it was put away, so that any answer but that it has closed brings it back.
        said: what was done last by this link, if it can be taken back.
        last: the answer that said it.
    """

    name: str
    listing: ListingPage | None
    archived: bool
    said: str
    last: Answer | None


def asked_page(
    session: Session,
    service: Service,
    labels: Labels,
    name_of: Naming,
    *,
    last: Answer | None,
    now: datetime,
    fresh_days: int,
    unconfirmed_days: int,
) -> AskedPage:
    """The page of a link.

    Args:
        last: the last answer that was given by it.
    """
    shown = None
    if service.status in ASKED_ABOUT:
        shown = listing(
            session,
            service.id,
            labels,
            name_of,
            now=now,
            fresh_days=fresh_days,
            unconfirmed_days=unconfirmed_days,
            among=select(Service).where(col(Service.status).in_(ASKED_ABOUT)),
        )
    return AskedPage(service.name, shown, service.status is Status.ARCHIVED, SAID[last] if last else "", last)
