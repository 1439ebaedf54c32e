"""Whether web addresses answer, asked of a real server that stands for any host."""

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

import directory.visiting.knocking
from directory.visiting.knocking import Knock, knock
from directory.visiting.networks import PrivateNetworkError, SocketAddress, UnknownHostError


class Host(ThreadingHTTPServer):
    """A host that answers as its paths say, and remembers what it was asked."""

    daemon_threads = True
    asked: list[str]

    def addresses(self, host: str, _port: int) -> list[SocketAddress]:
        """Where every name leads but a few."""
        if host == "unknown.example":
            raise UnknownHostError("No machine called unknown.example was found")
        if host == "intranet.example":
            raise PrivateNetworkError("intranet.example is not on the public internet, so it is not asked")
        return [("127.0.0.1", self.server_port)]


class Answering(BaseHTTPRequestHandler):
    """Answers with the status that a path begins with, and a place to go on to."""

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        assert isinstance(self.server, Host)
        self.server.asked.append(f"{self.command} {self.headers['Host']}{self.path}")
        _, status, *onward = self.path.split("/", 2)
        if self.command == "HEAD" and status == "shy":
            status = "405"
        self.send_response(int(status) if status.isdigit() else 200)
        if onward:
            self.send_header("Location", onward[0])
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Nobody reads it."""


@pytest.fixture
def host() -> Iterator[Host]:
    server = Host(("127.0.0.1", 0), Answering)
    server.asked = []
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://kettle.example", ""),
        ("http://kettle.example/tea?cup=2&note=caf\u00e9", ""),
        ("http://kettle.example/shy", ""),
        ("http://kettle.example/403", ""),
        ("http://kettle.example/429", ""),
        ("http://kettle.example/301//200", ""),
        ("http://kettle.example/302/http://other.example/200", ""),
        ("http://kettle.example/404", "Its host says that there is no such page (404)"),
        ("http://kettle.example/503", "Its host says that something is wrong with it (503)"),
        ("http://kettle.example/301/http://kettle.example/404", "Its host says that there is no such page (404)"),
        ("http://unknown.example/", "No machine called unknown.example was found"),
        ("http://intranet.example/", "intranet.example is not on the public internet, so it is not asked"),
        ("http://kettle.example/302/http://intranet.example/", "intranet.example is not on the public internet"),
        ("http://kettle.example:25/", "It is not the address of a page"),
        ("http://kettle.example/302/file:///etc/passwd", "It is not the address of a page"),
        ("ftp://kettle.example/", "It is not the address of a page"),
        ("http://me@kettle.example/", "It is not the address of a page"),
        ("http://kettle.example:port/", "Its host does not answer"),
        ("https://kettle.example/", "Its host does not answer"),
        ("http://" + "a" * 80 + ".example/", "Its host does not answer"),
    ],
)
def test_what_answers_is_told_from_what_does_not(host: Host, address: str, said: str) -> None:
    found = knock(address, addresses=host.addresses)
    assert found.alive is not bool(said)
    assert found.said.startswith(said)


def test_it_is_asked_as_little_as_can_be(host: Host) -> None:
    knock("http://kettle.example/tea", addresses=host.addresses)
    assert host.asked == ["HEAD kettle.example/tea"]


def test_who_leads_on_for_ever_is_left(host: Host) -> None:
    class Circle(Answering):
        def _answer(self) -> None:
            self.path = "/302//round"
            super()._answer()

    host.RequestHandlerClass = Circle
    assert knock("http://kettle.example/", addresses=host.addresses) == Knock(alive=False, said="It leads on and on")
    assert len(host.asked) == 1 + directory.visiting.knocking.MOST_REDIRECTS


def test_who_never_comes_to_an_end_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directory.visiting.knocking, "DEADLINE_SECONDS", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        found = knock("http://kettle.example/", addresses=lambda *_: [("127.0.0.1", port)])
    assert not found.alive


def test_by_itself_it_asks_nothing_of_our_own_network() -> None:
    assert "not on the public internet" in knock("http://127.0.0.1/").said
    assert "not on the public internet" in knock("http://[::1]:8080/").said
