"""However documents come and go, the index on the disk holds what the slow obvious one holds, for every reader."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index import changing, whoosh_index
from search_index.memory import MemoryIndex
from search_index.port import SearchIndex
from search_index.thesaurus import Thesaurus
from search_index.whoosh_index import WhooshIndex
from tests.depth import examples
from tests.search_index.makers import a_document, a_query

IDS = tuple("abcdefgh")
NAMES = ("Lunch club", "Tea and lunch", "Walking", "Walkers' tea", "Lonely no more")
put = st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(NAMES)), max_size=4, unique_by=lambda each: each[0])
changes = st.lists(put | st.sets(st.sampled_from(IDS), max_size=3), max_size=14)


@contextmanager
def quickly_outgrown() -> Iterator[None]:
    """Five documents are enough for Whoosh here, and three segments for one."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(changing, "MOST_RECENT", 5)
        patched.setattr(changing, "MERGED_AT_ONCE", 3)
        patched.setattr(whoosh_index, "POLL_SECONDS", 0.0)
        yield


def held(index: SearchIndex) -> list[tuple[str, list[str], int]]:
    """All that some queries find, in its order."""
    found = [(text, index.search(a_query(text, limit=50))) for text in ("", "lunch", "walk", "tea lunch", "lonely")]
    return [(text, [hit.id for hit in hits.hits], hits.total) for text, hits in found]


@examples(8)
@given(changes)
def test_what_is_there_does_not_depend_on_how_it_came(
    told: list[list[tuple[str, str]] | set[str]],
) -> None:
    with TemporaryDirectory() as folder, quickly_outgrown():
        writer, reader = (WhooshIndex(Path(folder) / "index", Thesaurus()) for _ in range(2))
        oracle = MemoryIndex(Thesaurus())
        for change in told:
            for index in (writer, oracle):
                if isinstance(change, set):
                    index.remove(change)
                else:
                    index.put([a_document(id_, name=name) for id_, name in change])
            assert held(reader) == held(writer) == held(oracle)
        assert held(WhooshIndex(Path(folder) / "index", Thesaurus())) == held(oracle)


def test_a_reader_that_slept_through_many_changes_sees_the_last(tmp_path: Path) -> None:
    with quickly_outgrown():
        writer, reader = (WhooshIndex(tmp_path / "index", Thesaurus()) for _ in range(2))
        writer.replace_all([a_document(str(number), name="Lunch club") for number in range(30)])
        assert reader.search(a_query("lunch")).total == 30
        for number in range(14):
            writer.put([a_document(str(number), name="Walking")])
        assert reader.search(a_query("lunch")).total == 16
        assert reader.search(a_query("walk")).total == 14


def test_a_segment_that_has_not_as_many_documents_as_it_should_is_torn(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path / "index", Thesaurus())
    index.put([a_document("a"), a_document("b")])
    stamp = tmp_path / "index" / "stamp"
    (name,) = (path.name for path in (tmp_path / "index").rglob("*.recent"))
    stamp.write_text(stamp.read_text().replace('"gone":{}', f'"gone":{{"{name}":[0,0]}}'))
    assert "instead of 0" in WhooshIndex(tmp_path / "index", Thesaurus()).status().trouble
