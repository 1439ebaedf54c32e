"""What came out of measuring: the figures of an engine on a corpus, and as rows for scripts."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from tests.benchmarks.plain import Order
from tests.benchmarks.store import Built

Table = npt.NDArray[np.float64]


@dataclass(slots=True)
class Figures:
    """What was measured of one engine on one corpus.

    Attributes:
        why: for want of what it did not run; "": it did.
        best_ms: for each order the milliseconds of each query, the least of all rounds.
        wrong: for each order how many totals or counts of needs were not the oracle's; None: they are not meant to be.
        misplaced: how many answers had too few hits, or not the nearest where these were asked for.
        open_s: until a new process has answered its first query.
        rss_mb: memory of the processes that search, of which ``own_mb`` is no file and shared with nobody.
        unsteady: how many answers of a later round were not those of the first.
        updates_ms: until a changed listing was found; empty, and ``why_no_updates``: that failed.
    """

    engine: str
    listings: int
    why: str = ""
    built: Built | None = None
    open_s: float | None = None
    rss_mb: float | None = None
    own_mb: float | None = None
    best_ms: dict[Order, Table] = field(default_factory=dict)
    wrong: dict[Order, int | None] = field(default_factory=dict)
    misplaced: int = 0
    unsteady: int = 0
    updates_ms: list[float] = field(default_factory=list)
    why_no_updates: str = ""

    def percentile(self, order: Order, share: float) -> float:
        """The milliseconds within which this share of the queries (0 to 100) was answered."""
        return float(np.percentile(self.best_ms[order], share))


def row(figures: Figures, order: Order) -> dict[str, Any]:
    """The figures of one order as a document of JSON."""
    there = not figures.why and order in figures.best_ms
    told = {
        "engine": figures.engine,
        "listings": figures.listings,
        "sort": str(order),
        **{f"p{share}_ms": figures.percentile(order, share) if there else None for share in (50, 95, 99)},
        "build_s": figures.built.build_s if figures.built else None,
        "index_mb": figures.built.index_mb if figures.built else None,
        "rss_mb": figures.rss_mb,
        "wrong_totals": figures.wrong.get(order),
    }
    rounded = {name: round(value, 4) if isinstance(value, float) else value for name, value in told.items()}
    return rounded if there else {**rounded, "why": figures.why}
