"""What the index on the disk promises beyond the contract: other processes, torn files, writers that die."""

import gc
import os
import time
import warnings
from collections.abc import Iterator
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest

from search_index import turns, whoosh_index
from search_index.changing import MERGED_AT_ONCE
from search_index.documents import Document
from search_index.port import IndexBusyError
from search_index.thesaurus import Thesaurus
from search_index.whoosh_columns import KEEP_FROM
from search_index.whoosh_index import WhooshIndex
from tests.search_index.makers import a_document, a_query, found
from tests.search_index.writers import writer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A searcher looks for a newer generation every time."""
    monkeypatch.setattr(whoosh_index, "POLL_SECONDS", 0.0)


def lunches(count: int) -> list[Document]:
    return [a_document(f"{number:04}", name=f"Lunch {number}") for number in range(count)]


class TestOtherProcesses:
    def test_a_change_of_another_process_is_seen(self, folder: Path) -> None:
        index = WhooshIndex(folder, Thesaurus())
        index.put(lunches(1))
        assert index.search(a_query("lunch")).total == 1
        with writer(folder, 1, 4) as other:
            other.finish()
        assert found(index.search(a_query("lunch"))) == ["0000", "0001", "0002", "0003"]

    def test_a_rebuild_of_another_index_is_seen(self, folder: Path) -> None:
        reader, other = WhooshIndex(folder, Thesaurus()), WhooshIndex(folder, Thesaurus())
        other.put(lunches(3))
        assert reader.search(a_query()).total == 3
        other.replace_all(lunches(2))
        assert reader.search(a_query()).total == 2
        assert len([path for path in folder.iterdir() if path.is_dir()]) == 1

    def test_two_writers_take_turns(self, folder: Path) -> None:
        WhooshIndex(folder, Thesaurus()).put([])
        with writer(folder, 0, 15) as one, writer(folder, 100, 115) as two:
            assert (one.finish(), two.finish()) == (0, 0)
        assert WhooshIndex(folder, Thesaurus()).search(a_query("lunch")).total == 30

    def test_a_writer_that_waits_too_long_says_that_it_is_busy(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(turns, "WAIT_SECONDS", 0.05)
        index = WhooshIndex(folder, Thesaurus())
        index.put(lunches(1))
        with (folder / "lock").open("w") as lock:
            flock(lock, LOCK_EX)
            with pytest.raises(IndexBusyError):
                index.put(lunches(2))
            assert index.search(a_query("lunch")).total == 1

    def test_searches_go_on_while_another_process_writes(self, folder: Path) -> None:
        index = WhooshIndex(folder, Thesaurus())
        index.put([])
        with writer(folder, 0, 40) as other:
            totals = []
            while other.is_writing:
                hits = index.search(a_query("lunch", limit=500))
                assert hits.total == len(hits.hits)
                totals.append(hits.total)
        assert totals == sorted(totals)
        assert index.search(a_query("lunch")).total == 40


# Whoosh leaves a file that it could not read to be closed by the collector of garbage.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
class TestTrouble:
    @pytest.fixture(autouse=True)
    def _files_left_open(self) -> Iterator[None]:
        """Whoosh leaves the files of an index that it cannot read to the collector; no other test shall hear of it."""
        yield
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            gc.collect()

    def test_a_missing_index_is_made_from_its_source(self, folder: Path, small: Thesaurus) -> None:
        index = WhooshIndex(folder, small, source=lambda: lunches(5))
        assert index.search(a_query("lunch")).total == 5

    @pytest.mark.parametrize("torn", ["stamp", "*.toc", "*.trm", "*.pst", "*.col", "terms.npy"])
    @pytest.mark.parametrize("how", ["cut", "empty", "gone", "garbage"])
    def test_a_torn_index_is_made_again(self, folder: Path, small: Thesaurus, torn: str, how: str) -> None:
        documents = lunches(KEEP_FROM + 5)
        WhooshIndex(folder, small).replace_all(documents)
        paths = list(folder.rglob(torn))
        assert paths
        for path in paths:
            spoil(path, how)
        index = WhooshIndex(folder, small, source=lambda: documents)
        assert index.search(a_query("lunch")).total == len(documents)
        index.put([a_document("new", name="Supper")])
        assert index.search(a_query("supper")).total == 1
        assert index.search(a_query("lunch")).total == len(documents)

    def test_while_it_can_answer_from_before_a_torn_index_is_no_error(self, folder: Path, small: Thesaurus) -> None:
        index = WhooshIndex(folder, small)
        index.put(lunches(3))
        assert index.search(a_query("lunch")).total == 3
        (folder / "stamp").write_text("{")
        assert index.search(a_query("lunch")).total == 3
        assert not index.status().sound

    def test_an_index_of_an_older_format_is_made_again(
        self, folder: Path, small: Thesaurus, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        WhooshIndex(folder, small).put(lunches(1))
        monkeypatch.setattr(whoosh_index, "FORMAT", 99)
        index = WhooshIndex(folder, small, source=lambda: lunches(2))
        assert not index.status().sound
        assert index.search(a_query("lunch")).total == 2

    def test_an_index_that_another_thesaurus_read_is_made_again(self, folder: Path, small: Thesaurus) -> None:
        running = WhooshIndex(folder, Thesaurus(), source=lambda: lunches(2))
        assert running.search(a_query("lunch")).total == 2
        small.mean("lunch", {"need:body": 1.0})
        index = WhooshIndex(folder, small, source=lambda: lunches(3))
        assert "another thesaurus" in index.status().trouble
        assert index.search(a_query("lunch")).needs == ("need:body",)
        assert index.search(a_query("lunch")).total == 3
        # Who was there before neither fails nor makes it again; but what it adds was read otherwise.
        running.put([a_document("new", name="Lunch anew")])
        assert running.search(a_query("lunch")).total == 4
        assert "another thesaurus" in WhooshIndex(folder, small).status().trouble

    def test_a_phrase_that_only_queries_are_read_for_changes_nothing_of_the_index(
        self, folder: Path, small: Thesaurus
    ) -> None:
        WhooshIndex(folder, small).put(lunches(1))
        small.mean("lunch", {"need:body": 1.0}, reads="query")
        assert WhooshIndex(folder, small).status().sound

    def test_a_writer_that_is_killed_loses_nothing_that_was_committed(self, folder: Path) -> None:
        WhooshIndex(folder, Thesaurus()).put([])
        last = -1
        for moment in (0.0, 0.003, 0.01, 0.02, 0.03):
            with writer(folder, last + 1, last + 1000) as other:
                done = [other.hear()]
                time.sleep(moment)
                done += other.kill()
            last = max(done)
            hits = WhooshIndex(folder, Thesaurus()).search(a_query("lunch", limit=500))
            # The one that was being written may be there too; none is there twice.
            assert hits.total in {last + 1, last + 2}
            assert len(set(found(hits))) == hits.total

    def test_a_full_disk_leaves_the_old_index(self, folder: Path, small: Thesaurus) -> None:
        index = WhooshIndex(folder, small)
        index.put(lunches(2))

        def full() -> Iterator[Document]:
            yield from lunches(10)
            raise OSError(28, "No space left on device")

        with pytest.raises(OSError, match="No space"):
            index.replace_all(full())
        assert index.search(a_query("lunch")).total == 2
        assert len([path for path in folder.iterdir() if path.is_dir()]) == 1


class TestSegments:
    def test_many_small_changes_leave_few_segments(self, folder: Path, small: Thesaurus) -> None:
        index = WhooshIndex(folder, small)
        for document in lunches(150):
            index.put([document])
        assert len(index._current().segments) <= 3 * MERGED_AT_ONCE
        assert index.search(a_query("lunch")).total == 150

    def test_a_document_that_is_put_again_and_again_is_there_once(self, folder: Path, small: Thesaurus) -> None:
        index = WhooshIndex(folder, small)
        for _ in range(40):
            index.put(lunches(3))
        assert index.search(a_query("lunch")).total == 3
        assert sum(len(segment.columns) for segment in index._current().segments) < 60


def spoil(path: Path, how: str) -> None:
    """Do to a file what a power cut may."""
    match how:
        case "cut":
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        case "empty":
            path.write_bytes(b"")
        case "gone":
            path.unlink()
        case _:
            path.write_bytes(os.urandom(path.stat().st_size))
