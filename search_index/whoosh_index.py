"""The engine of the product: a Whoosh index on the disk, answered from columns.

The folder holds one file ``stamp`` that names the folder in force and its generation; it is replaced whole,
after everything it speaks of is on the disk, and so a reader sees either what was before a change or what is
after it. The
index can be thrown away: whatever is wrong with it, it is made again from the documents of its ``source``.
"""

import errno
import json
import logging
import math
import os
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from fcntl import LOCK_EX, LOCK_NB, LOCK_UN, flock
from logging import INFO, WARNING
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from whoosh.index import FileIndex, create_in, open_dir
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from search_index.answering import answer
from search_index.arrays import sync
from search_index.columns import Columns
from search_index.documents import Document, Hits, Query, Status, Suggestion
from search_index.generation import Generation
from search_index.port import IndexBusyError, Progress
from search_index.reading import read, read_all
from search_index.segments import Segment
from search_index.suggesting import complete
from search_index.thesaurus import Thesaurus
from search_index.whoosh_fields import columns_of, schema, writer_of

logger = logging.getLogger(__name__)

FORMAT = 2
"""Of the files in the folder; an index of another format is made again."""

WAIT_SECONDS = 10.0
"""How long a writer waits for another one."""

POLL_SECONDS = 0.1
"""How often, at most, a searcher looks for a newer generation."""

KEEP_FROM = 1_000
"""Segments of fewer documents are read from Whoosh each time: that is quicker than as many files."""

MERGED_AT_ONCE = 8
"""So many segments of like size become one."""

_NOT_ITS_FAULT = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EMFILE}
"""What the disk says that does not mean that the index is torn: it is full, or closed to us."""


class TornIndexError(Exception):
    """The files of the index are not there, not whole, or of another format."""


@contextmanager
def _reading() -> Iterator[None]:
    """Say of whatever reading a torn index raises that it is torn.

    Whoosh unpickles and unpacks what it finds in its files, so that a cut or overwritten one may raise anything.
    """
    try:
        yield
    except Exception as fault:
        if isinstance(fault, OSError) and fault.errno in _NOT_ITS_FAULT:
            raise
        raise TornIndexError(f"The index cannot be read: {fault}") from fault


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is in force: a folder of the index, and a number that grows with every change."""

    folder: str
    generation: int
    format: int


class WhooshIndex:
    """A search index in a folder, for any number of processes of which one at a time writes.

    Args:
        folder: where the index is kept; made when it is not there.
        source: gives every document there is, for an index that is missing or torn.
    """

    def __init__(self, folder: Path, thesaurus: Thesaurus, *, source: Callable[[], Iterable[Document]] = tuple) -> None:
        self._folder = folder
        self._thesaurus = thesaurus
        self._source = source
        self._seen: tuple[int, int, int] | None = None
        self._looked = 0.0
        self._state: Generation | None = None
        self._loading = Lock()

    def search(self, query: Query, /) -> Hits:
        return answer(query, self._thesaurus, self._current())

    def suggest(self, typed: str, /, *, limit: int = 8) -> list[Suggestion]:
        return complete(typed, self._thesaurus, self._current().names(typed, limit), limit)

    def put(self, documents: Iterable[Document], /) -> None:
        new = {document.id: document for document in documents}
        with self._writing():
            self._change(new.values(), gone=new)

    def remove(self, ids: Iterable[str], /) -> None:
        with self._writing():
            self._change((), gone=ids)

    def replace_all(self, documents: Iterable[Document], /, *, progress: Progress | None = None) -> None:
        with self._writing():
            self._rebuild(documents, progress)

    def status(self) -> Status:
        try:
            stamp = self._stamp()
            state = self._current(repair=False)
        except TornIndexError as trouble:
            return Status(sound=False, generation=0, documents=0, changed_at=None, trouble=str(trouble))
        changed = datetime.fromtimestamp((self._folder / "stamp").stat().st_mtime, UTC)
        return Status(sound=True, generation=stamp.generation, documents=state.documents(), changed_at=changed)

    # Reading.

    def _current(self, *, repair: bool = True) -> Generation:
        """The generation in force; looked for again after a while, for the price of a stat."""
        now = time.monotonic()
        if self._state is not None and now - self._looked < POLL_SECONDS:
            return self._state
        with self._loading:
            self._looked = now
            seen = self._signature()
            if self._state is None or seen != self._seen:
                self._state = self._load_or_repair(repair=repair)
                self._seen = seen
            return self._state

    def _signature(self) -> tuple[int, int, int] | None:
        with suppress(OSError):
            found = (self._folder / "stamp").stat()
            return found.st_ino, found.st_mtime_ns, found.st_size
        return None

    def _load_or_repair(self, *, repair: bool) -> Generation:
        try:
            return self._load()
        except TornIndexError:
            if not repair:
                raise
            if self._state is not None:
                # Better the answers of a moment ago than none: whoever broke the index is writing it now, or
                # the next process that starts will make it again.
                logger.exception("index cannot be read; going on with generation %d", self._state.number)
                return self._state
            self._say_why()
        with self._writing():
            with suppress(TornIndexError):
                return self._load()
            self._rebuild(self._source(), None)
            return self._load()

    def _say_why(self) -> None:
        there = self._is_there()
        logger.log(WARNING if there else INFO, "index is %s; making it", "torn" if there else "not there yet")

    def _is_there(self) -> bool:
        return (self._folder / "stamp").exists()

    def _stamp(self) -> Stamp:
        if not self._is_there():
            raise TornIndexError("There is no index yet; the first search makes it")
        with _reading():
            stamp = Stamp(**json.loads((self._folder / "stamp").read_text(encoding="utf-8")))
        if stamp.format != FORMAT:
            raise TornIndexError(f"The index has format {stamp.format}, this program needs {FORMAT}")
        return stamp

    def _load(self) -> Generation:
        known = {s.name: s.columns for s in self._state.segments} if self._state else {}
        stamp = self._stamp()
        folder = self._folder / stamp.folder
        with _reading(), closing(open_dir(str(folder), schema=schema()).reader()) as reader:
            leaves = [leaf for leaf, _ in reader.leaf_readers() if leaf.doc_count_all()]
            return Generation(stamp.generation, tuple(_segment(leaf, folder, known) for leaf in leaves))

    # Writing.

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Wait for one's turn to write."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / "lock").open("w") as lock:
            deadline = time.monotonic() + WAIT_SECONDS
            while True:
                try:
                    flock(lock, LOCK_EX | LOCK_NB)
                    break
                except BlockingIOError as busy:
                    if time.monotonic() > deadline:
                        raise IndexBusyError("Another process is writing to the search index") from busy
                    time.sleep(0.01)
            try:
                yield
            finally:
                flock(lock, LOCK_UN)

    def _change(self, new: Iterable[Document], *, gone: Iterable[str]) -> None:
        new, gone = list(new), list(gone)
        try:
            self._commit(new, gone)
        except TornIndexError:
            self._say_why()
            self._rebuild(self._source(), None)
            self._commit(new, gone)

    def _commit(self, new: list[Document], gone: list[str]) -> None:
        stamp = self._stamp()
        folder = self._folder / stamp.folder
        with _reading():
            index = open_dir(str(folder), schema=schema())
            with _writer(index) as writer, index.searcher() as searcher:
                for id_ in gone:
                    writer.delete_by_term("id", id_, searcher=searcher)
                for document in new:
                    writer.add_document(**read(document, self._thesaurus)._asdict())
                writer.mergetype = _merge
            self._finish(index, folder, stamp.generation + 1)

    def _rebuild(self, documents: Iterable[Document], progress: Progress | None) -> None:
        try:
            before = self._stamp()
        except TornIndexError:
            before = Stamp("", 0, FORMAT)
        folder = self._folder / f"{before.generation + 1:08d}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        try:
            index = create_in(str(folder), schema())
            with _writer(index) as writer:
                for found in read_all(documents, self._thesaurus):
                    writer.add_document(**found._asdict())
                    if progress:
                        progress(1)
                writer.optimize = True
            self._finish(index, folder, before.generation + 1)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        for old in self._folder.iterdir():
            if old.is_dir() and old != folder:
                shutil.rmtree(old, ignore_errors=True)

    def _finish(self, index: FileIndex, folder: Path, generation: int) -> None:
        """Keep the columns of what was committed, and put it in force."""
        with closing(index.reader()) as reader:
            leaves = [leaf for leaf, _ in reader.leaf_readers() if leaf.doc_count_all()]
            for leaf in leaves:
                kept = _kept(leaf, folder)
                if leaf.doc_count_all() >= KEEP_FROM and not kept.exists():
                    columns_of(leaf).save(kept)
            current = {_kept(leaf, folder) for leaf in leaves}
        sync(folder)
        self._put_in_force(Stamp(folder.name, generation, FORMAT))
        for old in (folder / "columns").glob("*"):
            if old not in current:
                shutil.rmtree(old, ignore_errors=True)

    def _put_in_force(self, stamp: Stamp) -> None:
        new = self._folder / "stamp.new"
        with new.open("w", encoding="utf-8") as file:
            json.dump({"folder": stamp.folder, "generation": stamp.generation, "format": stamp.format}, file)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._folder / "stamp")
        sync(self._folder)
        self._looked = 0.0


@contextmanager
def _writer(index: FileIndex, **options: Any) -> Iterator[SegmentWriter]:
    """A writer that commits at the end, or leaves no trace when something fails."""
    writer = writer_of(index, **options)
    try:
        yield writer
    except BaseException:
        writer.cancel()
        raise
    writer.commit()


def _merge(writer: SegmentWriter, segments: list[Any]) -> list[Any]:
    """Keep the segments few: eight of like size become one, and one that is mostly deleted is written anew.

    This is a merge policy of Whoosh: it copies what is to be merged into the segment being written, and
    returns the segments that stay as they are. (Whoosh's own merges only while there are few documents in
    all.)
    """
    there = [segment for segment in segments if segment.doc_count()]
    sizes = Counter(_size(segment) for segment in there)
    chosen = {s for s in there if sizes[_size(s)] >= MERGED_AT_ONCE or 2 * s.deleted_count() > s.doc_count_all()}
    for segment in chosen:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in there if segment not in chosen]


def _size(segment: Any) -> int:
    """A segment's order of magnitude: how often eight of its like have become one."""
    return int(math.log(segment.doc_count(), MERGED_AT_ONCE))


def _kept(leaf: SegmentReader, folder: Path) -> Path:
    return folder / "columns" / str(leaf.segment().segment_id())


def _segment(leaf: SegmentReader, folder: Path, known: dict[str, Columns]) -> Segment:
    name = str(leaf.segment().segment_id())
    columns = known.get(name) or _columns(leaf, _kept(leaf, folder))
    live = np.ones(len(columns), bool)
    live[list(leaf.segment().deleted_docs())] = False
    return Segment(name, columns, live[columns.numbers])


def _columns(leaf: SegmentReader, kept: Path) -> Columns:
    with suppress(TornIndexError), _reading():
        return Columns.load(kept)
    return columns_of(leaf)
