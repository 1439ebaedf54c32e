"""Listings that are entered twice: how likely two are one, and which are likely the one described.

`likely_duplicates` is what pages ask; `likeness` is the scoring alone, of which ``weights`` says what each sign counts.
"""

from directory.queries.duplicates.described import Described, Spot
from directory.queries.duplicates.finding import LikelyDuplicate, described_listing, likely_duplicates
from directory.queries.duplicates.likeness import Likeness, likeness
from directory.queries.duplicates.many import Blocks, LikelyPair, known_blocks, likely_pairs
from directory.queries.duplicates.weights import LIKELY, POSSIBLE

__all__ = [
    "LIKELY",
    "POSSIBLE",
    "Blocks",
    "Described",
    "LikelyDuplicate",
    "LikelyPair",
    "Likeness",
    "Spot",
    "described_listing",
    "known_blocks",
    "likely_duplicates",
    "likely_pairs",
    "likeness",
]
