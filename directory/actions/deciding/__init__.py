"""What those who decide do about listings and changes: each deed within their reach, based on what they saw, told to
the group, and kept in the history.
"""

from directory.actions.deciding.basis import UNDO_MINUTES, Desk
from directory.actions.deciding.changes import accept_proposal, refuse_proposal
from directory.actions.deciding.listings import (
    archive_listing,
    ask_for_changes,
    confirm_listing,
    decline_listing,
    publish_listing,
    publish_together,
    return_to_queue,
    withdraw_listing,
)
from directory.actions.deciding.looking import LOOKING_MINUTES, start_looking, stop_looking
from directory.actions.deciding.undoing import undo_decision

__all__ = [
    "LOOKING_MINUTES",
    "UNDO_MINUTES",
    "Desk",
    "accept_proposal",
    "archive_listing",
    "ask_for_changes",
    "confirm_listing",
    "decline_listing",
    "publish_listing",
    "publish_together",
    "refuse_proposal",
    "return_to_queue",
    "start_looking",
    "stop_looking",
    "undo_decision",
    "withdraw_listing",
]
