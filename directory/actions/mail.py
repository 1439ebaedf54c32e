"""Addresses that letters do not reach: noted when a server says so, forgotten when a letter is taken again."""

from collections.abc import Iterable
from contextlib import suppress

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, func, select, update

from directory.mail import Failure
from directory.models import MailTrouble, OutgoingLetter


def note_trouble(session: Session, email: str, said: str) -> None:
    """Note that letters do not reach an address, and what the mail server said last."""
    address, words = email.casefold(), said[:500]
    again = update(MailTrouble).where(col(MailTrouble.email) == address).values(said=words)
    if not session.exec(again).rowcount:
        # Somebody else may have noted the same in this moment.
        with suppress(IntegrityError), session.begin_nested():
            session.add(MailTrouble(email=address, said=words))


def clear_trouble(session: Session, email: str) -> None:
    """Forget that an address did not work: a letter to it was taken since."""
    session.exec(delete(MailTrouble).where(col(MailTrouble.email) == email.casefold()))


def take_bounces(session: Session, failed: Iterable[Failure]) -> int:
    """Note the trouble of letters that came back. Anybody can write such a report, so that only an address we wrote to
    is noted.

    Returns:
        How many of the failures were of letters of ours.
    """
    noted = 0
    for failure in failed:
        if address := _written_to(session, failure):
            note_trouble(session, address, failure.said)
            noted += 1
    return noted


def _written_to(session: Session, failure: Failure) -> str | None:
    """The address that the letter was sent to: as the letter says, else the likeliest in the report that we know."""
    sent = col(OutgoingLetter.sent_at).is_not(None)
    of_letter = select(OutgoingLetter.recipient).where(sent, col(OutgoingLetter.id) == failure.letter)
    if failure.letter and (found := session.exec(of_letter).first()):
        return found
    for address in failure.recipients:
        ours = select(OutgoingLetter.recipient).where(sent, func.lower(OutgoingLetter.recipient) == address)
        if session.exec(ours.limit(1)).first():
            return address
    return None
