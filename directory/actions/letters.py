"""Letters: written in the transaction that they tell of, sent after it has been committed."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlmodel import Session, col, select, update

from directory import clock
from directory.models import OutgoingLetter
from directory.oruk.ical import long_date


@dataclass
class Stationery:
    """How letters of this directory are made: from a template whose first line is the subject.

    Args:
        folder: of the templates, ``about.txt`` for each kind of letter.
        address: what every link of a letter begins with. Where none is set, the server says where it listens; never is
            it taken from a request, whose sender could lead others elsewhere.
    """

    folder: Path
    address: str = ""
    service_name: str = "Fingerpost"
    council_name: str = ""
    contact_email: str = ""

    def link(self, path: str) -> str:
        """The whole address of a page of ours, given its path."""
        return f"{self.address.rstrip('/')}/{path.lstrip('/')}"

    def text(self, about: str, values: dict[str, Any]) -> tuple[str, str]:
        """The subject and the body of a letter."""
        written = (
            _templates(self.folder)
            .get_template(f"{about}.txt")
            .render(
                service_name=self.service_name,
                council_name=self.council_name,
                contact_email=self.contact_email,
                link=self.link,
                **values,
            )
        )
        subject, _, body = written.partition("\n")
        return " ".join(subject.split())[:255], body.strip() + "\n"


@cache
def _templates(folder: Path) -> Environment:
    # A letter is plain text: nothing in it is markup, so nothing is escaped.
    made = Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 -- see above
    )
    made.filters["day"] = long_date
    return made


def write_letter(
    session: Session,
    stationery: Stationery,
    about: str,
    *,
    to: str,
    key: str | None = None,
    secret: bool = False,
    service_id: UUID | None = None,
    due_at: datetime | None = None,
    **values: Any,
) -> OutgoingLetter | None:
    """Write a letter, to be sent once this transaction is committed and it is due.

    Args:
        about: which letter, by the name of its template.
        key: if there is a letter with this key already, none is written.
        secret: whether whoever reads it could act as its recipient; its text is not kept once it is sent.
        values: what the template speaks of.
    """
    if key and session.exec(select(OutgoingLetter.id).where(col(OutgoingLetter.key) == key)).first():
        return None
    subject, body = stationery.text(about, values)
    letter = OutgoingLetter(
        recipient=to,
        about=about,
        subject=subject,
        body=body,
        secret=secret,
        key=key,
        service_id=service_id,
        due_at=due_at or clock.now(),
    )
    session.add(letter)
    return letter


def revive_letters(session: Session, service_id: UUID, about: str, *, since: datetime) -> None:
    """Let letters about a listing be sent after all that were cancelled since some moment."""
    cancelled = update(OutgoingLetter).where(
        col(OutgoingLetter.service_id) == service_id,
        col(OutgoingLetter.about) == about,
        col(OutgoingLetter.sent_at).is_(None),
        col(OutgoingLetter.cancelled_at) >= since,
    )
    session.exec(cancelled.values(cancelled_at=None))


def cancel_letters(session: Session, service_id: UUID, *abouts: str) -> None:
    """Let letters about a listing that have not been sent yet never be sent."""
    waiting = (
        update(OutgoingLetter)
        .where(
            col(OutgoingLetter.service_id) == service_id,
            col(OutgoingLetter.about).in_(abouts),
            col(OutgoingLetter.sent_at).is_(None),
            col(OutgoingLetter.cancelled_at).is_(None),
        )
        .values(cancelled_at=clock.now())
    )
    session.exec(waiting)
