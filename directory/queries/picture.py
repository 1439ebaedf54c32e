"""The picture of where things are: rings of distance around the postcode, numbered hits, and homes as faint dots.

It is drawn here, from our own gazetteer, so that nobody else learns where a client lives. It needs no script, and
prints.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, cos, hypot, radians, sin
from typing import Protocol

import numpy as np

from directory.geography import KM_PER_MILE, Gazetteer, Point, box_around

SIZE = 400
"""Width and height of the picture, in its own units."""

MARGIN = 20
MARK = 16
"""The radius of a numbered mark: in the narrowest column it is still 24 pixels wide, so that a finger can press it."""

LABEL, LETTER = 50, 10
"""About the width and height of the label of a ring."""

DOTS = 1_200
"""Homes that are drawn; enough to show where the town is."""

STEPS_MILES = (0.1, 0.25, 0.5, 1, 2, 5, 10, 25, 50, 100)
MOST_RINGS = 4

_KM_PER_DEGREE = 111.195
"""Of latitude, on a sphere of the earth's mean radius."""


class Placed(Protocol):
    """Something that is drawn, where it has a point: a card, for one."""

    @property
    def number(self) -> int: ...

    @property
    def name(self) -> str: ...

    @property
    def point(self) -> Point | None: ...


@dataclass(frozen=True, slots=True)
class Mark:
    """A hit on the picture: at (x, y), its label moved to (label_x, label_y) where another one is in the way."""

    number: int
    name: str
    x: float
    y: float
    label_x: float
    label_y: float


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle of so many miles, and where its label begins."""

    label: str
    radius: float
    label_x: float
    label_y: float


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn, in units of the picture.

    Attributes:
        dots: the homes, as the path of one stroke with round ends.
        outside: how many of the hits have no place that can be shown.
    """

    size: int
    centre: float
    mark: int
    label: str
    rings: tuple[Ring, ...]
    marks: tuple[Mark, ...]
    dots: str
    outside: int


def picture(
    centre: Point, label: str, cards: Sequence[Placed], gazetteer: Gazetteer, *, at_least_miles: float = 0.0
) -> Picture | None:
    """Draw the hits of a page around a point; None when none of them has a place.

    Args:
        at_least_miles: how far it reaches also where all hits are near.
    """
    placed = [(card, _offset(centre, card.point)) for card in cards if card.point]
    if not placed:
        return None
    reach = max(at_least_miles * KM_PER_MILE, *(hypot(*offset) for _, offset in placed))
    step = next((step for step in STEPS_MILES if reach / (step * KM_PER_MILE) <= MOST_RINGS), STEPS_MILES[-1])
    rings = max(1, ceil(reach / (step * KM_PER_MILE) - 1e-9))
    scale = (SIZE / 2 - MARGIN) / (rings * step * KM_PER_MILE)
    circles = tuple(_ring(step * number, scale) for number in range(1, rings + 1))
    return Picture(
        size=SIZE,
        centre=SIZE / 2,
        mark=MARK,
        label=label,
        rings=circles,
        marks=tuple(_marks(placed, circles, scale)),
        dots=_dots(centre, rings * step * KM_PER_MILE, scale, gazetteer),
        outside=len(cards) - len(placed),
    )


def _offset(centre: Point, point: Point) -> tuple[float, float]:
    """Kilometres east and north of the centre: flat, which a county is near enough."""
    east = (point.longitude - centre.longitude) * cos(radians(centre.latitude)) * _KM_PER_DEGREE
    return east, (point.latitude - centre.latitude) * _KM_PER_DEGREE


def _ring(miles: float, scale: float) -> Ring:
    radius = round(miles * KM_PER_MILE * scale, 1)
    return Ring(f"{miles:g} {'mile' if miles == 1 else 'miles'}", radius, SIZE / 2 + 5, SIZE / 2 - radius + 16)


def _marks(placed: Iterable[tuple[Placed, tuple[float, float]]], rings: Iterable[Ring], scale: float) -> list[Mark]:
    # The middle is kept free, so that one always sees where the client is, and so are the labels of the rings.
    ends = (LETTER, LABEL - LETTER)
    kept = [(SIZE / 2, SIZE / 2), *((ring.label_x + end, ring.label_y - LETTER / 2) for ring in rings for end in ends)]
    marks: list[Mark] = []
    for card, (east, north) in placed:
        x, y = SIZE / 2 + east * scale, SIZE / 2 - north * scale
        label_x, label_y = _free(x, y, [*kept, *((mark.label_x, mark.label_y) for mark in marks)])
        marks.append(Mark(card.number, card.name, *(round(each, 1) for each in (x, y, label_x, label_y))))
    return marks


def _free(x: float, y: float, taken: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The nearest spot on a spiral where a label covers no other one."""
    for turn in range(200):
        angle, away = turn * 2.4, 1.6 * turn
        at = (_inside(x + away * cos(angle)), _inside(y + away * sin(angle)))
        if all(hypot(at[0] - other[0], at[1] - other[1]) >= 2 * MARK + 1 for other in taken):
            return at
    return x, y


def _inside(coordinate: float) -> float:
    return min(max(coordinate, MARK + 1), SIZE - MARK - 1)


def _dots(centre: Point, reach_km: float, scale: float, gazetteer: Gazetteer) -> str:
    """Each home as a stroke of no length, which round ends make a dot."""
    degrees = gazetteer.dots(box_around(centre, reach_km * 1.1), limit=DOTS)
    # All of them at once, with the same arithmetic as ``_offset``.
    norths = (degrees[:, 0] - centre.latitude) * _KM_PER_DEGREE
    easts = (degrees[:, 1] - centre.longitude) * cos(radians(centre.latitude)) * _KM_PER_DEGREE
    spots = np.rint(SIZE / 2 + np.column_stack([easts, -norths]) * scale).astype(int)
    inside = spots[((spots >= 0) & (spots <= SIZE)).all(axis=1)]
    # Each spot once: whoever lives at the same one is drawn already.
    return "".join(f"M{x} {y}h0" for x, y in sorted(set(map(tuple, inside.tolist()))))
