"""Letters on the terminal, for whoever works on the program. What is shown is not kept."""

import sys
from typing import TextIO

from directory.mail.letter import Letter, Mailer, as_message


class ConsoleMailer(Mailer):
    """Shows each letter instead of sending it.

    Args:
        stream: where to; if none, the error stream of the process.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream

    def send(self, letter: Letter, /) -> None:
        message = as_message(letter)
        stream = self._stream or sys.stderr
        stream.write(f"\nTo: {message['To']}\nSubject: {message['Subject']}\n\n{letter.body}\n")
        stream.flush()
