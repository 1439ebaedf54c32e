"""A segment that was looked at: what the loops were told of the query there, and what they found."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search_index.kernel.shapes import Bounds, Judged, Scratch, Sought, Tallies
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


def hits_of(parts: Sequence[Part], told: Sequence[int], first: int, last: int) -> Found:
    """The hits from one place up to but not including another, out of the first ones of each segment.

    Args:
        told: how many each segment has told.
    """
    if len(parts) == 1:
        shown = slice(first, min(last, told[0]))
        return Found(parts, parts[0].tallies.rows[shown], parts[0].tallies.texts[shown])
    hits = [hit for part, held in zip(parts, told, strict=True) for hit in _hits(part, held)]
    hits = sorted(hits, key=lambda hit: hit[:3])[first:last]
    return Found(
        [part for *_, part in hits],
        np.array([row for *_, row, _, _ in hits], np.int32),
        np.array([text for *_, text, _ in hits], np.float64),
    )


def _hits(part: Part, held: int) -> list[tuple[float, bytes, bytes, int, float, Part]]:
    """The first hits of a segment: by what they are ordered, their names and ids, and what is known of them."""
    columns, tallies = part.segment.columns, part.tallies
    known = zip(*(each[:held].tolist() for each in (tallies.keys, tallies.rows, tallies.texts)), strict=True)
    return [(key, columns.keys[row], columns.ids[row], row, text, part) for key, row, text in known]
