"""What waits for those who decide, how risky it is, and all that one has to see to decide about it."""

from directory.queries.moderation.events import UNDOABLE, LastDecision, last_decision
from directory.queries.moderation.item import ItemPage, ReportShown, item_page, report_shown
from directory.queries.moderation.looking import Looking
from directory.queries.moderation.risk import LOW, Risk, risk_of
from directory.queries.moderation.sources import Scope
from directory.queries.moderation.waiting import Queue, QueueItem, queue, seen_of

__all__ = [
    "LOW",
    "UNDOABLE",
    "ItemPage",
    "LastDecision",
    "Looking",
    "Queue",
    "QueueItem",
    "ReportShown",
    "Risk",
    "Scope",
    "item_page",
    "last_decision",
    "queue",
    "report_shown",
    "risk_of",
    "seen_of",
]
