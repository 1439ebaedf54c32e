"""Letters by way of GOV.UK Notify, as its documentation describes it: a server on this machine plays its part."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from directory import clock
from directory.mail import MailDownError, NotifyMailer, NotNowError, RefusedError
from tests.mail.makers import ID, a_letter

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"


class Notify:
    """What the server was asked, and how it answers.

    Attributes:
        asked: path, headers and body of each request.
    """

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.answer: tuple[int, bytes] = (201, b"{}")

    def mailer(self) -> NotifyMailer:
        return NotifyMailer(f"a_key-{SERVICE}-{SECRET}", TEMPLATE, self.address)

    address = ""


@pytest.fixture
def notify() -> Iterator[Notify]:
    there = Notify()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            there.asked.append((self.path, dict(self.headers), body))
            self.send_response(there.answer[0])
            self.end_headers()
            self.wfile.write(there.answer[1])

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    there.address = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    yield there
    server.shutdown()
    server.server_close()


def refusal(status: int, message: str) -> tuple[int, bytes]:
    return status, json.dumps({"status_code": status, "errors": [{"error": "X", "message": message}]}).encode()


def test_a_letter_is_handed_over_with_its_words(notify: Notify) -> None:
    notify.mailer().send(a_letter(subject="Still right?", body="Tea £1\n"))
    [(path, _, body)] = notify.asked
    assert path == "/v2/notifications/email"
    assert body == {
        "email_address": "keeper@kettle.example",
        "template_id": TEMPLATE,
        "personalisation": {"subject": "Still right?", "body": "Tea £1\n"},
        "reference": str(ID),
    }


def test_who_asks_is_proved_with_the_secret_and_the_secret_is_not_told(notify: Notify) -> None:
    notify.mailer().send(a_letter())
    [(_, headers, _)] = notify.asked
    header, said, proof = headers["Authorization"].removeprefix("Bearer ").split(".")
    wanted = hmac.new(SECRET.encode(), f"{header}.{said}".encode(), hashlib.sha256).digest()
    assert base64.urlsafe_b64decode(proof + "=") == wanted
    told = json.loads(base64.urlsafe_b64decode(said + "=" * (-len(said) % 4)))
    assert told == {"iss": SERVICE, "iat": int(clock.now().timestamp())}
    assert SECRET not in repr(notify.mailer())


@pytest.mark.parametrize(
    ("answer", "means"),
    [
        (refusal(400, "email_address Not a valid email address"), RefusedError),
        (refusal(400, "Template not found"), NotNowError),
        (refusal(403, "Invalid token: service not found"), MailDownError),
        (refusal(429, "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds"), MailDownError),
        ((500, b"<html>"), MailDownError),
        ((400, b"[]"), NotNowError),
    ],
)
def test_a_refusal_means_never_or_not_this_or_not_now(
    notify: Notify, answer: tuple[int, bytes], means: type[Exception]
) -> None:
    notify.answer = answer
    with pytest.raises(means):
        notify.mailer().send(a_letter())


def test_where_nobody_answers_nothing_can_be_sent() -> None:
    with pytest.raises(MailDownError, match="cannot be reached"):
        NotifyMailer("k", TEMPLATE, "http://127.0.0.1:1").send(a_letter())
