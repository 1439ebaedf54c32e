"""The arrays of a segment, kept as files."""

from pathlib import Path

import numpy as np
import pytest

from search_index.columns import Columns
from search_index.documents import Condition, Document, Room
from search_index.gathering import gather
from tests.search_index.conftest import small_thesaurus
from tests.search_index.makers import HERE, TODAY, a_document, away

DOCUMENTS = [
    a_document("a", name="Lunch club", tags=frozenset({"day:mon"}), points=(HERE, away(3))),
    a_document("b", name="Écoute", room=Room.FULL, room_stated_on=TODAY, sessions=(5, 9), points=()),
    a_document("c", conditions=(Condition("age", ages=(720, float("inf")), since=TODAY),)),
]


def columns_of(documents: list[Document]) -> Columns:
    return gather(documents, small_thesaurus()).columns()


def test_what_is_kept_is_what_is_read_back(tmp_path: Path) -> None:
    columns = columns_of(DOCUMENTS)
    columns.save(tmp_path / "kept")
    read = Columns.load(tmp_path / "kept")
    # What has exactly one place comes first.
    assert read.ids.tolist() == [b"c", b"a", b"b"]
    assert read.numbers.tolist() == [2, 0, 1]
    assert len(read.cells) == 1
    assert [read.names.text(row) for row in range(3)] == ["Service c", "Lunch club", "Écoute"]
    assert read.ranks.tolist() == [2, 1, 0]
    assert read.carrying("day:mon").tolist() == [1]
    assert read.carrying("day:sun").tolist() == []
    assert read.postings("lunch").documents.tolist() == [1]
    assert read.postings("nobody").documents.tolist() == []
    assert read.rule_sets == columns.rule_sets
    assert read.rule_sets[read.rules[0]] == DOCUMENTS[2].conditions
    assert np.array_equal(read.points, columns.points)


def test_a_segment_without_documents_can_be_kept(tmp_path: Path) -> None:
    columns_of([]).save(tmp_path / "kept")
    assert len(Columns.load(tmp_path / "kept")) == 0


@pytest.mark.parametrize("lost", ["ids.npy", "posted.starts.npy", "tags.json"])
def test_what_is_not_all_there_is_not_read(tmp_path: Path, lost: str) -> None:
    columns_of(DOCUMENTS).save(tmp_path / "kept")
    (tmp_path / "kept" / lost).unlink()
    with pytest.raises((OSError, ValueError, TypeError)):
        Columns.load(tmp_path / "kept")
