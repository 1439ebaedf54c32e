"""Letters as files in a folder, one each: for a demonstration, and for whatever program sends from a folder."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from itertools import islice
from pathlib import Path

from directory.mail.letter import Letter, MailDownError, Mailer, as_message


class FileMailer(Mailer):
    """Writes each letter into a folder under its id. A letter that is sent twice is one file.

    Args:
        folder: made when the first letter comes, for its owner alone: letters hold links that are as good as a key.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, letter: Letter, /) -> None:
        content = as_message(letter).as_bytes()
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write_whole(self.folder / f"{letter.id}.eml", content)
        except OSError as fault:
            raise MailDownError(f"The folder cannot be written: {fault.strerror}") from fault


def _write_whole(path: Path, content: bytes) -> None:
    """A file that is there whole or not at all, and stays when the power fails."""
    made = path.with_suffix(f".{os.getpid()}")
    with made.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    made.replace(path)


@dataclass(frozen=True, slots=True)
class KeptLetter:
    """A letter that was written into a folder."""

    id: str
    to: str
    subject: str
    body: str
    at: datetime


def kept_letters(folder: Path, *, limit: int) -> list[KeptLetter]:
    """The letters in a folder, the newest first; those of one moment in the order of their ids."""
    files = sorted(folder.glob("*.eml"), key=lambda path: (-path.stat().st_mtime_ns, path.name))
    return list(islice(map(_read, files), limit))


def _read(path: Path) -> KeptLetter:
    message = message_from_bytes(path.read_bytes(), policy=SMTP)
    assert isinstance(message, EmailMessage)  # noqa: S101 -- the policy makes no other
    return KeptLetter(
        id=path.stem,
        to=str(message["To"]),
        subject=str(message["Subject"]),
        body=message.get_content().replace("\r\n", "\n"),
        at=datetime.fromtimestamp(path.stat().st_mtime, UTC),
    )
