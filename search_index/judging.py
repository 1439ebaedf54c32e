"""What the conditions and dates of a segment's documents come to, for one client on one day."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from search_index import ranking
from search_index.columns import Columns
from search_index.conditions import AXES, judge
from search_index.documents import Facts, Fit
from search_index.kernel.shapes import LAST, REASONS

FITS = tuple(Fit)
"""The codes of a verdict."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What each set of conditions of a segment says of one client: codes of ``FITS`` and of ``REASONS`` (or
    ``LAST``), and what the verdict weighs.
    """

    fits: NDArray[np.int8]
    refusals: NDArray[np.int8]
    weights: NDArray[np.float64]

    @classmethod
    def of(cls, columns: Columns, client: Facts, on: date) -> "Verdicts":
        """Judge a client by every set of conditions."""
        judged = [judge(conditions, client, on) for conditions in columns.rule_sets]
        axes = [REASONS.index(each.axis if each.axis in AXES else "other") for each in judged]
        refusals = [axis if each.fit is Fit.NO else LAST for each, axis in zip(judged, axes, strict=True)]
        return cls(
            fits=np.array([FITS.index(each.fit) for each in judged], np.int8),
            refusals=np.array(refusals, np.int8),
            weights=np.array([ranking.verdict(each.fit, each.axis) for each in judged], np.float64),
        )


@dataclass(frozen=True, slots=True)
class Days:
    """What the dates of a segment's documents come to on one day: codes of ``ROOMS``, and days overdue."""

    rooms: NDArray[np.int8]
    overdue: NDArray[np.uint8]

    @classmethod
    def of(cls, columns: Columns, today: date, fresh_days: int, confirm_days: int) -> "Days":
        """See what is still fresh, and what should have been confirmed."""
        day = today.toordinal()
        overdue = day - columns.confirmed_on.astype(np.int64) - confirm_days
        return cls(
            rooms=np.where(day - columns.room_on <= fresh_days, columns.room, 0).astype(np.int8),
            overdue=np.clip(overdue, 0, ranking.FRESHNESS_LOST_DAYS).astype(np.uint8),
        )
