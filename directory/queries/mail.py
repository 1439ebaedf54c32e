"""How letters fare: which wait, and which addresses do not work."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from directory.models import MailTrouble, OutgoingLetter
from directory.models.outbox import waits


@dataclass(frozen=True, slots=True)
class WaitingLetters:
    """How many letters are due and have not left, and since when the oldest is."""

    count: int
    since: datetime | None


def waiting_letters(session: Session, *, now: datetime) -> WaitingLetters:
    due = (waits(), col(OutgoingLetter.due_at) <= now)
    count, since = session.exec(select(func.count(), func.min(OutgoingLetter.due_at)).where(*due)).one()
    return WaitingLetters(count, since)


def troubled(session: Session, emails: Iterable[str]) -> set[str]:
    """Of some addresses, as they were given, those that letters do not reach."""
    asked = {email: email.casefold() for email in emails}
    found = set(session.exec(select(MailTrouble.email).where(col(MailTrouble.email).in_(set(asked.values())))))
    return {email for email, key in asked.items() if key in found}
