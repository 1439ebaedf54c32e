"""Measuring from end to end, with processes of their own and few listings; nothing is timed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.benchmarks.crew import Worker
from tests.benchmarks.figures import Figures, row
from tests.benchmarks.measuring import UPDATES, Course, Measuring
from tests.benchmarks.peers import NAMES
from tests.benchmarks.peers.port import MissingPartError
from tests.benchmarks.plain import Order
from tests.benchmarks.running import UnknownEngineError, chosen
from tests.benchmarks.store import Built, CorpusFolder

KEYS = {
    "engine",
    "listings",
    "sort",
    "p50_ms",
    "p95_ms",
    "p99_ms",
    "build_s",
    "index_mb",
    "rss_mb",
    "wrong_totals",
}


@contextmanager
def silent(_label: str, _length: int) -> Iterator[Callable[[int], None]]:
    yield lambda _: None


@pytest.fixture(scope="module")
def measured(small: CorpusFolder) -> dict[str, Figures]:
    names = ["sqlite-join", "sqlite-cells"]
    return {each.engine: each for each in Measuring(small, names, Course(rounds=2), silent).figures()}


def test_every_engine_has_all_its_figures(measured: dict[str, Figures]) -> None:
    for figures in measured.values():
        assert (figures.why, figures.misplaced, figures.unsteady) == ("", 0, 0)
        assert figures.wrong == {Order.BEST: 0, Order.NEAREST: 0}
        assert {order: len(times) for order, times in figures.best_ms.items()} == dict.fromkeys(Order, 200)
        assert len(figures.updates_ms) == UPDATES
        assert figures.built
        assert figures.built.index_mb > 0


def test_a_row_has_what_scripts_look_for(measured: dict[str, Figures]) -> None:
    told = row(measured["sqlite-cells"], Order.NEAREST)
    assert set(told) == KEYS
    assert (told["engine"], told["listings"], told["sort"], told["wrong_totals"]) == ("sqlite-cells", 300, "nearest", 0)
    assert 0 < told["p50_ms"] <= told["p95_ms"] <= told["p99_ms"]


def test_an_index_is_not_made_twice(measured: dict[str, Figures], small: CorpusFolder) -> None:
    [again] = Measuring(small, ["sqlite-join"], Course(rounds=1, cold=True), silent).figures()
    assert again.built == measured["sqlite-join"].built  # the very seconds it took then
    assert again.wrong == {Order.BEST: 0, Order.NEAREST: 0}


def test_an_index_of_another_version_is_made_again(tmp_path: Path) -> None:
    corpus = CorpusFolder(tmp_path, 1)
    with corpus.building("engine") as keep:
        assert corpus.built("engine", "1") is None
        keep(Built("1", 2.0, 3.0, 4.0))
    assert corpus.built("engine", "1") == Built("1", 2.0, 3.0, 4.0)
    assert corpus.built("engine", "2") is None
    assert corpus.built("engine", None) == Built("1", 2.0, 3.0, 4.0)


def test_an_engine_that_cannot_run_is_a_row_that_says_why(small: CorpusFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.benchmarks.peers._PLACES", {"other": "other:Other"})
    [figures] = Measuring(small, ["other"], Course(rounds=1), silent).figures()
    told = row(figures, Order.BEST)
    assert set(told) == {*KEYS, "why"}
    assert told["p50_ms"] is None
    assert "other is not installed" in told["why"]


def test_a_worker_that_fails_says_its_last_words(small: CorpusFolder, folder: Path) -> None:
    with Worker("sqlite-join", small, folder) as worker, pytest.raises(MissingPartError, match="frobnicate"):
        worker.call("frobnicate")


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        ([], NAMES),
        (["sqlite"], ("fingerpost", "fingerpost-full", "sqlite-join", "sqlite-cells")),
        (["tantivy-cells", "whoosh-naive"], ("fingerpost", "fingerpost-full", "tantivy-cells", "whoosh-naive")),
    ],
)
def test_engines_are_chosen_by_name_or_by_family_and_ours_always(wanted: list[str], meant: tuple[str, ...]) -> None:
    assert tuple(chosen(wanted)) == meant


def test_an_engine_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownEngineError, match=r"^solr: choose from fingerpost, "):
        chosen(["lucene", "solr"])
