"""Calling a compiled loop without asking each time of what types its arguments are."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., Any])


def straight(function: Function) -> Function:
    """The same function, called past the dispatcher once it has been compiled.

    To look up which of the versions of a function fits some forty arrays takes longer than a quick answer does. Only
    for a function that has one version: whoever calls it must always hand over the same types, the arrays contiguous.
    Numbers and items of arrays of another size are still refused.
    """
    if not hasattr(function, "overloads"):
        # Nothing is compiled here.
        return function
    entry: Callable[..., Any] | None = None

    def call(*arguments: Any) -> Any:
        nonlocal entry
        if entry is not None:
            return entry(*arguments)
        answer = function(*arguments)
        (version,) = function.overloads.values()
        entry = version.entry_point
        return answer

    return cast(Function, call)
