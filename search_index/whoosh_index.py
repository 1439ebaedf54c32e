"""The engine of the product: a Whoosh index on the disk, answered from columns.

The folder holds one file ``stamp`` that says which files are in force; it is replaced whole, after all that it speaks
of was written, and so a reader sees either what was before a change or what is after it. No file that it speaks of is
ever changed. The index can be thrown away: whatever is wrong with it, it is made again from the documents of its
``source``. That is why nothing waits for the disk (see ``stamp``): a power cut within the half minute in which the
system writes by itself may tear it, which is noticed when it is opened.
"""

import logging
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime
from logging import INFO, WARNING
from pathlib import Path
from threading import Lock

from whoosh.index import create_in

from search_index.answering import answer
from search_index.changing import changed, with_whoosh
from search_index.documents import Document, Hits, Query, Status, Suggestion
from search_index.gathering import Batch, gather, joined
from search_index.generation import Generation
from search_index.opening import Opener
from search_index.port import Progress
from search_index.reading import batches, digest
from search_index.stamp import Stamp
from search_index.suggesting import complete
from search_index.thesaurus import Thesaurus
from search_index.turns import turn
from search_index.whoosh_columns import TornIndexError, reading_files
from search_index.whoosh_fields import schema
from search_index.whoosh_states import tidy

logger = logging.getLogger(__name__)

FORMAT = 6
"""Of the files in the folder; an index of another format is made again."""

POLL_SECONDS = 0.02
"""How often, at most, a searcher looks for a newer generation; to look takes a few millionths of one."""


class WhooshIndex:
    """A search index in a folder, for any number of processes of which one at a time writes.

    Args:
        folder: where the index is kept; made when it is not there.
        source: gives every document there is, for an index that is missing or torn.
    """

    def __init__(self, folder: Path, thesaurus: Thesaurus, *, source: Callable[[], Iterable[Document]] = tuple) -> None:
        self._folder = folder
        self._thesaurus = thesaurus
        self._digest = digest(thesaurus)
        self._source = source
        self._seen: tuple[int, int, int] | None = None
        self._looked = 0.0
        self._state: Generation | None = None
        self._opener = Opener(folder)
        self._written = 0
        self._loading = Lock()

    def search(self, query: Query, /) -> Hits:
        return answer(query, self._thesaurus, self._current())

    def suggest(self, typed: str, /, *, limit: int = 8) -> list[Suggestion]:
        state = self._current()
        return complete(typed, self._thesaurus, state.names(typed, limit), state.groups(typed, limit), limit)

    def put(self, documents: Iterable[Document], /) -> None:
        new = {document.id: document for document in documents}
        # Read before it is our turn: nobody need wait for that.
        read = joined(list(batches(new.values(), self._thesaurus)))
        with turn(self._folder):
            self._change(read, gone=list(new))

    def remove(self, ids: Iterable[str], /) -> None:
        with turn(self._folder):
            self._change(gather((), self._thesaurus), gone=list(ids))

    def replace_all(
        self, documents: Iterable[Document], /, *, progress: Progress | None = None, alone: bool = False
    ) -> None:
        with turn(self._folder):
            self._rebuild(documents, progress, alone=alone)

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
        with turn(self._folder):
            with suppress(TornIndexError):
                return self._load()
            self._rebuild(self._source())
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
        # Whoever has it open already goes on with it: two processes that were started with different lists, one of them
        # before the lists were changed, must not make it anew in turn.
        if stamp.digest != self._digest and not self._opener.has_opened:
            raise TornIndexError("The index was made with another thesaurus, or other weights")
        return stamp

    def _load(self) -> Generation:
        """The generation in force.

        Files that went away while they were read are no damage if there is a newer stamp: a writer has tidied up.
        """
        while True:
            stamp = self._stamp()
            try:
                return self._opener.open(stamp)
            except TornIndexError:
                if self._stamp() == stamp:
                    raise

    # Writing.

    def _change(self, new: Batch, *, gone: Sequence[str]) -> None:
        try:
            self._commit(new, gone)
        except TornIndexError:
            self._say_why()
            self._rebuild(self._source())
            self._commit(new, gone)

    def _commit(self, new: Batch, gone: Sequence[str]) -> None:
        stamp = self._stamp()
        folder = self._folder / stamp.folder
        with reading_files():
            segments = self._opener.open(stamp).segments
            tidy(folder, stamp.files)
            if stamp.digest != self._digest:
                # What is read in two ways is no way at all: whoever opens the index next makes it again.
                stamp = replace(stamp, digest="")
            try:
                self._put_in_force(changed(folder, stamp, segments, new, gone))
            except OSError:
                # The disk may be full: what is half written shall not fill it until the next change.
                tidy(folder, stamp.files)
                raise

    def _rebuild(self, documents: Iterable[Document], progress: Progress | None = None, *, alone: bool = False) -> None:
        generation = self._generation_there()
        folder = self._folder / f"{generation + 1:08d}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        try:
            create_in(str(folder), schema())
            with closing(batches(documents, self._thesaurus, alone=alone)) as read:
                before = Stamp(folder.name, generation, FORMAT, self._digest)
                self._put_in_force(with_whoosh(folder, before, {}, _telling(read, progress)))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        for old in self._folder.iterdir():
            if old.is_dir() and old != folder:
                shutil.rmtree(old, ignore_errors=True)

    def _put_in_force(self, stamp: Stamp) -> None:
        stamp.write(self._folder / "stamp")
        self._written = stamp.generation
        self._looked = 0.0

    def _generation_there(self) -> int:
        """Of the index that is there, whether or not it can be read."""
        with suppress(Exception):
            return Stamp.read(self._folder / "stamp").generation
        return 0


def _telling(batches: Iterable[Batch], progress: Progress | None) -> Iterator[Batch]:
    """The batches, telling how many documents are done."""
    for batch in batches:
        yield batch
        if progress:
            progress(len(batch.stored))
