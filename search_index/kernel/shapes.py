"""What is handed to the loops and what they hand back, each a handful of arrays.

Documents are told by numbers without a sign: with a sign each time one is looked up it would be asked first whether it
is to be counted from the end.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search_index.conditions import AXES

REASONS = (*AXES, "other", "distance", "room")
"""The codes of what leaves a candidate out."""

FAR, FULL = REASONS.index("distance"), REASONS.index("room")

LAST = 127
"""The code of a candidate that nothing leaves out; any other is a place in ``REASONS``."""

BY_SCORE, BY_DISTANCE, BY_SESSION, BY_NAME = range(4)
"""How ``settle`` orders."""

OUT = -1
"""The code of a document that no candidate can be: it is no longer there, or has more than one reason. It is the only
one whose highest bit is set, by which eight documents are sifted at a time.
"""

NO_PLACE = -1.0
"""The squared chord of a document without a place, or of a query without one."""

ANYWHERE = 5.0
"""A squared chord that is longer than any on the unit sphere."""

ROW_PADDING = 8
"""So many rows stand after the last one where rows are looked at by the eight, or are written before it is known
whether they are kept.
"""


WINDOW = 2048
"""So many documents are told of at a time, a multiple of eight; see ``telling``."""


class Shelf(NamedTuple):
    """The arrays of a segment of n documents that the loops read; see ``Columns``.

    Attributes:
        documents: n.
        located: so many documents, the first ones, have exactly one place.
    """

    documents: int
    located: int
    cells: NDArray[np.int32]
    place_starts: NDArray[np.int64]
    points: NDArray[np.float64]
    rules: NDArray[np.int32]
    ranks: NDArray[np.int32]
    marks: NDArray[np.int64]
    posted: NDArray[np.uint32]
    impacts: NDArray[np.float32]
    session_starts: NDArray[np.int64]
    sessions: NDArray[np.int64]


class Sought(NamedTuple):
    """What the text asks for in one segment.

    Attributes:
        starts, ends: the postings of each term, as a span of ``Shelf.posted``.
        weights: how well each term answers its unit.
        unit_starts: where the terms of each unit begin, and where the last one's end.
        unit_weights: what each unit counts, and after them what they count together.
        carrying: the documents to look at where the text asks for nothing: those that carry a wanted tag.
        of_text, of_tag: whether there are units; whether ``carrying`` holds.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    weights: NDArray[np.float64]
    unit_starts: NDArray[np.int64]
    unit_weights: NDArray[np.float64]
    carrying: NDArray[np.uint32]
    of_text: bool
    of_tag: bool


class Place(NamedTuple):
    """The client's place, as a query tells it.

    Attributes:
        near: whether it is known.
        latitude, longitude: in degrees.
        radius: how far to look, in kilometres; without end for any distance.
        reach: how far away something may be and still be told to be too far.
    """

    near: bool
    latitude: float
    longitude: float
    radius: float
    reach: float


class Where(NamedTuple):
    """Where to look, for the loops.

    Attributes:
        x, y, z: the client's place on the unit sphere.
        near: whether it is known.
        within: the squared chord of the radius; ``ANYWHERE`` for none.
        reach: that beyond which nothing is a candidate.
        longitude: the client's, in degrees.
        south, north: the lines of cells that hold whatever is within reach; south > north: look everywhere.
    """

    x: float
    y: float
    z: float
    near: bool
    within: float
    reach: float
    longitude: float
    south: int
    north: int


class Judged(NamedTuple):
    """What is known of the documents' conditions and room, for one client on one day.

    Attributes:
        codes: for each document what leaves it out, wherever it is; see ``codes_of``. n int8, and as many more as make
            them a multiple of eight.
        fits, verdicts: for each set of conditions the code of its verdict, and what that weighs.
        rooms: for each document the code of its capacity as of now. n int8.
        overdue: for each document the days since it should have been confirmed again, as far as they count. n uint8.
    """

    codes: NDArray[np.int8]
    fits: NDArray[np.int8]
    verdicts: NDArray[np.float64]
    rooms: NDArray[np.int8]
    overdue: NDArray[np.uint8]


class Bounds(NamedTuple):
    """What a candidate must be and carry.

    Attributes:
        wanted: the bits of the tags of which a candidate must carry all.
        any_of: for each filter the bits of the tags of which a hit must carry one.
        besides: for each filter the bits of the tags to be counted of what passes all other filters.
        counted: the bits of the tags to be counted of hits.
    """

    wanted: NDArray[np.int64]
    any_of: NDArray[np.int64]
    besides: NDArray[np.int64]
    counted: NDArray[np.int64]


class Scratch(NamedTuple):
    """Room to work in, of one thread.

    Attributes:
        sums, best: for each document of a window, zero between two uses.
        touched: for each of them a byte, 1 if anything was added to its sum, eight to a number; zero between two uses.
        met: which of them, or which eights of them, were touched.
        rows: candidates.
        texts, codes: what was found of them.
    """

    sums: NDArray[np.float64]
    best: NDArray[np.float64]
    touched: NDArray[np.int64]
    met: NDArray[np.int64]
    rows: NDArray[np.uint32]
    texts: NDArray[np.float64]
    codes: NDArray[np.int8]


class Tallies(NamedTuple):
    """What is counted and ordered.

    Attributes:
        reasons: for each code of a reason how many were left out for it.
        tags: for each tag how many documents carry it, of those that pass the filters of all other groups. There is
            room for every bit.
        rows, keys, texts: of the first hits, in order, which documents they are, by what they are ordered, and how well
            the text answers.
    """

    reasons: NDArray[np.int64]
    tags: NDArray[np.int64]
    rows: NDArray[np.int32]
    keys: NDArray[np.float64]
    texts: NDArray[np.float64]


class Ordering(NamedTuple):
    """How to order.

    Attributes:
        by: ``BY_SCORE`` or another.
        minute: the moment from which on the next session is looked for.
    """

    by: int
    minute: int


class Ladder(NamedTuple):
    """What is tried while fewer hits are found than are enough.

    Attributes:
        floor, low: as ``Lookup.floors`` gives it for the question as it was asked, and on the rungs.
        may: the bits of those of ``RUNGS`` that may be tried, the first one's the lowest.
    """

    enough: int
    floor: float
    low: float
    may: int


class Totals(NamedTuple):
    """What was found in a segment.

    Attributes:
        hits: how many hits there are.
        accepting: how many of them take people.
        told: how many of them, the first ones, are told.
        too_weak: how many candidates would be hits but for their text, whatever the filters say of them.
    """

    hits: int
    accepting: int
    told: int
    too_weak: int


Told = tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.uint8], int, int]
"""What is told of some hits, as a plain tuple, since that is quicker to hand back.

First a row each for text, nearness, freshness, capacity, verdict and total, as in ``Score``, and for the distance in
kilometres. Then a row each for the hits' own rows, for which of their places is nearest, the start of the next session
and the code of the verdict. Then for each hit and each unit the bits of the parts that hold any of its terms. Then
how many of the hits have a place, and how many a session; what the others have is ``NO_NUMBER``.
"""
