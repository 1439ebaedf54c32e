"""The file that says which state of an index is in force, and how it is noticed that a power cut has torn one.

Nothing of a change is forced onto the disk: to wait for that takes longer than all the rest of it. What a process has
written every other one sees at once, also if the writer was killed; only if the whole machine stops can the disk lack
a part of it. So a stamp holds the length and the checksum of every file that it speaks of, and by which start of the
machine it was written. As long as that is the one that still runs, the files are what was written. After another
start they are read once and compared, before anything of them is believed. A torn stamp is no JSON; one from before
the last change speaks of files that are no longer there, or still are what they were: both are noticed, or right.
"""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from secrets import token_hex
from zlib import crc32

Sums = Mapping[str, tuple[int, int]]
"""The length and the checksum of files, by their path in a folder."""

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is in force.

    Attributes:
        folder: that of the index.
        generation: grows with every change.
        format: of the files.
        digest: of all that decides how documents are read.
        toc: Whoosh's number of this state; later ones in the folder were never finished.
        recent: the segments of the newest documents.
        gone: by the names of segments, the numbers of the documents that were deleted of them since they, or
            Whoosh's state, were written.
        boot: of the machine, when this was written.
        files: all that the state is made of.
    """

    folder: str
    generation: int
    format: int
    digest: str = ""
    toc: int = 0
    recent: Sequence[str] = ()
    gone: Mapping[str, Sequence[int]] = field(default_factory=dict)
    boot: str = ""
    files: Sums = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """Put this in force, in one step."""
        new = path.with_suffix(".new")
        told = {each.name: getattr(self, each.name) for each in fields(self)}
        new.write_text(json.dumps(told, separators=(",", ":")), encoding="utf-8")
        new.replace(path)

    @classmethod
    def read(cls, path: Path) -> "Stamp":
        """What is in force.

        Raises:
            OSError, ValueError, TypeError: the file is not there, torn, or of another kind.
        """
        told = json.loads(path.read_text(encoding="utf-8"))
        # Of another format there may be none.
        files = {name: (length, check) for name, (length, check) in told.pop("files", {}).items()}
        return cls(**told, files=files)


@cache
def boot() -> str:
    """Something else whenever the machine was started again; where that cannot be told, in every process."""
    with suppress(OSError):
        return _BOOT.read_text(encoding="ascii").strip()
    return token_hex(16)


def sums(folder: Path, names: Iterable[str], known: Sums) -> Sums:
    """The sums of files; those that are known are not read again, since no file is ever changed."""
    return {name: known.get(name) or _sum(folder / name) for name in names}


def torn(folder: Path, files: Sums) -> str | None:
    """The first file that is not what it was; None: all are.

    Raises:
        OSError: one of them is not there.
    """
    return next((name for name, whole in files.items() if not _is(folder / name, whole)), None)


def _is(path: Path, whole: Iterable[int]) -> bool:
    length, check = whole
    return path.stat().st_size == length and _sum(path) == (length, check)


def _sum(path: Path) -> tuple[int, int]:
    check = 0
    with path.open("rb", buffering=0) as file:
        while block := file.read(_BLOCK):
            check = crc32(block, check)
        return os.fstat(file.fileno()).st_size, check
