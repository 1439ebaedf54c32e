"""One visit after the other, with limits for all of them together."""

import socket
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse, IncompleteRead
from pathlib import Path
from typing import Final

from directory import clock
from directory.errors import UnreadableError
from directory.visiting.addresses import WebAddress
from directory.visiting.connecting import connection_to

MOST_REDIRECTS: Final = 5
ATTEMPTS: Final = 4
"""How often is asked for one thing where a server is busy or does not answer."""

LONGEST_WAIT: Final = 120.0
"""Seconds that are waited when a server says "later"; whoever wants more is asked another day."""

_PIECE: Final = 65_536
_MOVED: Final = {301, 302, 303, 307, 308}
_LATER: Final = {429, 500, 502, 503, 504}


@dataclass(frozen=True, slots=True)
class Limits:
    """What all visits together may take.

    Attributes:
        most_bytes: that are kept, unpacked.
        seconds: from the first visit to the last.
        pause: seconds between two visits.
        private: whether machines of private networks may be asked: for tests, and feeds of one's own house.
    """

    most_bytes: int
    seconds: float
    pause: float = 0.5
    private: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said; what it sent is in a file."""

    status: int
    headers: Mapping[str, str]
    address: WebAddress
    size: int = 0

    @property
    def is_there(self) -> bool:
        return self.status == 200


class Visitor:
    """Asks servers, one thing at a time.

    Args:
        name: who asks, and how they can be reached: what the other side finds in its log.
        sleep: waits so many seconds.
    """

    def __init__(self, limits: Limits, *, name: str, sleep: Callable[[float], None] = time.sleep) -> None:
        self._limits, self._name, self._sleep = limits, name, sleep
        self._ends = time.monotonic() + limits.seconds
        self._left = limits.most_bytes
        self._asked_before = False

    def get(self, address: WebAddress, to: Path, **headers: str) -> Answer:
        """Ask for something, and write what is sent into a file.

        Args:
            headers: further ones, with ``_`` for ``-``.

        Raises:
            UnreadableError: nothing was answered, or too much, or nothing that can be read.
        """
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._get_somehow(address, to, headers)
            if answer.status not in _MOVED or "location" not in answer.headers:
                return answer
            address = address.joined(answer.headers["location"])
        raise UnreadableError(f"{address.host} sends from one address to the next without an end")

    def _get_somehow(self, address: WebAddress, to: Path, headers: Mapping[str, str]) -> Answer:
        """Ask, and again after a while where a server is busy or breaks off."""
        for attempt in range(1, ATTEMPTS + 1):
            self._rest()
            try:
                answer = self._get_once(address, to, headers)
            except (OSError, HTTPException, zlib.error) as fault:
                if attempt == ATTEMPTS:
                    raise UnreadableError(f"{address.host} did not answer: {_words(fault)}") from fault
                self._wait(2.0**attempt)
                continue
            if answer.status not in _LATER or attempt == ATTEMPTS:
                return answer
            self._wait(_retry_after(answer) or 2.0**attempt)
        raise AssertionError("the last attempt returns or raises")

    def _get_once(self, address: WebAddress, to: Path, headers: Mapping[str, str]) -> Answer:
        with closing(connection_to(address, private=self._limits.private, timeout=self._time_left())) as connection:
            connection.request("GET", address.path, headers={"Host": address.authority, **self._headers(headers)})
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            size = self._keep(response, found, to) if response.status == 200 else 0
            return Answer(response.status, found, address, size)

    def _headers(self, more: Mapping[str, str]) -> dict[str, str]:
        own = {"User-Agent": self._name, "Accept": "application/json, text/csv;q=0.5, */*;q=0.1"}
        own |= {"Accept-Encoding": "gzip", "Connection": "close"}
        return own | {name.replace("_", "-"): value for name, value in more.items()}

    def _keep(self, response: HTTPResponse, headers: Mapping[str, str], to: Path) -> int:
        """Write what is sent, unpacked, and never more than may be: a few packed bytes can be millions."""
        packed = headers.get("content-encoding", "").lower() in {"gzip", "x-gzip"}
        unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16) if packed else None
        size = 0
        with to.open("wb") as file:
            for piece in pieces(response):
                while piece:
                    plain = unpack.decompress(piece, _PIECE) if unpack else piece
                    piece = unpack.unconsumed_tail if unpack else b""
                    size += len(plain)
                    self._count(len(plain))
                    file.write(plain)
        if unpack and not unpack.eof:
            raise IncompleteRead(b"")
        return size

    def _count(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            limit = self._limits.most_bytes // 1_000_000
            raise UnreadableError(
                f"The feed is larger than {limit} megabytes, the most that is read (IMPORT_MEGABYTES)"
            )
        self._time_left()

    def _rest(self) -> None:
        if self._asked_before:
            self._wait(self._limits.pause)
        self._asked_before = True

    def _wait(self, seconds: float) -> None:
        if seconds > min(LONGEST_WAIT, self._time_left()):
            raise UnreadableError("The server asks us to come back later than we can wait; try again another time")
        self._sleep(seconds)

    def _time_left(self) -> float:
        left = self._ends - time.monotonic()
        if left <= 0:
            raise UnreadableError("Reading the feed took longer than it may (FEED_MINUTES); it can go on from here")
        return left


def pieces(response: HTTPResponse) -> Iterator[bytes]:
    """What is sent, as it comes: to wait for a full piece of what drips would last longer than a feed may.

    Raises:
        IncompleteRead: the last ones are missing, which the library does not say of pieces.
    """
    left = response.length
    while left != 0 and (piece := response.read1(_PIECE if left is None else min(left, _PIECE))):
        left = None if left is None else left - len(piece)
        yield piece
    if left:
        raise IncompleteRead(b"")


def _retry_after(answer: Answer) -> float:
    """How many seconds a server wants us to wait; 0: it does not say."""
    said = answer.headers.get("retry-after", "")
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        return max(0.0, (parsedate_to_datetime(said) - clock.now()).total_seconds())
    except (ValueError, TypeError):
        return 0.0


def _words(fault: Exception) -> str:
    if isinstance(fault, socket.timeout | TimeoutError):
        return "it took too long"
    return str(getattr(fault, "strerror", "") or type(fault).__name__)
