"""Files of feeds that wait until the rest of their form is right: a browser forgets which file was chosen as soon as a
form comes back, and nobody should have to send half a gigabyte twice because a name was missing.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final
from uuid import UUID, uuid4

from directory import clock

KEPT_HOURS: Final = 24
MOST_KEPT: Final = 5
"""Files that wait at the same time; the oldest makes room for the next."""

LONGEST_NAME: Final = 100
_CALLED: Final = "called"


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file that was sent.

    Attributes:
        key: names it in a form. Nobody can guess it.
        path: where it is kept.
        called: its name where it comes from.
    """

    key: str
    path: Path
    called: str


class WaitingFiles:
    """The files that wait, in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, sent: IO[bytes], *, name: str, called: str) -> WaitingFile:
        """Keep a file for a while.

        Args:
            name: what it is called here; never what somebody wrote.
            called: what it is called where it comes from.
        """
        self.forget_old(room_for=1)
        made = self._folder / str(uuid4())
        made.mkdir(parents=True)
        (made / _CALLED).write_text(called[-LONGEST_NAME:], encoding="utf-8", errors="replace")
        sent.seek(0)
        with (made / name).open("wb") as file:
            shutil.copyfileobj(sent, file)
        return WaitingFile(made.name, made / name, called[-LONGEST_NAME:])

    def find(self, key: str | None) -> WaitingFile | None:
        """A file that waits; None: there is none of this key, or it has waited too long."""
        try:
            folder = self._folder / str(UUID(key or ""))
            [file] = (each for each in folder.iterdir() if each.name != _CALLED)
            called = (folder / _CALLED).read_text(encoding="utf-8")
        except (OSError, ValueError):
            return None
        return None if _is_old(folder) else WaitingFile(folder.name, file, called)

    def forget(self, file: WaitingFile) -> None:
        """Remove a file, which is needed no more."""
        shutil.rmtree(file.path.parent, ignore_errors=True)

    def forget_old(self, *, room_for: int = 0) -> None:
        """Remove what has waited too long.

        Args:
            room_for: how many more are to come.
        """
        for folder in self._too_many(MOST_KEPT - room_for):
            shutil.rmtree(folder, ignore_errors=True)

    def _too_many(self, most: int) -> Iterator[Path]:
        if not self._folder.exists():
            return
        there = sorted(self._folder.iterdir(), key=_kept_since, reverse=True)
        yield from (folder for place, folder in enumerate(there) if place >= most or _is_old(folder))


def _is_old(folder: Path) -> bool:
    return clock.now().timestamp() - _kept_since(folder) > KEPT_HOURS * 3600


def _kept_since(folder: Path) -> float:
    try:
        return folder.stat().st_mtime
    except OSError:
        # Somebody else has just removed it.
        return 0
