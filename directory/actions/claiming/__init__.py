"""Who keeps the listings of a group: somebody says *this is us*, proves it by the group's own mailbox, or is believed
by a moderator; and those who keep them invite and remove others.
"""

from directory.actions.claiming.asking import ask_to_keep, give_evidence
from directory.actions.claiming.deciding import grant_claim, refuse_claim
from directory.actions.claiming.keepers import invite_editor, leave_group, remove_editor
from directory.actions.claiming.offers import LINK_DAYS, take_offer, usable_offer

__all__ = [
    "LINK_DAYS",
    "ask_to_keep",
    "give_evidence",
    "grant_claim",
    "invite_editor",
    "leave_group",
    "refuse_claim",
    "remove_editor",
    "take_offer",
    "usable_offer",
]
