"""Letters leave: each is taken by one process, sent, and struck off, in three steps that may each be the last.

A process that dies has at most one letter in hand, which is free again when its lease ends. So a letter is sent once,
or, if its sender died between sending and striking off, once more with the same Message-ID.
"""

import logging
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from sqlmodel import col, or_, select, update

from directory import clock
from directory.actions.delivery.opening import Opening
from directory.actions.mail import clear_trouble, note_trouble
from directory.mail import Letter, MailDownError, Mailer, NotNowError, RefusedError
from directory.models import OutgoingLetter
from directory.models.outbox import waits

logger = logging.getLogger(__name__)

AT_ONCE = 50
"""Letters in one talk with a mail server: many servers end a longer one."""

LEASE = timedelta(minutes=5)
"""How long a letter is one process's own: longer than any mail server takes for one letter."""

RESTS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))
"""How long a letter that did not leave rests after the first attempts; after each later one, an hour."""

MOST_ATTEMPTS = 75
"""After about three days a letter is given up."""

LATEST = {"sign_in": timedelta(minutes=15), "remind": timedelta(days=14)}
"""How long after it was due a letter is of any use; those that are not named wait as long as they must."""

PATIENT = ("remind",)
"""Letters that nobody waits for, which leave after all others."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What came of a delivery: how many letters left, how many never will, and whether the mail server was down."""

    sent: int = 0
    refused: int = 0
    down: bool = False


def deliver_letters(writing: Opening, mailer: Mailer, *, sender: str, most: int | None = None) -> Posted:
    """Send every letter that is due, those that sign somebody in first.

    Args:
        sender: the address that letters come from, alone or after a name.
        most: how many letters are tried; None: all.
    """
    posted, tried = Posted(), 0
    while not posted.down and (most is None or tried < most):
        count = AT_ONCE if most is None else min(AT_ONCE, most - tried)
        _drop_useless(writing)
        with mailer.batch() as way:
            posted, done = _some(writing, way, sender, count, posted)
        tried += done
        if done < count:
            break
    return posted


def rest_after(attempts: int) -> timedelta:
    """How long a letter rests that has not left at so many attempts."""
    return RESTS[attempts - 1] if attempts <= len(RESTS) else timedelta(hours=1)


def _some(writing: Opening, way: Mailer, sender: str, count: int, posted: Posted) -> tuple[Posted, int]:
    """Send up to so many letters; what has come of all so far, and how many were tried."""
    for done in range(count):
        letter = _take(writing, sender)
        if letter is None:
            return posted, done
        posted = _post(writing, way, letter, posted)
        if posted.down:
            return posted, done + 1
    return posted, count


def _post(writing: Opening, way: Mailer, letter: Letter, posted: Posted) -> Posted:
    # Reasons may hold addresses, so that the logs get none.
    try:
        way.send(letter)
    except RefusedError as refusal:
        _refuse(writing, letter.id, str(refusal))
        logger.warning("letter %s was refused", letter.id)
        return replace(posted, refused=posted.refused + 1)
    except (NotNowError, MailDownError) as trouble:
        attempts = _let_rest(writing, letter.id, str(trouble))
        down = isinstance(trouble, MailDownError)
        logger.warning("letter %s did not leave at attempt %d; mail is down: %s", letter.id, attempts, down)
        return replace(posted, down=down)
    _strike_off(writing, letter.id)
    return replace(posted, sent=posted.sent + 1)


def _take(writing: Opening, sender: str) -> Letter | None:
    """The next letter that is due, which nobody else can take from here on until the lease ends."""
    now = clock.now()
    free = or_(col(OutgoingLetter.taken_until).is_(None), col(OutgoingLetter.taken_until) <= now)
    due = select(OutgoingLetter).where(waits(), free, col(OutgoingLetter.due_at) <= now)
    # Somebody sits and waits for a secret; a thousand reminders can wait for that.
    patient = col(OutgoingLetter.about).in_(PATIENT)
    in_turn = (patient, col(OutgoingLetter.secret).desc(), col(OutgoingLetter.due_at), col(OutgoingLetter.id))
    first = due.order_by(*in_turn).limit(1)
    with writing() as session:
        # PostgreSQL passes over what another process is just taking; SQLite has one writer at a time.
        row = session.exec(first.with_for_update(skip_locked=True)).first()
        if row is None:
            return None
        row.taken_until = now + LEASE
        row.attempts += 1
        return Letter(row.id, row.recipient, row.subject, row.body, sender)


def _strike_off(writing: Opening, key: UUID) -> None:
    with writing() as session:
        row = session.get_one(OutgoingLetter, key)
        _end(row)
        row.sent_at = clock.now()
        clear_trouble(session, row.recipient)


def _refuse(writing: Opening, key: UUID, said: str) -> None:
    with writing() as session:
        row = session.get_one(OutgoingLetter, key)
        _end(row)
        row.trouble = said[:500]
        note_trouble(session, row.recipient, said)


def _let_rest(writing: Opening, key: UUID, said: str) -> int:
    """Put a letter back for a while, or for good after the last attempt; how many there were."""
    with writing() as session:
        row = session.get_one(OutgoingLetter, key)
        row.taken_until = clock.now() + rest_after(row.attempts)
        if row.attempts >= MOST_ATTEMPTS:
            _end(row)
            row.trouble = f"Given up after {row.attempts} attempts: {said}"[:500]
        return row.attempts


def _end(row: OutgoingLetter) -> None:
    """Nobody needs to take it again, nor to read what is secret in it."""
    row.taken_until = None
    if row.secret:
        row.body = ""


def _drop_useless(writing: Opening) -> None:
    """Cancel letters whose link has expired, which would lead to a page that says so, and those that the next ones
    have overtaken.
    """
    now = clock.now()
    with writing() as session:
        for about, latest in LATEST.items():
            old = (waits(), col(OutgoingLetter.about) == about, col(OutgoingLetter.due_at) < now - latest)
            ended = {"cancelled_at": now, "body": "", "trouble": "It could not leave while it was of any use"}
            session.exec(update(OutgoingLetter).where(*old).values(ended))
