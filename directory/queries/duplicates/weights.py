"""What each sign that two listings are one counts: the one place where the weights stand.

A weight of 1 makes it twice as likely, -1 half as likely, 3 eight times, and so on: weights are logarithms of odds to
the base of 2, so that they can be added up. They were set by hand from what each sign can mean, and then tuned on one
half of the labelled pairs of ``tests/benchmarks/duplicates``; the other half measured them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

Scale = Sequence[tuple[float, float]]
"""Pairs of a least value and a weight, the greatest value first; what is below all of them counts `Scale[-1]`."""

LIKELY: Final = 0.5
"""From this score on two listings are very likely one, and are shown side by side as such."""

POSSIBLE: Final = 0.15
"""From this score on it is worth a look: somebody who registers is asked whether one of these is theirs."""


@dataclass(frozen=True, slots=True)
class GroupWeights:
    """Is it the same group that offers both? Signs of a group say nothing of which of its services one is."""

    prior: float = -4.0
    # A register gives each number once. Another number is no proof against: groups become CIOs and get a new one.
    same_number: float = 10.0
    other_number: float = -3.0
    # A mailbox is somebody's own; a telephone may be that of the hall, or of a council with many groups.
    same_email: float = 7.0
    same_phone: float = 6.0
    same_site: float = 5.0
    # People change their number and keep the name, so that another one is only a weak sign.
    other_phone: float = -0.5
    name: Scale = ((0.95, 7.0), (0.8, 5.0), (0.65, 2.5), (0.5, 0.0), (0.0, -4.0))
    # Two groups in one hall are not one, but one group is mostly in one place.
    place: Scale = ((50.0, -3.0), (25.0, -2.0), (10.0, -0.5), (0.3, 0.0), (0.0, 2.0))


@dataclass(frozen=True, slots=True)
class ServiceWeights:
    """If it is: is it the same thing that it offers, or another one, or the same elsewhere?"""

    prior: float = 0.5
    # Whoever lists two things under one group does so on purpose; who enters a group twice does not know of the first.
    one_entry: float = -2.0
    name: Scale = ((0.95, 5.0), (0.8, 3.0), (0.65, 1.0), (0.5, -1.0), (0.0, -4.0))
    # Of branches, and of sessions at several halls, the texts are the same. Of a text that was written anew none is.
    text: Scale = ((0.8, 4.0), (0.5, 2.5), (0.3, 1.0), (0.0, -0.5))
    # One that moves stays in its town; the same thing in another town is another branch.
    place: Scale = ((25.0, -6.0), (10.0, -4.0), (4.0, -2.0), (0.3, -1.0), (0.0, 1.5))
    same_kinds: float = 1.0
    other_kinds: float = -1.0
    same_days: float = 1.5
    other_days: float = -1.5


GROUP: Final = GroupWeights()
SERVICE: Final = ServiceWeights()

TELLING: Final = 2.0
"""A name counts in full when its words that both have count so much together, and less when it is "Lunch club"."""


def on_scale(scale: Scale, value: float) -> float:
    """The weight of a value."""
    return next((weight for least, weight in scale if value >= least), scale[-1][1])


def likelihood(weight: float) -> float:
    """The weight of all signs together as a likelihood, 0 to 1."""
    return float(1 / (1 + 2.0**-weight))
