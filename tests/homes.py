"""Home folders of installations, made without building the file of all postcodes each time."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from fcntl import LOCK_EX, flock
from pathlib import Path

from config import Settings
from directory.database import Database
from directory.factory import make_resources
from directory.resources import Resources

POSTCODES = "gazetteer.bin"


def prepared(home: Path, postcodes: Path) -> Resources:
    """An installation with its tables and our lists, and without a single service."""
    share_file(postcodes, home / POSTCODES)
    made = make_resources(Settings(home=home))
    made.prepare(lambda _label, _length: nullcontext(lambda _: None))
    return made


def made_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """A folder that is made by the first process that needs it; any other waits until it is."""
    with folder.with_suffix(".lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not folder.exists():
            making = folder.with_suffix(".making")
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir()
            make(making)
            making.rename(folder)
    return folder


def copied(home: Path, to: Path) -> Path:
    """A copy of a home, which shares the file of postcodes, since nothing writes to that."""
    shutil.copytree(home, to, ignore=shutil.ignore_patterns(POSTCODES))
    share_file(home / POSTCODES, to / POSTCODES)
    return to


@contextmanager
def copied_database(file: Path, to: Path) -> Iterator[Database]:
    """A copy of an SQLite database that nobody has open."""
    shutil.copyfile(file, to)
    database = Database(f"sqlite:///{to}")
    yield database
    database.engine.dispose()


def share_file(file: Path, to: Path) -> None:
    """The same file in another place."""
    try:
        os.link(file, to)
    except OSError:  # it is on another file system
        shutil.copyfile(file, to)
