"""What must be said to send letters, and what nobody need say."""

from typing import Any

import pytest
from pydantic import ValidationError

from config import Settings
from directory.factory import make_mailer
from directory.mail import ConsoleMailer, FileMailer, SmtpMailer

SMTP = {"mail": "smtp", "smtp_host": "mx.normal.example", "mail_from": "post@normal.example"}


def test_until_a_way_is_chosen_letters_wait() -> None:
    assert make_mailer(Settings()) is None


def test_a_demonstration_keeps_letters_in_a_folder_unless_told_otherwise() -> None:
    shown = make_mailer(Settings(demonstration=True))
    assert isinstance(shown, FileMailer)
    assert shown.folder == Settings().home / "outbox"
    assert isinstance(make_mailer(Settings(demonstration=True, mail="console")), ConsoleMailer)


def test_a_mail_server_is_used_as_it_was_described() -> None:
    given = SMTP | {"smtp_port": 465, "smtp_security": "tls", "smtp_user": "us", "smtp_password": "tea"}
    expected = SmtpMailer("mx.normal.example", 465, "tls", "us", "tea")
    assert make_mailer(Settings.model_validate(given)) == expected


@pytest.mark.parametrize(
    ("lacking", "at"), [({"mail_from": " "}, "mail_from"), ({"smtp_host": ""}, "smtp_host"), ({"mail": "post"}, "mail")]
)
def test_what_is_lacking_is_named(lacking: dict[str, Any], at: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Settings.model_validate(SMTP | lacking)
    assert at in [error["loc"][0] for error in refused.value.errors()]


@pytest.mark.parametrize(
    "typed", ["post", "post@", "Fingerpost <post>", "pôst@normal.example", "a@b.example\r\nBcc: c@d.example"]
)
def test_what_is_no_address_sends_nothing(typed: str) -> None:
    with pytest.raises(ValidationError, match="it is not an e-mail address"):
        Settings(mail_from=typed)


@pytest.mark.parametrize(
    ("typed", "sender"),
    [
        ("", '"The Post" <letters@fingerpost.localhost>'),
        ("post@normal.example", '"The Post" <post@normal.example>'),
        ("Normal Council <post@normal.example>", '"Normal Council" <post@normal.example>'),
    ],
)
def test_letters_come_from_somebody_with_a_name(typed: str, sender: str) -> None:
    assert Settings(mail_from=typed, service_name='The "Post"').sender == sender
