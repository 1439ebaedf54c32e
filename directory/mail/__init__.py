"""How a letter leaves the house. What is sent, and when, is decided elsewhere: this knows neither pages nor tables."""

from directory.mail.bounces import Failure, failures, messages_of
from directory.mail.console import ConsoleMailer
from directory.mail.folder import FileMailer, KeptLetter, kept_letters
from directory.mail.letter import (
    Letter,
    MailDownError,
    Mailer,
    MailError,
    NotNowError,
    RefusedError,
    as_message,
    letter_id,
)
from directory.mail.smtp import Security, SmtpMailer

__all__ = [
    "ConsoleMailer",
    "Failure",
    "FileMailer",
    "KeptLetter",
    "Letter",
    "MailDownError",
    "MailError",
    "Mailer",
    "NotNowError",
    "RefusedError",
    "Security",
    "SmtpMailer",
    "as_message",
    "failures",
    "kept_letters",
    "letter_id",
    "messages_of",
]
