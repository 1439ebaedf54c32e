"""Stopping long work with Ctrl-C, for certain.

Python forgets an interrupt that happens to arrive while it tidies up (in a callback of a weak reference, say, of which
a mapper of objects to rows has thousands a second): it prints it and goes on. And a library that is written in another
language may take it for a fault of what it was given, and raise an error of its own. So it is noted, asked for between
steps, and whatever error ends the work after it is taken for what it is.
"""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def stoppable() -> Iterator[Callable[[], None]]:
    """Let work be interrupted at once where that can be, and else at the next step; gives a function that is called
    after each.
    """
    asked = threading.Event()

    def note(_signal: int, _frame: FrameType | None) -> None:
        asked.set()
        raise KeyboardInterrupt

    def check() -> None:
        if asked.is_set():
            raise KeyboardInterrupt

    # Only the main thread may say what a signal does; elsewhere nobody can press Ctrl-C either.
    if threading.current_thread() is not threading.main_thread():
        yield check
        return
    before = signal.signal(signal.SIGINT, note)
    try:
        yield check
        check()
    except Exception:
        check()
        raise
    finally:
        signal.signal(signal.SIGINT, before)
