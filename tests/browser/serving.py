"""Real servers for a real browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread

from flask import Flask
from waitress.server import TcpWSGIServer, create_server

from config import Settings
from directory.factory import create_app, make_resources
from directory.resources import Resources
from tests.checking_client import CheckingClient


@dataclass(frozen=True)
class Site:
    """A directory that is served.

    Attributes:
        address: what its addresses begin with.
        shared: its database, its index, its letters.
    """

    address: str
    app: Flask
    shared: Resources


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address of a server of an application, as long as it is asked."""
    server = create_server(app, host="127.0.0.1", port=0, threads=2)
    assert isinstance(server, TcpWSGIServer)
    Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"  # type: ignore[attr-defined]  # unknown to its stubs
    server.close()


@contextmanager
def open_site(home: Path, *, demonstration: bool = True, like: Resources | None = None) -> Iterator[Site]:
    """A site of a home of its own, which may be changed.

    Args:
        demonstration: whether its letters can be read on a page.
        like: a site whose postcodes and words are the same, so that they need not be read again.
    """
    settings = Settings(home=home, demonstration=demonstration)
    shared = make_resources(settings)
    if like:
        shared.__dict__.update(thesaurus=like.thesaurus, gazetteer=like.gazetteer)
    app = create_app(settings, shared)
    app.test_client_class = CheckingClient
    with served(app) as address:
        # As a server does that was not told what it is called.
        shared.stationery = replace(shared.stationery, address=address)
        yield Site(address, app, shared)
    shared.database.engine.dispose()
