"""A letter, the message it becomes, and what every way of sending promises."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Protocol
from uuid import UUID

from directory import clock


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent to whom.

    Args:
        id: ours for ever: sent twice, a letter is the same message to every mail program.
        sender: an address, alone or after a name: ``Fingerpost <post@normal.example>``.
    """

    id: UUID
    to: str
    subject: str
    body: str
    sender: str


class MailError(Exception):
    """A letter did not leave. The text is what the mail server said, and may hold an address: it is for no log."""


class RefusedError(MailError):
    """This address will never work."""


class NotNowError(MailError):
    """This letter was not taken now and may be later; others may be taken at once."""


class MailDownError(MailError):
    """No letter can leave now."""


class Mailer(Protocol):
    """A way of sending letters."""

    def send(self, letter: Letter, /) -> None:
        """Hand a letter over. When this returns, somebody else answers for it.

        Raises:
            RefusedError: its address will never work.
            NotNowError: it may be taken later; others may be taken now.
            MailDownError: nothing can be sent now.
        """

    def batch(self) -> AbstractContextManager["Mailer"]:
        """The same way, held open for several letters."""
        return nullcontext(self)


def as_message(letter: Letter) -> EmailMessage:
    """The letter as mail (RFC 5322). Sent again it has the same Message-ID.

    Raises:
        RefusedError: it is addressed to nothing that could be an address.
    """
    name, sender = parseaddr(_one_line(letter.sender))
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(name, addr_spec=sender)
    message["To"] = _recipient(letter.to)
    message["Subject"] = _one_line(letter.subject)
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = f"<{letter.id}@{sender.rpartition('@')[2]}>"
    # Nobody's holiday reply should answer a program (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_sendable(letter.body))
    return message


def letter_id(message_id: str) -> UUID | None:
    """Which letter of ours a message is; None if it is none of ours."""
    try:
        return UUID(message_id.strip().strip("<>").partition("@")[0])
    except ValueError:
        return None


def _recipient(typed: str) -> Address:
    try:
        local, _, host = typed.rpartition("@")
        # Names of hosts may be written in any script, but travel in ASCII. Those of people may not, with most servers.
        found = Address(addr_spec=f"{local}@{host.encode('idna').decode('ascii')}")
    except (MessageError, ValueError, IndexError) as fault:
        raise RefusedError("This is not an e-mail address") from fault
    if not (found.username and found.domain and found.addr_spec.isascii() and found.addr_spec.isprintable()):
        raise RefusedError("This is not an e-mail address")
    return found


def _one_line(text: str) -> str:
    """Text fit for a header: whatever would end the line is a space, so that nobody adds a header of their own."""
    return " ".join("".join(c if c.isprintable() else " " for c in _sendable(text)).split())


def _sendable(text: str) -> str:
    """Text that has bytes: half of a pair of surrogates has none."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
