"""What must not take long, however long it is: told by the processor's own time, which nobody else on it takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import thread_time


@contextmanager
def at_once(seconds: float = 2.0) -> Iterator[None]:
    """Fails where a block takes more of the processor than that.

    The bound leaves room for a machine many times slower, and none for what grows with the square of what it is given.
    """
    began = thread_time()
    yield
    assert thread_time() - began < seconds
