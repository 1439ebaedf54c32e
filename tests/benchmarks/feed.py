"""How fast the whole feed is written, and how much memory that takes: services are read from the database, made into
documents, and written as lines.

The network and the server are left out: this is what one worker can give at most.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

import psutil

from config import Settings
from directory import clock
from directory.cli.serving import settle
from directory.factory import make_resources
from directory.queries.exchange import public_lines
from directory.resources import Bar, Resources
from tests.benchmarks.district import fill
from tests.benchmarks.pages import READY

MB = 1_000_000
SITE = "https://directory.example"


@dataclass(frozen=True, slots=True)
class FeedFigures:
    """What was measured.

    Attributes:
        per_second: services a second of this process's own time, the best of all rounds.
        waited_per_second: the same by the clock on the wall, with whatever else the machine does.
        first_per_second: as ``per_second``, when nothing had been asked before.
        growth_mb: how much more memory the process took at most while it wrote than before.
        bytes_each: of a line, on average.
    """

    services: int
    per_second: int
    waited_per_second: int
    first_per_second: int
    growth_mb: float
    bytes_each: int


@dataclass(frozen=True, slots=True)
class _Round:
    count: int
    size: int
    own_s: float
    waited_s: float
    growth: int


def measured(home: Path, listings: int, *, rounds: int, bar: Bar) -> FeedFigures:
    """Measure an installation with so many listings, which is made where it is not there yet."""
    resources = make_resources(Settings(home=home))
    try:
        resources.prepare(bar)
        if not (home / READY).exists():
            _make(resources, listings, bar)
        settle()
        return _figures([_round(resources) for _ in range(rounds + 1)])
    finally:
        resources.database.engine.dispose()


def _make(resources: Resources, listings: int, bar: Bar) -> None:
    with bar("Taking in and indexing listings", 2 * listings) as step:
        fill(resources, listings, step)
    (resources.home / READY).touch()


def _figures(rounds: list[_Round]) -> FeedFigures:
    first, *rest = rounds
    return FeedFigures(
        services=first.count,
        per_second=round(first.count / min(each.own_s for each in rest)),
        waited_per_second=round(first.count / min(each.waited_s for each in rest)),
        first_per_second=round(first.count / first.own_s),
        growth_mb=round(max(each.growth for each in rest) / MB, 1),
        bytes_each=round(first.size / max(first.count, 1)),
    )


def _round(resources: Resources) -> _Round:
    """Write everything once, and let it go at once, as a server does whose readers are quick."""
    process = psutil.Process()
    before, own, waited = process.memory_info().rss, process_time(), perf_counter()
    count = size = growth = 0
    for line in _lines(resources):
        count += 1
        size += len(line)
        if count % 100 == 0:
            growth = max(growth, process.memory_info().rss - before)
    return _Round(count, size, process_time() - own, perf_counter() - waited, growth)


def _lines(resources: Resources) -> Iterator[bytes]:
    with resources.database.reading() as session:
        today = clock.today()
        context = resources.reference.context(session, site=SITE, today=today, fresh_days=28, publisher="A council")
        yield from public_lines(session, context)
