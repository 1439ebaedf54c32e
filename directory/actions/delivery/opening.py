"""How a delivery opens sessions: it and the reminders are the only deeds that do."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlmodel import Session

Opening = Callable[[], AbstractContextManager[Session]]
"""Opens a session."""
