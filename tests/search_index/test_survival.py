"""What holds while the index is changed all the time, and whatever happens to those who change it."""

import errno
import os
import re
from pathlib import Path
from typing import Any

import pytest
from whoosh.index import TOC

from search_index import changing, opening, stamp, whoosh_index, whoosh_states
from search_index.documents import Document
from search_index.thesaurus import Thesaurus
from search_index.whoosh_columns import KEEP_FROM
from search_index.whoosh_index import WhooshIndex
from tests.search_index.makers import a_document, a_query, found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A searcher looks for a newer generation every time."""
    monkeypatch.setattr(whoosh_index, "POLL_SECONDS", 0.0)


def lunches(count: int) -> list[Document]:
    return [a_document(f"{number:04}", name=f"Lunch {number}") for number in range(count)]


def files_of(folder: Path) -> dict[str, int]:
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in folder.rglob("*") if path.is_file()}


def start_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on the machine is one that was started since."""
    monkeypatch.setattr(opening, "boot", lambda: "another start")


class TestAPowerCut:
    """Simulated: files are not what was written, and the machine was started since."""

    @pytest.mark.parametrize("pattern", ["*.toc", "*.trm", "*.pst", "*.col", "impacts.npy", "conditions.json"])
    def test_a_wrong_byte_in_the_middle_of_any_file_is_noticed(
        self, folder: Path, small: Thesaurus, monkeypatch: pytest.MonkeyPatch, pattern: str
    ) -> None:
        documents = lunches(KEEP_FROM)
        first = WhooshIndex(folder, small)
        first.replace_all(documents)
        first.put([a_document("new", name="Supper")])
        for path in folder.rglob(pattern):
            content = path.read_bytes()
            middle = len(content) // 2
            path.write_bytes(content[:middle] + bytes([content[middle] ^ 255]) + content[middle + 1 :])
        start_again(monkeypatch)
        index = WhooshIndex(folder, small, source=lambda: documents)
        assert "is not what was written" in str(index.status().trouble)
        assert index.search(a_query("lunch")).total == len(documents)
        assert index.search(a_query("supper")).total == 0
        assert index.status().sound

    def test_a_sound_index_is_not_made_again(
        self, folder: Path, small: Thesaurus, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        WhooshIndex(folder, small).put(lunches(3))
        start_again(monkeypatch)
        assert WhooshIndex(folder, small).search(a_query("lunch")).total == 3

    def test_a_writer_does_not_build_on_what_is_torn(
        self, folder: Path, small: Thesaurus, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        WhooshIndex(folder, small).put(lunches(3))
        start_again(monkeypatch)
        (torn,) = folder.rglob("*.recent")
        torn.write_bytes(bytes(torn.stat().st_size))
        index = WhooshIndex(folder, small, source=lambda: lunches(3))
        index.put([a_document("new", name="Lunch anew")])
        assert index.search(a_query("lunch")).total == 4

    def test_where_nothing_tells_of_a_start_every_process_looks_for_itself(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(stamp, "_BOOT", Path("/nowhere"))
        assert stamp.boot.__wrapped__() != stamp.boot.__wrapped__()


class TestAFullDisk:
    @pytest.mark.parametrize(
        ("what", "writes"),
        [
            (changing, "keep"),
            (whoosh_states.StateWriter, "_flush_segment"),
            (TOC, "write"),
            (stamp.Stamp, "write"),
        ],
    )
    def test_it_leaves_the_old_index_and_no_litter(
        self, folder: Path, small: Thesaurus, monkeypatch: pytest.MonkeyPatch, what: Any, writes: str
    ) -> None:
        if what in {whoosh_states.StateWriter, TOC}:
            monkeypatch.setattr(changing, "MOST_RECENT", 1)
        index = WhooshIndex(folder, small)
        index.put(lunches(2))
        before = files_of(folder)

        def full(*_: Any) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with monkeypatch.context() as patched:
            patched.setattr(what, writes, full)
            with pytest.raises(OSError, match="No space left on device"):
                index.put([a_document("new", name="Supper")])
        assert files_of(folder).items() <= before.items()
        assert found(WhooshIndex(folder, small).search(a_query())) == ["0000", "0001"]
        index.put([a_document("new", name="Supper")])
        assert index.search(a_query("supper")).total == 1


class TestLitter:
    def test_what_a_killed_writer_left_goes_with_the_next_change(self, folder: Path, small: Thesaurus) -> None:
        index = WhooshIndex(folder, small)
        index.put(lunches(2))
        (inside,) = (path for path in folder.iterdir() if path.is_dir())
        for name in (
            "MAIN_dead.trm",
            "dead.recent",
            "_MAIN_99.toc",
            "MAIN.tmp/pool",
            "columns/MAIN_dead.7.new/ids.npy",
        ):
            (inside / name).parent.mkdir(parents=True, exist_ok=True)
            (inside / name).write_bytes(b"half")
        assert WhooshIndex(folder, small).search(a_query("lunch")).total == 2
        index.put(lunches(1))
        assert not [name for name in files_of(inside) if re.search(r"dead\.|_99|tmp", name)]

    def test_a_reader_that_is_late_goes_on_with_the_newer_state(
        self, folder: Path, small: Thesaurus, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        index, late = WhooshIndex(folder, small), WhooshIndex(folder, small)
        index.put(lunches(1))
        read = late._opener.open

        def slowly(seen: stamp.Stamp) -> Any:
            monkeypatch.setattr(late._opener, "open", read)
            index.put(lunches(2))
            index.put(lunches(3))
            return read(seen)

        monkeypatch.setattr(late._opener, "open", slowly)
        assert late.search(a_query("lunch")).total == 3


class TestSpelling:
    def test_what_is_known_of_a_segment_outlives_a_change(self, folder: Path, small: Thesaurus) -> None:
        index = WhooshIndex(folder, small)
        index.replace_all(lunches(20))
        assert index.search(a_query("lonch")).total == 20
        columns = index._current().segments[0].columns
        index.put([a_document("0003", name="Supper with singing")])
        assert index.search(a_query("lonch")).total == 19
        assert index.search(a_query("sipper")).total == 1
        assert index._current().segments[0].columns is columns
