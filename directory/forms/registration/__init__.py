"""A group registers: the questions, one a page, and what their answers say of the service."""

from directory.forms.registration.questions import KIND, STEPS
from directory.forms.registration.record import keeper_of, record_of

__all__ = ["KIND", "STEPS", "keeper_of", "record_of"]
