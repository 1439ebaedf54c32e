"""How fast a feed is taken in: from a file of a large district into an empty directory, its index included."""

import json
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from config import Settings
from directory import clock
from directory.actions.exchange import FeedFile, ImportReport, Source, read_feed
from directory.factory import make_resources
from directory.geography import Gazetteer, ensure_gazetteer
from directory.oruk.public import public
from directory.oruk.writer import Context, service_document
from directory.resources import Resources
from tests.benchmarks.district import multiplied

Step = Callable[[int], None]


@dataclass(slots=True)
class Measured:
    """What an import took, in seconds by its steps, and what came of it."""

    listings: int
    seconds: dict[str, float] = field(default_factory=dict)
    report: ImportReport = field(default_factory=ImportReport)

    @property
    def total(self) -> float:
        return sum(self.seconds.values())

    def lines(self) -> Iterator[str]:
        """The figures, for a person."""
        for step, seconds in self.seconds.items():
            yield f"{step:<28} {seconds:7.2f} s  {self.listings / seconds:9,.0f} a second"
        yield f"{'together':<28} {self.total:7.2f} s  {self.listings / self.total:9,.0f} a second"
        report = self.report
        yield f"{report.read} read, {report.created} created, {report.unchanged} unchanged, {report.kept_out} kept out"


def measured(work: Path, listings: int, *, again: bool = False, progress: Step = lambda _: None) -> Measured:
    """Take in so many listings.

    Args:
        work: where the postcodes and the feed are kept between two runs.
        again: measure the second import of the same feed, which changes nothing.
    """
    opened = _opened(work)
    file = FeedFile(_feed(work, opened.gazetteer, listings))
    if again:
        _take(opened, file, Measured(listings), progress)
    told = Measured(listings)
    _take(opened, file, told, progress)
    opened.database.engine.dispose()
    return told


def _take(opened: Resources, file: FeedFile, told: Measured, progress: Step) -> None:
    with _timed(told, "looking through the file"):
        file.count()
        source = Source("benchmark", file.digest(time.monotonic()), publish=True)
    with _timed(told, "reading and writing"):
        told.report = read_feed(
            opened.database.writing, file.readings(), source=source, gazetteer=opened.gazetteer, progress=progress
        )
    with _timed(told, "indexing"):
        opened.bring_in_many()


@contextmanager
def _timed(told: Measured, step: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    told.seconds[step] = time.perf_counter() - began


def _opened(work: Path) -> Resources:
    """An empty directory."""
    home = work / "importing"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    kept = work / "postcodes.gazetteer"
    ensure_gazetteer(kept)
    settings = Settings(home=home)
    settings.gazetteer_file.hardlink_to(kept)
    opened = make_resources(settings)
    opened.prepare(_silent)
    opened.gazetteer.warm()
    return opened


@contextmanager
def _silent(_label: str, _length: int) -> Iterator[Step]:
    yield lambda _: None


def _feed(work: Path, gazetteer: Gazetteer, listings: int) -> Path:
    """A feed as another directory of this kind would give it."""
    path = work / f"feed-{listings}.ndjson"
    context = Context(site="https://directory.example", today=clock.today())
    records = islice(multiplied(gazetteer, clock.today()), listings)
    with path.open("w", encoding="utf-8") as lines:
        for record in records:
            lines.write(json.dumps(service_document(public(record, context.middle_of), context)) + "\n")
    return path
