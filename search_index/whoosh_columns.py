"""Where the columns of Whoosh's segments are kept, and what is said of files that cannot be read."""

import errno
import pickle
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from search_index.columns import Columns
from search_index.whoosh_fields import columns_of
from search_index.whoosh_states import COLUMNS, State

KEEP_FROM = 1_000
"""The columns of segments of fewer documents are kept in one file each: that is quicker than to map many."""

_NOT_ITS_FAULT = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EMFILE}
"""What the disk says that does not mean that the index is torn: it is full, or closed to us."""


class TornIndexError(Exception):
    """The files of the index are not there, not whole, or of another format."""


@contextmanager
def reading_files() -> Iterator[None]:
    """Say of whatever reading a torn index raises that it is torn.

    Whoosh unpickles and unpacks what it finds in its files, so that a cut or overwritten one may raise anything.
    """
    try:
        yield
    except Exception as fault:
        if isinstance(fault, OSError) and fault.errno in _NOT_ITS_FAULT:
            raise
        raise TornIndexError(f"The index cannot be read: {fault}") from fault


def _kept(segment: Any, folder: Path) -> Path:
    """Where the columns of a segment are kept: as files to be mapped, or if they are small in a single one."""
    name = str(segment.segment_id())
    return folder / COLUMNS / name if segment.doc_count_all() >= KEEP_FROM else folder / f"{name}.columns"


def keep_columns(segment: Any, columns: Columns, folder: Path) -> None:
    """Keep the columns of a segment."""
    kept = _kept(segment, folder)
    if kept.suffix:
        kept.write_bytes(pickle.dumps(columns))
    else:
        columns.save(kept)


def kept_columns(state: State, segment: Any, folder: Path) -> Columns:
    """The columns of a segment; where they were not kept or are torn, made anew."""
    kept = _kept(segment, folder)
    with suppress(TornIndexError), reading_files():
        if not kept.suffix:
            return Columns.load(kept)
        columns: Columns = pickle.loads(kept.read_bytes())  # noqa: S301 -- Whoosh's own files are no safer
        return columns
    with closing(state.open(segment)) as reader:
        return columns_of(reader)
