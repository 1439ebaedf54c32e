"""The file of a backup."""

import json
import zipfile
import zlib
from collections.abc import Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final, Self

from directory import clock
from directory.errors import UnreadableError

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
_NO_BACKUP: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError),
    *(KeyError, TypeError, ValueError),
)
"""What comes of opening anything else: an archive that is none, is cut off, is packed in an unknown way, or needs a
secret word (which `zipfile` tells as a RuntimeError); and a manifest that is none.
"""

SECRET: Final = "secret_key"  # noqa: S105 -- the name of a member


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a table of a backup.

    Attributes:
        columns: their names and kinds, in the order of the values in a row.
    """

    table: str
    columns: dict[str, str]
    rows: int


@dataclass(slots=True)
class Manifest:
    """What a backup says of itself.

    Attributes:
        made_at: when, aware.
        revision: the newest migration that its tables had.
        tables: in an order in which every row finds those that it refers to.
    """

    revision: str
    made_at: datetime = field(default_factory=clock.now)
    tables: list[Contents] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(table.rows for table in self.tables)

    def as_json(self) -> dict[str, Any]:
        """As it stands in the file."""
        return {"format": FORMAT, **asdict(self), "made_at": self.made_at.isoformat()}

    @classmethod
    def of(cls, said: dict[str, Any]) -> Self:
        """Read what `as_json` wrote.

        Raises:
            KeyError, TypeError, ValueError: it is something else.
        """
        if said["format"] != FORMAT:
            raise ValueError(f"It has format {said['format']}")
        tables = [Contents(**table) for table in said["tables"]]
        return cls(str(said["revision"]), datetime.fromisoformat(said["made_at"]), tables)


class BackupWriter:
    """Writes a backup table by table."""

    def __init__(self, file: zipfile.ZipFile, revision: str) -> None:
        self._file = file
        self.manifest = Manifest(revision)

    def add_table(self, table: str, columns: dict[str, str], rows: Iterable[list[Any]]) -> None:
        """Write the rows of a table, as plain values."""
        written = 0
        with self._file.open(_member(table), "w", force_zip64=True) as lines:
            for row in rows:
                lines.write(json.dumps(row, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode() + b"\n")
                written += 1
        self.manifest.tables.append(Contents(table, columns, written))

    def add_secret(self, key: str) -> None:
        """Keep the key that links in letters are signed with."""
        self._file.writestr(SECRET, key)


@contextmanager
def writing_backup(stream: IO[bytes], revision: str) -> Iterator[BackupWriter]:
    """A backup that is whole at the end of the block."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as file:
        writer = BackupWriter(file, revision)
        yield writer
        file.writestr(MANIFEST, json.dumps(writer.manifest.as_json(), indent=1))


class Backup:
    """A backup that can be read.

    Attributes:
        secret: the key that links were signed with; empty where it was not kept in a file.
    """

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self.manifest = Manifest.of(json.loads(file.read(MANIFEST)))
        self.secret = file.read(SECRET).decode("ascii") if SECRET in file.namelist() else ""

    def rows(self, table: Contents) -> Generator[list[Any], None, None]:
        """The rows of a table, as plain values.

        Raises:
            UnreadableError: there are more or fewer than it says.
        """
        read = 0
        with self._file.open(_member(table.table)) as lines:
            for read, line in enumerate(lines, 1):  # noqa: B007 -- how many there were
                yield json.loads(line)
        if read != table.rows:
            raise UnreadableError(f"The backup has {read} rows of {table.table}, and should have {table.rows}")


@contextmanager
def opened_backup(path: Path) -> Iterator[Backup]:
    """Open a backup, once all of it was looked through.

    Raises:
        UnreadableError: it is none, or not whole.
    """
    with ExitStack() as opened:
        try:
            file = opened.enter_context(zipfile.ZipFile(path))
            damaged, backup = file.testzip(), Backup(file)
        except _NO_BACKUP as fault:
            raise UnreadableError(f"{path.name} is no backup of a directory, or not all of one") from fault
        if damaged:
            raise UnreadableError(f"{path.name} is damaged: {damaged} in it is not as it was written")
        yield backup


def _member(table: str) -> str:
    return f"tables/{table}.ndjson"
