"""How long the server takes to make a page of results, and how many statements it asks the database.

A request is answered in this process, from the address to the last byte of the page: routing, query, index, cards,
template, headers. The network and the server's own threads are left out.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import Engine, event
from werkzeug.test import EnvironBuilder, run_wsgi_app

from config import Settings
from directory.factory import create_app, make_resources
from directory.resources import Bar, Resources
from tests.benchmarks.district import fill

READY = "benchmark-ready"
"""The file that says that all listings are there."""

POSTCODES = ("DL3 9AA", "DL1 5QU", "TS18 1AB", "DH1 3NJ", "TS1 2AA", "DL14 7JF")
WORDS = (
    "lonely widow",
    "nan keeps falling, 84",
    "PIP form",
    "walking group",
    "cannot pay the gas bill",
    "carer, needs a break",
    "youth club, 14",
    "lunch",
    "just out of hospital, cannot manage the stairs",
    "memory cafe",
)


@dataclass(frozen=True, slots=True)
class Page:
    """One kind of page as it was measured: milliseconds of the server, statements and bytes of a page."""

    name: str
    pages: int
    p50_ms: float
    p95_ms: float
    statements: int
    bytes: int


def measured(home: Path, listings: int, *, rounds: int, bar: Bar) -> list[Page]:
    """Measure the pages of an installation with so many listings, which is made where it is not there yet."""
    settings = Settings(home=home)
    resources = make_resources(settings)
    try:
        if not (home / READY).exists():
            _make(resources, listings, bar)
        resources.warm()
        return measure(create_app(settings, resources), resources.database.engine, rounds=rounds)
    finally:
        resources.database.engine.dispose()


def _make(resources: Resources, listings: int, bar: Bar) -> None:
    resources.prepare(bar)
    with bar("Taking in and indexing listings", 2 * listings) as step:
        fill(resources, listings, step)
    (resources.home / READY).touch()


def table(pages: Sequence[Page]) -> str:
    """The figures of every kind of page, a line each."""
    head = f"{'page':<20}{'p50 ms':>8}{'p95 ms':>8}{'statements':>12}{'kB':>6}"
    rows = (f"{p.name:<20}{p.p50_ms:>8.2f}{p.p95_ms:>8.2f}{p.statements:>12}{p.bytes / 1000:>6.0f}" for p in pages)
    return "\n".join((head, *rows))


def addresses() -> dict[str, list[str]]:
    """What is asked for, by the kind of page."""
    searches = list(product(POSTCODES, WORDS))
    return {
        "search": [_search(postcode=postcode, q=words) for postcode, words in searches],
        "search, filtered": [
            _search(postcode=postcode, q=words, radius="20", way="way:in_person") for postcode, words in searches
        ],
        "near here": [_search(postcode=postcode) for postcode in POSTCODES],
        "suggest": [f"/suggest?{urlencode({'q': words[:end]})}" for words in WORDS for end in (2, 4, 7)],
        "suggest a place": [f"/suggest?{urlencode({'place': typed})}" for typed in ("DL", "DL3 9", "Darl", "Stock")],
    }


def measure(app: Flask, engine: Engine, *, rounds: int = 5) -> list[Page]:
    """Ask for every page several times; of each address the quickest answer counts, as of every engine."""
    return [_measured(app, engine, name, asked, rounds) for name, asked in addresses().items()]


def _measured(app: Flask, engine: Engine, name: str, asked: Sequence[str], rounds: int) -> Page:
    for address in asked:
        _answer(app, address)
    with _counting(engine) as statements:
        sizes = [_answer(app, address)[1] for address in asked]
    most = -(-len(statements) // len(asked))
    best = [min(_answer(app, address)[0] for _ in range(rounds)) for address in asked]
    p95 = quantiles(best, n=20, method="inclusive")[-1]
    return Page(name, len(asked), round(median(best), 2), round(p95, 2), most, round(median(sizes)))


def _answer(app: Flask, address: str) -> tuple[float, int]:
    """The milliseconds of an answer, and its bytes."""
    environ = EnvironBuilder(path=address.partition("?")[0], query_string=address.partition("?")[2]).get_environ()
    began = perf_counter()
    content, status, _ = run_wsgi_app(app, environ, buffered=True)
    took = 1000 * (perf_counter() - began)
    if not status.startswith("200"):
        raise RuntimeError(f"{address} was answered with {status}")
    return took, sum(map(len, content))


def _search(**parameters: str) -> str:
    return f"/search?{urlencode(parameters)}"


@contextmanager
def _counting(engine: Engine) -> Iterator[list[str]]:
    """Every statement of the database while this lasts."""
    run: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        run.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield run
    finally:
        event.remove(engine, "before_cursor_execute", note)
