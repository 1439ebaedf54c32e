"""A small corpus, as close together as in one county, so that queries meet something."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from directory.geography import FileGazetteer
from tests.benchmarks.corpus import places
from tests.benchmarks.oracle import Oracle
from tests.benchmarks.peers.port import CorpusFile
from tests.benchmarks.plain import Listing, PlainQuery
from tests.benchmarks.store import CorpusFolder, make_corpus

SMALL = 300


@pytest.fixture(scope="session")
def points(full_gazetteer: FileGazetteer) -> npt.NDArray[np.float64]:
    """Every postcode of a county."""
    return places(full_gazetteer, "kent")


@pytest.fixture(scope="session")
def small(full_gazetteer: FileGazetteer, tmp_path_factory: pytest.TempPathFactory) -> CorpusFolder:
    """A corpus of a few hundred listings."""
    return make_corpus(tmp_path_factory.mktemp("benchmarks"), full_gazetteer, "kent", SMALL, lambda _: None)


@pytest.fixture(scope="session")
def few(small: CorpusFolder) -> list[Listing]:
    """Its listings."""
    return list(CorpusFile(small.listings).listings())


@pytest.fixture(scope="session")
def asked(small: CorpusFolder) -> list[PlainQuery]:
    """Its queries."""
    return [PlainQuery.of_line(line) for line in small.queries.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="session")
def oracle(few: list[Listing], asked: list[PlainQuery]) -> Oracle:
    """The right answers to these."""
    return Oracle(few, {word for query in asked for word in query.words})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where an index can lie."""
    made = tmp_path / "index"
    made.mkdir()
    return made
