"""The engine of the product: a Whoosh index on the disk, answered from columns.

The folder holds one file ``stamp`` that says which files are in force; it is replaced whole, after all that it speaks
of was written, and so a reader sees either what was before a change or what is after it. No file that it speaks of is
ever changed. The index can be thrown away: whatever is wrong with it, it is made again from the documents of its
``source``. That is why nothing waits for the disk (see ``stamp``): a power cut within the half minute in which the
system writes by itself may tear it, which is noticed when it is opened.
"""

import logging
import math
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from fcntl import LOCK_EX, LOCK_NB, LOCK_UN, flock
from logging import INFO, WARNING
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from whoosh.index import FileIndex, create_in
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from search_index.answering import answer
from search_index.documents import Document, Hits, Query, Status, Suggestion
from search_index.generation import Generation
from search_index.port import IndexBusyError, Progress
from search_index.reading import read
from search_index.segments import Segment
from search_index.stamp import Stamp, Sums, boot, sums, torn
from search_index.suggesting import complete
from search_index.thesaurus import Thesaurus
from search_index.whoosh_columns import TornIndexError, keep_columns, kept_columns, reading_files
from search_index.whoosh_fields import schema
from search_index.whoosh_states import State, StateWriter, files_of, tidy

logger = logging.getLogger(__name__)

FORMAT = 4
"""Of the files in the folder; an index of another format is made again."""

WAIT_SECONDS = 10.0
"""How long a writer waits for another one."""

POLL_SECONDS = 0.02
"""How often, at most, a searcher looks for a newer generation; to look takes a few millionths of one."""

MERGED_AT_ONCE = 8
"""So many segments of like size become one."""


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
        self._written = 0
        self._sound: Sums = {}
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
        """The generation in force; looked for again after a while, for the price of a stat.

        While one thread looks, the others go on with what there is, unless this process has changed it since: who
        wrote something finds it.
        """
        state = self._state
        if state is not None and time.monotonic() - self._looked < POLL_SECONDS:
            return state
        if state is None or state.number < self._written:
            self._loading.acquire()
        elif not self._loading.acquire(blocking=False):
            return state
        try:
            self._looked = time.monotonic()
            seen = self._signature()
            if self._state is None or seen != self._seen:
                self._state = self._load_or_repair(repair=repair)
                self._seen = seen
            return self._state
        finally:
            self._loading.release()

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
        with reading_files():
            stamp = Stamp.read(self._folder / "stamp")
        if stamp.format != FORMAT:
            raise TornIndexError(f"The index has format {stamp.format}, this program needs {FORMAT}")
        return stamp

    def _load(self) -> Generation:
        """The generation in force.

        Files that went away while they were read are no damage if there is a newer stamp: a writer has tidied up.
        """
        while True:
            stamp = self._stamp()
            try:
                return self._read(stamp)
            except TornIndexError:
                if self._stamp() == stamp:
                    raise

    def _read(self, stamp: Stamp) -> Generation:
        folder = self._folder / stamp.folder
        known = {segment.name: segment for segment in self._state.segments} if self._state else {}
        with reading_files():
            self._check(stamp)
            state = State(folder, stamp.toc)
            return Generation(stamp.generation, tuple(_segment(state, each, folder, known) for each in state.segments))

    def _check(self, stamp: Stamp) -> None:
        """See whether files that another start of the machine may have torn are what was written."""
        if stamp.boot != boot():
            doubtful = {name: whole for name, whole in stamp.files.items() if self._sound.get(name) != whole}
            if found := torn(self._folder / stamp.folder, doubtful):
                raise TornIndexError(f"The file {found} of the index is not what was written")
            self._sound = stamp.files

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
        with reading_files():
            self._check(stamp)
            state = State(folder, stamp.toc)
            tidy(folder, stamp.files)
            try:
                with _writer(state) as writer, state.searcher() as searcher:
                    for id_ in gone:
                        writer.delete_by_term("id", id_, searcher=searcher)
                    for document in new:
                        writer.add_document(**read(document, self._thesaurus)._asdict())
                    writer.mergetype = _merge
                self._finish(folder, stamp.generation + 1)
            except OSError:
                # The disk may be full: what is half written shall not fill it until the next change.
                tidy(folder, stamp.files)
                raise

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
                for document in documents:
                    writer.add_document(**read(document, self._thesaurus)._asdict())
                    if progress:
                        progress(1)
                writer.optimize = True
            self._finish(folder, before.generation + 1)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        for old in self._folder.iterdir():
            if old.is_dir() and old != folder:
                shutil.rmtree(old, ignore_errors=True)

    def _finish(self, folder: Path, generation: int) -> None:
        """Keep the columns of what was committed, and put it in force."""
        state = State(folder)
        for segment in state.segments:
            keep_columns(state, segment, folder)
        files = sums(folder, files_of(state, folder), self._sums(folder.name))
        Stamp(folder.name, generation, FORMAT, state.number, boot(), files).write(self._folder / "stamp")
        self._written = generation
        self._looked = 0.0

    def _sums(self, folder: str) -> Sums:
        """What is known of the files of a folder by the stamp in force."""
        with suppress(TornIndexError):
            stamp = self._stamp()
            if stamp.folder == folder:
                return stamp.files
        return {}


@contextmanager
def _writer(index: FileIndex) -> Iterator[SegmentWriter]:
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


def _segment(state: State, segment: Any, folder: Path, known: dict[str, Segment]) -> Segment:
    """A segment as arrays; what is known of it is used again, with all that was found out about it."""
    name = str(segment.segment_id())
    before = known.get(name)
    # Deletions are never taken back: as long as there are as many, they are the same.
    if before and before.documents == segment.doc_count():
        return before
    columns = before.columns if before else kept_columns(state, segment, folder)
    live = np.ones(len(columns), bool)
    live[list(segment.deleted_docs())] = False
    live = live[columns.numbers]
    return replace(before, live=live) if before else Segment(name, columns, live)
