"""States of a Whoosh index, of which several may lie in one folder: one is in force, whatever else is there.

Whoosh itself takes the newest for the one in force and deletes the files of the one before as it writes it. Here the
stamp decides: a state is written, then put in force, and what it left behind stays until the next change, so that
whoever has just begun to read it can finish.
"""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import _DEF_INDEX_NAME, TOC, FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from search_index.columns import Posted
from search_index.gathering import Stored
from search_index.stamp import Sums
from search_index.whoosh_fields import ImpactCodec, PostedTerms, schema

COLUMNS = "columns"
"""The folder of the columns that are kept, one of each segment."""


class State(FileIndex):  # type: ignore[misc]  # Whoosh has no types
    """One state of the index in a folder.

    Args:
        number: which one; None for the newest.
    """

    def __init__(self, folder: Path, number: int | None = None) -> None:
        self.folder = folder
        # Not Whoosh's own way of beginning: it reads all of the state, only to see whether it can be read.
        self.storage = FileStorage(str(folder))
        self.indexname = _DEF_INDEX_NAME
        self._schema = schema()
        self._toc = TOC.read(self.storage, self.indexname, gen=number, schema=self._schema)

    def _read_toc(self) -> TOC:
        return self._toc

    @property
    def number(self) -> int:
        """Whoosh's number of this state."""
        return int(self._toc.generation)

    @property
    def segments(self) -> list[Any]:
        """Whoosh's segments in which there is something, with what has been deleted of them."""
        return [segment for segment in self._toc.segments if segment.doc_count_all()]

    def open(self, segment: Any) -> SegmentReader:
        """Read one of the segments."""
        return SegmentReader(self.storage, self._schema, segment)


class StateWriter(SegmentWriter):  # type: ignore[misc]  # Whoosh has no types
    """Writes a new state beside the one in force, without Whoosh's lock: there is one for the whole of a change."""

    def __init__(self, index: FileIndex) -> None:
        super().__init__(index, compound=False, codec=ImpactCodec(), _lk=False)
        self.pool = PostedTerms()

    def store(self, documents: Iterable[Stored]) -> None:
        """Store documents in the new segment, after those that were stored before."""
        id_, facts = self.schema["id"], self.schema["facts"]
        for stored in documents:
            self.perdocwriter.start_doc(self.docnum)
            self.perdocwriter.add_field("id", id_, stored.id, 0)
            self.perdocwriter.add_field("facts", facts, stored.facts, 0)
            self.perdocwriter.finish_doc()
            self.docnum += 1

    def index(self, posted: Posted) -> None:
        """Let these be the postings of the documents that were stored."""
        self.pool = PostedTerms(posted)
        self._added = self.docnum > 0

    def _commit_toc(self, segments: list[Any]) -> None:
        TOC(self.schema, segments, self.generation).write(self.storage, self.indexname)


@contextmanager
def writing(index: FileIndex) -> Iterator[StateWriter]:
    """A writer that commits at the end, or leaves no trace when something fails."""
    writer = StateWriter(index)
    try:
        yield writer
        writer.commit()
    except BaseException:
        # It writes as it gives up, and what hindered it before may hinder that.
        with suppress(Exception):
            writer.cancel()
        raise


def files_of(state: State, folder: Path) -> Iterator[str]:
    """All files that a state is made of, as paths in the folder."""
    names = {str(segment.segment_id()) for segment in state.segments}
    for path in folder.iterdir():
        if path.name == TOC._filename(state.indexname, state.number) or _owner(path) in names:
            yield path.name
    for name in names:
        with suppress(FileNotFoundError):
            yield from (f"{COLUMNS}/{name}/{path.name}" for path in (folder / COLUMNS / name).iterdir())


def tidy(folder: Path, files: Sums) -> None:
    """Delete what does not belong to the state in force: that of earlier ones, and of writers that died."""
    needed = {name.rpartition("/")[0] or name for name in files} | {COLUMNS}
    there = [path.name for path in folder.iterdir()]
    if COLUMNS in there:
        there += [f"{COLUMNS}/{path.name}" for path in (folder / COLUMNS).iterdir()]
    for name in there:
        if name not in needed:
            _delete(folder / name)


def _delete(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _owner(path: Path) -> str:
    """The segment that a file of Whoosh's belongs to, which is named like ``MAIN_q1w2e3._stored.col``."""
    return path.name.partition(".")[0]
