"""Finding what fits by postcode and need: the criteria, the cards of the hits, and what is said about
them.
"""

from directory.queries.search.cards import ServiceCard
from directory.queries.search.criteria import Criteria
from directory.queries.search.finding import (
    Chip,
    FilterGroup,
    FilterOption,
    LeftOut,
    SearchPage,
    Surroundings,
    find_services,
)

__all__ = [
    "Chip",
    "Criteria",
    "FilterGroup",
    "FilterOption",
    "LeftOut",
    "SearchPage",
    "ServiceCard",
    "Surroundings",
    "find_services",
]
