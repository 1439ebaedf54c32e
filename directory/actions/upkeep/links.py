"""The links in letters that ask about a listing.

A link says which letter it came in, and so which listing it is about and whom it was sent to; nothing private stands in
it. It is for this one listing and purpose, works for sixty days, and is used up a day after it was first pressed: a
group that was full in the morning has a place in the evening, but what is found in a mailbox next month does nothing.
It signs nobody in.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlmodel import Session, col, select

from directory import clock
from directory.errors import NotFoundError
from directory.models import OutgoingLetter, Service, UsedLink
from directory.queries.upkeep import keepers
from directory.queries.upkeep.written import REMIND
from directory.signing import Signer

PURPOSE: Final = "upkeep"

AGAIN: Final = "remind_again"
"""The letter with a new link, for whoever comes with one that no longer works."""

LINK_DAYS: Final = 60

OPEN_FOR: Final = timedelta(hours=24)
"""How long after its first use a link can be used again."""

_EVER: Final = 36_500
"""Days: a link that is too old for anything else still says whom it was sent to."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link of ours that somebody followed.

    Attributes:
        digest: what is kept of it.
        letter_id: the letter it came in.
        to: the address it was sent to. Private.
        works: whether it can still be used.
    """

    digest: str
    letter_id: UUID
    service_id: UUID
    to: str
    works: bool

    @property
    def actor(self) -> str:
        """How whoever presses it stands in the history: nobody knows more of them than that they have the letter."""
        return f"group {self.letter_id}"


def upkeep_path(signer: Signer, key: str) -> str:
    """The path of the link for the letter with a key."""
    return f"upkeep/{signer.sign(PURPOSE, key)}"


def read_link(session: Session, signer: Signer, signed: str) -> Link | None:
    """The link with this text, working or not; None: it is not ours, or whoever it was sent to keeps the listing no
    longer.
    """
    key = signer.read(PURPOSE, signed, days=_EVER)
    letter = session.exec(select(OutgoingLetter).where(col(OutgoingLetter.key) == key)).first() if key else None
    if letter is None or letter.service_id is None or letter.about not in {REMIND, AGAIN}:
        return None
    found = keepers(session, col(Service.id) == letter.service_id).get(letter.service_id)
    if found is None or letter.recipient.lower() not in found.known:
        return None
    digest = signer.digest(signed)
    works = signer.read(PURPOSE, signed, days=LINK_DAYS) is not None and not _is_used_up(session, digest)
    return Link(digest, letter.id, letter.service_id, letter.recipient, works)


def open_link(session: Session, signer: Signer, signed: str) -> Link:
    """A link that works.

    Raises:
        NotFoundError: it is not ours, too old, or used up; which of these is nobody's business.
    """
    link = read_link(session, signer, signed)
    if link is None or not link.works:
        raise NotFoundError("This link no longer works")
    return link


def use(session: Session, link: Link) -> None:
    """Note that a link was used, if it is the first time."""
    if _first_use(session, link.digest) is None:
        session.add(UsedLink(digest=link.digest))


def _is_used_up(session: Session, digest: str) -> bool:
    first = _first_use(session, digest)
    return first is not None and first.created_at <= clock.now() - OPEN_FOR


def _first_use(session: Session, digest: str) -> UsedLink | None:
    return session.exec(select(UsedLink).where(col(UsedLink.digest) == digest)).first()
