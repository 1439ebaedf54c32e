"""How fast a feed is taken in: from a file of a large district into an empty directory, its index included.

Seconds on a clock tell what somebody waits; seconds of the processors tell it on a machine that has other things to do.
"""

import json
import os
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
from directory.actions.exchange.reading import BATCH
from directory.cli.beside import indexing_beside
from directory.cli.collecting import collecting_seldom
from directory.factory import make_resources
from directory.geography import Gazetteer, ensure_gazetteer
from directory.oruk.public import public
from directory.oruk.reader import Reading
from directory.oruk.writer import Context, service_document
from directory.resources import Resources
from tests.benchmarks.district import multiplied

Step = Callable[[int], None]


@dataclass(slots=True)
class Measured:
    """What an import took by its steps, and what came of it.

    Attributes:
        seconds: on a clock.
        busy: of all processors together.
    """

    listings: int
    seconds: dict[str, float] = field(default_factory=dict)
    busy: dict[str, float] = field(default_factory=dict)
    report: ImportReport = field(default_factory=ImportReport)

    @property
    def total(self) -> float:
        return sum(self.seconds.values())

    def lines(self) -> Iterator[str]:
        """The figures, for a person."""
        for step, seconds in self.seconds.items():
            yield self._line(step, seconds, self.busy[step])
        yield self._line("together", self.total, sum(self.busy.values()))
        report = self.report
        yield f"{report.read} read, {report.created} created, {report.unchanged} unchanged, {report.kept_out} kept out"

    def _line(self, step: str, seconds: float, busy: float) -> str:
        rates = f"{self.listings / seconds:9,.0f} a second  {self.listings / busy:9,.0f} a second of a processor"
        return f"{step:<28} {seconds:7.2f} s {rates}"


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
    writing, found = opened.database.writing, opened.gazetteer
    with collecting_seldom():
        steps = _Steps(told, progress)
        readings = steps.reading(file.readings())
        with indexing_beside(opened) as indexer:

            def wrote(count: int) -> None:
                indexer.tell()
                steps.wrote(count)

            told.report = read_feed(writing, readings, source=source, gazetteer=found, progress=wrote)
            steps.note("comparing")
            if not indexer.finish():
                opened.bring_in_many()
        steps.note("indexing what is left")


@contextmanager
def _timed(told: Measured, step: str) -> Iterator[None]:
    steps = _Steps(told)
    yield
    steps.note(step)


class _Steps:
    """Notes what each of several steps takes that come again and again."""

    def __init__(self, told: Measured, progress: Step = lambda _: None) -> None:
        self._told, self._progress = told, progress
        self._clock, self._busy = time.perf_counter(), _busy()

    def note(self, step: str) -> None:
        """What was done since the last note was a step of this name."""
        clock, busy = time.perf_counter(), _busy()
        self._told.seconds[step] = self._told.seconds.get(step, 0.0) + clock - self._clock
        self._told.busy[step] = self._told.busy.get(step, 0.0) + busy - self._busy
        self._clock, self._busy = clock, busy

    def reading(self, readings: Iterator[Reading]) -> Iterator[Reading]:
        """Readings; to look at the clock for each would cost more than some of them do."""
        while batch := list(islice(readings, BATCH)):
            self.note("reading")
            yield from batch

    def wrote(self, count: int) -> None:
        """A batch was written."""
        self.note("writing")
        self._progress(count)


def _busy() -> float:
    """Seconds that processors have been at it for this process and those of its children that have ended."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


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
