"""Letters by way of GOV.UK Notify, whose template there has ``((subject))`` as its subject and ``((body))`` below.

Its own client is not used, since that brings a package without a wheel for one POST of JSON. What is sent follows its
documentation for those who write a client themselves (docs.notifications.service.gov.uk/rest-api.html).
"""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from directory import clock
from directory.mail.letter import Letter, MailDownError, Mailer, NotNowError, RefusedError

ADDRESS = "https://api.notifications.service.gov.uk"

TIMEOUT_SECONDS = 10

_UUID = 36
"""So many characters has each of the two keys with which an API key ends."""


@dataclass(frozen=True, slots=True)
class NotifyMailer(Mailer):
    """Hands letters to GOV.UK Notify, which sends them from an address of its own.

    Notify does not know a letter that it has had before, so that one whose answer was lost may arrive twice.

    Args:
        key: the whole API key: a name, the key of the service and the secret key, with hyphens between.
        template: the key of the template.
        address: of another server; tests have one.
    """

    key: str = field(repr=False)
    template: str
    address: str = ADDRESS

    def send(self, letter: Letter, /) -> None:
        asked = {
            "email_address": letter.to,
            "template_id": self.template,
            "personalisation": {"subject": letter.subject, "body": letter.body},
            "reference": str(letter.id),
        }
        try:
            status, answer = self._post("/v2/notifications/email", json.dumps(asked))
        except (OSError, HTTPException) as fault:
            raise MailDownError(f"GOV.UK Notify cannot be reached: {type(fault).__name__}") from fault
        if status != 201:
            raise _refusal(status, answer)

    def _post(self, path: str, body: str) -> tuple[int, bytes]:
        parts = urlsplit(self.address)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = kind(parts.netloc, timeout=TIMEOUT_SECONDS)
        try:
            headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._token()}"}
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read(100_000)
        finally:
            connection.close()

    def _token(self) -> str:
        """A JSON Web Token (RFC 7519, HS256) that says which service asks, and when."""
        service, secret = self.key[-2 * _UUID - 1 : -_UUID - 1], self.key[-_UUID:]
        said = ".".join(
            _in_base64(json.dumps(part).encode())
            for part in ({"typ": "JWT", "alg": "HS256"}, {"iss": service, "iat": int(clock.now().timestamp())})
        )
        return f"{said}.{_in_base64(hmac.new(secret.encode(), said.encode(), hashlib.sha256).digest())}"


def _in_base64(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode("ascii")


def _refusal(status: int, answer: bytes) -> Exception:
    """What a refusal means: that the address is none, that this letter was not taken, or that none is."""
    said = "; ".join(_messages(answer)) or "no reason given"
    if status == 400 and "email_address" in said:
        return RefusedError(f"{status} {said}")
    if status == 400:
        return NotNowError(f"{status} {said}")
    return MailDownError(f"{status} {said}")


def _messages(answer: bytes) -> list[str]:
    try:
        errors: list[dict[str, Any]] = json.loads(answer)["errors"]
        return [str(error["message"])[:200] for error in errors]
    except (ValueError, KeyError, TypeError):
        return []
