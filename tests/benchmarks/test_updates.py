"""The index while it is changed: short runs, whose answers are checked and whose times are not."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.benchmarks.kills import killed
from tests.benchmarks.store import CorpusFolder
from tests.benchmarks.updates import Pace, ready_index, sustained
from tests.depth import DEPTH


@contextmanager
def no_bar(_label: str, _length: int) -> Iterator[Callable[[int], None]]:
    yield lambda _: None


@pytest.fixture
def ready(small: CorpusFolder) -> Iterator[Path]:
    with ready_index(small, no_bar) as folder:
        yield folder


def test_readers_see_every_change_whole_and_no_error(ready: Path, small: CorpusFolder) -> None:
    figures = sustained(ready, small, Pace(seconds=0.6, rate=50), processes=1)
    assert (figures.faults, figures.wrong) == (0, [])
    assert figures.updates > 10
    assert figures.searches_per_s > 0


def test_a_killed_writer_loses_nothing_and_no_reader_notices(ready: Path, small: CorpusFolder) -> None:
    told = killed(ready, small, moments=4 * DEPTH)
    assert told.wrong == []
    assert told.changing == told.rebuilding == 2 * DEPTH
