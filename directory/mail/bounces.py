"""Reading what mail servers send back about letters that did not arrive (RFC 3464)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import Message
from email.policy import compat32
from uuid import UUID

from directory.mail.letter import letter_id

_FOR_EVER = re.compile(r"\s*5\.\d{1,3}\.\d{1,3}\b")
"""The status of a failure that will not mend by itself."""

_BETWEEN = re.compile(rb"^From .*\r?\n", re.MULTILINE)
"""The line that stands before each message of an mbox. In a message itself such a line is quoted."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A letter that will not arrive.

    Args:
        recipients: the addresses that may be the one that was written to, the likeliest first: where mail is passed
            on, the server that failed knows only the last of them.
        letter: which letter it was, if the server sent back enough of it.
    """

    recipients: tuple[str, ...]
    said: str
    letter: UUID | None


def messages_of(source: bytes) -> Iterator[Message]:
    """The messages of a file: one by itself, or those of an mbox."""
    texts = _BETWEEN.split(source)[1:] if source.startswith(b"From ") else [source]
    for text in texts:
        # The newer policies take headers apart, and stumble over what anybody may have put into them.
        yield message_from_bytes(text, policy=compat32)


def failures(message: Message) -> Iterator[Failure]:
    """Each recipient whom a report says the letter will never reach; nothing if it is not such a report."""
    parts = list(message.walk())
    letter = _letter(parts)
    for part in parts:
        if part.get_content_type() == "message/delivery-status":
            yield from (_failure(block, letter) for block in _blocks(part) if _failed(block))


def _blocks(part: Message) -> list[Message]:
    """The groups of fields in a report: one about the message, then one for each recipient."""
    held = part.get_payload()
    return [block for block in held if isinstance(block, Message)] if isinstance(held, list) else []


def _failed(block: Message) -> bool:
    return _text(block, "Action").casefold() == "failed" and bool(_FOR_EVER.match(_text(block, "Status")))


def _failure(block: Message, letter: UUID | None) -> Failure:
    named = (_address(_text(block, name)) for name in ("Original-Recipient", "Final-Recipient"))
    said = _text(block, "Diagnostic-Code") or _text(block, "Status")
    return Failure(tuple(address for address in named if address), said, letter)


def _address(field: str) -> str:
    """The address in a field such as ``rfc822; keeper@kettle.example``, in lower case."""
    kind, _, address = field.partition(";")
    return address.strip().strip("<>").casefold() if kind.strip().casefold() == "rfc822" else ""


def _letter(parts: list[Message]) -> UUID | None:
    """Which letter came back, whole or its headers only."""
    for part in parts:
        kind, held = part.get_content_type(), part.get_payload()
        returned = held[0] if kind == "message/rfc822" and isinstance(held, list) and held else None
        if kind == "text/rfc822-headers":
            returned = message_from_string(str(held))
        if isinstance(returned, Message) and (found := letter_id(_text(returned, "Message-ID"))):
            return found
    return None


def _text(message: Message, name: str) -> str:
    return " ".join(str(message.get(name, "")).split())
