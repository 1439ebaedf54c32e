"""What the codes of the columns weigh. The compiler knows it, and so nobody need hand it over."""

import numpy as np

from search_index.columns import ROOMS
from search_index.documents import Room
from search_index.ranking import CAPACITY, FRESHNESS_LOST_DAYS, freshness

CAPACITIES = np.array([CAPACITY[room] for room in ROOMS])
"""For each code of ``ROOMS`` what it weighs."""

ACCEPTING_ROOMS = np.array([room in (Room.OPEN, Room.FEW) for room in ROOMS])
"""For each code of ``ROOMS`` whether it means that people are taken now."""

FRESHNESS = np.array([freshness(days) for days in range(FRESHNESS_LOST_DAYS + 1)])
"""For each number of days overdue what it weighs."""
