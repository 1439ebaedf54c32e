"""The newest documents: segments of a few of them, each a single file, before there are enough for one of Whoosh's.

To write a segment with Whoosh takes ten times as long, and to open it again as long once more. What stands here is
in force like everything else, and goes to Whoosh with the change that makes it too much.
"""

import pickle
from collections.abc import Mapping, Sequence
from pathlib import Path
from secrets import token_hex

from search_index.columns import Columns
from search_index.gathering import Batch

MOST_RECENT = 1_000
"""From so many documents on they become a segment of Whoosh's."""

Gone = Mapping[str, Sequence[int]]
"""By the names of segments the numbers of the documents that were deleted of them since they were written; for one of
Whoosh's, since its state was.
"""


def keep(batch: Batch, folder: Path) -> str:
    """Write documents as a segment of their own; its name, which is that of the file."""
    name = f"{token_hex(8)}.recent"
    with (folder / name).open("wb") as file:
        # The columns come first: who only searches reads no further.
        pickle.dump(batch.columns(), file, pickle.HIGHEST_PROTOCOL)
        pickle.dump(batch, file, pickle.HIGHEST_PROTOCOL)
    return name


def kept_columns(name: str, folder: Path) -> Columns:
    """The columns of such a segment."""
    with (folder / name).open("rb") as file:
        columns: Columns = pickle.load(file)  # noqa: S301 -- Whoosh's own files are no safer
    return columns


def kept_batch(name: str, folder: Path, gone: Gone) -> Batch:
    """The documents of such a segment that are still there."""
    with (folder / name).open("rb") as file:
        pickle.load(file)  # noqa: S301 -- as above
        batch: Batch = pickle.load(file)  # noqa: S301 -- as above
    return batch.without(gone[name]) if gone.get(name) else batch
