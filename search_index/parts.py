"""A segment that was looked at: what the loops were told of the query there, and what they found."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search_index.kernel.shapes import HELD, Bounds, Judged, Scratch, Sought, Tallies
from search_index.segments import Segment


class Part(NamedTuple):
    """A segment that may have an answer, with its number in its generation."""

    number: int
    segment: Segment
    sought: Sought
    judged: Judged
    bounds: Bounds
    scratch: Scratch
    tallies: Tallies


class Found(NamedTuple):
    """Hits in order, as they were found.

    Attributes:
        parts: where each is; a single one where all are in the same.
        rows: which document of its segment each is.
        texts: how well the words of each answer.
    """

    parts: Sequence[Part]
    rows: NDArray[np.int32]
    texts: NDArray[np.float64]


def held(part: Part) -> int:
    """How many first hits of its own it has told."""
    return int(part.tallies.numbers[HELD])


def found(parts: Sequence[Part], first: int, last: int) -> Found:
    """The hits from one place up to but not including another, out of the first ones of each segment."""
    if len(parts) == 1:
        shown = slice(first, min(last, held(parts[0])))
        return Found(parts, parts[0].tallies.rows[shown], parts[0].tallies.texts[shown])
    told = sorted((each for part in parts for each in _told(part)), key=lambda each: each[:3])[first:last]
    return Found(
        [part for *_, part in told],
        np.array([row for *_, row, _, _ in told], np.int32),
        np.array([text for *_, text, _ in told], np.float64),
    )


def _told(part: Part) -> list[tuple[float, bytes, bytes, int, float, Part]]:
    """The hits of a segment: by what they are ordered, their names and ids, and what is known of them."""
    columns, tallies, last = part.segment.columns, part.tallies, held(part)
    told = zip(*(each[:last].tolist() for each in (tallies.keys, tallies.rows, tallies.texts)), strict=True)
    return [(key, columns.keys[row], columns.ids[row], row, text, part) for key, row, text in told]
