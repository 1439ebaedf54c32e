"""Of a deed that is tried with many values, one is tried on PostgreSQL too; what it asks of a database is the same.

What a table refuses, and what a question finds, is tried on both with each of them: in ``models`` and ``queries``.
"""

from pathlib import Path

import pytest

from tests.depth import DEPTH

HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the others, unless somebody asks for more depth."""
    if DEPTH > 1:
        return
    seen: set[str] = set()
    left_out = [item for item in items if _is_another_case(item, seen)]
    config.hook.pytest_deselected(items=left_out)
    others = set(left_out)
    items[:] = [item for item in items if item not in others]


def _is_another_case(item: pytest.Item, seen: set[str]) -> bool:
    """Whether a deed is about to be tried on PostgreSQL once more."""
    values = getattr(item, "callspec", None)
    if HERE not in item.path.parents or not values or values.params.get("engine") != "postgresql":
        return False
    name = item.nodeid.partition("[")[0]
    again = name in seen
    seen.add(name)
    return again
