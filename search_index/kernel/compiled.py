"""How the loops are compiled, and where what was compiled is kept."""

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

_HERE = Path(__file__).parent
_USED = ("answering.py", "columns.py", "conditions.py", "documents.py", "geometry.py", "ranking.py")
_SOURCES = [*sorted(_HERE.glob("*.py")), *(_HERE.parent / name for name in _USED)]

if os.access(_HERE, os.W_OK):
    # What is compiled is kept by the text of all that went into it: the compiler alone would not see that a weight in
    # another file has changed.
    _digest = sha256(b"".join(path.read_bytes() for path in _SOURCES)).hexdigest()[:16]
    numba.config.CACHE_DIR = str(_HERE / "__pycache__" / _digest)  # type: ignore[attr-defined]  # made at run time

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Compile a function when it is first called, without the interpreter's lock, and keep the result on the disk."""
    return cast(Function, numba.njit(cache=True, nogil=True, error_model="numpy")(function))


def inlined(function: Function) -> Function:
    """Compile a function into those that call it: to hand over the tuples below costs more than most of them do.

    It is kept, too, for when it is called by itself.
    """
    return cast(Function, numba.njit(inline="always", cache=True, error_model="numpy")(function))
