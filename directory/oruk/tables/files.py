"""The encoding and the delimiter of a table that does not say them."""

import codecs
import csv
from collections.abc import Iterator
from io import StringIO, TextIOWrapper
from itertools import islice
from typing import BinaryIO, Final

from directory.errors import UnreadableError

_DELIMITERS: Final = ",;\t|"
_CHUNK = 1 << 18
_SAMPLE = 1 << 16
_ROWS = 20


def encoding_of(stream: BinaryIO) -> str:
    """UTF-16 by its mark, UTF-8 where all of it can be read so, else what Windows writes in this country."""
    stream.seek(0)
    if stream.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    stream.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for piece in iter(lambda: stream.read(_CHUNK), b""):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def delimiter_of(sample: str) -> str:
    """The sign that cuts the first rows into the most columns, as many in each.

    Raises:
        UnreadableError: none cuts them at all.
    """
    best = max(_DELIMITERS, key=lambda sign: _columns_cut(sample, sign))
    if not _columns_cut(sample, best):
        raise UnreadableError("This file is no table: its first line has one column only")
    return best


def _columns_cut(sample: str, sign: str) -> float:
    rows = [row for row in islice(csv.reader(StringIO(sample, newline=""), delimiter=sign), _ROWS) if row]
    if not rows or len(rows[0]) < 2:
        return 0
    # The last row of a sample may be cut off.
    whole = rows[:-1] if len(rows) > 2 else rows
    return len(rows[0]) * sum(len(row) == len(rows[0]) for row in whole) / len(whole)


def sample_of(stream: BinaryIO, encoding: str) -> str:
    """The beginning of the file as text."""
    stream.seek(0)
    return codecs.getincrementaldecoder(encoding)("replace").decode(stream.read(_SAMPLE)).removeprefix("\ufeff")


def lines_of(stream: BinaryIO, encoding: str) -> Iterator[str]:
    """The lines with their ends, as the csv module wants them; the stream stays open."""
    stream.seek(0)
    text = TextIOWrapper(stream, encoding, errors="replace", newline="")
    try:
        for line in text:  # noqa: UP028 -- "yield from" would close the file when somebody reads the first line only
            yield line
    finally:
        text.detach()
