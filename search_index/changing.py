"""Writing what comes of a change beside what is in force: a few documents by themselves, many with Whoosh.

Nothing is in force before the stamp that is returned here has been written, and no file that the last one speaks of is
changed.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from search_index.columns import Columns, Posted
from search_index.gathering import Batch, closed_up, joined
from search_index.recent import MOST_RECENT, Gone, keep, kept_batch
from search_index.segments import Segment
from search_index.stamp import Stamp, boot, sums
from search_index.whoosh_columns import keep_columns
from search_index.whoosh_fields import stored_of
from search_index.whoosh_states import State, files_of, writing

MERGED_AT_ONCE = 8
"""So many segments of like size become one."""


def changed(folder: Path, stamp: Stamp, segments: Sequence[Segment], new: Batch, ids: Iterable[str]) -> Stamp:
    """Write new documents, in the place of those of some ids; what is then to be put in force.

    Args:
        segments: those in force.
    """
    gone = gone_with(stamp.gone, segments, list(ids))
    recent = {segment.name: segment for segment in segments if segment.name in stamp.recent}
    left = {name: len(segment.columns) - len(gone.get(name, ())) for name, segment in recent.items()}
    of_whoosh = sum(len(numbers) for name, numbers in gone.items() if name not in recent)
    if max(sum(left.values()) + len(new.stored), of_whoosh) >= MOST_RECENT:
        batches = [kept_batch(name, folder, gone) for name in stamp.recent if left[name]]
        columns = {segment.name: segment.columns for segment in segments}
        return with_whoosh(folder, replace(stamp, gone=gone), columns, [*batches, new])
    return _recently(folder, stamp, gone, new, left)


def gone_with(gone: Gone, segments: Iterable[Segment], ids: Sequence[str]) -> Gone:
    """What is gone of each segment once documents of these ids are, too."""
    after = {name: list(numbers) for name, numbers in gone.items()}
    for segment in segments:
        rows = segment.columns.rows_of(ids)
        if len(rows := rows[segment.live[rows]]):
            after.setdefault(segment.name, []).extend(np.unique(segment.columns.numbers[rows]).tolist())
    return after


def with_whoosh(folder: Path, stamp: Stamp, columns: Mapping[str, Columns], batches: Iterable[Batch]) -> Stamp:
    """Write documents as a segment of Whoosh's, together with those of its segments that are to become one.

    Args:
        columns: those of its segments, by their names.
        batches: they are stored as they come, while others may still be read.
    """
    before = State(folder, stamp.toc)
    with writing(before) as writer:
        for segment in writer.segments:
            for number in stamp.gone.get(str(segment.segment_id()), ()):
                segment.delete_document(number)
        merged, staying = _shared_out(writer.segments)
        taken = []
        for batch in chain((_batch_of(before, each, columns[str(each.segment_id())]) for each in merged), batches):
            writer.store(batch.stored)
            taken.append(batch)
        new = joined(taken)
        writer.index(new.posted)
        writer.mergetype = lambda _writer, _segments: staying
    state = State(folder, writer.generation)
    if new.stored:
        keep_columns(writer.newsegment, new.columns(), folder)
    return _following(folder, replace(stamp, toc=state.number, recent=[], gone={}), files_of(state, folder), stamp)


def _recently(folder: Path, stamp: Stamp, gone: Gone, new: Batch, left: Mapping[str, int]) -> Stamp:
    """Write new documents as a segment of their own, together with those of recent ones that are to become one."""
    there = {name: count for name, count in left.items() if count}
    sizes = Counter(map(_size, there.values()))
    merged = [
        name
        for name, count in there.items()
        if sizes[_size(count)] >= MERGED_AT_ONCE or len(gone.get(name, ())) > count
    ]
    batch = joined([*(kept_batch(name, folder, gone) for name in merged), new])
    made = [keep(batch, folder)] if batch.stored else []
    recent = [*(name for name in there if name not in merged), *made]
    left_out = set(stamp.recent).difference(recent)
    after = {name: numbers for name, numbers in gone.items() if name not in left_out}
    files = [*(name for name in stamp.files if name not in left_out), *made]
    return _following(folder, replace(stamp, recent=recent, gone=after), files, stamp)


def _following(folder: Path, stamp: Stamp, files: Iterable[str], before: Stamp) -> Stamp:
    """What is in force after another, with its files."""
    return replace(stamp, generation=before.generation + 1, boot=boot(), files=sums(folder, files, before.files))


def _shared_out(segments: Iterable[Any]) -> tuple[list[Any], list[Any]]:
    """Which of Whoosh's segments become one, and which stay: eight of like size do, and what is mostly deleted."""
    there = [segment for segment in segments if segment.doc_count()]
    sizes = Counter(_size(segment.doc_count()) for segment in there)
    merged = [
        segment
        for segment in there
        if sizes[_size(segment.doc_count())] >= MERGED_AT_ONCE or 2 * segment.deleted_count() > segment.doc_count_all()
    ]
    return merged, [segment for segment in there if segment not in merged]


def _size(documents: int) -> int:
    """The order of magnitude of a segment: how often eight of its like have become one."""
    return int(math.log(documents, MERGED_AT_ONCE))


def _batch_of(state: State, segment: Any, columns: Columns) -> Batch:
    """The documents of a segment of Whoosh's that are still there. Their postings are quicker read from its columns."""
    left = np.ones(segment.doc_count_all(), bool)
    left[list(segment.deleted_docs())] = False
    with closing(state.open(segment)) as reader:
        stored = [each for _, each in stored_of(reader)]
    posted = Posted(
        columns.terms.tolist(), columns.posted.starts, columns.posted.values, columns.impacts, columns.where
    )
    return Batch(stored, posted.renumbered(closed_up(left)[columns.numbers]))
