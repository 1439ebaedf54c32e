"""What waits for those who decide, and deciding it.

Every decision says what it was based on: of two people who decide about one thing the second is told so, and keeps the
words that they wrote. After a decision the next thing opens.
"""

from directory.views.moderation import audit, decisions, item, lists, merging
from directory.views.moderation.desk import blueprint

__all__ = ["audit", "blueprint", "decisions", "item", "lists", "merging"]
