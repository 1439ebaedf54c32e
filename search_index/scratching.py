"""Room for each thread to work in, kept from one question to the next."""

import threading

import numpy as np

from search_index.kernel.shapes import ROW_PADDING, Scratch

_of_thread = threading.local()


def scratch(number: int, documents: int) -> Scratch:
    """Room for this thread to work in, for a segment of so many documents; one for each number."""
    held: dict[int, Scratch] = _of_thread.__dict__.setdefault("scratches", {})
    there = held.get(number)
    rows = documents + ROW_PADDING
    if there is None or len(there.sums) < rows:
        there = held[number] = _scratch(rows)
    return there


def _scratch(rows: int) -> Scratch:
    return Scratch(
        sums=np.zeros(rows),
        best=np.zeros(rows),
        touched=np.zeros(-(-rows // 8), np.int64),
        rows=np.empty(rows, np.int32),
        texts=np.empty(rows),
        codes=np.empty(rows, np.int8),
    )
