"""Looking for garbage less often, while a large feed is taken in."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

SELDOM: Final = (100_000, 20, 50)
"""After how many new things the youngest are looked through, and how many times less often those that have stayed."""


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Let Python look for garbage less often until the end of the block.

    What a feed has said is held until its end, and to look through all of it again and again takes a fifth of the time
    of an import. It is for commands, which have a process to themselves.
    """
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
