"""Changing a listing that is there: what is in force at once, what waits for a decision, and the way back.

Every text that was in force, or was proposed, is kept as a revision, so that no words are lost.
"""

from directory.actions.editing.changing import Changed, Conflict, Trust, change_listing, propose
from directory.actions.editing.deciding import accept_change, refuse_change, undo_change, withdraw_change
from directory.actions.editing.texts import Texts, keep_text, newest_number
from directory.oruk.parts import PART, PARTS, ListingPart

__all__ = [
    "PART",
    "PARTS",
    "Changed",
    "Conflict",
    "ListingPart",
    "Texts",
    "Trust",
    "accept_change",
    "change_listing",
    "keep_text",
    "newest_number",
    "propose",
    "refuse_change",
    "undo_change",
    "withdraw_change",
]
