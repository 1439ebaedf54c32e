"""Which listings should be confirmed again, who can say so, and what a link in a letter to them leads to."""

from directory.queries.upkeep.asking import AskedPage, asked_page
from directory.queries.upkeep.due import Due, DueLetter, DueListing, Rhythm, find_due
from directory.queries.upkeep.keepers import Keepers, keepers

__all__ = [
    "AskedPage",
    "Due",
    "DueLetter",
    "DueListing",
    "Keepers",
    "Rhythm",
    "asked_page",
    "find_due",
    "keepers",
]
