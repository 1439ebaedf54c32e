"""Room for each thread to work in, kept from one question to the next."""

import threading

import numpy as np

from search_index.kernel.shapes import ROW_PADDING, WINDOW, Scratch


class _OfThread(threading.local):
    """What each thread has for itself."""

    def __init__(self) -> None:
        self.scratches: dict[int, Scratch] = {}


_of_thread = _OfThread()


def scratch(number: int, documents: int) -> Scratch:
    """Room for this thread to work in, for a segment of so many documents; one for each number."""
    there = _of_thread.scratches.get(number)
    rows = documents + ROW_PADDING
    if there is None or len(there.rows) < rows:
        there = _of_thread.scratches[number] = _scratch(rows)
    return there


def _scratch(rows: int) -> Scratch:
    return Scratch(
        sums=np.zeros(WINDOW),
        best=np.zeros(WINDOW),
        touched=np.zeros(WINDOW // 8, np.int64),
        # One more, where it is not yet known whether the next one is kept.
        met=np.empty(WINDOW + 1, np.int64),
        rows=np.empty(rows, np.uint32),
        texts=np.empty(rows),
        codes=np.empty(rows, np.int8),
    )
