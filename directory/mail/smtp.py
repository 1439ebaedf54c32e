"""Letters by way of a mail server (SMTP, RFC 5321)."""

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Literal

from directory.mail.letter import Letter, MailDownError, Mailer, NotNowError, RefusedError, as_message

Security = Literal["starttls", "tls", "none"]
"""Whether talk begins in the clear and then is encrypted, is encrypted from the start, or never is."""

TIMEOUT_SECONDS = 10
"""How long a server may be silent: a page may be waiting."""

_CLOSING = 421
"""The server wants no more of this talk (RFC 5321, 3.8)."""

_POLICY = re.compile(r"^5\.7\.")
"""Of an enhanced status: refused for who asks, not for whom it is to (RFC 3463, 3.8)."""


@dataclass(frozen=True, slots=True)
class SmtpMailer(Mailer):
    """Hands letters to a mail server.

    Args:
        context: which certificates are believed; if none, those that the machine believes.
    """

    host: str
    port: int = 587
    security: Security = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = TIMEOUT_SECONDS
    context: ssl.SSLContext | None = None

    def send(self, letter: Letter, /) -> None:
        with self.batch() as way:
            way.send(letter)

    @contextmanager
    def batch(self) -> Iterator[Mailer]:
        """One talk with the server for several letters. It begins with the first."""
        talk = _Talk(self)
        try:
            yield talk
        finally:
            talk.end()

    def connect(self) -> smtplib.SMTP:
        """A connection that is ready to take letters.

        Raises:
            OSError, smtplib.SMTPException: it cannot be had.
        """
        trusted = self.context or ssl.create_default_context()
        if self.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout, context=trusted)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=self.timeout)
        try:
            if self.security == "starttls":
                # Raises when the server does not offer it: nothing is ever said in the clear instead.
                server.starttls(context=trusted)
            if self.user:
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server


class _Talk(Mailer):
    """One connection, opened for the first letter."""

    def __init__(self, way: SmtpMailer) -> None:
        self._way = way
        self._server: smtplib.SMTP | None = None

    def send(self, letter: Letter, /) -> None:
        message = as_message(letter)
        try:
            self._server = self._server or self._way.connect()
            # Not with send_message, which writes ">From" where a line begins with "From".
            sender, recipient = (message[name].addresses[0].addr_spec for name in ("From", "To"))
            self._server.sendmail(sender, [recipient], message.as_bytes())
        except smtplib.SMTPRecipientsRefused as refused:
            raise _of_recipient(*next(iter(refused.recipients.values()))) from refused
        except smtplib.SMTPDataError as refused:
            raise _of_letter(refused.smtp_code, _words(refused.smtp_error)) from refused
        except (smtplib.SMTPException, OSError, ValueError) as fault:
            # ValueError: a host, user or password in letters that cannot be sent.
            raise MailDownError(f"The mail server cannot be used: {type(fault).__name__}") from fault

    def end(self) -> None:
        if self._server:
            # Every letter was answered for; whether the good-bye is heard does not matter.
            with suppress(smtplib.SMTPException, OSError):
                self._server.quit()
            self._server.close()


def _of_recipient(code: int, answer: bytes | str) -> Exception:
    """What an answer to the recipient means: never, not now, or that the server talks to us no more."""
    said = _words(answer)
    if code >= 500 and not _POLICY.match(said):
        return RefusedError(f"{code} {said}")
    # "Relaying denied" is a mistake in our settings: it must not make every address look dead.
    return _of_letter(code, said)


def _of_letter(code: int, said: str) -> Exception:
    return MailDownError(f"{code} {said}") if code == _CLOSING else NotNowError(f"{code} {said}")


def _words(answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join(text.split())
