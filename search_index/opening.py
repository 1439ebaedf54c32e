"""From a stamp to the segments that it speaks of: opened where they are new, used again where they are known."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from search_index import recent
from search_index.columns import Columns
from search_index.generation import Generation
from search_index.segments import Segment
from search_index.stamp import Stamp, Sums, boot, torn
from search_index.whoosh_columns import TornIndexError, kept_columns, reading_files
from search_index.whoosh_states import State


class Opener:
    """Opens what is in force, and remembers what it opened last.

    Args:
        folder: that of the stamp.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # Both in one, so that no other thread sees the one without the other.
        self._last: tuple[Stamp, Generation] | None = None
        self._state: State | None = None
        self._sound: Sums = {}

    @property
    def has_opened(self) -> bool:
        """Whether anything was opened yet."""
        return self._last is not None

    def open(self, stamp: Stamp) -> Generation:
        """What a stamp puts in force.

        Raises:
            TornIndexError: it cannot be read.
        """
        before = self._last
        if before and before[0] == stamp:
            return before[1]
        known = {segment.name: segment for segment in before[1].segments} if before else {}
        with reading_files():
            self._check(stamp)
            opened = Generation(stamp.generation, tuple(self._segments(stamp, known)))
        self._last = stamp, opened
        return opened

    def _check(self, stamp: Stamp) -> None:
        """See whether files that another start of the machine may have torn are what was written."""
        if stamp.boot != boot():
            doubtful = {name: whole for name, whole in stamp.files.items() if self._sound.get(name) != whole}
            if found := torn(self._folder / stamp.folder, doubtful):
                raise TornIndexError(f"The file {found} of the index is not what was written")
            self._sound = stamp.files

    def _segments(self, stamp: Stamp, known: Mapping[str, Segment]) -> Iterator[Segment]:
        """Those of Whoosh's, then the recent ones."""
        folder, state = self._folder / stamp.folder, self._state
        if state is None or state.folder != folder or state.number != stamp.toc:
            state = self._state = State(folder, stamp.toc)
        for segment in state.segments:
            name = str(segment.segment_id())
            before = known.get(name) or _whole(name, kept_columns(state, segment, folder))
            yield _without(before, segment.deleted_docs(), stamp.gone.get(name, ()), segment.doc_count())
        for name in stamp.recent:
            before = known.get(name) or _whole(name, recent.kept_columns(name, folder))
            yield _without(before, (), stamp.gone.get(name, ()), len(before.columns))


def _whole(name: str, columns: Columns) -> Segment:
    return Segment(name, columns, np.ones(len(columns), bool))


def _without(before: Segment, deleted: Iterable[int], gone: Sequence[int], written: int) -> Segment:
    """A segment without the documents of some numbers; all else that was found out about it is kept.

    Args:
        deleted: what Whoosh knows to be deleted; it is long, and mostly known already.
        gone: what was deleted since.
        written: how many documents Whoosh knows to be there.
    """
    left = written - len(gone)
    # Deletions are never taken back: as long as there are as many, they are the same.
    if before.documents == left:
        return before
    after = _but(before, gone)
    if after.documents != left:
        after = _but(after, deleted)
    if after.documents != left:
        raise TornIndexError(f"Of the segment {before.name}, {after.documents} documents are there instead of {left}")
    return after


def _but(segment: Segment, numbers: Iterable[int]) -> Segment:
    live = segment.live.copy()
    live[segment.columns.row_of_number[np.fromiter(numbers, np.intp)]] = False
    return replace(segment, live=live)
