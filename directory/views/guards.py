"""Who may see a page. Every route has exactly one guard, which a test holds us to."""

from collections.abc import Callable
from typing import TypeVar

View = TypeVar("View", bound=Callable[..., object])


def open_to_all(view: View) -> View:
    """Anybody may see this page, signed in or not."""
    view.__dict__["guard"] = "anybody"
    return view
