"""The command ``fingerpost bench search``, once its options have been read."""

import json
import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import picture, table
from tests.benchmarks.figures import Figures, row
from tests.benchmarks.measuring import Bar, Course, Measuring
from tests.benchmarks.peers import IN_FULL, NAMES, OURS, family
from tests.benchmarks.plain import Order
from tests.benchmarks.store import make_corpus, open_gazetteer


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be measured, and where its result goes.

    Attributes:
        sizes: how many listings, one corpus each.
        engines: names of engines or families; empty: all.
        work: where corpora and indexes are kept.
    """

    sizes: Sequence[int]
    engines: Sequence[str]
    area: str
    course: Course
    work: Path
    json_file: Path | None = None
    svg_file: Path | None = None


class UnknownEngineError(ValueError):
    """No engine and no family of that name."""


def chosen(engines: Iterable[str]) -> list[str]:
    """The names of the engines that are meant; ours always are, for nothing can be compared without them.

    Raises:
        UnknownEngineError: one of them is none.
    """
    wanted = set(engines) or set(NAMES)
    known = {*NAMES, *map(family, NAMES)}
    if unknown := wanted - known:
        raise UnknownEngineError(f"{', '.join(sorted(unknown))}: choose from {', '.join(NAMES)}")
    return [name for name in NAMES if name in {OURS, IN_FULL} or {name, family(name)} & wanted]


def run(job: Job, bar: Bar) -> list[str]:
    """Measure, write the files that were asked for, and give the lines of the table."""
    names = chosen(job.engines)
    job.work.mkdir(parents=True, exist_ok=True)
    gazetteer = open_gazetteer(job.work)
    every: list[Figures] = []
    for size in job.sizes:
        with bar(f"{size:,} listings: writing them", size) as step:
            corpus = make_corpus(job.work, gazetteer, job.area, size, step)
        every += Measuring(corpus, names, job.course, bar).figures()
        # Written after each size, since the next one may take long.
        _write(job, every)
    return [*_how(job), *table.lines(every)]


def _how(job: Job) -> list[str]:
    turns = "query by query, caches cold" if job.course.cold else "all queries at a time"
    machine = f"Python {platform.python_version()}, {os.cpu_count()} processors"
    return [f"{job.course.rounds} rounds, the engines in turn, {turns}; listings in {job.area}; {machine}", ""]


def _write(job: Job, every: Sequence[Figures]) -> None:
    if job.json_file:
        rows = [row(figures, order) for figures in every for order in Order]
        text = ",\n ".join(json.dumps(each) for each in rows)
        job.json_file.write_text(f"[{text}]\n", encoding="utf-8")
    if job.svg_file:
        job.svg_file.write_text(picture.svg(every), encoding="utf-8")
