"""A coarse grid over the British Isles that finds postcodes near a point without looking at them all."""

from dataclasses import dataclass
from math import floor

import numpy as np
import numpy.typing as npt

from directory.geography.points import Box

Rows = npt.NDArray[np.uint32]

STEP = 20_000
"""The height of a cell in millionths of a degree: 2.2 km. One and a half times as many make it about as wide."""
_WIDTH = STEP * 3 // 2

_MICRO = 1_000_000


@dataclass(frozen=True, slots=True)
class CellFrame:
    """Where the grid begins, in millionths of a degree, and how many cells it has each way."""

    south: int
    west: int
    bands: int
    columns: int

    @property
    def count(self) -> int:
        return self.bands * self.columns

    def band(self, latitude: float) -> int:
        """The band of cells in which a latitude (degrees) lies, drawn in to the edge if it is outside."""
        return min(max(floor((latitude * _MICRO - self.south) / STEP), 0), self.bands - 1)

    def column(self, longitude: float) -> int:
        """The same for a longitude."""
        return min(max(floor((longitude * _MICRO - self.west) / _WIDTH), 0), self.columns - 1)


@dataclass(frozen=True, slots=True)
class Cells:
    """The rows that have a point, sorted by cell: cell `c` holds `rows[starts[c]:starts[c + 1]]`."""

    frame: CellFrame
    starts: npt.NDArray[np.uint32]
    rows: Rows

    def slices(self, box: Box) -> list[slice]:
        """Runs of `rows` that hold every row inside the box, and some around it: one a band of cells."""
        west, east = self.frame.column(box.west), self.frame.column(box.east)
        runs = []
        for band in range(self.frame.band(box.south), self.frame.band(box.north) + 1):
            first = band * self.frame.columns
            runs.append(slice(int(self.starts[first + west]), int(self.starts[first + east + 1])))
        return [run for run in runs if run.stop > run.start]

    def near(self, box: Box) -> Rows:
        """Every row inside the box, and some around it."""
        runs = self.slices(box)
        return np.concatenate([self.rows[run] for run in runs]) if runs else self.rows[:0]

    def thinned(self, box: Box, limit: int) -> Rows:
        """At most `limit` rows inside the box or around it: every n-th, so that they keep their density."""
        runs = self.slices(box)
        total = sum(run.stop - run.start for run in runs)
        stride = max(1, -(-total // max(1, limit)))
        chosen, passed = [], 0
        for run in runs:
            # Counting goes on from run to run, so that narrow boxes with short runs are thinned alike.
            chosen.append(self.rows[run.start + -passed % stride : run.stop : stride])
            passed += run.stop - run.start
        return np.concatenate(chosen) if chosen else self.rows[:0]


def sort_into_cells(
    latitudes: npt.NDArray[np.int32], longitudes: npt.NDArray[np.int32], has_point: npt.NDArray[np.bool_]
) -> Cells:
    """Make the grid for rows in millionths of a degree; rows without a point stay out."""
    rows = np.flatnonzero(has_point).astype(np.uint32)
    north, east = latitudes[rows], longitudes[rows]
    if len(rows) == 0:
        return Cells(CellFrame(0, 0, 1, 1), np.zeros(2, np.uint32), rows)
    south, west = int(north.min()), int(east.min())
    frame = CellFrame(south, west, (int(north.max()) - south) // STEP + 1, (int(east.max()) - west) // _WIDTH + 1)
    cell = (north - south) // STEP * frame.columns + (east - west) // _WIDTH
    order = np.argsort(cell, kind="stable")
    starts = np.zeros(frame.count + 1, np.uint32)
    starts[1:] = np.cumsum(np.bincount(cell, minlength=frame.count))
    return Cells(frame, starts, rows[order])
