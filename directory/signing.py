"""Secrets: digests that are kept instead of them, and links that prove by a signature that they are ours."""

import hashlib
import hmac
import secrets

from itsdangerous import BadData, TimestampSigner, URLSafeTimedSerializer

from directory import clock

SECONDS_A_DAY = 86_400


def new_secret() -> str:
    """A secret that nobody guesses: 256 random bits as 43 letters that can stand in an address."""
    return secrets.token_urlsafe(32)


class Signer:
    """Signs and digests with the key of this installation.

    Args:
        key: the secret key. Whoever has another one can make neither signatures nor digests that match.
    """

    def __init__(self, key: str) -> None:
        self._key = key

    def digest(self, secret: str) -> str:
        """What is kept of a secret, or of an address that is only to be recognised: 64 hexadecimal digits."""
        return hmac.new(self._key.encode(), secret.encode(), hashlib.sha256).hexdigest()

    def sign(self, purpose: str, value: str) -> str:
        """A text for a link that says a value, serves one purpose, and knows when it was made."""
        return self._serializer(purpose).dumps(value)

    def read(self, purpose: str, signed: str, *, days: float) -> str | None:
        """The value that was signed for a purpose in the last so many days; None for any other text."""
        try:
            value = self._serializer(purpose).loads(signed, max_age=int(days * SECONDS_A_DAY))
        except BadData:
            return None
        return value if isinstance(value, str) else None

    def _serializer(self, purpose: str) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self._key, salt=f"fingerpost {purpose}", signer=_OurClock)


class _OurClock(TimestampSigner):
    """A signature that is as old as our clock says."""

    def get_timestamp(self) -> int:
        return int(clock.now().timestamp())
