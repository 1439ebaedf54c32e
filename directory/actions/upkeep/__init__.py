"""Listings stay true: their groups are asked whether they are still right, and answer by one press."""

from directory.actions.upkeep.answering import answer_letter, confirm_listing
from directory.actions.upkeep.links import LINK_DAYS, Link, open_link, read_link
from directory.actions.upkeep.presses import last_answer
from directory.actions.upkeep.reminding import Asking, Reminded, count_due, remind
from directory.actions.upkeep.taking_back import take_back
from directory.actions.upkeep.writing import ask_to_change, write_again

__all__ = [
    "LINK_DAYS",
    "Asking",
    "Link",
    "Reminded",
    "answer_letter",
    "ask_to_change",
    "confirm_listing",
    "count_due",
    "last_answer",
    "open_link",
    "read_link",
    "remind",
    "take_back",
    "write_again",
]
