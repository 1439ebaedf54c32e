"""Letters by way of a real mail server, on this machine."""

import shutil
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from directory.mail import MailDownError, NotNowError, RefusedError, SmtpMailer
from tests.mail.makers import ID, a_letter
from tests.needed import missing
from tests.ports import free_port

try:
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import AuthResult, LoginPassword
except ImportError:
    missing("aiosmtpd is not installed; ./test fetches it")

HERE = "127.0.0.1"


class Postmaster:
    """A mail server's answers, and what it was given.

    Attributes:
        answers: by the word that is answered, or by the recipient, what is said instead of yes.
    """

    def __init__(self) -> None:
        self.answers: dict[str, str] = {}
        self.taken: list[tuple[str, bytes]] = []
        self.talks: set[int] = set()

    async def handle_MAIL(self, _server: Any, session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802 -- as the library calls it
        self.talks.add(id(session))
        envelope.mail_from = address
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        if refused := self.answers.get(address):
            return refused
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if refused := self.answers.get("DATA"):
            return refused
        self.taken += [(to, envelope.content) for to in envelope.rcpt_tos]
        return "250 OK"


@contextmanager
def serving(postmaster: Postmaster, **options: Any) -> Iterator[int]:
    """A mail server that is run by somebody; its port."""
    controller = Controller(postmaster, hostname=HERE, port=free_port(), ready_timeout=60, **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


@pytest.fixture
def postmaster() -> Postmaster:
    return Postmaster()


@pytest.fixture
def mailer(postmaster: Postmaster) -> Iterator[SmtpMailer]:
    with serving(postmaster) as port:
        yield SmtpMailer(HERE, port, "none")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of this machine's address, which nobody else believes, and its key."""
    program = shutil.which("openssl") or missing("openssl makes the certificate of the test's mail server")
    made = tmp_path_factory.mktemp("certificate") / "both.pem"
    asked = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=normal.example"]
    named = ["-addext", f"subjectAltName=IP:{HERE}", "-keyout", f"{made}", "-out", f"{made.with_suffix('.crt')}"]
    subprocess.run([program, *asked, *named], check=True, capture_output=True)
    made.write_text(made.read_text() + made.with_suffix(".crt").read_text())
    return made


@pytest.fixture
def server_context(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def believing(certificate: Path) -> ssl.SSLContext:
    """Believes the certificate."""
    return ssl.create_default_context(cafile=certificate)


def test_a_letter_arrives_as_it_was_written(mailer: SmtpMailer, postmaster: Postmaster) -> None:
    mailer.send(a_letter(subject="Croeso – “te”", body="Dewch!\n.\nFrom ni\n"))
    [(to, content)] = postmaster.taken
    arrived = message_from_bytes(content, policy=SMTP)
    assert to == arrived["To"] == "keeper@kettle.example"
    assert (arrived["Subject"], arrived["Message-ID"]) == ("Croeso – “te”", f"<{ID}@normal.example>")
    assert arrived.get_content().splitlines() == ["Dewch!", ".", "From ni"]


def test_several_letters_are_one_talk(mailer: SmtpMailer, postmaster: Postmaster) -> None:
    with mailer.batch() as way:
        for number in range(3):
            way.send(a_letter(id=UUID(int=number)))
    assert (len(postmaster.taken), len(postmaster.talks)) == (3, 1)


@pytest.mark.parametrize("said", ["550 5.1.1 No such user", "553 Not here", "552 5.2.2 Mailbox full"])
def test_an_address_that_will_never_work_is_refused(mailer: SmtpMailer, postmaster: Postmaster, said: str) -> None:
    postmaster.answers["keeper@kettle.example"] = said
    with mailer.batch() as way:
        with pytest.raises(RefusedError, match=said):
            way.send(a_letter())
        way.send(a_letter(to="other@kettle.example"))
    assert [to for to, _ in postmaster.taken] == ["other@kettle.example"]


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("keeper@kettle.example", "450 4.2.0 Greylisted"),
        ("keeper@kettle.example", "554 5.7.1 Relay access denied"),
        ("DATA", "451 Try again"),
        ("DATA", "554 5.6.0 We do not like this message"),
    ],
)
def test_what_may_be_taken_later_condemns_no_address(
    mailer: SmtpMailer, postmaster: Postmaster, where: str, said: str
) -> None:
    postmaster.answers[where] = said
    with mailer.batch() as way:
        with pytest.raises(NotNowError, match=said[:3]):
            way.send(a_letter())
        del postmaster.answers[where]
        way.send(a_letter())
    assert len(postmaster.taken) == 1


@pytest.mark.parametrize(("where", "said"), [("keeper@kettle.example", "421 Closing"), ("MAIL", "550 Who are you?")])
def test_a_server_that_talks_to_us_no_more_is_down(
    mailer: SmtpMailer, postmaster: Postmaster, where: str, said: str
) -> None:
    postmaster.answers[where] = said
    with pytest.raises(MailDownError):
        mailer.send(a_letter())


@pytest.mark.parametrize("host", [HERE, "mx..normal.example"])
def test_where_nobody_listens_mail_is_down(host: str) -> None:
    with pytest.raises(MailDownError):
        SmtpMailer(host, free_port(), "none").send(a_letter())


def test_a_server_that_says_nothing_is_down() -> None:
    with socket.create_server((HERE, 0)) as silent, pytest.raises(MailDownError):
        SmtpMailer(HERE, silent.getsockname()[1], "none", timeout=0.05).send(a_letter())


# Secrecy.


def test_after_a_greeting_the_talk_is_secret(
    postmaster: Postmaster, server_context: ssl.SSLContext, believing: ssl.SSLContext
) -> None:
    with serving(postmaster, tls_context=server_context, require_starttls=True) as port:
        SmtpMailer(HERE, port, context=believing).send(a_letter())
    assert len(postmaster.taken) == 1


def test_it_can_be_secret_from_the_start(
    postmaster: Postmaster, server_context: ssl.SSLContext, believing: ssl.SSLContext
) -> None:
    with serving(postmaster, ssl_context=server_context) as port:
        # Its controller would look whether the server answers without the certificate being believed.
        SmtpMailer(HERE, port, "tls", context=believing).send(a_letter())
    assert len(postmaster.taken) == 1


def test_nothing_is_said_in_the_clear_to_a_server_that_cannot_keep_a_secret(mailer: SmtpMailer) -> None:
    with pytest.raises(MailDownError):
        SmtpMailer(HERE, mailer.port, "starttls").send(a_letter())


def test_a_server_that_cannot_prove_who_it_is_gets_no_letter(
    postmaster: Postmaster, server_context: ssl.SSLContext
) -> None:
    with serving(postmaster, tls_context=server_context) as port, pytest.raises(MailDownError):
        SmtpMailer(HERE, port).send(a_letter())
    assert postmaster.taken == []


@pytest.fixture
def guarded(
    postmaster: Postmaster, server_context: ssl.SSLContext, believing: ssl.SSLContext
) -> Iterator[Callable[[str], SmtpMailer]]:
    """A server that asks who we are, in secret; a way of sending with a password."""

    def knows(_server: Any, _session: Any, _envelope: Any, _mechanism: str, said: LoginPassword) -> AuthResult:
        return AuthResult(success=(said.login, said.password) == (b"fingerpost", b"tea"), handled=False)

    with serving(postmaster, authenticator=knows, auth_required=True, tls_context=server_context) as port:
        yield lambda password: SmtpMailer(HERE, port, user="fingerpost", password=password, context=believing)


def test_who_we_are_is_said_where_it_is_asked(guarded: Callable[[str], SmtpMailer], postmaster: Postmaster) -> None:
    guarded("tea").send(a_letter())
    assert len(postmaster.taken) == 1
    with pytest.raises(MailDownError, match="SMTPAuthenticationError"):
        guarded("coffee").send(a_letter())


def test_a_password_is_not_shown_with_the_rest() -> None:
    assert "tea" not in repr(SmtpMailer(HERE, user="fingerpost", password="tea"))  # noqa: S106
