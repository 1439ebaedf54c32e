"""What waits for those who decide, how risky it is, and all that one has to see to decide about it."""

from directory.queries.moderation.risk import LOW, Risk, risk_of
from directory.queries.moderation.sources import Scope
from directory.queries.moderation.waiting import Queue, QueueItem, queue, seen_of

__all__ = ["LOW", "Queue", "QueueItem", "Risk", "Scope", "queue", "risk_of", "seen_of"]
