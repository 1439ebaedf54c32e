"""Processes that do something to a database and come to an end, whichever."""

from collections.abc import Callable
from multiprocessing import get_context
from typing import Any

from directory.database import Database


def exit_code(database: Database, deed: Callable[..., None], *words: Any) -> int | None:
    """How a process ends that is given the address of a database, and whatever else it needs.

    It is split off from this one: to start another from the beginning costs two seconds of imports.
    """
    database.engine.dispose()  # no process may go on with the connections of another
    child = get_context("fork").Process(target=deed, args=(str(database.engine.url), *words))
    child.start()
    child.join()
    return child.exitcode
