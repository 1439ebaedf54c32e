"""The demonstration district, and feeds of real services, measured."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from directory import clock
from directory.actions.demonstration import records
from directory.errors import UnreadableError
from directory.geography import Gazetteer
from directory.oruk.documents import read_documents
from directory.oruk.reader import read_service
from directory.queries.duplicates import LIKELY
from directory.resources import SEED_DATA
from tests.benchmarks.duplicates.pairs import Source, pairs
from tests.benchmarks.duplicates.scoring import Scored

_ENTERED_TWICE = re.compile(r"^# duplicate on purpose of (.+?): .*\n- name: (.+)$", re.MULTILINE)

Measured = dict[str, Scored]
"""For each source the pairs of the half that nothing was tuned on."""


def measure(feeds: Sequence[Path], gazetteer: Gazetteer, *, tuned: bool = False) -> Measured:
    """Score the labelled pairs of the demonstration district, and of files of Open Referral UK.

    Args:
        tuned: of the half that weights were tuned on.

    Raises:
        UnreadableError: a file is none of such services.
    """
    sources = [demonstration(gazetteer), *(feed(path, gazetteer) for path in feeds)]
    return {source.name: Scored(pairs(source, tuned=tuned)) for source in sources}


def demonstration(gazetteer: Gazetteer) -> Source:
    """The demonstration district. What is entered twice there on purpose is judged by a test of its own."""
    folder = SEED_DATA / "demonstration"
    listings = list(records(folder, gazetteer, today=clock.today()))
    return Source("demonstration", listings, gazetteer, frozenset(twice(folder)))


def twice(folder: Path) -> dict[str, str]:
    """The groups that are entered twice on purpose: the second name, and the first."""
    found = (_ENTERED_TWICE.findall(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yaml")))
    return {second: first for pairs_of_file in found for first, second in pairs_of_file}


def feed(path: Path, gazetteer: Gazetteer) -> Source:
    """A file of real services."""
    with path.open("rb") as stream:
        readings = [read_service(each.value, each.where) for each in read_documents(stream) if not each.fault]
    listings = [reading.record for reading in readings if reading.record]
    if len({record.organisation.id for record in listings}) < 8:
        raise UnreadableError(f"{path.name} has too few groups to make pairs of")
    return Source(path.stem, listings, gazetteer)


def as_json(measured: Measured) -> list[dict[str, Any]]:
    """For each source what comes of each threshold, and of each kind of pair."""
    return [
        {
            "source": name,
            "likely": scored.at().as_json(),
            "curve": [figures.as_json() for figures in scored.curve()],
            "kinds": [{"kind": k.name, "same": k.same, "pairs": k.pairs, "found": k.found} for k in scored.kinds()],
        }
        for name, scored in measured.items()
    ]


def as_text(measured: Measured) -> Iterator[str]:
    """The same as lines for people."""
    for name, scored in measured.items():
        yield f"{name}, at {LIKELY}: {_line(scored.at())}"
        yield ""
        for kind in scored.kinds():
            yield f"  {'found' if kind.same else 'wrong'}  {kind.found:6} of {kind.pairs:6}  {kind.name}"
        yield ""
        yield from (f"  from {figures.threshold:4}  {_line(figures)}" for figures in scored.curve())
        yield ""


def _line(figures: Any) -> str:
    counts = f"{figures.right} right, {figures.wrong} wrong, {figures.missed} missed"
    return f"precision {figures.precision:.3f}, recall {figures.recall:.3f} ({counts})"
