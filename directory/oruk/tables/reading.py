"""Reading a table row by row: what each row says, or why it says nothing."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from directory.errors import UnreadableError
from directory.oruk.documents import RawRecord
from directory.oruk.tables.files import delimiter_of, encoding_of, lines_of, sample_of
from directory.oruk.tables.guessing import guess_mapping
from directory.oruk.tables.keys import RowKeys
from directory.oruk.tables.mapping import CsvMapping
from directory.oruk.tables.rows import document_of


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A table that is ready to be read.

    Attributes:
        mapping: which column is which, with the delimiter and the encoding that were found.
        headings: those of the first line.
        unused: the headings that the mapping does not name.
    """

    stream: BinaryIO
    mapping: CsvMapping
    headings: tuple[str, ...]

    @property
    def unused(self) -> tuple[str, ...]:
        used = {column for columns in self.mapping.columns.values() for column in columns}
        return tuple(heading for heading in self.headings if heading and heading not in used)

    def records(self) -> Iterator[RawRecord]:
        """The rows, from the first on.

        Raises:
            UnreadableError: from some line on it is no table.
        """
        keys = RowKeys()
        for line, row in _rows(self.stream, self.mapping):
            if line > 1 and any(cell.strip() for cell in row):
                yield self._record(line, row, keys)

    def _record(self, line: int, row: Sequence[str], keys: RowKeys) -> RawRecord:
        where, extra = f"line {line}", [cell for cell in row[len(self.headings) :] if cell.strip()]
        if extra or len(row) < len(self.headings):
            return RawRecord(where, fault=_ragged(row, len(self.headings)))
        cells: defaultdict[str, list[str]] = defaultdict(list)
        for heading, cell in zip(self.headings, row, strict=False):
            cells[heading].append(cell)
        return RawRecord(where, keys.with_id(document_of(cells, self.mapping)))


def read_csv(stream: BinaryIO, mapping: CsvMapping | None = None) -> Iterator[RawRecord]:
    """The rows of a table as documents of Open Referral UK; see `open_csv`."""
    return open_csv(stream, mapping).records()


def open_csv(stream: BinaryIO, mapping: CsvMapping | None = None) -> CsvFile:
    """See what a table is like.

    Args:
        stream: can be read and sought in.
        mapping: which column is which; None to guess by the headings.

    Raises:
        UnreadableError: it is no table, lacks a column that the mapping names, or nothing says which column has the
            name.
    """
    encoding = (mapping.encoding if mapping else "") or encoding_of(stream)
    sample = sample_of(stream, encoding)
    if not sample.strip():
        raise UnreadableError("This file is empty")
    delimiter = (mapping.delimiter if mapping else "") or delimiter_of(sample)
    found = CsvMapping({}, delimiter=delimiter, encoding=encoding)
    headings = tuple(heading.strip() for heading in next(row for _, row in _rows(stream, found)))
    known = _checked(mapping, headings) if mapping else guess_mapping(headings)
    return CsvFile(stream, _on(known, found), headings)


def _on(known: CsvMapping, found: CsvMapping) -> CsvMapping:
    return CsvMapping(
        known.columns, known.constants, known.separators, found.delimiter, found.encoding, is_guessed=known.is_guessed
    )


def _checked(mapping: CsvMapping, headings: Sequence[str]) -> CsvMapping:
    for column in (column for columns in mapping.columns.values() for column in columns):
        if column not in headings:
            there = ", ".join(filter(None, headings))[:500]
            raise UnreadableError(f"This file has no column called {column}; it has {there}")
    return mapping


def _rows(stream: BinaryIO, mapping: CsvMapping) -> Iterator[tuple[int, list[str]]]:
    """The rows, each with the number of the line on which it begins: a cell may go over several."""
    rows = csv.reader(lines_of(stream, mapping.encoding), delimiter=mapping.delimiter)
    line = 1
    try:
        for row in rows:
            yield line, row
            line = rows.line_num + 1
    except csv.Error as fault:
        raise UnreadableError(f"This file cannot be read as a table from line {line} on") from fault


def _ragged(row: Sequence[str], columns: int) -> str:
    lines = sum(cell.count("\n") for cell in row)
    why = "; perhaps a quotation mark is not closed" if lines else ""
    return f"has {len(row)} {'cell' if len(row) == 1 else 'cells'}, but the first line has {columns}{why}"
