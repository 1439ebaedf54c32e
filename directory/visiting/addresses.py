"""Web addresses as they are typed, taken apart."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from directory.errors import UnreadableError

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address of the web, without a name and a password of anybody."""

    scheme: str
    host: str
    port: int
    path: str

    @classmethod
    def of(cls, text: str) -> Self:
        """Take an address apart.

        Raises:
            UnreadableError: it is none of the web, or holds a password.
        """
        try:
            parts = urlsplit(text.strip())
            host, port = parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)
        except ValueError:
            raise UnreadableError("This is not a web address") from None
        if parts.scheme not in _PORTS or not host:
            raise UnreadableError("A feed is read from an address that begins with https:// or http://")
        if parts.username is not None or parts.password is not None:
            raise UnreadableError("An address with a name or a password in it is not asked: it would be kept and shown")
        path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        return cls(parts.scheme, host, port, _ascii(path))

    @property
    def authority(self) -> str:
        """The host, and its port where it is not the usual one."""
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"[{self.host}]{port}" if ":" in self.host else f"{self.host}{port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"

    def asking(self, **questions: object) -> "WebAddress":
        """This page with some parameters beside, or instead of, its own."""
        parts = urlsplit(self.path)
        asked = {**dict(parse_qsl(parts.query, keep_blank_values=True)), **questions}
        return WebAddress(self.scheme, self.host, self.port, f"{parts.path}?{urlencode(asked)}")

    def below(self, name: str) -> "WebAddress":
        """A page below this one, without its parameters."""
        path = urlsplit(self.path).path.rstrip("/")
        return WebAddress(self.scheme, self.host, self.port, f"{path}/{quote(name, safe='')}")

    @property
    def asks(self) -> dict[str, str]:
        """Its parameters."""
        return dict(parse_qsl(urlsplit(self.path).query))

    def joined(self, other: str) -> "WebAddress":
        """Where a link on this page leads."""
        return WebAddress.of(urljoin(str(self), other))


def is_web_address(text: str) -> bool:
    """Whether a text means an address of the web and not a file."""
    return text.strip().lower().startswith(("http://", "https://"))


def _ascii(path: str) -> str:
    """A path as it may be sent: nothing in it can end the line that it stands in."""
    return "".join(
        letter if "!" <= letter <= "~" else "".join(f"%{byte:02X}" for byte in letter.encode()) for letter in path
    )
