"""A feed as a file: looked through once before anything of it is taken in, so that a file that is broken or cut off
changes nothing and takes nothing for gone.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from directory.actions.exchange.reading import read_document
from directory.errors import UnreadableError
from directory.oruk.documents import RawRecord, read_documents
from directory.oruk.reader import Reading
from directory.oruk.tables import CsvMapping, open_csv, parse_mapping, read_csv

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class FeedFile:
    """A file of records.

    Attributes:
        mapping: which columns of a table are what; None where it is no table, or one whose headings say it.
    """

    path: Path
    mapping: Path | None = None

    def check_size(self, most_megabytes: int) -> None:
        """Refuse a file that is too large to be read.

        Raises:
            UnreadableError: it is.
        """
        if self.path.stat().st_size > most_megabytes * 1_000_000:
            limit = f"{most_megabytes} megabytes, the most that is read (IMPORT_MEGABYTES)"
            raise UnreadableError(f"{self.path.name} is larger than {limit}")

    def count(self) -> int:
        """How many records it has.

        Raises:
            UnreadableError: it is broken, cut off, or no feed at all.
        """
        with self.path.open("rb") as stream:
            return sum(1 for _ in self._documents(stream))

    def digest(self, *how: object) -> str:
        """What tells it apart from any other file, and from itself read in another way."""
        with self.path.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256")
        mapping = self.mapping.read_bytes() if self.mapping else b""
        found.update(repr((mapping, *how)).encode())
        return found.hexdigest()

    def readings(self) -> Iterator[Reading]:
        """What its records say, in their order."""
        with self.path.open("rb") as stream:
            yield from map(read_document, self._documents(stream))

    def columns(self) -> CsvMapping | None:
        """Which column of a table is read as what; None: it is no table."""
        if not self._is_table:
            return None
        with self.path.open("rb") as stream:
            return open_csv(stream, self._mapping()).mapping

    @property
    def _is_table(self) -> bool:
        return self.mapping is not None or self.path.suffix.lower() in {".csv", ".tsv"}

    def _mapping(self) -> CsvMapping | None:
        return parse_mapping(self.mapping.read_text(encoding="utf-8")) if self.mapping else None

    def _documents(self, stream: BinaryIO) -> Iterator[RawRecord]:
        return read_csv(stream, self._mapping()) if self._is_table else read_documents(stream)
