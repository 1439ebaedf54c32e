"""What came of a command."""

import json
import os
import sys
from pathlib import Path
from typing import Any, NamedTuple

from tests.compiled import COMPILED


class Ran(NamedTuple):
    """How a command ended, and what it said where."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document that it printed."""
        [line] = self.out.splitlines()
        return json.loads(line)

    @property
    def rows(self) -> list[Any]:
        """The documents that it printed, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


COMMAND = Path(sys.executable).with_name("fingerpost")
"""The program, for tests that need a process of its own."""


def environment(home: Path, **settings: str) -> dict[str, str]:
    """What a process of its own is given. Wherever it may not keep its compiled modules, it keeps them with ours."""
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(COMPILED)}
    return {**os.environ, **compiled, "FINGERPOST_HOME": str(home), **settings}


def of_kind(value: Any, kind: Any) -> bool:
    """Whether a value of JSON is of a kind; a kind in a list means a list of such, a tuple one of several."""
    if isinstance(kind, list):
        return isinstance(value, list) and all(of_kind(each, kind[0]) for each in value)
    if isinstance(kind, dict):
        return isinstance(value, dict) and set(value) == set(kind) and all(of_kind(value[k], kind[k]) for k in kind)
    return isinstance(value, kind) and not (isinstance(value, bool) and bool not in (kind, *_parts(kind)))


def _parts(kind: Any) -> tuple[type, ...]:
    return kind if isinstance(kind, tuple) else ()
