"""Who may see a page. Every route has exactly one guard, which a test holds us to."""

from collections.abc import Callable
from typing import TypeVar

View = TypeVar("View", bound=Callable[..., object])


def open_to_all(view: View) -> View:
    """Anybody may see this page, signed in or not."""
    return _guarded(view, "anybody")


def _guarded(view: View, by: str) -> View:
    if "guard" in view.__dict__:
        raise TypeError(f"{view.__name__} has two guards; one of them would say nothing")
    view.__dict__["guard"] = by
    return view
