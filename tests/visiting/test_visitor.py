"""Visits to other people's servers: polite, limited, and never into a private network."""

import gzip
import io
from collections.abc import Iterator
from http.client import HTTPResponse, IncompleteRead
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from directory.errors import UnreadableError
from directory.visiting import Limits, Visitor, WebAddress, is_web_address
from directory.visiting.visitor import ATTEMPTS, LONGEST_WAIT, pieces
from tests.servers import Asked, Said, served

LIMITS = Limits(most_bytes=100_000, seconds=60, pause=0.5, private=True)


class Guest:
    """A visitor who notes how long they would have waited."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.waited: list[float] = []
        self.visitor = Visitor(limits, name="Fingerpost (+feeds@directory.example)", sleep=self.waited.append)


@pytest.fixture
def guest() -> Guest:
    return Guest()


@pytest.fixture
def to(tmp_path: Path) -> Path:
    return tmp_path / "page"


def answering(*answers: Said) -> Iterator[Said]:
    yield from answers
    while True:
        yield answers[-1]


def test_it_says_who_asks_and_rests_between_two_visits(guest: Guest, to: Path) -> None:
    with served(lambda _: Said(b"[]")) as server:
        for _ in range(3):
            answer = guest.visitor.get(WebAddress.of(server.address + "/services?q=tea"), to)
    assert (answer.is_there, to.read_bytes()) == (True, b"[]")
    assert server.asked[0].headers["user-agent"] == "Fingerpost (+feeds@directory.example)"
    assert server.asked[0].parameters == {"q": "tea"}
    assert guest.waited == [0.5, 0.5]


def test_a_server_that_says_later_is_asked_later(guest: Guest, to: Path) -> None:
    answers = answering(Said(status=429, headers={"Retry-After": "7"}), Said(b"[]"))
    with served(lambda _: next(answers)) as server:
        assert guest.visitor.get(WebAddress.of(server.address), to).is_there
    assert 7 in guest.waited


def test_a_server_that_says_much_later_is_left_alone(guest: Guest, to: Path) -> None:
    busy = Said(status=503, headers={"Retry-After": str(int(LONGEST_WAIT) + 1)})
    with served(lambda _: busy) as server, pytest.raises(UnreadableError, match="later than we can wait"):
        guest.visitor.get(WebAddress.of(server.address), to)
    assert len(server.asked) == 1


def test_a_server_that_stays_busy_is_not_asked_for_ever(guest: Guest, to: Path) -> None:
    with served(lambda _: Said(status=500)) as server:
        assert guest.visitor.get(WebAddress.of(server.address), to).status == 500
    assert len(server.asked) == ATTEMPTS


def test_packed_answers_are_unpacked(guest: Guest, to: Path) -> None:
    packed = Said(gzip.compress(b"[1]" * 1000), headers={"Content-Encoding": "gzip"})
    with served(lambda _: packed) as server:
        answer = guest.visitor.get(WebAddress.of(server.address), to)
    assert (answer.size, to.read_bytes()) == (3000, b"[1]" * 1000)


@pytest.mark.parametrize("packed", [True, False])
def test_more_than_may_be_is_refused_however_small_it_is_packed(guest: Guest, to: Path, packed: bool) -> None:
    plain = b" " * 10_000_000
    bomb = Said(gzip.compress(plain), headers={"Content-Encoding": "gzip"}) if packed else Said(plain)
    with served(lambda _: bomb) as server, pytest.raises(UnreadableError, match="larger than"):
        guest.visitor.get(WebAddress.of(server.address), to)
    assert to.stat().st_size <= 2 * LIMITS.most_bytes


def test_limits_hold_for_all_visits_together(guest: Guest, to: Path) -> None:
    with served(lambda _: Said(b" " * 60_000)) as server:
        guest.visitor.get(WebAddress.of(server.address), to)
        with pytest.raises(UnreadableError, match="larger than"):
            guest.visitor.get(WebAddress.of(server.address), to)


def test_time_ends(to: Path) -> None:
    guest = Guest(Limits(most_bytes=1000, seconds=0, private=True))
    with served(lambda _: Said(b"[]")) as server, pytest.raises(UnreadableError, match="longer than it may"):
        guest.visitor.get(WebAddress.of(server.address), to)


class Drips(io.RawIOBase):
    """A connection on which one byte comes at a time."""

    def __init__(self, sent: bytes) -> None:
        self._left = iter(sent)

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        came = bytes(islice(self._left, 1))
        into[: len(came)] = came
        return len(came)

    def makefile(self, *_: object) -> io.BufferedReader:
        return io.BufferedReader(self)


def dripping(headers: bytes, body: bytes) -> HTTPResponse:
    response = HTTPResponse(Drips(b"HTTP/1.1 200 OK\r\n" + headers + b"\r\n" + body))  # type: ignore[arg-type]  # it only makes a file of it
    response.begin()
    return response


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (b"", b"tea"),
        (b"Content-Length: 3\r\n", b"tea and more"),
        (b"Transfer-Encoding: chunked\r\n", b"3\r\ntea\r\n0\r\n\r\n"),
    ],
    ids=["until it ends", "of a length", "in chunks"],
)
def test_what_drips_is_taken_as_it_comes_so_that_the_time_is_looked_at(headers: bytes, body: bytes) -> None:
    assert list(pieces(dripping(headers, body))) == [b"t", b"e", b"a"]


@pytest.mark.parametrize(
    ("headers", "body"),
    [(b"Content-Length: 3\r\n", b"te"), (b"Transfer-Encoding: chunked\r\n", b"3\r\nte")],
    ids=["of a length", "in chunks"],
)
def test_what_drips_and_breaks_off_is_missed(headers: bytes, body: bytes) -> None:
    with pytest.raises(IncompleteRead):
        list(pieces(dripping(headers, body)))


def test_what_was_cut_off_is_asked_for_again(guest: Guest, to: Path) -> None:
    answers = answering(Said(b"[]", headers={"Content-Length": "500"}), Said(b"[1]"))
    with served(lambda _: next(answers)) as server:
        guest.visitor.get(WebAddress.of(server.address), to)
    assert to.read_bytes() == b"[1]"


# Where it goes.


def test_redirects_are_followed_but_not_for_ever(guest: Guest, to: Path) -> None:
    def answer(asked: Asked) -> Said:
        return Said(b"[]") if asked.path == "/there" else Said(status=302, headers={"Location": "/there"})

    with served(answer) as server:
        assert guest.visitor.get(WebAddress.of(server.address + "/here"), to).address.path == "/there"
    round_and_round = Said(status=301, headers={"Location": "/round"})
    with served(lambda _: round_and_round) as server, pytest.raises(UnreadableError, match="without an end"):
        guest.visitor.get(WebAddress.of(server.address), to)


@pytest.mark.parametrize("place", ["http://127.0.0.1:1", "http://[::1]/", "http://10.0.0.7/x", "http://localhost/"])
def test_nobody_in_a_private_network_is_asked(to: Path, place: str) -> None:
    guest = Guest(Limits(most_bytes=1000, seconds=60))
    with pytest.raises(UnreadableError, match="not on the public internet"):
        guest.visitor.get(WebAddress.of(place), to)


@pytest.mark.parametrize("place", ["file:///etc/passwd", "gopher://127.0.0.1/", "http://me:secret@feed.example/"])
def test_a_redirect_is_looked_at_like_any_address(guest: Guest, to: Path, place: str) -> None:
    with served(lambda _: Said(status=302, headers={"Location": place})) as server, pytest.raises(UnreadableError):
        guest.visitor.get(WebAddress.of(server.address), to)


@pytest.mark.parametrize("text", ["", "feed.json", "ftp://x.example", "http://", "http://[", "http://a:b@c.example/"])
def test_what_is_no_address_of_the_web_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        WebAddress.of(text)


def test_nothing_in_an_address_ends_the_line_it_is_sent_in() -> None:
    path = WebAddress.of("https://feed.example/a b\u00e9?q=tea time#top").path
    assert path == "/a%20b%C3%A9?q=tea%20time"


def test_questions_are_put_beside_those_that_are_there() -> None:
    address = WebAddress.of("https://feed.example:8443/services?page=1&x=y")
    assert str(address.asking(page=2)) == "https://feed.example:8443/services?page=2&x=y"
    assert str(address.below("a/b")) == "https://feed.example:8443/services/a%2Fb"


@pytest.mark.parametrize(("text", "web"), [("https://feed.example", True), ("HTTP://x", True), ("feed.json", False)])
def test_files_and_addresses_are_told_apart(text: str, web: bool) -> None:
    assert is_web_address(text) is web
