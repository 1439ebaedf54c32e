"""Whether a web address that somebody else has written answers. Asks as little as it can, and only the public internet.

What comes back is never read as a page: a status is all that is looked at.
"""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Timer
from typing import Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from directory.errors import UnreadableError
from directory.visiting.networks import SocketAddress, public_addresses

Addresses = Callable[[str, int], list[SocketAddress]]

TIMEOUT_SECONDS: Final = 5.0
"""For each thing that is waited for."""

DEADLINE_SECONDS: Final = 15.0
"""For one question as a whole, since a host may send a letter every four seconds for ever."""

MOST_REDIRECTS: Final = 5

PORTS: Final = frozenset({80, 443, 8080, 8443})
"""Of the web. What listens on others is not a page, and nobody lets us find out what does."""

_NO_PAGE, _FAULTS = frozenset({404, 410}), range(500, 600)
_HEADERS = {"User-Agent": "Fingerpost (asks whether a listed address answers)", "Accept": "*/*", "Connection": "close"}
_IN_A_PATH = "/%:@!$&'()*+,;=~-._?"


@dataclass(frozen=True, slots=True)
class Knock:
    """Whether somebody opened.

    Attributes:
        said: if not, why not, as the end of a sentence.
    """

    alive: bool
    said: str = ""


def knock(url: str, *, addresses: Addresses = public_addresses) -> Knock:
    """Ask whether a web address answers, wherever it leads on to.

    Args:
        addresses: looks a host up, and refuses what is not public.
    """
    try:
        return _follow(url, addresses)
    except UnreadableError as refusal:
        return Knock(alive=False, said=str(refusal))
    except ssl.SSLCertVerificationError:
        return Knock(alive=False, said="Its certificate is not right")
    except TimeoutError:
        return Knock(alive=False, said="Its host takes too long")
    except (OSError, HTTPException, ValueError):
        return Knock(alive=False, said="Its host does not answer")


def _follow(url: str, addresses: Addresses) -> Knock:
    for _ in range(MOST_REDIRECTS + 1):
        status, onward = _ask(url, addresses)
        if not onward:
            return _judged(status)
        url = urljoin(url, onward)
    return Knock(alive=False, said="It leads on and on")


def _judged(status: int) -> Knock:
    if status in _NO_PAGE:
        return Knock(alive=False, said=f"Its host says that there is no such page ({status})")
    if status in _FAULTS:
        return Knock(alive=False, said=f"Its host says that something is wrong with it ({status})")
    # Whoever turns machines away, or wants to know who asks, is there.
    return Knock(alive=True)


def _ask(url: str, addresses: Addresses) -> tuple[int, str]:
    """The status of an address, and where it leads on to. Some hosts know no HEAD; they are asked for a few bytes."""
    status, onward = _request("HEAD", url, addresses)
    return _request("GET", url, addresses) if status >= 400 else (status, onward)


def _request(method: str, url: str, addresses: Addresses) -> tuple[int, str]:
    parts = urlsplit(url)
    path = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=_IN_A_PATH)
    with _connected(parts, addresses) as connection:
        connection.request(method, path, headers={**_HEADERS, **({"Range": "bytes=0-99"} if method == "GET" else {})})
        answer = connection.getresponse()
        leads_on = 300 <= answer.status < 400
        return answer.status, (answer.getheader("Location") or "") if leads_on else ""


@contextmanager
def _connected(parts: SplitResult, addresses: Addresses) -> Iterator[HTTPConnection]:
    """A connection to an address that was looked at, under the name that was asked for."""
    host, port, secure = _where(parts)
    opened = socket.create_connection(addresses(host, port)[0][:2], timeout=TIMEOUT_SECONDS)
    with opened, opened.dup() as kept:
        # To hang up needs an end of its own, whatever the other is wrapped in by then.
        late = Timer(DEADLINE_SECONDS, _hang_up, [kept])
        late.daemon = True
        late.start()
        try:
            with closing(_speaking(opened, host, port, secure=secure)) as connection:
                yield connection
        finally:
            late.cancel()


def _speaking(opened: socket.socket, host: str, port: int, *, secure: bool) -> HTTPConnection:
    connection = (HTTPSConnection if secure else HTTPConnection)(host, port, timeout=TIMEOUT_SECONDS)
    connection.sock = ssl.create_default_context().wrap_socket(opened, server_hostname=host) if secure else opened
    return connection


def _hang_up(kept: socket.socket) -> None:
    with suppress(OSError):  # it may have come to its end in this moment
        kept.shutdown(socket.SHUT_RDWR)


def _where(parts: SplitResult) -> tuple[str, int, bool]:
    """The host in the letters of the DNS, its port, and whether what is said is encrypted."""
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    if parts.scheme not in {"http", "https"} or not parts.hostname or port not in PORTS or "@" in parts.netloc:
        raise UnreadableError("It is not the address of a page")
    return parts.hostname.encode("idna").decode("ascii"), port, secure
