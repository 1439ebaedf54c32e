"""Two listings of one service made one, and two again."""

from directory.actions.merging.choosing import BOTH_MAKE_SENSE, Choices, Take, brought
from directory.actions.merging.merging import merge, not_the_same
from directory.actions.merging.unmerging import Unmerged, unmerge

__all__ = ["BOTH_MAKE_SENSE", "Choices", "Take", "Unmerged", "brought", "merge", "not_the_same", "unmerge"]
