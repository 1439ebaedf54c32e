"""A large CSV, by itself or in a ZIP, read row by row with guards against files that are not what they seem."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from directory.errors import UnreadableError

_LARGEST = 4 * 2**30
"""Bytes of CSV: the largest edition so far has 1.4 thousand million."""

_DENSEST = 100
"""How many times its size a compressed file may unfold to; such tables come to about seven."""

_MOST_MEMBERS = 10_000


class CsvFile:
    """The rows of one CSV.

    Attributes:
        name: of the CSV itself, without folders.
        headings: its first row.
        rows_read: how many rows after that have been given out.
    """

    def __init__(self, name: str, raw: IO[bytes], size: int) -> None:
        self.name = name
        self.rows_read = 0
        self._raw, self._size = raw, size
        # Place names in old editions are Latin-1; none of the columns that are read has other than ASCII.
        self._reader = csv.reader(io.TextIOWrapper(raw, encoding="utf-8-sig", errors="replace", newline=""))
        self.headings = next(self._reader, [])

    def rows(self) -> Iterator[list[str]]:
        """Each row, once."""
        for row in self._reader:
            self.rows_read += 1
            yield row

    def progress(self) -> tuple[int, int]:
        """Bytes read so far, and in all."""
        return min(self._raw.tell(), self._size), self._size


@contextmanager
def opened(path: Path) -> Iterator[CsvFile]:
    """The CSV at this path, or the largest in the ZIP there; any fault in reading becomes one sentence.

    Raises:
        UnreadableError: as the sentence says.
    """
    try:
        with path.open("rb") as file:
            if zipfile.is_zipfile(file):
                with zipfile.ZipFile(file) as archive:
                    member = _largest_csv(archive, path)
                    with archive.open(member) as raw:
                        yield CsvFile(Path(member.filename).name, raw, member.file_size)
            else:
                file.seek(0)
                yield CsvFile(path.name, file, _size(path))
    except FileNotFoundError as fault:
        raise UnreadableError(f"There is no file {path}") from fault
    except csv.Error as fault:
        raise UnreadableError(f"{path.name} is not a CSV file") from fault
    # NotImplementedError is what zipfile raises for a way of packing, or a secret word, that it cannot undo.
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as fault:
        raise UnreadableError(f"{path.name} is damaged: download it again") from fault
    except OSError as fault:
        raise UnreadableError(f"{path.name} cannot be read: {fault.strerror}") from fault


def _largest_csv(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    """The national file: beside it there are its parts by postcode area, and small tables of codes."""
    members = archive.infolist()
    tables = [member for member in members if member.filename.lower().endswith(".csv")]
    if len(members) > _MOST_MEMBERS or not tables:
        raise UnreadableError(f"There is no CSV file in {path.name}")
    # What unfolds past the size it states fails its checksum, so that a stated size can be relied on.
    largest = max(tables, key=lambda member: (member.file_size, member.filename))
    if largest.flag_bits & 1:
        raise UnreadableError(f"{path.name} is locked with a password")
    if largest.file_size > min(_LARGEST, _DENSEST * max(largest.compress_size, 1)):
        raise UnreadableError(f"{path.name} unfolds to far more than a file of postcodes does")
    return largest


def _size(path: Path) -> int:
    size = path.stat().st_size
    if size > _LARGEST:
        raise UnreadableError(f"{path.name} is far larger than a file of postcodes")
    return size
