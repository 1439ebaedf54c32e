"""How a delivery opens sessions: it is the only deed that does."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlmodel import Session

Opening = Callable[[], AbstractContextManager[Session]]
"""Opens a session."""
