"""A group adds what it offers: one question a page, the answers checked, and where the listing stands then."""

from directory.views.registration import alike, asking, checking, confirming, pausing
from directory.views.registration.questions import blueprint

__all__ = ["alike", "asking", "blueprint", "checking", "confirming", "pausing"]
