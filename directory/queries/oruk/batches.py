"""Long lists a piece at a time."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

Anything = TypeVar("Anything")

AT_ONCE = 500
"""Rows that are read together."""


def in_batches(keys: Sequence[Anything]) -> Iterator[Sequence[Anything]]:
    """The pieces, in order."""
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE]
