"""Letters of Normal Island, and a way of sending that only notes what it was given."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from directory.database import Database
from directory.mail import Letter, Mailer
from directory.models import OutgoingLetter

ID = UUID("3f2504e0-4f89-41d3-9a0c-0305e82c3301")
SENDER = "Fingerpost <post@normal.example>"


def a_letter(**values: Any) -> Letter:
    """A letter to the keeper of a group."""
    usual = {"id": ID, "to": "keeper@kettle.example", "subject": "Still right?", "body": "Is it?\n", "sender": SENDER}
    return Letter(**{**usual, **values})


class RecordingMailer(Mailer):
    """Notes each letter, after whatever is to happen first."""

    def __init__(self, happens: Callable[[Letter], None] = lambda _: None) -> None:
        self.sent: list[Letter] = []
        self._happens = happens

    def send(self, letter: Letter, /) -> None:
        self._happens(letter)
        self.sent.append(letter)

    @property
    def subjects(self) -> list[str]:
        return [letter.subject for letter in self.sent]


def write_letter(database: Database, **values: Any) -> UUID:
    """A letter that waits; its key."""
    usual = {"recipient": "keeper@kettle.example", "about": "asked", "subject": "Still right?", "body": "Is it?\n"}
    with database.writing() as session:
        row = OutgoingLetter(**{**usual, **values})
        session.add(row)
        return row.id


def letter_row(database: Database, key: UUID) -> OutgoingLetter:
    """What has become of a letter."""
    with database.reading() as session:
        row = session.get_one(OutgoingLetter, key)
        session.expunge(row)
        return row


def sent_moments(database: Database) -> list[datetime | None]:
    """When each letter left, in the order of when it was due."""
    with database.reading() as session:
        return list(session.exec(select(OutgoingLetter.sent_at).order_by(col(OutgoingLetter.due_at))))
