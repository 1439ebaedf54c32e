"""Documents are read alike, by how many processes however they are read, and whatever befalls these."""

import os
import pickle
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from search_index import reading
from search_index.apart import Reader, command, read_apart
from search_index.building import facts_of
from search_index.documents import Document, Room
from search_index.gathering import Batch, Stored, gather, joined
from search_index.reading import batches
from search_index.schema import postings
from search_index.thesaurus import Thesaurus
from search_index.whoosh_index import WhooshIndex
from tests.search_index.makers import a_document, a_query

DOCUMENTS = [a_document(str(number), name=f"Lunch club {number % 7}", summary="For the lonely") for number in range(40)]
PARTS = [DOCUMENTS[first : first + 10] for first in range(0, 40, 10)]


def alike(one: Batch, other: Batch) -> bool:
    same = [np.array_equal(np.array(mine), np.array(its)) for mine, its in zip(one.posted, other.posted, strict=True)]
    return all(same) and [each.unpacked() for each in one.stored] == [each.unpacked() for each in other.stored]


def exchange(reader: Reader) -> None:
    """More than it can have read before it is noticed that it is dead."""
    for _ in range(10):
        reader.send(PARTS[0])
        reader.receive()


@pytest.fixture
def many_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten documents are a batch here, and two of them enough to begin other processes."""
    monkeypatch.setattr(reading, "BATCH", 10)
    monkeypatch.setattr(reading, "ALONE", 2)
    monkeypatch.setattr(reading, "_cores", lambda: 2)


def test_batches_joined_are_what_all_of_it_would_be_at_once(small: Thesaurus) -> None:
    assert alike(joined([gather(part, small) for part in PARTS]), gather(DOCUMENTS, small))


def test_every_fact_of_a_document_is_kept(small: Thesaurus) -> None:
    document = a_document(tags=frozenset({"day:mon", "need:body"}), sessions=(5, 9), room=Room.FULL)
    facts = facts_of(document, postings(document, small))
    assert Stored.of("a", facts).unpacked() == ("a", facts)


def test_what_is_left_is_what_would_have_been_read_without_the_others(small: Thesaurus) -> None:
    gone = [3, 4, 39]
    left = [document for number, document in enumerate(DOCUMENTS) if number not in gone]
    assert alike(gather(DOCUMENTS, small).without(gone), gather(left, small))


@pytest.mark.usefixtures("many_cores")
def test_other_processes_read_the_same_in_the_same_order(small: Thesaurus) -> None:
    assert alike(joined(list(batches(DOCUMENTS, small))), gather(DOCUMENTS, small))


@pytest.mark.usefixtures("many_cores")
@pytest.mark.parametrize("count", [0, 10, 20])
def test_no_process_is_begun_for_a_few(small: Thesaurus, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(reading, "read_apart", lambda *_: pytest.fail("A process was begun"))
    assert alike(joined(list(batches(DOCUMENTS[:count], small))), gather(DOCUMENTS[:count], small))


@pytest.mark.usefixtures("many_cores")
def test_a_document_that_cannot_be_read_fails_as_it_does_in_one_process(small: Thesaurus) -> None:
    broken = replace(DOCUMENTS[0], sessions=None)  # type: ignore[arg-type]  # this is what is wrong with it
    with pytest.raises(TypeError, match="NoneType"):
        list(batches([*DOCUMENTS, broken], small))


@pytest.mark.usefixtures("many_cores")
def test_documents_that_cease_to_come_leave_the_old_index(small: Thesaurus, tmp_path: Path) -> None:
    def ceasing() -> Iterator[Document]:
        yield from DOCUMENTS
        raise OSError("The documents cannot be read any further")

    index = WhooshIndex(tmp_path / "index", small)
    index.put(DOCUMENTS[:3])
    with pytest.raises(OSError, match="any further"):
        index.replace_all(ceasing())
    assert index.search(a_query("lunch")).total == 3


def test_a_process_that_is_killed_is_no_silent_loss(small: Thesaurus) -> None:
    with Reader(small) as reader:
        os.kill(reader.pid, signal.SIGKILL)
        with pytest.raises(ChildProcessError, match="has died"):
            exchange(reader)


def test_who_listens_no_longer_ends_the_processes(small: Thesaurus) -> None:
    reading_them = read_apart(iter(PARTS), small, 2)
    assert len(next(reading_them).stored) == 10
    reading_them.close()


def test_when_the_one_who_asks_is_killed_a_reader_goes_quietly(small: Thesaurus) -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen(command(), stdin=pipe, stdout=pipe, stderr=pipe) as reader:
        assert reader.stdin
        assert reader.stdout
        assert reader.stderr
        reader.stdout.close()
        for sent in (small, *PARTS):
            pickle.dump(sent, reader.stdin)
        reader.stdin.close()
        assert reader.wait() == 0
        assert reader.stderr.read() == b""
